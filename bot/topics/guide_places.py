"""Where, when and whom to call: the fields of a guide that need the city's halls."""

from __future__ import annotations

from bot.errors import PlatformUnavailable
from bot.platform_api.models import Guide, Hall, Place
from bot.reply import Block
from bot.topics.context import Ask, Context
from bot.topics.guide_fields import Said, spoken_name


async def where(guide: Guide, ask: Ask, context: Context) -> Said:
    places = near(guide.places, ask.entities.get("district") or context.district)
    halls = await halls_by_id(context)
    rows = [place_row(place, halls) for place in places]
    if not rows:
        return Said(context.say("guide_where_online", name=spoken_name(guide, context), channel=guide.online.channel))
    first = rows[0]
    where_words = first["name"] + (f" {first['window']}" if first.get("window") else "")
    key = "guide_where_one" if len(rows) == 1 else "guide_where"
    text = context.say(
        key, name=spoken_name(guide, context), place=where_words, address=first["address"], count=len(rows)
    )
    if guide.online.depth >= 3:
        text += context.say("guide_where_also_online", channel=guide.online.channel)
    return Said(text, (map_block(rows, context),))


async def hours(guide: Guide, ask: Ask, context: Context) -> Said:
    places = near(guide.places, ask.entities.get("district") or context.district)
    halls = await halls_by_id(context)
    rows = [place_row(place, halls) for place in places]
    if not rows:
        return Said(context.say("guide_hours_online", name=spoken_name(guide, context), channel=guide.online.channel))
    first = rows[0]
    text = context.say(
        "guide_hours", name=spoken_name(guide, context), place=first["name"], hours=first.get("hours", "")
    )
    if len(rows) > 1:
        text += context.say("guide_hours_more", count=len(rows) - 1)
    return Said(text, (map_block(rows, context),))


async def contact(guide: Guide, ask: Ask, context: Context) -> Said:
    text = context.say(
        "guide_contact",
        name=spoken_name(guide, context),
        phone=guide.phones.consult,
        department=guide.item.department,
        complain=guide.phones.complain,
    )
    rows = [
        {"label": context.say("label_consult"), "value": guide.phones.consult, "note": guide.item.department},
        {"label": context.say("label_complain"), "value": guide.phones.complain},
    ]
    return Said(text, ({"type": "fields", "items": rows},))


async def halls_by_id(context: Context) -> dict[str, Hall]:
    """The city's halls; empty when the platform cannot tell (windows are then given without addresses)."""
    try:
        return {hall.id: hall for hall in (await context.platform.halls()).value}
    except PlatformUnavailable:
        return {}


def near(places: tuple[Place, ...], district: str | None) -> tuple[Place, ...]:
    """The places of the district (or of a part of it); all of them when it has none or is not known."""
    if not district:
        return places
    chosen = tuple(p for p in places if p.district == district or district.startswith(p.district))
    return chosen or places


def place_row(place: Place, halls: dict[str, Hall]) -> dict[str, str]:
    hall = halls.get(place.hall)
    row = {
        "name": hall.name if hall else place.window,
        "address": hall.address if hall else "",
        "window": place.window if hall else "",
        "hours": place.hours or (hall.hours if hall else ""),
        "phone": hall.phone if hall else "",
        "note": place.note,
    }
    return {key: value for key, value in row.items() if value or key in ("name", "address")}


def map_block(rows: list[dict[str, str]], context: Context) -> Block:
    return {"type": "map", "title": context.say("label_places"), "places": rows}
