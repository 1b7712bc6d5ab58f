"""One turn at a time for each conversation, across workers: an atomic lock in Redis that wakes the next waiter."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

from rasa.core.lock_store import LockError

PREFIX = "banshi:lock:"
LIFETIME_MS = 30_000  # a lock whose worker died frees itself
WAIT_SECONDS = 0.5  # longest sleep before looking again; a release wakes earlier

RELEASE = """
if redis.call('GET', KEYS[1]) == ARGV[1] then
  redis.call('DEL', KEYS[1])
  redis.call('LPUSH', KEYS[2], '1')
  redis.call('LTRIM', KEYS[2], 0, 0)
  redis.call('PEXPIRE', KEYS[2], 1000)
  return 1
end
return 0
"""


class RedisLocks:
    """Locks by conversation id over ``redis.asyncio``; the client's socket time-out must exceed ``WAIT_SECONDS``."""

    def __init__(self, redis: Any, *, patience: float = 20.0) -> None:
        self._redis = redis
        self._patience = patience
        self._release = redis.register_script(RELEASE)

    @asynccontextmanager
    async def lock(self, conversation_id: str) -> AsyncGenerator[None, None]:
        """Hold the conversation; LockError when it is not free within the patience (seconds)."""
        key, wake = PREFIX + conversation_id, f"{PREFIX}wake:{conversation_id}"
        token = secrets.token_hex(8)
        deadline = time.monotonic() + self._patience
        while not await self._redis.set(key, token, nx=True, px=LIFETIME_MS):
            if time.monotonic() > deadline:
                raise LockError(f"conversation {conversation_id} was busy for {self._patience} s")
            await self._redis.blpop(wake, timeout=WAIT_SECONDS)
        try:
            yield
        finally:
            await asyncio.shield(self._release(keys=[key, wake], args=[token]))
