"""Answers a message from the bank: the question it asks, those it may ask, or none. What has expired is withheld."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bot.catalogue.lexicon import Lexicon
from bot.faq.judge import CHOOSE, NONE, Candidate, judge
from bot.faq.question import Question
from bot.faq.search import BankSearch, Match
from bot.faq.words import Words

#: Probability from which a question is offered in place of one that is withheld.
WORTH = 0.05

#: Candidates that ``Finder.find`` gives when it is not told how many.
TOP = 5


@dataclass(frozen=True)
class Found:
    """Candidates, best first, and ``decision``: sure, choose or none.

    ``certain`` is the probability of the first one when nothing says that the message asks a question of the bank.
    ``withheld`` is the question that fits best when its answer does not hold on the day that was asked for; then no
    other one is sure.
    """

    candidates: tuple[Candidate, ...] = ()
    decision: str = NONE
    withheld: Question | None = None
    certain: float = 0.0


class Finder:
    """Finds questions in the bank in use. ``current`` gives it, so that a changed one is used from then on."""

    def __init__(self, current: Callable[[], BankSearch]) -> None:
        self._current = current

    def find(
        self,
        text: str,
        on: date,
        items: Mapping[str, float] | None = None,
        *,
        beside: Sequence[Question] = (),
        shipped: bool = True,
        top: int = TOP,
    ) -> Found:
        """The questions that the text may ask on that day.

        ``items`` is the probability of each item that the text may mean, ``beside`` are questions that are no part of
        the bank, ``shipped`` whether those that come with the project may answer.
        """
        bank = self._current()
        matches = bank.matches(text, items or {}, beside)
        matches = _one_of_each([match for match in matches if shipped or not match.question.shipped], on)
        judged = judge(matches, bank.weights, top + len(matches))
        holding = tuple(one for one in judged.candidates if one.question.holds(on))
        if judged.decision == NONE or holding[:1] == judged.candidates[:1]:
            return Found(holding[:top], judged.decision, certain=judged.certain)
        best = judged.candidates[0].question
        return Found(holding[:top], CHOOSE if _worth_offering(holding) else NONE, withheld=best)

    def get(self, identity: str, on: date) -> Question | None:
        """The question with that id, if its answer holds on that day."""
        found = self._current().get(identity)
        return found if found and found.holds(on) else None


@lru_cache(maxsize=1)
def no_bank() -> Finder:
    """A finder without a bank, for whoever asks it no questions or only those it is given beside."""
    empty = BankSearch([], Words(Lexicon(), []))
    return Finder(lambda: empty)


def _worth_offering(candidates: Sequence[Candidate]) -> bool:
    return bool(candidates) and candidates[0].score >= WORTH


def _one_of_each(matches: Sequence[Match], on: date) -> list[Match]:
    """Of several versions of a question the one that holds on that day."""
    best: dict[str, Match] = {}
    for match in matches:
        before = best.get(match.question.key)
        if before is None or (match.question.holds(on) and not before.question.holds(on)):
            best[match.question.key] = match
    return list(best.values())
