"""Last known copies of what the platform said, each with its time: in memory, and in Redis to survive a restart.

Redis is a help, not a need: when it is gone, copies live in memory, one line is logged, and Redis is asked again after
a pause. Nothing personal is kept here: applications are never cached.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

from redis.exceptions import RedisError

from bot.errors import ContentError

log = logging.getLogger(__name__)

T = TypeVar("T")

PREFIX = "banshi:platform:"
KEPT = timedelta(days=30)  # how long Redis keeps a copy nobody refreshes
WAIT = 0.5  # seconds a citizen's turn waits for Redis
PAUSE = 5.0  # seconds until a Redis that failed is asked again
REWRITE = timedelta(seconds=60)  # a copy found unchanged is written to Redis at most this often


@dataclass(frozen=True)
class Copy(Generic[T]):
    """A value as the platform last gave it. ``etag`` is its version for a conditional request, may be empty."""

    value: T
    as_of: datetime
    etag: str = ""


@dataclass
class _Kept:
    copy: Copy[Any]
    body: Any
    written: datetime


class Cache:
    """Copies by key. ``redis`` is a ``redis.asyncio`` client or None; ``size`` copies are kept in memory.

    ``space`` names the catalogue that the platform serves, so that copies of one are never told of another.
    """

    def __init__(
        self,
        redis: Any | None = None,
        *,
        size: int = 2000,
        monotonic: Callable[[], float] = time.monotonic,
        space: str = "",
    ) -> None:
        self._redis = redis
        self._prefix = f"{PREFIX}{space}:" if space else PREFIX
        self._size = size
        self._monotonic = monotonic
        self._memory: OrderedDict[str, _Kept] = OrderedDict()
        self._retry_at = float("-inf")

    async def get(self, key: str, decode: Callable[[Any], T]) -> Copy[T] | None:
        """The last known copy, from memory or read from Redis with ``decode``; None when there is none."""
        kept = self._memory.get(key)
        if kept is not None:
            self._memory.move_to_end(key)
            return kept.copy
        raw = await self._ask(lambda redis: redis.get(self._prefix + key))
        if raw is None:
            return None
        try:
            stored = json.loads(raw)
            copy = Copy(decode(stored["body"]), datetime.fromisoformat(stored["as_of"]), str(stored["etag"]))
        except (ValueError, KeyError, TypeError, ContentError) as error:
            log.warning("copy %s in Redis is of another version and left out: %s", key, error)
            return None
        self._remember(key, _Kept(copy, stored["body"], copy.as_of))
        return copy

    async def put(self, key: str, copy: Copy[Any], body: Any) -> None:
        """Keep ``copy``, whose JSON is ``body``."""
        self._remember(key, _Kept(copy, body, copy.as_of))
        await self._write(key, copy, body)

    async def confirm(self, key: str, as_of: datetime) -> None:
        """The platform said that the copy still holds; ``as_of`` is when."""
        kept = self._memory.get(key)
        if kept is None:
            return
        kept.copy = replace(kept.copy, as_of=as_of)
        if as_of - kept.written >= REWRITE:
            kept.written = as_of
            await self._write(key, kept.copy, kept.body)

    async def drop(self, key: str) -> None:
        """Forget the copy: the platform took the thing back."""
        self._memory.pop(key, None)
        await self._ask(lambda redis: redis.delete(self._prefix + key))

    def _remember(self, key: str, kept: _Kept) -> None:
        self._memory[key] = kept
        self._memory.move_to_end(key)
        while len(self._memory) > self._size:
            self._memory.popitem(last=False)

    async def _write(self, key: str, copy: Copy[Any], body: Any) -> None:
        stored = json.dumps({"as_of": copy.as_of.isoformat(), "etag": copy.etag, "body": body}, ensure_ascii=False)
        await self._ask(lambda redis: redis.set(self._prefix + key, stored, ex=int(KEPT.total_seconds())))

    async def _ask(self, call: Callable[[Any], Awaitable[Any]]) -> Any:
        """What Redis answers; None when there is no Redis or it fails."""
        if self._redis is None or self._monotonic() < self._retry_at:
            return None
        try:
            return await asyncio.wait_for(call(self._redis), WAIT)
        except (RedisError, OSError, asyncio.TimeoutError) as error:
            self._retry_at = self._monotonic() + PAUSE
            log.warning("Redis is gone, the platform's last known copies live in memory only: %r", error)
            return None
