"""How the plan of a life event is shown: the items in order, what goes together, and what that saves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.life_events.model import Choice, Event, Step
from bot.life_events.plan import Totals, shared_halls, together, totals
from bot.platform_api.models import Guide, Hall, Known
from bot.reply import Block, Option, Reply
from bot.topics.clarify import item_options
from bot.topics.context import Context, evidence_of, item_ref, sentence
from bot.topics.guide_fields import limit_words
from bot.topics.guide_overview import visits_words

HOTLINE = "12345"
MARKS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮"
OFFERED = 7  # items to tap under a plan
SHOWN = 6  # papers named in the block

Guides = Mapping[str, Known[Guide]]


def plan(
    event: Event,
    choice: str,
    steps: Sequence[Step],
    known: Guides,
    left_out: Sequence[Step],
    halls: Sequence[Hall],
    context: Context,
) -> Reply:
    """The plan: how many items and which comes first, then each with its condition, then the sums."""
    guides = {code: one.value for code, one in known.items()}
    sums = totals(event.id, steps, guides, context.life_events())
    first = guides[beginning(steps).item]
    groups = shared(event, steps, guides, halls, context)
    lines = [
        opening(event, choice, sums, steps, context),
        *(line(at, step, context) for at, step in enumerate(steps)),
        *groups,
        savings(sums, context),
        *([event.note] if event.note else []),
        *([missing(left_out, context)] if left_out else []),
    ]
    return Reply(
        kind="life_event.plan",
        status="answered",
        text="\n".join(lines),
        item=item_ref(first.item),
        blocks=(steps_block(event, steps, guides, context), *sums_blocks(sums, groups, context)),
        options=options(event, choice, steps, context),
        evidence=tuple(evidence_of(guide, context.city) for guide in guides.values()),
    )


def opening(event: Event, choice: str, sums: Totals, steps: Sequence[Step], context: Context) -> str:
    """The answer itself: how many items, how many of them everybody's, and what to do first."""
    case = next((f"（{one.title}）" for one in event.choices if one.id == choice), "")
    key = "life_event_plan" if 0 < sums.must < sums.items else "life_event_plan_all"
    key = key if sums.must else "life_event_plan_some"
    begin = beginning(steps)
    return context.say(
        key, name=f"{event.name}{case}", count=sums.items, must=sums.must, first=context.everyday(begin.item)
    )


def beginning(steps: Sequence[Step]) -> Step:
    """What to do first: the first item that everybody has to do, else the first."""
    return next((step for step in steps if not step.only_if), steps[0])


def line(at: int, step: Step, context: Context) -> str:
    """One item: its everyday name and, when it is not for everybody, for whom it is."""
    condition = context.say("life_event_only_if", condition=step.only_if) if step.only_if else ""
    return f"{MARKS[at]} {context.everyday(step.item)}{condition}"


def shared(
    event: Event, steps: Sequence[Step], guides: Mapping[str, Guide], halls: Sequence[Hall], context: Context
) -> list[str]:
    """One sentence for each visit that several items share, with a hall where all of it is done."""
    place = {step.item: at for at, step in enumerate(steps)}
    names = {hall.id: hall.name for hall in halls}
    out = []
    for group in together(steps):
        if len(group) < 2:
            continue
        marks = "".join(MARKS[place[step.item]] for step in group)
        hall = next((names[hall] for hall in shared_halls(group, guides) if hall in names), "")
        key = "life_event_together_at" if hall else "life_event_together"
        out.append(context.say(key, marks=marks, how=sentence(event.visit(group[0].visit).how), hall=hall))
    return out


def savings(sums: Totals, context: Context) -> str:
    """What is saved when everything is done together, told only where something is."""
    told = [
        context.say("life_event_papers", apart=sums.papers_apart, once=len(sums.papers), bring=len(sums.to_bring)),
        context.say("life_event_trips", apart=sums.trips_apart, together=sums.trips_together)
        if sums.trips_together < sums.trips_apart
        else "",
        online_words(sums, context),
        context.say("life_event_days", apart=sums.days_apart, together=sums.days_together)
        if sums.days_together < sums.days_apart
        else "",
    ]
    return "\n".join(filter(None, told))


