"""The shapes of a life event, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Choice:
    """One case of an event whose items differ (新房, 二手房); ``says`` are other words for it."""

    id: str
    title: str  # at most 20 characters, as it stands on a button
    says: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """One service item of an event.

    ``after`` are the items that must be finished before; ``visit`` the id of the visit it shares, or empty;
    ``choices`` the cases it belongs to (empty: all); ``only_if`` the plain condition of an optional step (有贷款的话);
    ``answers`` what the event settles of the guide's situations; ``gives`` the papers of it that later items ask for.
    """

    item: str
    why: str
    after: tuple[str, ...] = ()
    visit: str = ""
    choices: tuple[str, ...] = ()
    only_if: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    gives: tuple[str, ...] = ()


@dataclass(frozen=True)
class Visit:
    """Items done together: at one window or hall in one go; ``joint`` when one application covers them all."""

    id: str
    how: str  # one sentence
    joint: bool = False


@dataclass(frozen=True)
class Event:
    """One life event: ``name`` in a sentence (生孩子), ``title`` on a button; ``question`` asks for its case."""

    id: str
    name: str
    title: str
    steps: tuple[Step, ...]
    question: str = ""
    note: str = ""  # what belongs to it and is no item of the catalogue
    choices: tuple[Choice, ...] = ()
    visits: tuple[Visit, ...] = ()

    def of(self, choice: str) -> tuple[Step, ...]:
        """The steps of one case, in order; ``choice`` is empty for an event without cases."""
        return tuple(step for step in self.steps if not step.choices or choice in step.choices)

    def visit(self, visit_id: str) -> Visit:
        """The visit with that id; KeyError when there is none."""
        for visit in self.visits:
            if visit.id == visit_id:
                return visit
        raise KeyError(visit_id)


@dataclass(frozen=True)
class Unlisted:
    """Something people live through that has no plan here; ``items`` are the nearest service items."""

    title: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Phrase:
    """Words that tell of an event: each of ``groups`` with one of its words, none of ``never``."""

    groups: tuple[tuple[str, ...], ...]
    never: tuple[str, ...]
    event: str = ""
    unlisted: Unlisted | None = None


@dataclass(frozen=True)
class LifeEvents:
    """Everything under ``data/life_events/``. ``same``: (event or empty, name of a material) → what it is called."""

    events: Mapping[str, Event] = field(default_factory=dict)
    phrases: tuple[Phrase, ...] = ()
    same: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def material(self, event: str, name: str) -> str:
        """What a material of a guide is called in the plan of an event: one name for one paper."""
        return self.same.get((event, name)) or self.same.get(("", name)) or name
