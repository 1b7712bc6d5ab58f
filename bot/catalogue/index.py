"""A sparse inverted index over the names of service items.

Each entry is one name (official or everyday) of one item. The weight of a feature is its inverse document frequency
times a factor of its family. One look-up gives, for every entry that shares a feature with the query, the weight they
share; from it follow how much of the entry the message says (``coverage``) and how much of what the message says the
entry explains. Memory is about 12 bytes for each feature of each name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

#: What a family of features counts. Sounds bridge typing errors; they repeat what characters say, so they count less.
_FAMILY = {1: 0.25, 2: 1.0, 3: 1.0}
_WORD = 0.8
_SOUND = 0.5

#: Features in more than this share of a large index narrow nothing down and are left out of look-ups.
_COMMON = 0.05
_LARGE = 20_000


@dataclass(frozen=True)
class Hits:
    """Entries that share features with a query. ``shared`` is the squared weight they share."""

    entries: Ints
    shared: Floats
    query: float  # squared weight of the whole query, unknown features included


class NameIndex:
    """Entries by their features; immutable once built."""

    def __init__(self, features: Sequence[Mapping[str, int]]) -> None:
        self.size = len(features)
        frequency = Counter(chain.from_iterable(features))
        self._ids = {feature: at for at, feature in enumerate(frequency)}
        counts = np.fromiter(frequency.values(), dtype=np.float32, count=len(frequency))
        idf = np.log1p(self.size / (counts + 0.5)) if len(counts) else counts
        factor = np.fromiter((_factor(feature) for feature in self._ids), dtype=np.float32, count=len(self._ids))
        self._weight: Floats = ((idf * factor) ** 2).astype(np.float32)
        self._unknown = float(np.log1p(self.size / 0.5))
        # Postings: for each feature the entries that have it, one after the other.
        starts = np.zeros(len(counts) + 1, dtype=np.int64)
        np.cumsum(counts, out=starts[1:])
        postings = np.empty(int(starts[-1]), dtype=np.int32)
        fill = starts[:-1].copy()
        norm = np.zeros(self.size, dtype=np.float32)
        for entry, found in enumerate(features):
            ids = [self._ids[feature] for feature in found]
            at = fill[ids]
            postings[at] = entry
            fill[ids] = at + 1
            norm[entry] = self._weight[ids].sum()
        self._starts, self._postings = starts, postings
        self.norm: Floats = np.maximum(norm, 1e-6)

    def look_up(self, features: Mapping[str, int]) -> Hits:
        """Every entry that shares a feature with the query."""
        known = [self._ids[feature] for feature in features if feature in self._ids]
        unknown = sum((self._unknown * _factor(feature)) ** 2 for feature in features if feature not in self._ids)
        total = float(self._weight[known].sum()) + unknown if known else unknown
        if self.size > _LARGE:
            rare = [at for at in known if self._starts[at + 1] - self._starts[at] <= _COMMON * self.size]
            known = rare or known
        if not known:
            return Hits(np.empty(0, np.int32), np.empty(0, np.float32), total)
        shared = np.zeros(self.size, dtype=np.float32)
        for at in known:
            # A feature names an entry once, so plain indexing adds right and is faster than bincount.
            shared[self._postings[self._starts[at] : self._starts[at + 1]]] += self._weight[at]
        entries = np.flatnonzero(shared).astype(np.int32)
        return Hits(entries, shared[entries], total)


def build(names: Sequence[str], features: Callable[[str], Mapping[str, int]]) -> NameIndex:
    """The index of the names, each through ``features``."""
    return NameIndex([features(name) for name in names])


def _factor(feature: str) -> float:
    if feature.startswith("w:"):
        return _WORD
    if feature.startswith("p:"):
        return _SOUND
    return _FAMILY.get(len(feature), 1.0)
