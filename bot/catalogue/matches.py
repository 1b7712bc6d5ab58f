"""What a search takes and gives: a text made ready, and the items it may mean with the evidence for each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Match:
    """An item and how it matches; ``name`` is the name of it that matched best."""

    item: int
    name: str
    features: tuple[float, ...]


@dataclass(frozen=True)
class Query:
    """A text made ready for matching: ``content`` is what is left when the words of asking are taken out."""

    text: str
    content: str
    kinds: frozenset[str]
    named: tuple[tuple[int, int], ...] = ()  # where a name stands in ``text`` letter for letter
    heard: tuple[tuple[int, int], ...] = ()  # where one stands by its sound


def squeezed_spaces(text: str) -> str:
    """Punctuation as spaces, so that it separates and says nothing."""
    return re.sub(r"[\s,。.!?;:、()\[\]“”\"'《》]+", " ", text).strip()


def lengths(
    text: str, spans: tuple[tuple[int, int], ...], names: Mapping[str, list[int]], items: list[int]
) -> list[float]:
    """For each item the length of its longest name in the text, in characters / 6, at most 2."""
    longest: dict[int, int] = {}
    for start, end in spans:
        for until in range(end, start + 1, -1):
            for at in names.get(text[start:until], ()):
                longest[at] = max(longest.get(at, 0), until - start)
    return [min(longest.get(at, 0), 12) / 6 for at in items]