def online_words(sums: Totals, context: Context) -> str:
    """How often one still has to come when everything that can be is done online."""
    if not sums.visits_together:
        return context.say("life_event_online_all")
    return context.say("life_event_online", visits=sums.visits_together)


def missing(left_out: Sequence[Step], context: Context) -> str:
    """Items whose guide is not published, which the sums do not count."""
    names = "、".join(f"“{context.everyday(step.item)}”" for step in left_out)
    return context.say("life_event_left_out", items=names, phone=HOTLINE)


def steps_block(event: Event, steps: Sequence[Step], guides: Mapping[str, Guide], context: Context) -> Block:
    """The items in order: why each is done, for whom, what it waits for, how long it takes."""
    return {
        "type": "steps",
        "title": context.say("life_event_title", name=event.name),
        "items": [
            {
                "title": context.everyday(step.item),
                "detail": detail(step, steps, guides[step.item], context),
                "time": time(guides[step.item], context),
            }
            for step in steps
        ],
    }


def detail(step: Step, steps: Sequence[Step], guide: Guide, context: Context) -> str:
    inside = {other.item for other in steps}
    waits = "、".join(f"“{context.everyday(item)}”" for item in step.after if item in inside)
    parts = [
        context.say("life_event_condition", condition=step.only_if) if step.only_if else "",
        sentence(step.why),
        context.say("life_event_after", items=waits) if waits else "",
        sentence(visits_words(guide, context)),
    ]
    return "".join(parts)


def time(guide: Guide, context: Context) -> str:
    return limit_words(guide.promised, context) if guide.promised else ""


def sums_blocks(sums: Totals, groups: Sequence[str], context: Context) -> tuple[Block, ...]:
    """What goes together, the sums as figures, and the papers that several items ask for."""
    rows = [
        {
            "label": context.say("life_event_label_papers"),
            "value": context.say("life_event_value_papers", apart=sums.papers_apart, once=len(sums.papers)),
            "note": context.say("life_event_note_papers", bring=len(sums.to_bring)),
        },
        {
            "label": context.say("life_event_label_trips"),
            "value": context.say("life_event_value_trips", apart=sums.trips_apart, together=sums.trips_together),
            "note": context.say("life_event_note_trips", apart=sums.visits_apart, together=sums.visits_together),
        },
        {
            "label": context.say("life_event_label_days"),
            "value": context.say("life_event_value_days", apart=sums.days_apart, together=sums.days_together),
        },
    ]
    blocks: list[Block] = [{"type": "fields", "title": context.say("life_event_title_sums"), "items": rows}]
    if groups:
        blocks.insert(
            0,
            {
                "type": "list",
                "title": context.say("life_event_title_together"),
                "items": [{"text": text} for text in groups],
            },
        )
    often = [paper for paper in sums.papers if paper.times > 1][:SHOWN]
    given = [{"text": context.say("life_event_paper_given", name=name)} for name in sums.given]
    if often or given:
        listed = [
            {"text": paper.name, "note": context.say("life_event_paper_times", times=paper.times)} for paper in often
        ]
        blocks.append({"type": "list", "title": context.say("life_event_title_papers"), "items": [*listed, *given]})
    return tuple(blocks)


def options(event: Event, choice: str, steps: Sequence[Step], context: Context) -> tuple[Option, ...]:
    """The first item's own list, each item's guide, and the event's other cases."""
    begin = beginning(steps)
    first = Option.of(context.say("life_event_option_list"), "prepare_documents", service_item=begin.item)
    items = item_options([step.item for step in steps[:OFFERED]], "guide_overview", context)
    other = tuple(case_option(event, one) for one in event.choices if one.id != choice)
    return (first, *items, *other[:1])


def event_option(event: Event) -> Option:
    """The option that asks for the plan of this event."""
    return Option.of(event.title, "life_event", life_event=event.id)


def case_option(event: Event, choice: Choice) -> Option:
    """The option that asks for the plan of one case of the event."""
    option = Option.of(choice.title, "life_event", life_event=f"{event.id}={choice.id}")
    return Option(option.title, option.payload, choice.says)
