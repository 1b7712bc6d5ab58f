"""Compares a message with one question letter by letter: the features that the index cannot tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import mul

from rapidfuzz import fuzz

from bot.faq.reading import Reading, pairs
from bot.faq.words import Words

#: Names of the features, in their order.
CLOSE_FEATURES = (
    "said",  # share of the message, by rarity of its characters, that the question says in some way
    "asked",  # the same share of the question
    "ratio",  # similarity letter by letter
    "same_asking",  # both ask in the same way (多少钱, 花不花钱)
    "other_asking",  # they ask in different ways
    "asks_more",  # the message asks in a way, the question in none
    "asks_less",  # the other way round
    "against",  # groups in which they speak of different concepts (结婚, 离婚)
    "denial",  # one denies and the other does not
    "numbers",  # 1 when they share a number, -1 when both have others
    "answered",  # share of the message that stands in the answer and not in the question
)

#: How far a character is explained that stands in the other text: alone, by sound, in a concept, in a pair.
_ALONE, _HEARD, _MEANT, _PAIRED = 0.5, 0.7, 0.9, 1.0


@dataclass(frozen=True)
class Said:
    """A message made ready for comparisons; ``rarity`` is the weight of each character."""

    reading: Reading
    words: Words
    rarity: Mapping[str, float]
    unknown: float  # rarity of a character that the bank does not have

    @cached_property
    def concepts(self) -> frozenset[int]:
        return self.reading.concepts

    @cached_property
    def asking(self) -> frozenset[str]:
        return _values(self.concepts, self.words.asking)

    @cached_property
    def groups(self) -> dict[str, set[int]]:
        """The concepts of each group that it speaks of."""
        found: dict[str, set[int]] = {}
        for concept in self.concepts:
            if (name := self.words.group.get(concept)) is not None:
                found.setdefault(name, set()).add(concept)
        return found

    @cached_property
    def weights(self) -> list[float]:
        return self.weigh(self.reading.text)

    @cached_property
    def pairs(self) -> list[tuple[str, float]]:
        """The message's pairs with the rarity of both characters."""
        return [(pair, sum(self.weigh(pair))) for pair in pairs(self.reading.text)]

    def weigh(self, text: str) -> list[float]:
        return [self.rarity.get(char, self.unknown) for char in text]


def close_features(said: Said, other: Reading, answer: str) -> tuple[float, ...]:
    """The features of one question, in the order of CLOSE_FEATURES."""
    concepts = other.concepts
    asking = _values(concepts, said.words.asking)
    return (
        explained(said.reading, other, concepts, said.weights),
        explained(other, said.reading, said.concepts, said.weigh(other.text)),
        fuzz.ratio(said.reading.text, other.text) / 100,
        float(bool(asking & said.asking)),
        float(bool(asking and said.asking and not asking & said.asking)),
        float(bool(said.asking and not asking)),
        float(bool(asking and not said.asking)),
        float(_against(said, concepts)),
        float(said.reading.denies != other.denies),
        _numbers(said.reading.numbers, other.numbers),
        _answered(said, other, answer),
    )


def explained(one: Reading, other: Reading, concepts: frozenset[int], weights: list[float]) -> float:
    """The share of ``one`` that ``other`` says too: by letters, by sound, or in other words for the same concept."""
    text, heard, there, sounds = one.text, one.heard, other.text, other.heard
    level = [_ALONE if char in there else 0.0 for char in text]
    spans = one.spans
    for start, end, concept in zip(spans[0::3], spans[1::3], spans[2::3], strict=True):
        if concept in concepts:
            level[start:end] = [_MEANT] * (end - start)
    for at in range(len(text) - 1):
        if text[at : at + 2] in there:
            level[at] = level[at + 1] = _PAIRED
        elif heard[at : at + 2] in sounds:
            if level[at] < _HEARD:
                level[at] = _HEARD
            if level[at + 1] < _HEARD:
                level[at + 1] = _HEARD
    total = sum(weights)
    return sum(map(mul, level, weights)) / total if total else 0.0


def _against(said: Said, concepts: frozenset[int]) -> int:
    mine, group = said.groups, said.words.group
    if not mine:
        return 0
    theirs: dict[str, set[int]] = {}
    for concept in concepts:
        if (name := group.get(concept)) in mine:
            theirs.setdefault(name, set()).add(concept)
    return sum(1 for name, found in theirs.items() if not found & mine[name])


def _numbers(one: frozenset[str], two: frozenset[str]) -> float:
    return (1.0 if one & two else -1.0) if one and two else 0.0


def _answered(said: Said, other: Reading, answer: str) -> float:
    total = found = 0.0
    for pair, weight in said.pairs:
        total += weight
        if pair not in other.text and pair in answer:
            found += weight
    return found / total if total else 0.0


def _values(concepts: frozenset[int], table: Mapping[int, str]) -> frozenset[str]:
    return frozenset(table[concept] for concept in concepts if concept in table)
