"""Sentence vectors from a tiny model made here; the tokenizer; what is told when the model cannot be used."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from bot.errors import BanshiError, EmbeddingError
from bot.settings import ROOT
from bot.text.embedding import LONGEST, SentenceEmbedder, WordPieces
from tests.tiny_embedding import lookup_model, write_model

PIECES = ("护", "照", "换", "发", "补", "app", "##le", "e", "?")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_model(tmp_path_factory.mktemp("model"), PIECES)


@pytest.fixture(scope="module")
def embedder(folder: Path) -> SentenceEmbedder:
    return SentenceEmbedder(folder)


def test_vectors_have_length_one_and_the_same_text_cosine_one(embedder: SentenceEmbedder) -> None:
    vectors = embedder.embed(["护照换发", "补照", "护照换发"])
    assert vectors.shape == (3, 16)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1, 1], abs=1e-6)
    assert vectors[0] @ vectors[2] == pytest.approx(1, abs=1e-6)
    assert vectors[0] @ vectors[1] < 0.95


def test_padding_and_neighbours_change_nothing(embedder: SentenceEmbedder) -> None:
    texts = ["护", "护照换发补", "", "照" * 300, *["护照"] * 70]
    together = embedder.embed(texts)
    alone = np.concatenate([embedder.embed([text]) for text in texts])
    assert together == pytest.approx(alone, abs=1e-6)


def test_no_texts_give_no_rows(embedder: SentenceEmbedder) -> None:
    assert embedder.embed([]).shape == (0, 16)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("护照", ["护", "照"]),
        ("护照换Apple？", ["护", "照", "换", "app", "##le", "[UNK]"]),
        ("护 照?", ["护", "照", "?"]),
        ("é", ["e"]),
        ("apps 发", ["[UNK]", "发"]),
        ("le", ["[UNK]"]),
        ("a" * 200, ["[UNK]"]),
        ("", []),
    ],
)
def test_word_pieces(text: str, pieces: list[str]) -> None:
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *PIECES]
    assert [vocabulary[at] for at in WordPieces(vocabulary).ids(text)] == ["[CLS]", *pieces, "[SEP]"]


def test_a_long_text_is_cut() -> None:
    assert len(WordPieces(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "护"]).ids("护" * 1000)) == LONGEST + 2


@pytest.mark.parametrize("name", ["model.onnx", "vocab.txt"])
def test_a_missing_file_is_told(tmp_path: Path, name: str) -> None:
    write_model(tmp_path, PIECES)
    (tmp_path / name).unlink()
    with pytest.raises(EmbeddingError, match=f"没有 {name}") as caught:
        SentenceEmbedder(tmp_path)
    assert isinstance(caught.value, BanshiError)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("model.onnx", b"not a model", "用不了"),
        ("model.onnx", lookup_model(np.zeros((2, 4), dtype=np.float32)), "用不了"),  # fewer vectors than pieces
        ("vocab.txt", "[PAD]\n[UNK]\n护\n".encode(), r"\[CLS\], \[SEP\] missing"),
        ("vocab.txt", b"\xff\xfe\xff", "用不了"),
    ],
)
def test_files_that_cannot_be_used_are_told(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    write_model(tmp_path, PIECES)
    (tmp_path / name).write_bytes(content)
    with pytest.raises(EmbeddingError, match=told):
        SentenceEmbedder(tmp_path)


def test_missing_onnxruntime_is_told(folder: Path) -> None:
    code = (
        "import pathlib, sys; sys.modules['onnxruntime'] = None\n"
        "from bot.errors import EmbeddingError; from bot.text.embedding import SentenceEmbedder\n"
        "try:\n    SentenceEmbedder(pathlib.Path(sys.argv[1]))\n"
        "except EmbeddingError as error:\n    print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code, str(folder)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "requirements-embedding.txt" in done.stdout


def test_the_fingerprint_follows_the_files(tmp_path: Path) -> None:
    first = SentenceEmbedder(write_model(tmp_path / "a", PIECES)).fingerprint
    assert SentenceEmbedder(write_model(tmp_path / "b", PIECES)).fingerprint == first
    assert SentenceEmbedder(write_model(tmp_path / "c", PIECES, same={"护": "照"})).fingerprint != first
    assert SentenceEmbedder(write_model(tmp_path / "d", (*PIECES[:-1], "！"))).fingerprint != first
