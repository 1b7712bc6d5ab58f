"""Sentence embeddings from a BERT model in ONNX, off unless ``BANSHI_EMBEDDING_MODEL`` names its folder.

The folder holds ``model.onnx`` (token ids in, last hidden state out) and ``vocab.txt`` (one word piece a line, as BERT
models publish it). The hidden states are averaged, so the model should be one that was trained that way. Nothing is
downloaded, and no text leaves the process. onnxruntime is imported when an embedder is made, not before.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.errors import EmbeddingError

Vectors = NDArray[np.float32]

#: Longest text in word pieces, without the two signs around it; longer ones are cut. Names and questions are short.
LONGEST = 126
#: Longest word in characters that is cut into pieces; a longer one is unknown, as in BERT.
_LONGEST_WORD = 100
_BATCH = 64
_TYPES: Mapping[str, type[np.signedinteger[Any]]] = {"tensor(int64)": np.int64, "tensor(int32)": np.int32}


class WordPieces:
    """BERT's tokenizer for uncased models: Chinese by the character, other words by their longest known pieces."""

    def __init__(self, pieces: Sequence[str]) -> None:
        """ValueError names a sign that the vocabulary has to have and has not."""
        self._ids = {piece: at for at, piece in reversed(list(enumerate(pieces)))}
        missing = [sign for sign in ("[PAD]", "[UNK]", "[CLS]", "[SEP]") if sign not in self._ids]
        if missing:
            raise ValueError(f"{', '.join(missing)} missing")
        self.padding, self._unknown, self._first, self._last = (
            self._ids[sign] for sign in ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
        )

    def ids(self, text: str) -> list[int]:
        """The ids of the text's pieces between those of ``[CLS]`` and ``[SEP]``."""
        found = [piece for word in _words(text) for piece in self._pieces(word)]
        return [self._first, *found[:LONGEST], self._last]

    def _pieces(self, word: str) -> list[int]:
        found: list[int] = []
        start = 0
        while start < len(word):
            sign = "##" if start else ""
            ends = range(len(word), start, -1) if len(word) <= _LONGEST_WORD else ()
            end = next((end for end in ends if sign + word[start:end] in self._ids), None)
            if end is None:
                return [self._unknown]
            found.append(self._ids[sign + word[start:end]])
            start = end
        return found


class SentenceEmbedder:
    """Turns texts into vectors of length 1 whose dot product tells how alike they mean; usable from several threads."""

    def __init__(self, folder: Path) -> None:
        """EmbeddingError tells what the folder lacks, what in it cannot be used, or that onnxruntime is missing."""
        self._folder = folder
        for name in ("model.onnx", "vocab.txt"):
            if not (folder / name).is_file():
                raise EmbeddingError(
                    f"BANSHI_EMBEDDING_MODEL：{folder} 里没有 {name}，需要 model.onnx 和 vocab.txt ({name} is missing)"
                )
        try:
            import onnxruntime
        except ImportError as error:
            raise EmbeddingError(
                "设置了 BANSHI_EMBEDDING_MODEL，但没有安装 onnxruntime；先运行 .uv/bin/uv pip install --require-hashes "
                "-r requirements-embedding.txt，或去掉这项设置 (onnxruntime is not installed)"
            ) from error
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # each worker has one core
        options.log_severity_level = 3
        try:
            # Not splitlines: vocabularies hold odd signs that it would cut at.
            pieces = (folder / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
            self._words = WordPieces(pieces)
            self._session = onnxruntime.InferenceSession(
                str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
            )
            self._inputs = {one.name: _TYPES[one.type] for one in self._session.get_inputs()}
            outputs = [one.name for one in self._session.get_outputs()]
            self._output = "last_hidden_state" if "last_hidden_state" in outputs else outputs[0]
            self.size = self._batch([[len(pieces) - 1]]).shape[1]  # fails when the model has fewer pieces
        except Exception as error:  # onnxruntime's errors share no base, and any of them means the same
            raise EmbeddingError(
                f"BANSHI_EMBEDDING_MODEL：{folder} 里的模型用不了 (the model cannot be used): {error!r}"
            ) from error

    @cached_property
    def fingerprint(self) -> str:
        """Changes when the model or its vocabulary does; vectors of another fingerprint must not be compared."""
        found = hashlib.sha256()
        for path in sorted([self._folder / "vocab.txt", *self._folder.glob("model.*")]):
            with path.open("rb") as file:
                while block := file.read(1 << 20):
                    found.update(block)
        return found.hexdigest()

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row for each text: the mean over its word pieces, of length 1."""
        ids = [self._words.ids(text) for text in texts]
        # Texts of one length share a batch, so that little is computed for padding.
        order = sorted(range(len(ids)), key=lambda at: len(ids[at]))
        batches = [order[at : at + _BATCH] for at in range(0, len(order), _BATCH)]
        if not batches:
            return np.zeros((0, self.size), dtype=np.float32)
        found = np.concatenate([self._batch([ids[at] for at in batch]) for batch in batches])
        vectors = np.empty_like(found)
        vectors[order] = found
        return vectors

    def _batch(self, rows: Sequence[Sequence[int]]) -> Vectors:
        longest = max(map(len, rows))
        ids = np.array([[*row, *[self._words.padding] * (longest - len(row))] for row in rows])
        mask = np.array([[1] * len(row) + [0] * (longest - len(row)) for row in rows])
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        feed = {name: given[name].astype(kind) for name, kind in self._inputs.items()}
        states = np.asarray(self._session.run([self._output], feed)[0], dtype=np.float32)
        if states.shape[:2] != ids.shape or states.ndim != 3:
            raise ValueError(f"the output has shape {states.shape}, not (texts, pieces, size)")
        means = (states * mask[:, :, None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
        lengths = np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-12)
        return np.asarray(means / lengths, dtype=np.float32)


def _words(text: str) -> list[str]:
    """Lower case without accents; Chinese characters and punctuation stand alone, the rest is cut at spaces."""
    plain = unicodedata.normalize("NFD", text.lower())
    parts = []
    for char in plain:
        kind = unicodedata.category(char)
        if kind in ("Mn", "Cc", "Cf") and not char.isspace():
            continue
        alone = _ideograph(char) or kind.startswith("P") or (char.isascii() and kind.startswith("S"))
        parts.append(f" {char} " if alone else char)
    return "".join(parts).split()


def _ideograph(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or char >= "\U00020000"
