"""Last known copies on a real Redis: kept over a restart, given up without a word to the citizen when Redis is gone."""

from __future__ import annotations

import asyncio
import time
from datetime import timedelta
from typing import Any

import pytest
import redis.asyncio

from bot.calendar import FixedClock
from bot.errors import ContentError
from bot.platform_api.cache import PREFIX, REWRITE, Cache, Copy
from tests.redis_fixture import redis_client, redis_url  # noqa: F401 - fixtures

AS_OF = FixedClock.at(2026, 11, 20).now()


def decode(body: Any) -> str:
    if not isinstance(body, str):
        raise ContentError("expected text")
    return body.upper()


COPY = Copy("ABC", AS_OF, '"v1"')


async def test_without_redis_copies_live_in_memory() -> None:
    cache = Cache()
    assert await cache.get("a", decode) is None
    await cache.put("a", COPY, "abc")
    assert await cache.get("a", decode) == COPY
    await cache.drop("a")
    assert await cache.get("a", decode) is None


async def test_memory_keeps_what_was_used_last() -> None:
    cache = Cache(size=2)
    await cache.put("a", COPY, "abc")
    await cache.put("b", COPY, "abc")
    await cache.get("a", decode)
    await cache.put("c", COPY, "abc")
    assert [bool(await cache.get(key, decode)) for key in "abc"] == [True, False, True]


async def test_a_copy_survives_a_restart_of_the_process(redis_client: Any) -> None:  # noqa: F811
    await Cache(redis_client).put("guide:1003", COPY, "abc")
    assert await Cache(redis_client).get("guide:1003", decode) == COPY
    assert 0 < await redis_client.ttl(PREFIX + "guide:1003") <= 30 * 24 * 3600


async def test_a_dropped_copy_is_gone_everywhere(redis_client: Any) -> None:  # noqa: F811
    cache = Cache(redis_client)
    await cache.put("a", COPY, "abc")
    await cache.drop("a")
    assert await Cache(redis_client).get("a", decode) is None


@pytest.mark.parametrize("stored", ["{", "[]", "3", '{"as_of": "x", "etag": "", "body": "abc"}', '{"body": "abc"}',
                                    '{"as_of": "2026-11-20T10:00:00+08:00", "etag": "", "body": 3}'])  # fmt: skip
async def test_a_copy_of_another_version_is_left_out(redis_client: Any, stored: str) -> None:  # noqa: F811
    await redis_client.set(PREFIX + "a", stored)
    assert await Cache(redis_client).get("a", decode) is None


async def test_a_confirmed_copy_is_younger_and_written_now_and_then(redis_client: Any) -> None:  # noqa: F811
    cache = Cache(redis_client)
    await cache.put("a", COPY, "abc")
    await cache.confirm("a", AS_OF + timedelta(seconds=30))
    mine, elsewhere = await cache.get("a", decode), await Cache(redis_client).get("a", decode)
    assert mine is not None and mine.as_of == AS_OF + timedelta(seconds=30)
    assert elsewhere == COPY
    await cache.confirm("a", AS_OF + REWRITE)
    elsewhere = await Cache(redis_client).get("a", decode)
    assert elsewhere is not None and elsewhere.as_of == AS_OF + REWRITE
    await cache.confirm("unknown", AS_OF)


async def test_when_redis_is_gone_memory_goes_on_and_it_is_said_once(caplog: pytest.LogCaptureFixture) -> None:
    gone = redis.asyncio.from_url("unix:///nowhere/redis.sock", protocol=2, retry=None)
    cache = Cache(gone)
    assert await cache.get("a", decode) is None
    await cache.put("a", COPY, "abc")
    assert await cache.get("a", decode) == COPY
    assert caplog.text.count("Redis is gone") == 1


async def test_a_redis_that_hangs_costs_half_a_second_once() -> None:
    class Hanging:
        async def get(self, key: str) -> None:
            await asyncio.sleep(60)

    cache = Cache(Hanging())
    started = time.monotonic()
    assert await cache.get("a", decode) is None
    assert await cache.get("b", decode) is None
    assert time.monotonic() - started < 0.9


async def test_redis_is_asked_again_after_a_pause(redis_client: Any) -> None:  # noqa: F811
    now = 0.0

    class Flaky:
        broken = True

        def __getattr__(self, name: str) -> Any:
            if self.broken:
                raise redis.exceptions.ConnectionError("gone")
            return getattr(redis_client, name)

    flaky = Flaky()
    cache = Cache(flaky, monotonic=lambda: now)
    await Cache(redis_client).put("a", COPY, "abc")
    assert await cache.get("a", decode) is None
    flaky.broken = False
    assert await cache.get("a", decode) is None
    now = 5.0
    assert await cache.get("a", decode) == COPY
