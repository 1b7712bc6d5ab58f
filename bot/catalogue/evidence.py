"""What all names of an item together say for it: a multinomial naive Bayes over the features of names.

``NameIndex`` asks how close one name comes; this asks which item's names use such words most. A feature that an item's
names lack costs the item more the more names it has; one that only its names have speaks for it most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.catalogue.index import Floats

#: How many features of names everybody shares are added to each item's own: keeps rare names from being certain.
_SMOOTHING = 50.0

_CHARACTER, _SOUND, _OTHER = 0.3, 0.5, 1.0


class ItemEvidence:
    """Log-likelihood of a text under each item's names; immutable once built. Memory: 8 bytes for each feature of each
    item."""

    def __init__(self, of_items: Sequence[Mapping[str, int]]) -> None:
        totals: Counter[str] = Counter()
        for counts in of_items:
            totals.update(counts)
        everything = max(sum(totals.values()), 1)
        sizes = np.array([sum(counts.values()) for counts in of_items], dtype=np.float32)
        self._base: Floats = np.log(_SMOOTHING / (sizes + _SMOOTHING)).astype(np.float32)
        postings: dict[str, tuple[list[int], list[float]]] = {feature: ([], []) for feature in totals}
        for at, counts in enumerate(of_items):
            for feature, count in counts.items():
                items, gains = postings[feature]
                items.append(at)
                gains.append(float(np.log1p(count / (_SMOOTHING * totals[feature] / everything))))
        self._gains: dict[str, tuple[NDArray[np.int32], Floats]] = {
            feature: (np.array(items, dtype=np.int32), np.array(gains, dtype=np.float32))
            for feature, (items, gains) in postings.items()
        }

    def scores(self, features: Mapping[str, int]) -> Floats:
        """One score for each item, higher for more likely; features that no name has say nothing."""
        known = [(self._gains[feature], _weight(feature)) for feature in features if feature in self._gains]
        scores = self._base * sum(weight for _, weight in known)
        for (items, gains), weight in known:
            scores[items] += gains * weight  # a feature names an item once
        return scores.astype(np.float32)


def _weight(feature: str) -> float:
    if len(feature) == 1:
        return _CHARACTER
    return _SOUND if feature.startswith("p:") else _OTHER
