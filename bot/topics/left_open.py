"""What a guide's source leaves open, said honestly: that it is not written there, and where to ask instead.

A guide of the city's own is complete; one imported from another register may say nothing about a field. Nothing is
made up for it then.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.platform_api.models import Guide
from bot.reply import Block, Option
from bot.topics.context import Context, spoken_name

HOTLINE = "12345"
LONGEST_LINK = 200  # characters of an address that may stand in a sentence


@dataclass(frozen=True)
class Said:
    """A field's answer: text, blocks, options where they differ from the usual ones; ``told`` unless left open."""

    text: str
    blocks: tuple[Block, ...] = ()
    options: tuple[Option, ...] = ()
    told: bool = True


#: Questions that are offered next only when the guide answers them.
TELLS: dict[str, Callable[[Guide], bool]] = {
    "guide_materials": lambda guide: "materials" not in guide.unsaid,
    "guide_where": lambda guide: "places" not in guide.unsaid,
    "guide_duration": lambda guide: guide.promised is not None or guide.statutory is not None,
    "guide_fee": lambda guide: guide.fee is not None,
    "guide_online": lambda guide: guide.online is not None,
    "guide_contact": lambda guide: bool(guide.phones.consult),
}


def tells(guide: Guide, intent: str) -> bool:
    """Whether the guide has an answer to a question that may be offered."""
    return TELLS[intent](guide) if intent in TELLS else True


def left_open(guide: Guide, context: Context, what: str) -> Said:
    """``what`` (a key ``left_open_<what>``) is not in the source: say so, give phone, department and page."""
    url = guide.source.url if guide.source else ""
    text = context.say(
        "left_open",
        name=spoken_name(guide, context),
        what=context.say(f"left_open_{what}"),
        source=source_name(guide, context),
        phone=phone_of(guide),
        department=guide.item.department if guide.phones.consult else "",
    )
    if 0 < len(url) <= LONGEST_LINK:
        text += context.say("left_open_page", url=url)
    return Said(text, link_blocks(url, context), told=False)


def phone_of(guide: Guide) -> str:
    """The phone to give in a sentence: the guide's own, or the hotline.

    A register may write more than a number; the first number is given then.
    """
    if guide.source and (number := re.search(r"\d[\d-]{3,}", guide.phones.consult)):
        return number.group().rstrip("-")
    return guide.phones.consult or HOTLINE


def source_name(guide: Guide, context: Context) -> str:
    """Who published the guide, as it is named in a sentence."""
    return guide.source.name if guide.source else context.city


def link_blocks(url: str, context: Context) -> tuple[Block, ...]:
    """A block that opens the item's page; none without an address."""
    return ({"type": "link", "title": context.say("label_page"), "url": url},) if url else ()


def dated(guide: Guide, context: Context, said: str = "") -> str:
    """A word on the age of an imported guide that is from an earlier year; empty for any other.

    The phone to check it by is left out when ``said`` gives it already.
    """
    if guide.source is None or not guide.source.as_of or guide.source.as_of[:4] >= str(context.today().year):
        return ""
    phone, year = phone_of(guide), guide.source.as_of[:4]
    return context.say(
        "dated_briefly" if phone in said else "dated_copy", source=guide.source.name, year=year, phone=phone
    )
