"""Halls: which there are, where, and when they are open."""

from __future__ import annotations

from bot.errors import PlatformUnavailable
from bot.reply import Reply
from bot.topics.clarify import human
from bot.topics.context import Ask, Context


async def answer(ask: Ask, context: Context) -> Reply:
    """The halls of the district named, or of the whole city."""
    try:
        known = await context.platform.halls()
    except PlatformUnavailable:
        return Reply(
            kind="hall.list",
            status="degraded",
            text=context.say("hall_down"),
            options=(human(context),),
        )
    if not known.value:
        return Reply(
            kind="hall.list",
            status="answered",
            text=context.say("hall_none"),
            options=(human(context),),
            as_of=known.as_of,
        )
    district = ask.entities.get("district") or context.district
    halls = [h for h in known.value if district and h.district.startswith(district)] or list(known.value)
    narrowed = len(halls) < len(known.value)
    rows = [{"name": h.name, "address": h.address, "hours": h.hours, "phone": h.phone} for h in halls]
    first = halls[0]
    key = "hall_here" if narrowed else "hall_list"
    text = context.say(key, name=first.name, address=first.address, hours=first.hours, count=len(halls))
    return Reply(
        kind="hall.list",
        status="degraded" if known.stale else "answered",
        text=text,
        blocks=({"type": "map", "title": context.say("label_halls"), "places": rows},),
        as_of=known.as_of,
        stale=known.stale,
    )
