"""Guide questions: each of the 13 ``guide_*`` intents is answered from its own field of the item's guide."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.errors import NotFound, NotPublished, PlatformError, PlatformUnavailable
from bot.platform_api.models import Guide, Known
from bot.reply import ItemRef, Option, Reply
from bot.topics import guide_fields, guide_overview, guide_places
from bot.topics.clarify import CHOICES, ask_item, human, unknown_item
from bot.topics.context import Ask, Context, evidence_of, guide_option, item_ref
from bot.topics.left_open import dated, phone_of, tells
from bot.topics.moments import spoken_day

#: Which question people ask next, most likely first.
NEXT = ("guide_materials", "guide_where", "guide_duration", "guide_fee", "guide_online")

FIELDS = {
    "guide_overview": guide_overview.overview,
    "guide_materials": guide_fields.materials,
    "guide_conditions": guide_fields.conditions,
    "guide_process": guide_fields.process,
    "guide_where": guide_places.where,
    "guide_hours": guide_places.hours,
    "guide_duration": guide_fields.duration,
    "guide_fee": guide_fields.fee,
    "guide_online": guide_overview.online,
    "guide_proxy": guide_fields.proxy,
    "guide_basis": guide_fields.basis,
    "guide_result": guide_fields.result,
    "guide_contact": guide_places.contact,
}


#: What an answer rests on, for questions whose answer may be the same for several items.
ALIKE: dict[str, Callable[[Guide], object]] = {
    "guide_fee": lambda guide: guide.fee and (guide.fee.charged, [item.amount for item in guide.fee.items[:1]]),
    "guide_duration": lambda guide: guide.promised,
    "guide_where": lambda guide: guide.places,
    "guide_hours": lambda guide: [(place.hall, place.hours) for place in guide.places],
    "guide_contact": lambda guide: guide.phones,
}


async def answer(ask: Ask, context: Context) -> Reply:
    """The reply to one guide question; asks back when the item is unclear."""
    kind = f"guide.{ask.intent.removeprefix('guide_')}"
    if ask.item is None and ask.choices and await alike(ask, context):
        ask = replace(ask, item=ask.choices[0], choices=())
    if ask.item is None:
        return ask_item(ask, context) if ask.choices else unknown_item(ask, context)
    try:
        known = await context.platform.guide(ask.item)
    except NotPublished:
        return await unpublished(ask.item, kind, context)
    except NotFound:
        return unknown_item(ask, context)
    except PlatformUnavailable:
        return unavailable(kind, context)
    said = await FIELDS[ask.intent](known.value, ask, context)
    return as_known(
        Reply(
            kind=kind,
            status="answered",
            text=said.text + (dated(known.value, context, said.text) if said.told else ""),
            item=item_ref(known.value.item),
            blocks=said.blocks,
            options=said.options or follow_ups(ask.intent, known.value, context),
            evidence=(evidence_of(known.value, context.city),),
            as_of=known.as_of,
        ),
        known,
        context,
    )


async def alike(ask: Ask, context: Context) -> bool:
    """Whether all the items that could be meant have the same answer, so that none need be chosen first."""
    facts = ALIKE.get(ask.intent)
    if facts is None:
        return False
    try:
        guides = [(await context.platform.guide(code)).value for code in ask.choices[:CHOICES]]
    except PlatformError:
        return False
    if any(value.source for value in guides):
        return False  # of another register: what is alike there may only be that nothing is said
    return all(facts(value) == facts(guides[0]) for value in guides)


def as_known(reply: Reply, known: Known[Guide], context: Context) -> Reply:
    """The reply, told to be an older copy when the platform could not be reached."""
    if not known.stale:
        return reply
    notice = context.say(
        "stale_copy",
        day=spoken_day(known.as_of.date(), context.today()),
        phone=phone_of(known.value),
    )
    return reply.but(status="degraded", stale=True, text=f"{reply.text}\n{notice}")


def follow_ups(intent: str, guide: Guide, context: Context) -> tuple[Option, ...]:
    """What to offer after an answer: the personal list first, then the next likely questions."""
    code = guide.item.code
    following = [
        name
        for name in (*NEXT, "guide_contact")
        if name != intent and not (name == "guide_materials" and guide.situations) and tells(guide, name)
    ]
    asked = tuple(guide_option(context, name, code) for name in following[:3])
    if not tells(guide, "guide_materials"):
        return asked or (human(context),)
    return (Option.of(context.say("option_prepare_documents"), "prepare_documents", service_item=code), *asked)


async def unpublished(code: str, kind: str, context: Context) -> Reply:
    """Honest words for an item whose guide is not published: name, department and the phone."""
    item = (await context.platform.item(code)).value
    return Reply(
        kind=kind,
        status="answered",
        text=context.say("guide_unpublished", name=item.name, department=item.department, phone=item.phone),
        item=ItemRef(item.code, item.name, item.department),
        options=(Option.of(context.say("option_find_hall"), "find_hall"), human(context)),
    )


def unavailable(kind: str, context: Context) -> Reply:
    """The platform is down and there is no copy: where to turn."""
    return Reply(kind=kind, status="degraded", text=context.say("guide_down"), options=(human(context),))
