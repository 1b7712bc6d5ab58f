"""Messages whose item is known (``data/lexicon/messages.csv``): the nearest of them speak for their items.

A message that says what happened (证让水泡烂了) often comes closer to another such message than to any name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from bot.catalogue.index import NameIndex

_NEAREST = 30


class Examples:
    """An index of messages by the features of their content."""

    def __init__(
        self, contents: Sequence[str], features: Sequence[Mapping[str, int]], items: Sequence[tuple[int, ...]]
    ):
        self._contents = tuple(contents)
        self._items = tuple(items)
        self._index = NameIndex(features) if features else None

    def nearest(self, content: str, features: Mapping[str, int]) -> dict[int, float]:
        """Item → cosine (0 to 1) of its nearest message. A message does not speak for itself, so that a model that is
        trained on these messages sees what it will see when it serves."""
        hits = self._index.look_up(features) if self._index else None
        if hits is None or self._index is None or not len(hits.entries):
            return {}
        cosine = hits.shared / np.sqrt(self._index.norm[hits.entries] * max(hits.query, 1e-6))
        best: dict[int, float] = {}
        for at in np.argsort(-cosine, kind="stable")[:_NEAREST]:
            entry = int(hits.entries[at])
            if self._contents[entry] != content:
                for item in self._items[entry]:
                    best.setdefault(item, float(cosine[at]))
        return best
