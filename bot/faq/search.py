"""Finds the questions of a bank that a message may ask, with what is needed to judge them.

In three steps, each for fewer entries: an inverted index gives those that share most with the message, a linear rank
over what the index knows orders them, and the best are compared letter by letter (``compare``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from copy import copy
from dataclasses import dataclass

import numpy as np

from bot.faq.compare import CLOSE_FEATURES, Said, close_features
from bot.faq.index import FAMILIES, Floats, Ints, Query, QuestionIndex
from bot.faq.question import Question
from bot.faq.reading import Reading, features, read
from bot.faq.topics import Topics
from bot.faq.weights import FITTED, Items, Weights
from bot.faq.words import Words

#: Entries that the index gives.
NEAR = 256
#: How much a probable item lifts its questions in the index, as a share of the message's weight.
LIFT = 0.25

#: Families of the index that are features of a match too.
_TOLD = [FAMILIES.index(name) for name in ("character", "pair", "concept")]

#: What orders the entries that the index gives.
FIRST_FEATURES = (
    "cosine",  # of the question with the message
    *(f"covered_{FAMILIES[at]}" for at in _TOLD),  # share of the question, by family, that the message has
    *(f"explained_{FAMILIES[at]}" for at in _TOLD),  # share of the message that the question has
    "topic",  # share of the message that stands in any question or answer of the same item
    "item",  # probability that the question's item is meant
    "other_item",  # probability that another one is meant
)

#: Names of the features of a match, in the order of ``Match.features``.
FEATURES = (*FIRST_FEATURES, *CLOSE_FEATURES)
_SAID, _ASKED = FEATURES.index("said"), FEATURES.index("asked")


@dataclass(frozen=True)
class Match:
    """A question and how its best wording matches."""

    question: Question
    features: Floats


@dataclass(frozen=True)
class Entry:
    """One wording of one question."""

    question: Question
    reading: Reading


class BankSearch:
    """The questions of one bank, indexed; immutable. ``former`` lends what it has read already."""

    def __init__(
        self,
        questions: Sequence[Question],
        words: Words,
        weights: Weights = FITTED,
        former: BankSearch | None = None,
    ) -> None:
        self.questions = tuple(questions)
        self.words = words
        self.weights = weights
        self._by_id = {one.id: one for one in self.questions}
        wordings = (wording for one in self.questions for wording in one.wordings)
        #: Wording → the place of its entry.
        self.places = {wording: at for at, wording in enumerate(wordings)}
        self._entries: list[Entry] = []
        self._index = QuestionIndex(self._read(former))
        self._rarity = self._index.rarities(1)
        of_item: dict[str, list[int]] = defaultdict(list)
        for at, entry in enumerate(self._entries):
            of_item[entry.question.item].append(at)
        self._of_item = {item: np.array(at, dtype=np.int32) for item, at in of_item.items() if item}
        self._topics = Topics([(entry.question, entry.reading) for entry in self._entries])

    def __len__(self) -> int:
        return len(self.questions)

    def get(self, identity: str) -> Question | None:
        """The question with that id."""
        return self._by_id.get(identity)

    def weighing(self, weights: Weights) -> BankSearch:
        """The same bank with other weights."""
        other = copy(self)
        other.weights = weights
        return other

    def matches(self, text: str, items: Items, beside: Sequence[Question] = ()) -> list[Match]:
        """The questions that share most with the text, in no order that counts, one match for each.

        ``items`` is the probability of each item; ``beside`` are questions that are looked at whether they share much
        or not, such as those of a guide.
        """
        reading = read(text, self.words)
        if not reading.text:
            return []
        said = Said(reading, self.words, self._rarity, self._index.unknown())
        query = self._index.query(features(reading, self.words))
        told = self._topics.told(reading, items)
        near = self._near(query, items)
        first = self._first(query, *self._index.compare(query, near), told[self._topics.of_entry[near]])
        best = np.argsort(-(first @ np.array(self.weights.first)), kind="stable")[: self.weights.close]
        entries = [self._entries[at] for at in near[best]]
        rows = [*first[best]]
        for entry, has in ((Entry(one, reading), has) for one in beside for reading, has in self._both(one)):
            place = self._topics.place(entry.question)
            topic = told[place] if place is not None else np.array([0, *_likely(entry.question, items)])
            rows.append(self._first(query, *self._index.overlap(query, has), topic[None, :])[0])
            entries.append(entry)
        close = [close_features(said, entry.reading, entry.question.answer) for entry in entries]
        return _best(entries, [np.append(row, more) for row, more in zip(rows, close, strict=True)])

    def read_before(self, at: int) -> tuple[Reading, Collection[str]]:
        """The reading of an entry and its features."""
        return self._entries[at].reading, self._index.features(at)

    def _read(self, former: BankSearch | None) -> Iterator[Collection[str]]:
        """Reads all wordings into entries, those that ``former`` has from there; gives the features of each."""
        known = former.places if former and former.words is self.words else {}
        for one in self.questions:
            for wording in one.wordings:
                at = known.get(wording)
                reading, has = self._one(wording) if former is None or at is None else former.read_before(at)
                self._entries.append(Entry(one, reading))
                yield has

    def _one(self, wording: str) -> tuple[Reading, Collection[str]]:
        reading = read(wording, self.words)
        return reading, features(reading, self.words)

    def _both(self, question: Question) -> Iterator[tuple[Reading, Collection[str]]]:
        return map(self._one, question.wordings)

    def _near(self, query: Query, items: Items) -> Ints:
        """The entries that the index gives, in the bank's order."""
        shared = self._index.look_up(query)
        total = float(query.total.sum())
        for code, probability in items.items():
            if (found := self._of_item.get(code)) is not None:
                shared[found] += LIFT * probability * total * (shared[found] > 0)
        score = shared / np.sqrt(self._index.norm)
        if len(score) > NEAR:
            score[np.argpartition(-score, NEAR)[NEAR:]] = 0
        return np.flatnonzero(score).astype(np.int32)

    @staticmethod
    def _first(query: Query, shared: Floats, own: Floats, told: Floats) -> Floats:
        whole = np.sqrt(np.maximum(own.sum(1) * query.total.sum(), 1e-6))
        return np.hstack(
            [
                (shared.sum(1) / whole)[:, None],
                shared[:, _TOLD] / np.maximum(own[:, _TOLD], 1e-6),
                shared[:, _TOLD] / np.maximum(query.total[_TOLD], 1e-6),
                told,
            ]
        ).astype(np.float32)


def _likely(question: Question, items: Items) -> tuple[float, float]:
    if not question.item:
        return 0.0, 0.0
    return items.get(question.item, 0.0), max((p for code, p in items.items() if code != question.item), default=0.0)


def _best(entries: list[Entry], rows: list[Floats]) -> list[Match]:
    """One match for each question, that of the wording which covers and explains most."""
    best: dict[str, Match] = {}
    for entry, row in zip(entries, rows, strict=True):
        before = best.get(entry.question.id)
        if before is None or row[_SAID] + row[_ASKED] > before.features[_SAID] + before.features[_ASKED]:
            best[entry.question.id] = Match(entry.question, row)
    return list(best.values())
