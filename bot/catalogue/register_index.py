"""BM25 over characters and pairs of characters of names, for registers of up to 100,000 items.

Names are kept once however many items bear them. The impact of each posting is worked out when the index is built
(Robertson and Zaragoza 2009, with little saturation: a name rarely repeats a pair), so that a look-up only adds.
Memory: 8 bytes for each posting, about 240 for each name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.catalogue.index import Floats, Ints

_K, _B = 0.3, 0.75
#: In a large register a character that stands in more than this share of the names narrows nothing down.
_COMMON, _LARGE = 0.06, 20_000


def grams(text: str) -> Counter[str]:
    """Characters and pairs of neighbouring characters."""
    found = Counter(text)
    found.update(text[at : at + 2] for at in range(len(text) - 1))
    return found


class RegisterIndex:
    """Names by their characters and pairs; immutable once built."""

    def __init__(self, names: Sequence[str]) -> None:
        ids: dict[str, int] = {}
        slots: list[int] = []
        counts: list[int] = []
        starts = np.zeros(len(names) + 1, dtype=np.int64)
        for at, name in enumerate(names):
            for gram, count in grams(name).items():
                slots.append(ids.setdefault(gram, len(ids)))
                counts.append(count)
            starts[at + 1] = len(slots)
        gram_of = np.array(slots, dtype=np.int32)
        name_of = np.repeat(np.arange(len(names), dtype=np.int32), np.diff(starts))
        order = np.argsort(gram_of, kind="stable")
        frequency = np.bincount(gram_of, minlength=len(ids))
        self._ids = ids
        self._starts: NDArray[np.int64] = np.concatenate([[0], np.cumsum(frequency)])
        self._names: Ints = name_of[order]
        lengths = np.array([2 * len(name) - 1 for name in names], dtype=np.float32)
        relative = 1 - _B + _B * lengths / max(float(lengths.mean()), 1.0) if len(names) else lengths
        times = np.array(counts, dtype=np.float32)[order]
        self.idf: Floats = np.log1p((len(names) - frequency + 0.5) / (frequency + 0.5)).astype(np.float32)
        self._impact: Floats = (
            np.repeat(self.idf, frequency) * times * (_K + 1) / (times + _K * relative[self._names])
        ).astype(np.float32)
        self.size = len(names)
        self.unknown = float(np.log1p((len(names) + 0.5) / 0.5))

    def weight(self, gram: str) -> float:
        """How much the gram tells, known or not."""
        at = self._ids.get(gram)
        return self.unknown if at is None else float(self.idf[at])

    def has(self, grams_: Iterable[str]) -> bool:
        """Whether each of the grams stands in some name."""
        return all(gram in self._ids for gram in grams_)

    def scores(self, wanted: Mapping[str, float]) -> Floats:
        """One score for each name; ``wanted`` gives each gram's weight in the query."""
        total = np.zeros(self.size, dtype=np.float32)
        known = [(self._ids[gram], weight) for gram, weight in wanted.items() if gram in self._ids]
        if self.size > _LARGE:
            rare = [one for one in known if self._starts[one[0] + 1] - self._starts[one[0]] <= _COMMON * self.size]
            known = rare or known
        for at, weight in known:
            postings = slice(self._starts[at], self._starts[at + 1])
            total[self._names[postings]] += self._impact[postings] * weight
        return total
