"""Holds the life events against each other and against the guides: every problem in one plain sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.life_events.model import Event, LifeEvents, Step
from bot.life_events.plan import Totals, handed_in, shared_halls, together, totals, waits_for, workdays
from bot.life_events.reading import bare
from bot.platform_api.models import Guide

LEAST = 4  # items of an event
CASE = 3  # items of one case of it
TITLE = 20  # characters of a button


def check(known: LifeEvents, guides: Mapping[str, Guide]) -> list[str]:
    """Every problem, with the event and item it is about; empty when there is none."""
    problems = [f"{event.id}: {text}" for event in known.events.values() for text in _event(event, known, guides)]
    spoken = {phrase.event for phrase in known.phrases}
    problems += [f"{event}: no words lead to it" for event in known.events if event not in spoken]
    codes = {code for phrase in known.phrases if phrase.unlisted for code in phrase.unlisted.items}
    return problems + [f"unlisted: item {code} has no guide" for code in sorted(codes - set(guides))]


def _event(event: Event, known: LifeEvents, guides: Mapping[str, Guide]) -> Iterator[str]:
    items = [step.item for step in event.steps]
    choices = [choice.id for choice in event.choices]
    if missing := sorted(set(items) - set(guides)):
        yield f"no guide for {', '.join(missing)}"
        return
    if len(set(items)) < LEAST:
        yield f"has {len(set(items))} items, at least {LEAST} are wanted"
    if bool(choices) != bool(event.question):
        yield "choices and a question belong together"
    if any(len(title) > TITLE for title in (event.title, *(choice.title for choice in event.choices))):
        yield f"a title is longer than {TITLE} characters"
    used = {step.visit for step in event.steps if step.visit}
    listed = {visit.id for visit in event.visits}
    if used != listed:
        yield f"visits {', '.join(sorted(used ^ listed))} are not in both steps.csv and visits.csv"
        return
    for step in event.steps:
        if strange := sorted({*step.choices} - {*choices}):
            yield f"{step.item}: no choice {', '.join(strange)}"
    yield from _unused_gifts(event, known, guides)
    for choice in choices or [""]:
        yield from _case(event, choice, known, guides)


def _case(event: Event, choice: str, known: LifeEvents, guides: Mapping[str, Guide]) -> Iterator[str]:
    """Problems of the steps that one case of the event has."""
    steps = event.of(choice)
    where = f"{choice}: " if choice else ""
    problems = [text for at, step in enumerate(steps) for text in _step(step, steps[:at], event, guides)]
    if len(steps) < CASE:
        problems.append(f"is no plan with {len(steps)} items")
    if late := _backward(steps):
        problems.append(f"{', '.join(late)}: waits for an item that stands behind it")
    else:
        problems += [text for group in together(steps) for text in _visit(event, group, guides)]
        problems += _sums(totals(event.id, steps, guides, known))
    yield from (f"{where}{text}" for text in problems)


def _step(step: Step, before: Sequence[Step], event: Event, guides: Mapping[str, Guide]) -> Iterator[str]:
    """Problems of one step; ``before`` are those that stand before it."""
    items = {other.item for other in event.steps}
    earlier = {other.item for other in before}
    if step.item in earlier:
        yield f"{step.item}: stands twice"
    if not step.why:
        yield f"{step.item}: does not say why"
    for item in step.after:
        if item not in items:
            yield f"{step.item}: waits for {item}, which is no step"
    for situation, option in step.answers.items():
        known = {s.id: {o.id for o in s.options} for s in guides[step.item].situations}
        if option not in known.get(situation, ()):
            yield f"{step.item}: its guide has no answer {situation}={option}"


def _sums(sums: Totals) -> Iterator[str]:
    """Together is never more than apart."""
    pairs = {
        "papers": (len(sums.papers), sums.papers_apart),
        "visits": (sums.visits_together, sums.visits_apart),
        "trips": (sums.trips_together, sums.trips_apart),
        "days": (sums.days_together, sums.days_apart),
    }
    yield from (f"more {name} together than apart" for name, (less, more) in pairs.items() if less > more)


def _unused_gifts(event: Event, known: LifeEvents, guides: Mapping[str, Guide]) -> Iterator[str]:
    """Papers that a step is said to give and that no step behind it asks for."""
    for step in event.steps:
        later = [other for other in event.steps if step.item in waits_for(other, event.steps)]
        asked = {known.material(event.id, bare(m.name)) for other in later for m in handed_in(other, guides)}
        yield from (f"{step.item}: gives {name}, which nothing behind it asks for" for name in {*step.gives} - asked)


def _backward(steps: Sequence[Step]) -> list[str]:
    """Steps that wait for one behind them; without any there is no circle."""
    place = {step.item: at for at, step in enumerate(steps)}
    return [step.item for step in steps for item in step.after if place.get(item, -1) >= place[step.item]]


def _visit(event: Event, group: Sequence[Step], guides: Mapping[str, Guide]) -> Iterator[str]:
    """Items of one visit share a hall; none waits for another that takes days, unless one application covers both."""
    if len(group) < 2 or not group[0].visit:
        return
    visit = event.visit(group[0].visit)
    if not visit.how:
        yield f"visit {visit.id}: does not say how"
    if not shared_halls(group, guides):
        yield f"visit {visit.id}: no hall does all of {', '.join(step.item for step in group)}"
    inside = {step.item for step in group}
    for step in group:
        slow = [item for item in step.after if item in inside and workdays(guides[item].promised)]
        if slow and not visit.joint:
            yield f"visit {visit.id}: {step.item} waits for {', '.join(slow)}, which takes days"
