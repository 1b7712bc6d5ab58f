"""Okapi BM25 over n-grams of characters: what a full-text search gives without knowing anything of the matter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import log

from bot.text.ngrams import squeezed
from bot.text.normalise import plain

K1, B = 1.5, 0.75


class BM25:
    """Ranks texts for a query by n-grams of ``sizes``; both are normalised (width, traditional characters) as ours."""

    def __init__(self, texts: Sequence[str], sizes: Sequence[int] = (2,)) -> None:
        self._sizes = sizes
        self._texts = [grams(text, sizes) for text in texts]
        self._holding: dict[str, list[int]] = {}
        for at, found in enumerate(self._texts):
            for gram in found:
                self._holding.setdefault(gram, []).append(at)
        self._length = [sum(found.values()) for found in self._texts]
        self._mean = sum(self._length) / max(len(texts), 1)

    def rank(self, query: str) -> list[int]:
        """The places of the texts that share an n-gram with the query, best first; ties in their order."""
        scores: Counter[int] = Counter()
        for gram in grams(query, self._sizes):
            holding = self._holding.get(gram, ())
            idf = log(1 + (len(self._texts) - len(holding) + 0.5) / (len(holding) + 0.5))
            for at in holding:
                count = self._texts[at][gram]
                scores[at] += idf * count * (K1 + 1) / (count + K1 * (1 - B + B * self._length[at] / self._mean))
        return sorted(scores, key=lambda at: (-scores[at], at))


def grams(text: str, sizes: Sequence[int]) -> Counter[str]:
    chars = squeezed(plain(text))
    return Counter(chars[at : at + size] for size in sizes for at in range(len(chars) - size + 1))
