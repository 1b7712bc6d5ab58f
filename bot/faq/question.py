"""A question of the bank with its answer as written, where it comes from, and when it holds."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bot.text.ngrams import squeezed
from bot.text.normalise import plain

APPROVED, DRAFT = "approved", "draft"


@dataclass(frozen=True)
class Question:
    """One question. ``effective_on`` and ``expires_on`` are the first and the last day on which the answer holds.

    ``item`` is a code of the catalogue or empty, ``also`` other wordings of the question, ``checked_on`` the day on
    which somebody last compared the answer with its source. ``shipped`` tells the bank that comes with the project
    from one that a city has imported.
    """

    question: str
    answer: str
    item: str = ""
    source: str = ""
    effective_on: date | None = None
    expires_on: date | None = None
    checked_on: date | None = None
    also: tuple[str, ...] = ()
    status: str = APPROVED
    shipped: bool = False

    @cached_property
    def key(self) -> str:
        """What makes two questions the same one: their wording without punctuation, and the item."""
        return f"{self.item}\0{squeezed(plain(self.question))}"

    @cached_property
    def id(self) -> str:
        """Ten characters that stay the same while wording, item and first day do."""
        told = f"{self.key}\0{self.effective_on or ''}"
        return hashlib.sha256(told.encode()).hexdigest()[:10]

    @property
    def wordings(self) -> tuple[str, ...]:
        """All wordings, its own first."""
        return (self.question, *self.also)

    def holds(self, on: date) -> bool:
        """Whether the answer holds on that day."""
        return (self.effective_on or on) <= on <= (self.expires_on or on)

    def overlaps(self, other: Question) -> bool:
        """Whether there is a day on which both hold."""
        return (self.effective_on or date.min) <= (other.expires_on or date.max) and (
            other.effective_on or date.min
        ) <= (self.expires_on or date.max)
