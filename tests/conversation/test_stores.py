"""Conversations and locks in Redis: appended, bounded, resumed; one turn at a time."""

from __future__ import annotations

import asyncio
import json

import pytest
from rasa.core.lock_store import LockError
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, SlotSet, UserUttered

from bot.conversation.lock_store import RedisLocks
from bot.conversation.tracker_store import PREFIX, TURNS, TurnTrackerStore
from bot.settings import ROOT
from tests.redis_fixture import redis_client, redis_url  # noqa: F401 - fixtures

DOMAIN = Domain.load(str(ROOT / "domain.yml"))


@pytest.fixture
def store(redis_client) -> TurnTrackerStore:  # noqa: F811
    return TurnTrackerStore(redis_client, DOMAIN)


async def turn(store: TurnTrackerStore, number: int, *events) -> None:
    tracker = await store.get_or_create_tracker("rest:a")
    tracker.update(UserUttered(f"第 {number} 句", {"name": "greet"}))
    for event in (*events, ActionExecuted("action_listen")):
        tracker.update(event)
    await store.save(tracker)


async def test_each_turn_appends_one_element_and_rewrites_none(store: TurnTrackerStore, redis_client):  # noqa: F811
    await turn(store, 1)
    before = await redis_client.lrange(PREFIX + "rest:a", 0, -1)
    await turn(store, 2)
    after = await redis_client.lrange(PREFIX + "rest:a", 0, -1)
    assert len(after) == len(before) + 1 and after[:-1] == before
    assert [e["text"] for e in json.loads(after[-1])["events"] if e["event"] == "user"] == ["第 2 句"]


async def test_slots_and_form_outlive_the_turns_that_are_read(store: TurnTrackerStore):
    await turn(store, 1, SlotSet("service_item", "1003"), ActiveLoop("checklist_form"))
    for number in range(2, TURNS + 4):
        await turn(store, number)
    tracker = await store.retrieve("rest:a")
    assert tracker is not None
    assert tracker.get_slot("service_item") == "1003" and tracker.active_loop_name == "checklist_form"
    assert sum(isinstance(e, UserUttered) for e in tracker.events) == TURNS
    full = await store.retrieve_full_tracker("rest:a")
    assert full is not None and sum(isinstance(e, UserUttered) for e in full.events) == TURNS + 3


async def test_what_is_read_does_not_grow(store: TurnTrackerStore):
    for number in range(60):
        await turn(store, number, SlotSet("service_item", str(number)))
    tracker = await store.retrieve("rest:a")
    assert tracker is not None and len(tracker.events) < 40 and tracker.get_slot("service_item") == "59"


async def test_keys_and_delete(store: TurnTrackerStore):
    await turn(store, 1)
    assert await store.keys() == ["rest:a"]
    await store.delete("rest:a")
    assert await store.retrieve("rest:a") is None


async def test_the_second_waits_for_the_first_and_is_woken(redis_client):  # noqa: F811
    locks = RedisLocks(redis_client)
    order = []

    async def held(name: str, seconds: float) -> None:
        async with locks.lock("a"):
            order.append(f"{name} in")
            await asyncio.sleep(seconds)
            order.append(f"{name} out")

    await asyncio.gather(held("1", 0.1), held("2", 0))
    assert order == ["1 in", "1 out", "2 in", "2 out"]


async def test_a_lock_held_too_long_is_an_error_and_others_are_free(redis_client):  # noqa: F811
    locks = RedisLocks(redis_client, patience=0.1)
    async with locks.lock("a"):
        async with locks.lock("b"):
            pass
        with pytest.raises(LockError):
            async with locks.lock("a"):
                pass
