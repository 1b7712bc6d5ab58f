"""A tiny sentence-embedding model in ONNX, made here: each token has a vector, and that is its hidden state.

The file is written by its protobuf fields (``onnx.proto``), since the package ``onnx`` needs a newer protobuf than
TensorFlow allows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

SIGNS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
INT64, FLOAT = 7, 1


def write_model(folder: Path, pieces: Sequence[str], *, same: Mapping[str, str] | None = None, size: int = 16) -> Path:
    """A model folder with random vectors; each piece of ``same`` has the vector of the piece it leads to."""
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = [*SIGNS, *pieces]
    vectors = np.random.default_rng(7).normal(size=(len(vocabulary), size)).astype(np.float32)
    vectors[[2, 3]] = 0  # what all texts have in common says nothing
    for piece, other in (same or {}).items():
        vectors[vocabulary.index(piece)] = vectors[vocabulary.index(other)]
    (folder / "vocab.txt").write_text("\n".join(vocabulary) + "\n", encoding="utf-8")
    (folder / "model.onnx").write_bytes(lookup_model(vectors))
    return folder


def lookup_model(vectors: NDArray[np.float32]) -> bytes:
    """``last_hidden_state = Gather(vectors, input_ids)``; ``attention_mask`` is taken and not looked at."""
    dims = b"".join(_number(1, length) for length in vectors.shape)
    table = dims + _number(2, FLOAT) + _bytes(8, b"vectors") + _bytes(9, vectors.tobytes())
    node = _bytes(1, b"vectors") + _bytes(1, b"input_ids") + _bytes(2, b"last_hidden_state") + _bytes(4, b"Gather")
    texts = ("texts", "pieces")
    graph = (
        _bytes(1, node)
        + _bytes(2, b"tiny")
        + _bytes(5, table)
        + _bytes(11, _value("input_ids", INT64, texts))
        + _bytes(11, _value("attention_mask", INT64, texts))
        + _bytes(12, _value("last_hidden_state", FLOAT, (*texts, "size")))
    )
    return _number(1, 8) + _bytes(7, graph) + _bytes(8, _number(2, 13))  # IR version 8, operators of version 13


def _value(name: str, kind: int, dims: Sequence[str]) -> bytes:
    shape = b"".join(_bytes(1, _bytes(2, dim.encode())) for dim in dims)
    return _bytes(1, name.encode()) + _bytes(2, _bytes(1, _number(1, kind) + _bytes(2, shape)))


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _bytes(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def _varint(value: int) -> bytes:
    found = bytearray()
    while value > 127:
        found.append(value & 127 | 128)
        value >>= 7
    return bytes([*found, value])
