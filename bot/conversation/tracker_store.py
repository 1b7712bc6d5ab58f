"""Conversations in Redis, one list element a turn: a turn is appended, history is never rewritten.

Each element holds the turn's events and, in front of them, the state the turn began with (slots and active loop), so
that reading the last ``TURNS`` elements is enough to go on. The cost of a turn does not grow with the conversation.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, cast

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SessionStarted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

PREFIX = "banshi:conversation:"
FORMAT = 1
TURNS = 2  # read for a turn: rules look at the present turn, a form at the one before
KEEP_SECONDS = 30 * 86400


class TurnTrackerStore(TrackerStore):
    """Rasa's tracker store over ``redis.asyncio``; everything is asynchronous and nothing falls back to memory."""

    def __init__(self, redis: Any, domain: Domain | None = None) -> None:
        super().__init__(domain)
        self._redis = redis

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Append the events since the tracker was read."""
        seen: int = getattr(tracker, "banshi_seen", 0)
        events = [event.as_dict() for event in list(tracker.events)[seen:]]
        if not events:
            return
        turn = json.dumps(
            {"v": FORMAT, "before": getattr(tracker, "banshi_before", {}), "events": events}, ensure_ascii=False
        )
        key = PREFIX + tracker.sender_id
        async with self._redis.pipeline(transaction=True) as pipe:
            await pipe.rpush(key, turn).expire(key, KEEP_SECONDS).execute()
        mark(tracker)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation as far as a turn needs it, or None when there is none."""
        return self._build(sender_id, await self._redis.lrange(PREFIX + sender_id, -TURNS, -1))

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """The whole conversation."""
        return self._build(conversation_id, await self._redis.lrange(PREFIX + conversation_id, 0, -1))

    async def keys(self) -> Iterable[str]:
        """The ids of all conversations."""
        found = [key async for key in self._redis.scan_iter(match=PREFIX + "*", count=500)]
        return [(key.decode() if isinstance(key, bytes) else key).removeprefix(PREFIX) for key in found]

    async def delete(self, sender_id: str) -> None:
        """Forget a conversation."""
        await self._redis.delete(PREFIX + sender_id)

    def _build(self, sender_id: str, elements: list[bytes]) -> DialogueStateTracker | None:
        if not elements:
            return None
        turns = [json.loads(element) for element in elements]
        events = [*begin(turns[0]["before"])]
        for turn in turns:
            events += [as_event(fields) for fields in turn["events"]]
        tracker = DialogueStateTracker.from_events(sender_id, events, slots=self.domain.slots)
        mark(tracker)
        return tracker


@lru_cache(maxsize=64)
def event_class(name: str) -> type[Event]:
    """The class of an event; Rasa itself looks through all of them each time. ValueError when there is none."""
    found: type[Event] | None = Event.resolve_by_type(name)
    if found is None:
        raise ValueError(f"no event is called {name!r}")
    return found


def as_event(fields: dict[str, Any]) -> Event:
    """An event from its stored form."""
    return cast(Event, event_class(fields["event"])._from_parameters(fields))


def mark(tracker: DialogueStateTracker) -> None:
    """Remember on the tracker how much of it is stored, and the state the next turn begins with."""
    loop = tracker.active_loop
    tracker.banshi_seen = len(tracker.events)
    tracker.banshi_before = {
        "slots": {name: slot.value for name, slot in tracker.slots.items() if slot.value is not None},
        "loop": loop.name if loop else None,
    }


def begin(before: dict[str, Any]) -> list[Event]:
    """The events that bring a new tracker to the state a turn began with."""
    if not before:
        return []
    events: list[Event] = [ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted()]
    if before.get("loop"):
        events.append(ActiveLoop(before["loop"]))
    events += [SlotSet(name, value) for name, value in before.get("slots", {}).items()]
    return [*events, ActionExecuted(ACTION_LISTEN_NAME)]
