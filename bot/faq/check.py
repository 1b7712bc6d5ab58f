"""Checks a folder of questions and answers (``data/faq/*.csv``) the way the guides are checked.

``check_bank(folder, today=…, items=…)`` gives every problem, and how many questions there are for each item;
``python -m bot catalogue check`` prints both. A row that an import would not take is a problem too.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from bot.errors import ContentError
from bot.faq.bank import sort_rows
from bot.faq.question import DRAFT, Question
from bot.text import readable

LONGEST_ANSWER = 120  # characters: what fits on a phone without scrolling
FOR_EACH_ITEM = 3  # questions
CHECKED_WITHIN = timedelta(days=365)


@dataclass(frozen=True)
class Fault:
    """Something to mend in the bank: the file's name and what is wrong, with the beginning of the question."""

    where: str
    message: str


@dataclass(frozen=True)
class BankReport:
    """``faults`` of all files, ``counts`` of approved questions by item (every item, those without with 0)."""

    faults: tuple[Fault, ...]
    counts: Mapping[str, int]
    questions: int

    @property
    def thin(self) -> list[str]:
        """Codes of the items with fewer than FOR_EACH_ITEM questions."""
        return sorted(code for code, count in self.counts.items() if count < FOR_EACH_ITEM)

    def summary(self) -> str:
        """One line: how many questions, faults, and which items have too few questions."""
        lacking = f": {' '.join(self.thin)}" if self.thin else ""
        return (
            f"{self.questions} questions checked, {len(self.faults)} problems; "
            f"{len(self.thin)} of {len(self.counts)} items have fewer than {FOR_EACH_ITEM}{lacking}"
        )


def check_bank(folder: Path, *, today: date, items: Collection[str]) -> BankReport:
    """Everything wrong with the bank in ``folder``; ContentError when there is none or a file cannot be read."""
    files = sorted(folder.glob("*.csv"))
    if not files:
        raise ContentError(f"{folder}: holds no question bank (*.csv)")
    officialese = readable.read_officialese()
    faults: list[Fault] = []
    kept: list[tuple[str, Question]] = []
    for path in files:
        rows = sort_rows(path)
        faults += [Fault(path.name, f"row {one.row}: {one.reason}") for one in rows.rejected]
        kept += [(path.name, one) for one in rows.kept]
    for name, one in kept:
        told = [*_answer_faults(one, officialese), *_field_faults(one, today, items)]
        faults += [Fault(name, f"{one.question[:20]}: {fault}") for fault in told]
    faults += [*_twice(kept), *_shared(kept)]
    approved = Counter(one.item for _, one in kept if one.status != DRAFT)
    return BankReport(tuple(faults), {code: approved[code] for code in items}, len(kept))


def _answer_faults(one: Question, officialese: Mapping[str, str]) -> Iterator[str]:
    if len(one.answer) > LONGEST_ANSWER:
        yield f"an answer of {len(one.answer)} characters, at most {LONGEST_ANSWER}"
    yield from readable.hard_to_read(one.answer, officialese)


def _field_faults(one: Question, today: date, items: Collection[str]) -> Iterator[str]:
    if one.item and one.item not in items:
        yield f"no item has the code {one.item!r}"
    if not one.source:
        yield "no source"
    if one.checked_on is None:
        yield "no checked_on"
    elif one.checked_on > today:
        yield f"checked_on {one.checked_on} lies in the future"
    elif one.checked_on < today - CHECKED_WITHIN:
        yield f"checked_on {one.checked_on} is more than a year ago"
    if one.effective_on and one.effective_on > today:
        yield f"effective_on {one.effective_on} lies in the future"
    if one.expires_on and one.expires_on < today:
        yield f"expires_on {one.expires_on} is over"


def _twice(kept: list[tuple[str, Question]]) -> Iterator[Fault]:
    """Questions that two files ask about the same item for the same days."""
    known: dict[str, list[tuple[str, Question]]] = defaultdict(list)
    for name, one in kept:
        for other_name, other in known[one.key]:
            if name != other_name and one.overlaps(other):
                yield Fault(name, f"{one.question[:20]}: stands in {other_name} too")
        known[one.key].append((name, one))


def _shared(kept: list[tuple[str, Question]]) -> Iterator[Fault]:
    texts = ((f"{name} {one.id}", readable.sentences(one.answer)) for name, one in kept)
    for sentence, rows in readable.shared(texts):
        names = sorted({row.partition(" ")[0] for row in rows})
        yield Fault("(several)", f"{sentence!r} stands in {len(rows)} answers: {' '.join(names)}")
