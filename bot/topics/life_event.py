"""Life events: 刚生了娃都要办哪些手续 is answered with one plan over several guides, and what it saves.

The event is read from the person's own words; its items, their order and what goes together stand in
``data/life_events/``, everything counted comes from the guides as they are now.
"""

from __future__ import annotations

from datetime import datetime

from bot.errors import NotFound, NotPublished, PlatformUnavailable
from bot.life_events.model import Event, Step, Unlisted
from bot.life_events.recognise import choice_in, recognise
from bot.platform_api.models import Guide, Hall, Known
from bot.reply import Option, Reply
from bot.topics import life_event_view as view
from bot.topics.clarify import CHOICES, human, item_options, none_of_these
from bot.topics.context import Ask, Context
from bot.topics.moments import spoken_day

#: Questions so open that the whole plan may be meant: 离职以后社保公积金怎么弄.
OPEN = ("guide_overview", "guide_process", "guide_conditions", "faq_other", "out_of_scope")


async def answer(ask: Ask, context: Context) -> Reply:
    """The plan of the event that is meant; which event, or which case of it, is asked when that is open."""
    if context.place:
        return not_here(context)
    known = context.life_events()
    event_id, _, choice = ask.entities.get("life_event", "").partition("=")
    if event_id not in known.events:
        found = recognise(ask.text, known)
        if found.unlisted:
            return unlisted(found.unlisted, context)
        if len(found.events) != 1:
            return which(found.events, ask, context)
        event_id, choice = found.events[0], ""
    event = known.events[event_id]
    if event.choices and choice not in {one.id for one in event.choices}:
        choice = choice_in(ask.text, event)
        if not choice:
            return which_case(event, context)
    return await plan(event, choice, context)


def beside(reply: Reply, ask: Ask, context: Context) -> Reply:
    """A question which item is meant, with the whole plan among its choices where the message tells of an event."""
    if context.place or ask.intent not in OPEN or not reply.kind.startswith("clarify."):
        return reply
    known = context.life_events()
    events = recognise(ask.text, known).events
    if len(events) != 1 or len(reply.options) < 2:
        return reply
    event = known.events[events[0]]
    whole = Option.of(context.say("life_event_option_all", title=event.title), "life_event", life_event=event.id)
    items = tuple(option for option in reply.options if option.payload != "/deny")
    text = f"{reply.text}{context.say('life_event_all', option=whole.title)}"
    return reply.but(text=text, options=(*items, whole, *reply.options[len(items) :]))


async def plan(event: Event, choice: str, context: Context) -> Reply:
    """The event's items with their guides; an item whose guide is not published is left out and said to be."""
    guides: dict[str, Known[Guide]] = {}
    left_out: list[Step] = []
    for step in event.of(choice):
        try:
            guides[step.item] = await context.platform.guide(step.item)
        except (NotPublished, NotFound):
            left_out.append(step)
        except PlatformUnavailable:
            return unavailable(context)
    steps = tuple(step for step in event.of(choice) if step.item in guides)
    if not steps:
        return unavailable(context)
    reply = view.plan(event, choice, steps, guides, left_out, await halls(context), context)
    oldest = min(guides.values(), key=lambda one: one.as_of)
    return with_age(reply, oldest.as_of, any(one.stale for one in guides.values()), context)


def with_age(reply: Reply, as_of: datetime, stale: bool, context: Context) -> Reply:
    """The reply, dated; said to rest on older copies when the platform could not be reached."""
    if not stale:
        return reply.but(as_of=as_of)
    notice = context.say("stale_copy", day=spoken_day(as_of.date(), context.today()), phone=view.HOTLINE)
    return reply.but(as_of=as_of, status="degraded", stale=True, text=f"{reply.text}\n{notice}")


async def halls(context: Context) -> tuple[Hall, ...]:
    """The city's halls; none when they cannot be asked for, for the plan stands without their names."""
    try:
        return (await context.platform.halls()).value
    except PlatformUnavailable:
        return ()


def which_case(event: Event, context: Context) -> Reply:
    """One question whose answer changes the items: 新房还是二手房."""
    return Reply(
        kind="life_event.choose",
        status="clarifying",
        text=context.say("life_event_which_case", name=event.name, question=event.question),
        options=tuple(view.case_option(event, choice) for choice in event.choices),
    )


def which(events: tuple[str, ...], ask: Ask, context: Context) -> Reply:
    """Several events could be meant, or none was recognised: honest words, the nearest ones, and a way out."""
    known = context.life_events().events
    if events:
        offered = tuple(view.event_option(known[event]) for event in events[:CHOICES])
        text = context.say("life_event_which", choices="、".join(f"“{known[e].title}”" for e in events[:CHOICES]))
    else:
        near = ask.choices or ask.closest or ((ask.item,) if ask.item else ())
        names = "、".join(event.title for event in known.values())
        text = context.say("life_event_unknown", events=names)
        offered = item_options(near[:CHOICES], "guide_overview", context) if near else starters(context)
    return Reply(
        kind="life_event.choose",
        status="clarifying",
        text=text,
        options=(*offered, none_of_these(context)),
    )


def starters(context: Context) -> tuple[Option, ...]:
    """The events most people come for."""
    known = context.life_events().events
    wanted = context.say("life_event_starters").split()
    return tuple(view.event_option(known[event]) for event in wanted if event in known)


def unlisted(meant: Unlisted, context: Context) -> Reply:
    """What is meant is understood and has no plan: said so, with the items that come nearest."""
    names = "、".join(f"“{context.everyday(code)}”" for code in meant.items[:CHOICES])
    return Reply(
        kind="life_event.choose",
        status="clarifying",
        text=context.say("life_event_unlisted", title=meant.title, items=names),
        options=(*item_options(meant.items[:CHOICES], "guide_overview", context), none_of_these(context)),
    )


def not_here(context: Context) -> Reply:
    """Another region's catalogue is in use: its events are not known."""
    return Reply(
        kind="life_event.pointer",
        status="answered",
        text=context.say("life_event_not_here"),
        options=(Option.of(context.say("option_find_hall"), "find_hall"), human(context)),
    )


def unavailable(context: Context) -> Reply:
    """The guides cannot be had, and nothing is counted from memory."""
    return Reply(
        kind="life_event.plan", status="degraded", text=context.say("life_event_down"), options=(human(context),)
    )
