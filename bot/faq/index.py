"""A sparse inverted index over readings: which questions share how much with a query.

The weight of a feature is its inverse document frequency times a factor of its family. Readings are given one by one,
so that a changed bank reads only what is new.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

#: What the families of features count; a feature's own weight is its inverse document frequency.
FAMILIES = ("character", "pair", "triple", "sound", "concept", "related")
_FACTORS = np.array([0.35, 1.0, 0.8, 0.5, 1.6, 0.6], dtype=np.float32)
_PREFIXED = {"p:": 3, "c:": 4, "r:": 5}

#: A smaller bank says too little about which features are rare: it counts as one of this size.
_FEWEST = 300

#: In a large bank, features in more than this share of it narrow nothing down and are left out of look-ups.
_COMMON = 0.08
_LARGE = 5_000


@dataclass(frozen=True)
class Query:
    """A query's features as the index knows them. ``total`` is their squared weight by family, unknown ones
    included."""

    known: Ints
    total: Floats


class QuestionIndex:
    """Entries by their features; immutable once built. About 9 bytes for each feature of each entry."""

    def __init__(self, features: Iterable[Collection[str]]) -> None:
        ids: dict[str, int] = {}
        # Entry by entry, so that a large bank's features never stand in memory as words.
        found = [array("i", [ids.setdefault(feature, len(ids)) for feature in entry]) for entry in features]
        self.size, self._ids = len(found), ids
        self._names: list[str] = []
        lengths = [len(entry) for entry in found]
        self._ends = np.cumsum([0, *lengths], dtype=np.int64)
        self._features: Ints = np.fromiter(chain.from_iterable(found), np.int32, count=int(self._ends[-1]))
        counts = np.bincount(self._features, minlength=len(ids))
        self._starts = np.zeros(len(ids) + 1, dtype=np.int64)
        np.cumsum(counts, out=self._starts[1:])
        # Postings: the entries of each feature, one after the other.
        entries = np.repeat(np.arange(self.size, dtype=np.int32), lengths)
        self._postings = entries[np.argsort(self._features, kind="stable")]
        self._family = np.fromiter(map(_family, ids), dtype=np.int8, count=len(ids))
        self._idf: Floats = np.log1p(max(self.size, _FEWEST) / (counts + 0.5)).astype(np.float32)
        self._weight: Floats = (self._idf * _FACTORS[self._family]) ** 2
        self._unknown: Floats = (self.unknown() * _FACTORS) ** 2
        self.norm: Floats = np.bincount(entries, self._weight[self._features], self.size).astype(np.float32)
        self.norm = np.maximum(self.norm, 1e-6)

    def query(self, features: Iterable[str]) -> Query:
        """The features made ready."""
        total = np.zeros(len(FAMILIES), dtype=np.float32)
        known = []
        for feature in features:
            at = self._ids.get(feature)
            if at is None:
                family = _family(feature)
                total[family] += self._unknown[family]
            else:
                known.append(at)
        found = np.array(known, dtype=np.int32)
        np.add.at(total, self._family[found], self._weight[found])
        return Query(found, total)

    def look_up(self, query: Query) -> Floats:
        """For every entry the squared weight that it shares with the query."""
        shared = np.zeros(self.size, dtype=np.float32)
        counts = self._starts[query.known + 1] - self._starts[query.known]
        known = query.known
        if self.size > _LARGE and (rare := known[counts <= _COMMON * self.size]).size:
            known = rare
        for at in known:
            # A feature names an entry once, so plain indexing adds right and is faster than bincount.
            shared[self._postings[self._starts[at] : self._starts[at + 1]]] += self._weight[at]
        return shared

    def compare(self, query: Query, entries: Ints) -> tuple[Floats, Floats]:
        """For each of the entries and each family: the squared weight it shares with the query, and its own."""
        begins, ends = self._ends[entries], self._ends[entries + 1]
        if not len(entries):
            return np.empty((0, len(FAMILIES)), np.float32), np.empty((0, len(FAMILIES)), np.float32)
        ids = np.concatenate([self._features[a:b] for a, b in zip(begins, ends, strict=True)])
        asked = np.zeros(len(self._ids), dtype=bool)
        asked[query.known] = True
        cell = np.repeat(np.arange(len(entries)) * len(FAMILIES), ends - begins) + self._family[ids]
        weight, shape = self._weight[ids], (len(entries), len(FAMILIES))
        size = len(entries) * len(FAMILIES)
        own = np.bincount(cell, weight, minlength=size).reshape(shape)
        shared = np.bincount(cell, weight * asked[ids], minlength=size).reshape(shape)
        return shared.astype(np.float32), own.astype(np.float32)

    def overlap(self, query: Query, features: Collection[str]) -> tuple[Floats, Floats]:
        """Like :meth:`compare` for features that are no entry."""
        other = self.query(features)
        shared = np.zeros(len(FAMILIES), dtype=np.float32)
        both = np.intersect1d(query.known, other.known)
        np.add.at(shared, self._family[both], self._weight[both])
        return shared[None, :], other.total[None, :]

    def features(self, entry: int) -> list[str]:
        """The features of an entry, as they were given."""
        if not self._names:
            self._names = list(self._ids)
        return [self._names[at] for at in self._features[self._ends[entry] : self._ends[entry + 1]]]

    def rarities(self, length: int) -> dict[str, float]:
        """The inverse document frequency of every feature of that many characters."""
        return {name: float(self._idf[at]) for name, at in self._ids.items() if len(name) == length}

    def unknown(self) -> float:
        """The inverse document frequency of a feature that no entry has."""
        return float(np.log1p(max(self.size, _FEWEST) / 0.5))


def _family(feature: str) -> int:
    return _PREFIXED.get(feature[:2], len(feature) - 1)
