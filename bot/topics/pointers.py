"""Honest pointers: what this assistant cannot do yet, and where it is done today (phone, hall, site).

Nothing here pretends that something was done. Each intent names its topic and whether its item's own phone is given.
"""

from __future__ import annotations

from collections.abc import Callable

from bot.errors import PlatformError
from bot.platform_api.models import Guide, ServiceItem
from bot.reply import Block, Option, Reply
from bot.topics.clarify import human
from bot.topics.context import Ask, Context, guide_option, item_ref
from bot.topics.left_open import link_blocks

#: intent → kind of its reply.
KINDS = {
    "apply_service": "apply.pointer",
    "urge_application": "progress.urge",
    "withdraw_application": "progress.withdraw",
    "subscribe_progress": "progress.subscribe",
    "book_appointment": "appointment.pointer",
    "change_appointment": "appointment.change",
    "match_policy": "policy.pointer",
    "view_licence": "licence.pointer",
    "submit_complaint": "ticket.complaint",
    "submit_suggestion": "ticket.suggestion",
    "check_ticket": "ticket.status",
    "rate_service": "rating.pointer",
    "talk_to_human": "handoff.closed",
}


def booking_url(guide: Guide) -> str:
    """The page to book on, among what else the source says."""
    return next((text for label, text in guide.extra if "预约" in label and text.startswith("http")), "")


#: Where an imported guide names the page on which the thing itself is done.
WAYS_IN: dict[str, Callable[[Guide], str]] = {
    "apply_service": lambda guide: guide.online.url if guide.online else "",
    "book_appointment": booking_url,
}


async def answer(ask: Ask, context: Context) -> Reply:
    """Where to turn for something that cannot be done here yet."""
    item = await item_of(ask, context)
    name = f"{item.name}：" if item else ""
    phone = item.phone if item else "12345"
    url = await way_in(ask, context)
    key = f"pointer_{ask.intent}_at" if url else f"pointer_{ask.intent}"
    text = context.say(key, name=name, phone=phone, url=url)
    block: Block = {"type": "fields", "items": [{"label": context.say("label_phone"), "value": phone}]}
    return Reply(
        kind=KINDS[ask.intent],
        status="answered",
        text=text,
        item=item_ref(item) if item else None,
        blocks=(block, *link_blocks(url, context)),
        options=options(ask, context, item),
    )


async def way_in(ask: Ask, context: Context) -> str:
    """The address an imported guide gives for applying or booking; empty when there is none."""
    if not ask.item or ask.intent not in WAYS_IN:
        return ""
    try:
        guide = (await context.platform.guide(ask.item)).value
    except PlatformError:
        return ""
    return WAYS_IN[ask.intent](guide) if guide.source else ""


async def item_of(ask: Ask, context: Context) -> ServiceItem | None:
    if not ask.item:
        return None
    try:
        return (await context.platform.item(ask.item)).value
    except PlatformError:
        return None


def options(ask: Ask, context: Context, item: ServiceItem | None) -> tuple[Option, ...]:
    halls = Option.of(context.say("option_find_hall"), "find_hall")
    if item:
        checklist = Option.of(context.say("option_prepare_documents"), "prepare_documents", service_item=item.code)
        return (checklist, guide_option(context, "guide_where", item.code), halls)
    if ask.intent in ("talk_to_human", "submit_complaint", "check_ticket"):
        return (halls,)
    return (halls, human(context))
