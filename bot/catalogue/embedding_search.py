"""How near in meaning a text is to the names of items, by sentence vectors (``bot.text.embedding``).

Vectors of names are worked out once and kept in one NumPy file for each catalogue. The file says of which model they
are, and names that it holds are not worked out again: after a change only the new ones are.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

from bot.text.embedding import Vectors

log = logging.getLogger(__name__)


class Embedder(Protocol):
    """The part of :class:`bot.text.embedding.SentenceEmbedder` that is used here."""

    @property
    def fingerprint(self) -> str:
        """Changes when the model does."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One vector of length 1 for each text."""


class SemanticNames:
    """The names of a catalogue's items with their vectors; ``complete`` works out those that the file lacks."""

    def __init__(self, names: Sequence[str], item_of: Sequence[str], embedder: Embedder, file: Path) -> None:
        """``item_of`` holds for each name the code of the item that bears it; several items may bear one name."""
        self._names = tuple(dict.fromkeys(names))
        places = {name: at for at, name in enumerate(self._names)}
        self._rows: dict[str, list[int]] = {}
        for name, code in zip(names, item_of, strict=True):
            self._rows.setdefault(code, []).append(places[name])
        self._embedder = embedder
        self._file = file
        self._kept = read_vectors(file, embedder.fingerprint)
        self._vectors: Vectors | None = None
        self.missing = tuple(name for name in self._names if name not in self._kept)

    @property
    def ready(self) -> bool:
        """Whether all vectors are there; before that :meth:`cosines` must not be called."""
        return self._vectors is not None

    def complete(self) -> None:
        """Work out the missing vectors and keep them. A file that cannot be written is logged, and done without."""
        found = {**self._kept, **dict(zip(self.missing, self._embedder.embed(self.missing), strict=True))}
        vectors = np.array([found[name] for name in self._names], dtype=np.float32)
        if self.missing:
            try:
                save_vectors(self._file, self._embedder.fingerprint, self._names, vectors)
            except OSError as error:
                log.warning("vectors of names not kept: %s", error)
        self._kept = {}
        self._vectors = vectors

    def cosines(self, text: str, codes: Iterable[str] | None = None) -> dict[str, float]:
        """Code → cosine (-1 to 1) of the text with the item's nearest name, for the items asked for or for all."""
        assert self._vectors is not None, "not ready"  # noqa: S101 - the caller has asked
        said = self._embedder.embed([text])[0]
        wanted = self._rows if codes is None else codes
        return {code: float((self._vectors[self._rows[code]] @ said).max()) for code in wanted}


def read_vectors(file: Path, fingerprint: str) -> dict[str, Vectors]:
    """Name → vector as kept; empty when there is no file, it cannot be read, or it is of another model."""
    try:
        with np.load(file, allow_pickle=False) as kept:
            if str(kept["fingerprint"]) != fingerprint:
                return {}
            names = kept["names"].tobytes().decode().split("\0")
            return dict(zip(names, kept["vectors"], strict=True))
    except FileNotFoundError:
        return {}
    except Exception as error:  # a torn or foreign file: NumPy and zipfile raise many kinds
        log.warning("%s cannot be read, its vectors are worked out again: %r", file, error)
        return {}


def save_vectors(file: Path, fingerprint: str, names: Sequence[str], vectors: Vectors) -> None:
    """Keep the vectors, at once and whole."""
    file.parent.mkdir(parents=True, exist_ok=True)
    waiting = file.with_suffix(f".{os.getpid()}.tmp")
    with waiting.open("wb") as out:
        joined = np.frombuffer("\0".join(names).encode(), dtype=np.uint8)
        np.savez(out, fingerprint=np.array(fingerprint), names=joined, vectors=vectors)
    waiting.replace(file)
