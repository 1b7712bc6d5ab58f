"""Small talk, danger, and what is not a matter for government services."""

from __future__ import annotations

from bot.reply import Block, Reply
from bot.topics import clarify
from bot.topics.context import Ask, Context

PLAIN = ("greet", "goodbye", "thank", "affirm", "insult", "bot_identity", "privacy")


async def answer(ask: Ask, context: Context) -> Reply:
    """The reply to one ``talk`` intent."""
    if ask.intent == "emergency":
        return emergency(context)
    if ask.intent == "deny":
        return clarify.rephrase(context)
    return Reply(
        kind=f"talk.{ask.intent}",
        status="answered",
        text=context.say(f"talk_{ask.intent}"),
        options=clarify.starters(context, "guide_overview") if ask.intent in ("greet", "bot_identity") else (),
    )


def emergency(context: Context) -> Reply:
    """Danger to life comes before everything: whom to call, at once."""
    block: Block = {"type": "notice", "level": "urgent", "text": context.say("talk_emergency_phones")}
    return Reply(
        kind="talk.emergency",
        status="answered",
        text=context.say("talk_emergency"),
        blocks=(block,),
        options=(clarify.human(context),),
    )


async def nothing_to_stop(ask: Ask, context: Context) -> Reply:
    """``cancel`` or ``go_back`` when nothing is under way."""
    return Reply(
        kind=f"talk.{ask.intent}",
        status="answered",
        text=context.say(f"talk_{ask.intent}"),
        options=clarify.starters(context, "guide_overview"),
    )


def failed(context: Context, error_id: str) -> Reply:
    """Something broke on our side: what was kept, what to do, and the id for whoever looks into it."""
    return Reply(
        kind="notice.failed",
        status="failed",
        text=context.say("failed", error_id=error_id),
        options=(clarify.human(context),),
        error_id=error_id,
    )
