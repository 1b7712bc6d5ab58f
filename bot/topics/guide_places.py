"""Where, when and whom to call: the fields of a guide that need the city's halls."""

from __future__ import annotations

from bot.errors import PlatformUnavailable
from bot.platform_api.models import Guide, Hall, Place
from bot.reply import Block
from bot.topics.context import Ask, Context, spoken_name
from bot.topics.guide_overview import channel_words, tells_online
from bot.topics.left_open import HOTLINE, Said, left_open, link_blocks, phone_of


async def where(guide: Guide, ask: Ask, context: Context) -> Said:
    if "places" in guide.unsaid:
        return left_open(guide, context, "where")
    rows = await place_rows(guide, ask, context)
    name = spoken_name(guide, context)
    if not rows:
        return without_window(guide, context, "guide_where_online")
    first = rows[0]
    where_words = first["name"] + (f" {first['window']}" if first.get("window") else "")
    key = "guide_where_one" if len(rows) == 1 else "guide_where"
    text = context.say(key, name=name, place=where_words, address=first["address"], count=len(rows))
    if guide.online and tells_online(guide):
        text += context.say("guide_where_also_online", channel=channel_words(guide.online, context))
    return Said(text, (map_block(rows, context),))


async def hours(guide: Guide, ask: Ask, context: Context) -> Said:
    rows = await place_rows(guide, ask, context)
    name = spoken_name(guide, context)
    if guide.source and not (rows and rows[0].get("hours")):
        return left_open(guide, context, "hours")
    if not rows:
        return without_window(guide, context, "guide_hours_online")
    first = rows[0]
    text = context.say("guide_hours", name=name, place=first["name"], hours=first.get("hours", ""))
    if len(rows) > 1:
        text += context.say("guide_hours_more", count=len(rows) - 1)
    return Said(text, (map_block(rows, context),))


async def contact(guide: Guide, ask: Ask, context: Context) -> Said:
    phones, department = guide.phones, guide.item.department
    rows = [
        {"label": context.say("label_consult"), "value": phones.consult, "note": department},
        {"label": context.say("label_complain"), "value": phones.complain},
    ]
    rows = [row for row in rows if row["value"]]
    if not phones.consult:
        said = left_open(guide, context, "contact")
        also = context.say("contact_complain", complain=phones.complain) if phones.complain else ""
        blocks: tuple[Block, ...] = ({"type": "fields", "items": rows},) if rows else ()
        return Said(f"{said.text}{also}", (*blocks, *said.blocks), told=False)
    text = context.say(
        "guide_contact",
        name=spoken_name(guide, context),
        phone=phones.consult,
        department=department or context.city,
        complain=phones.complain or HOTLINE,
    )
    return Said(text, ({"type": "fields", "items": rows},))


def without_window(guide: Guide, context: Context, key: str) -> Said:
    """Nothing to go to: the way online, or the phone when there is none either."""
    name = spoken_name(guide, context)
    if guide.online is None or guide.online.depth < 2:
        text = context.say("guide_where_nowhere", name=name, phone=phone_of(guide))
        return Said(text, link_blocks(guide.source.url if guide.source else "", context))
    text = context.say(key, name=name, channel=channel_words(guide.online, context))
    return Said(text, link_blocks(guide.online.url, context))


async def place_rows(guide: Guide, ask: Ask, context: Context) -> list[dict[str, str]]:
    """The places near the district asked for, each with what its hall and the guide say."""
    places = near(guide.places, ask.entities.get("district") or context.district)
    halls = await halls_by_id(context) if any(place.hall for place in places) else {}
    return [place_row(place, halls) for place in places]


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
    chosen = tuple(p for p in places if p.district and (p.district == district or district.startswith(p.district)))
    return chosen or places


def place_row(place: Place, halls: dict[str, Hall]) -> dict[str, str]:
    hall = halls.get(place.hall)
    row = {
        "name": hall.name if hall else place.window,
        "address": hall.address if hall else place.address,
        "window": place.window if hall else "",
        "hours": place.hours or (hall.hours if hall else ""),
        "phone": hall.phone if hall else "",
        "note": place.note,
    }
    return {key: value for key, value in row.items() if value or key in ("name", "address")}


def map_block(rows: list[dict[str, str]], context: Context) -> Block:
    return {"type": "map", "title": context.say("label_places"), "places": rows}
