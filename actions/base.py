"""What every action does alike: read the turn, call a topic, send the Reply, never fail in silence."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.resources import Resources, installed
from bot.errors import BanshiError, new_error_id
from bot.reply import Reply
from bot.topics import talk
from bot.topics.context import Ask, Context

log = logging.getLogger(__name__)

FAR_BEHIND = 0.2  # share of the best score below which an item is not offered
FAINT = 0.02  # probability below which an item is not even offered as the closest
TIED = 0.45  # share of the best score from which items count as equally likely

Events = list[dict[str, Any]]


@dataclass(frozen=True)
class Turn:
    """One message as an action sees it."""

    tracker: Tracker
    dispatcher: CollectingDispatcher
    resources: Resources
    context: Context
    asks: tuple[Ask, ...]
    entities: Mapping[str, str] = field(default_factory=dict)

    @property
    def intent(self) -> str:
        return self.asks[0].intent if self.asks else ""

    @property
    def text(self) -> str:
        return str(self.tracker.latest_message.get("text") or "")

    @property
    def form(self) -> str:
        """The form under way, or an empty string."""
        return str((self.tracker.active_loop or {}).get("name") or "")

    @property
    def focus(self) -> str | None:
        """The code of the item last spoken of."""
        value = self.tracker.get_slot("service_item")
        return str(value) if value else None

    def asked_again(self, reply: Reply, *, wanted: str) -> Reply:
        """The form's question; after another intent than ``wanted`` it is said to be the one left open."""
        if self.intent in (wanted, "go_back"):
            return reply
        return reply.but(text=self.context.say("pending_question", question=reply.text))

    def send(self, *replies: Reply) -> Events:
        """Send replies in order; the event remembers what the last one offered."""
        for reply in replies:
            self.dispatcher.utter_message(json_message=reply.to_json())
        return [SlotSet("offered", offered(replies[-1]))] if replies else []


class TopicAction(Action, ABC):
    """An action that reads the turn, acts, and turns every exception into a ``failed`` reply with an id."""

    def __init__(self, resources: Resources | None = None) -> None:
        self._resources = resources

    @abstractmethod
    def name(self) -> str:
        """The name by which rules and forms call it."""

    @abstractmethod
    async def act(self, turn: Turn) -> Events:
        """What this action does with the turn; gives the events for the tracker."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        resources = self._resources or installed()
        resources.wording.reload()
        turn = read_turn(tracker, dispatcher, resources)
        try:
            return await self.act(turn)
        except Exception as error:  # the citizen gets a sentence and an id, the operator the trace under that id
            error_id = error.error_id if isinstance(error, BanshiError) else new_error_id()
            log.exception("action %s failed, error id %s", self.name(), error_id)
            return turn.send(talk.failed(turn.context, error_id))


def read_turn(tracker: Tracker, dispatcher: CollectingDispatcher, resources: Resources) -> Turn:
    """The turn of a tracker: its asks from the understanding, or from a payload's intent and entities."""
    message = tracker.latest_message or {}
    entities = {str(e["entity"]): str(e["value"]) for e in message.get("entities") or () if e.get("value") is not None}
    context = Context(
        platform=resources.platform,
        wording=resources.wording,
        now=resources.now,
        everyday=resources.everyday,
        caller=resources.vault.pseudonym(tracker.sender_id),
        seed=str(message.get("message_id") or message.get("text") or ""),
        place=resources.place(),
        starters=resources.starters(),
        bank=resources.bank,
        life_events=resources.life_events,
    )
    asks = read_asks(message, entities, ordered=not context.place)
    return Turn(tracker, dispatcher, resources, context, asks, entities)


def read_asks(message: Mapping[str, Any], entities: Mapping[str, str], *, ordered: bool = True) -> tuple[Ask, ...]:
    """The things asked; ``choices`` where the linker found several items close to each other.

    ``ordered``: whether the catalogue's order says what people ask for more often.
    """
    text = str(message.get("text") or "")
    item_entities = [e for e in message.get("entities") or () if e.get("entity") == "service_item"]
    linked = next((e for e in item_entities if e.get("candidates")), None)
    unsure = linked if linked and linked.get("decision") == "choose" else None
    choices = close_enough(unsure["candidates"], ordered=ordered) if unsure else ()
    named = probability_named(linked) if linked else 1.0
    unknown = linked if linked and linked.get("decision") == "unknown" else None
    closest = tuple(str(c["code"]) for c in unknown["candidates"] if float(c["score"]) >= FAINT) if unknown else ()
    asks_read = None if text.startswith("/") else message.get("asks")  # a payload says itself what it asks
    listed = asks_read or [
        {"intent": (message.get("intent") or {}).get("name") or "out_of_scope", "item": entities.get("service_item")}
    ]
    confidence = float((message.get("intent") or {}).get("confidence") or 1.0)
    several = len({ask.get("item") for ask in listed}) > 1  # each piece of the message names its own item
    asks = []
    for ask in listed:
        code = ask.get("item")
        unclear = bool(unsure) and not several and (code is None or str(code) in choices)
        asks.append(
            Ask(
                intent=str(ask["intent"]),
                item=None if unclear or not code else str(code),
                choices=choices if unclear else (),
                closest=closest if str(ask["intent"]).startswith("guide_") else (),
                named=named,
                text=text,
                entities=entities,
                likely={str(c["code"]): float(c["score"]) for c in linked["candidates"]} if linked else {},
                confidence=confidence,
            )
        )
    return tuple(asks)


def probability_named(linked: Mapping[str, Any]) -> float:
    """The probability that an item is named at all; words that merely resemble a name count for half."""
    total = sum(float(candidate["score"]) for candidate in linked["candidates"])
    return total if linked.get("named", True) else total / 2


def close_enough(candidates: list[dict[str, Any]], *, ordered: bool = True) -> tuple[str, ...]:
    """The codes worth offering: none that is far behind the best; near ties stand in the catalogue's order, if any."""
    best = float(candidates[0]["score"]) if candidates else 0.0
    kept = [c for c in candidates if float(c["score"]) >= FAR_BEHIND * best]
    if ordered:
        kept = sorted(kept, key=lambda c: (float(c["score"]) < TIED * best, c["code"]))
    return tuple(str(c["code"]) for c in kept)


def offered(reply: Reply) -> dict[str, Any]:
    """What a reply offered, as the understanding in context reads it on the next turn."""
    return {
        "kind": reply.kind,
        "status": reply.status,
        "options": [{"title": o.title, "payload": o.payload, "says": list(o.says)} for o in reply.options],
    }
