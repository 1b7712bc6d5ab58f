"""Finds sentences that say nearly the same in the same words, whichever script and punctuation they use."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from bot.text.ngrams import squeezed
from bot.text.normalise import plain

#: Sentences of fewer pairs of characters are near to others by chance (办好了).
FEWEST = 4


def near_duplicates(texts: Sequence[str], others: Sequence[str], nearest: float) -> list[tuple[str, str]]:
    """Each pair of a text and another that share so much of their pairs of characters (Jaccard, 0 to 1) or more."""
    known = [pairs(other) for other in others]
    holding: dict[str, list[int]] = defaultdict(list)
    for at, found in enumerate(known):
        if len(found) >= FEWEST:
            for pair in found:
                holding[pair].append(at)
    near = []
    for text in texts:
        own = pairs(text)
        if len(own) < FEWEST:
            continue
        shared = Counter(at for pair in own for at in holding.get(pair, ()))
        near += [
            (text, others[at]) for at, count in shared.items() if count / (len(own) + len(known[at]) - count) >= nearest
        ]
    return near


def pairs(text: str) -> frozenset[str]:
    """Pairs of neighbouring characters of the normalised text."""
    chars = squeezed(plain(text))
    return frozenset(chars[at : at + 2] for at in range(len(chars) - 1))
