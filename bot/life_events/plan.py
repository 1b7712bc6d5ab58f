"""What an event's items come to, done one by one or together: papers, visits, working days. Counted from the guides.

Papers: a paper that several items ask for is needed once, and one that an earlier item gives need not be got at all.
Visits: items of one visit are done in one go. Days: the promised limits along the longest chain of items that wait for
each other, beside their sum. Optional items are counted as done.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from bot.checklists import compose
from bot.life_events.model import LifeEvents, Step
from bot.life_events.reading import bare
from bot.platform_api.models import Guide, Limit, Material

ON_THE_SPOT = "现场"  # what is made at the window, nothing is brought


@dataclass(frozen=True)
class Paper:
    """One paper of the plan: how often it is asked for, and whether it is looked up or shown on the phone each time."""

    name: str
    items: tuple[str, ...]
    exempt: bool

    @property
    def times(self) -> int:
        return len(self.items)


@dataclass(frozen=True)
class Totals:
    """An event's items done apart and together. Days are working days.

    ``visits_*`` is what the guides call 到现场次数, with all online that can be; ``trips_*`` is going to a window for
    everything. ``given`` are the papers that come from an earlier item and need not be got.
    """

    items: int
    must: int
    papers_apart: int
    papers: tuple[Paper, ...]
    given: tuple[str, ...]
    visits_apart: int
    visits_together: int
    trips_apart: int
    trips_together: int
    days_apart: int
    days_together: int

    @property
    def to_bring(self) -> tuple[Paper, ...]:
        """The papers that are neither looked up nor shown on the phone."""
        return tuple(paper for paper in self.papers if not paper.exempt)


def totals(event: str, steps: Sequence[Step], guides: Mapping[str, Guide], known: LifeEvents) -> Totals:
    """The totals of these steps, each with its guide; KeyError when one has none."""
    named = {step.item: [known.material(event, bare(m.name)) for m in handed_in(step, guides)] for step in steps}
    given = {step.item: given_before(step, steps) & set(named[step.item]) for step in steps}
    listed = papers(event, steps, guides, known, given)
    visits = {step.item: guides[step.item].visits or 0 for step in steps}
    days = {step.item: workdays(guides[step.item].promised) for step in steps}
    return Totals(
        items=len(steps),
        must=sum(not step.only_if for step in steps),
        papers_apart=sum(map(len, named.values())),
        papers=listed,
        given=tuple(sorted(set().union(*given.values()) - {paper.name for paper in listed})),
        visits_apart=sum(visits.values()),
        visits_together=sum(max(visits[s.item] for s in group) for group in together(steps)),
        trips_apart=sum(max(1, count) for count in visits.values()),
        trips_together=sum(max(1, *(visits[s.item] for s in group)) for group in together(steps)),
        days_apart=sum(days.values()),
        days_together=max((chain(step, steps, days) for step in steps), default=0),
    )


def papers(
    event: str,
    steps: Sequence[Step],
    guides: Mapping[str, Guide],
    known: LifeEvents,
    given: Mapping[str, set[str]],
) -> tuple[Paper, ...]:
    """Each paper once, those asked for most often first."""
    asked: dict[str, list[tuple[str, bool]]] = {}
    for step in steps:
        for material in handed_in(step, guides):
            name = known.material(event, bare(material.name))
            if name not in given[step.item]:
                asked.setdefault(name, []).append((step.item, bool(material.exempt)))
    listed = (
        Paper(name, tuple(dict.fromkeys(item for item, _ in times)), all(exempt for _, exempt in times))
        for name, times in asked.items()
    )
    return tuple(sorted(listed, key=lambda paper: -paper.times))


def handed_in(step: Step, guides: Mapping[str, Guide]) -> tuple[Material, ...]:
    """The materials of a step in this event, without what is made at the window."""
    listed = compose.materials(guides[step.item], step.answers)
    return tuple(material for material in listed if not material.name.startswith(ON_THE_SPOT))


def given_before(step: Step, steps: Sequence[Step]) -> set[str]:
    """The papers given by the items that come before this one."""
    before = waits_for(step, steps)
    return {name for other in steps if other.item in before for name in other.gives}


def waits_for(step: Step, steps: Sequence[Step]) -> set[str]:
    """The items that must be finished before this one, directly or not, among ``steps``."""
    by_item = {other.item: other for other in steps}
    found: set[str] = set()
    open_ = list(step.after)
    while open_:
        item = open_.pop()
        if item in by_item and item not in found:
            found.add(item)
            open_ += by_item[item].after
    return found


def together(steps: Sequence[Step]) -> tuple[tuple[Step, ...], ...]:
    """The steps by visit, in order; one without a shared visit stands alone."""
    groups: dict[str, list[Step]] = {}
    for step in steps:
        groups.setdefault(step.visit or f"={step.item}", []).append(step)
    return tuple(map(tuple, groups.values()))


def shared_halls(steps: Sequence[Step], guides: Mapping[str, Guide]) -> tuple[str, ...]:
    """The ids of the halls in which all of these steps can be done, in the order of the first one's guide."""
    halls = [tuple(dict.fromkeys(place.hall for place in guides[step.item].places)) for step in steps]
    return tuple(hall for hall in halls[0] if all(hall in others for others in halls[1:])) if halls else ()


def chain(step: Step, steps: Sequence[Step], days: Mapping[str, int]) -> int:
    """Working days until this step is finished when every item starts as soon as it can."""
    by_item = {other.item: other for other in steps}
    waits = (chain(by_item[item], steps, days) for item in step.after if item in by_item)
    return days[step.item] + max(waits, default=0)


def workdays(limit: Limit | None) -> int:
    """A limit in working days; days of the calendar are counted five for seven."""
    if limit is None or limit.days is None:
        return 0
    return limit.days if limit.unit == "工作日" else ceil(limit.days * 5 / 7)
