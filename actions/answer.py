"""Answers what was asked: walks the message's asks through the table of topics, one Reply for each, in order."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from rasa_sdk.events import ActiveLoop, SlotSet

from actions.base import Events, TopicAction, Turn
from bot.reply import Reply
from bot.topics import faq, guide, hall, life_event, pointers, talk
from bot.topics.context import Ask, Context

Topic = Callable[[Ask, Context], Awaitable[Reply]]

TOPICS: dict[str, Topic] = {
    **dict.fromkeys(guide.FIELDS, guide.answer),
    **dict.fromkeys(pointers.KINDS, pointers.answer),
    **dict.fromkeys((*talk.PLAIN, "deny", "emergency"), talk.answer),
    "faq_other": faq.answer,
    "out_of_scope": faq.or_out_of_scope,
    "find_hall": hall.answer,
    "life_event": life_event.answer,
    "cancel": talk.nothing_to_stop,
    "go_back": talk.nothing_to_stop,
}
ABOUT_ITEM = (*guide.FIELDS, "faq_other", "out_of_scope", "apply_service", "book_appointment")
#: What a question of the bank may answer in place of: never danger, nor the wish for a person.
DOUBTABLE = {*guide.FIELDS, *pointers.KINDS, "life_event"} - {"talk_to_human"}
NAMED = 0.5  # probability from which another item is spoken of rather than the one in focus
MOST = 3  # asks answered in one turn


class ActionAnswer(TopicAction):
    """``action_answer``."""

    def name(self) -> str:
        return "action_answer"

    async def act(self, turn: Turn) -> Events:
        asks = tuple(in_focus(ask, turn.focus) for ask in turn.asks if ask.intent in TOPICS)[:MOST]
        asks = tuple(a for a in asks if a.intent == "emergency") or without_echoes(asks)
        asks = asks or (Ask("out_of_scope", text=turn.text),)
        replies = [await reply_to(ask, turn.context, alone=len(asks) == 1) for ask in asks]
        events: Events = []
        last = asks[-1]
        code = replies[-1].item.code if replies[-1].item else None
        if code:
            events.append(SlotSet("service_item", code))
        if last.intent in guide.FIELDS:
            events.append(SlotSet("last_ask", last.intent))
        if last.intent == "emergency":
            events += [ActiveLoop(None), SlotSet("requested_slot", None)]  # nothing is asked of somebody in danger
        return [*turn.send(*replies), *events]


async def reply_to(ask: Ask, context: Context, *, alone: bool) -> Reply:
    """The topic's reply; the question bank's where the message asks one of its questions beyond doubt and the intent
    is in doubt. ``alone``: the message asks nothing else, so that its text is this ask's."""
    if alone and ask.intent in DOUBTABLE and (sure := await faq.in_doubt(ask, context)):
        return sure
    reply = await TOPICS[ask.intent](ask, context)
    return life_event.beside(reply, ask, context) if alone else reply


def without_echoes(asks: tuple[Ask, ...]) -> tuple[Ask, ...]:
    """The asks without a 在哪 or 几点开门 that belongs to the hall asked for beside it."""
    if not any(ask.intent == "find_hall" for ask in asks):
        return asks
    return tuple(a for a in asks if a.intent not in ("guide_where", "guide_hours") or a.item)


def in_focus(ask: Ask, focus: str | None) -> Ask:
    """The ask about the item last spoken of when it names none, or names it vaguely."""
    if not focus or ask.intent not in ABOUT_ITEM:
        return ask
    if ask.intent == "faq_other" and focus in ask.likely:
        return replace(ask, item=focus, choices=())  # 挂失后医保还能报吗, about the card spoken of
    if ask.named > NAMED and (ask.item or (ask.choices and focus not in ask.choices)):
        return ask
    return replace(ask, item=focus, choices=())
