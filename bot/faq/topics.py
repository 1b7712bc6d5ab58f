"""What a bank says of each item in all its questions and answers: which item a message is about, from its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from bot.faq.index import Floats, Ints, QuestionIndex
from bot.faq.question import Question
from bot.faq.reading import Reading, pairs
from bot.text.ngrams import squeezed
from bot.text.normalise import plain


class Topics:
    """One topic for each item; a question without an item is its own. ``entries`` are (question, its reading)."""

    def __init__(self, entries: Sequence[tuple[Question, Reading]]) -> None:
        said: dict[str, set[str]] = defaultdict(set)
        answered: set[str] = set()
        for question, reading in entries:
            name = topic(question)
            said[name] |= pairs(reading.text)
            if question.id not in answered:
                answered.add(question.id)
                said[name] |= pairs(squeezed(plain(question.answer)))
        self._place = {name: at for at, name in enumerate(said)}
        self._index = QuestionIndex(said.values())
        #: The topic of each entry.
        self.of_entry: Ints = np.array([self._place[topic(question)] for question, _ in entries], dtype=np.int32)
        self._has_item = np.zeros(len(said), dtype=bool)
        self._has_item[[self._place[question.item] for question, _ in entries if question.item]] = True

    def told(self, reading: Reading, items: Mapping[str, float]) -> Floats:
        """For each topic: the share of the text that it says, the probability that its item is meant, and the
        probability of the most probable other item (both 0 for a question without one)."""
        query = self._index.query(pairs(reading.text))
        out = np.zeros((len(self._place), 3), dtype=np.float32)
        out[:, 0] = self._index.look_up(query) / max(float(query.total.sum()), 1e-6)
        for code, probability in items.items():
            place = self._place.get(code)
            others = np.arange(len(out)) != (-1 if place is None else place)
            out[others, 2] = np.maximum(out[others, 2], probability)
            if place is not None:
                out[place, 1] = probability
        out[~self._has_item, 1:] = 0
        return out

    def place(self, question: Question) -> int | None:
        """The place of the question's topic; None when no question of the bank has it."""
        return self._place.get(topic(question))


def topic(question: Question) -> str:
    """The name of a question's topic."""
    return question.item or question.id
