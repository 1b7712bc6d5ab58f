"""Checklists by their resume code: 30 days in Redis, in any channel, with no name or number of the person."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # A–Z and 2–9 without I and O
LENGTH = 6
DAYS = 30
TRIES = 10  # wrong codes a citizen may send
TRIES_SECONDS = 600
PREFIX = "banshi:checklist:"


@dataclass(frozen=True)
class Checklist:
    """One person's list for one service item: what was answered and what is at hand, nothing about who it is."""

    code: str
    item: str
    answers: dict[str, str] = field(default_factory=dict)
    have: tuple[str, ...] = ()
    touched_at: str = ""

    def but(self, **changes: Any) -> Checklist:
        """A copy with these fields changed."""
        return replace(self, **changes)


class ChecklistStore:
    """Keeps checklists; ``redis`` is a ``redis.asyncio`` client."""

    def __init__(self, redis: Any) -> None:
        self._redis = redis

    async def create(self, item: str, *, now: datetime) -> Checklist:
        """A new empty list under a code nobody has."""
        while True:
            code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
            checklist = Checklist(code=code, item=item, touched_at=now.isoformat())
            kept = await self._redis.set(PREFIX + code, dump(checklist), ex=DAYS * 86400, nx=True)
            if kept:
                return checklist

    async def save(self, checklist: Checklist, *, now: datetime) -> Checklist:
        """Keep the list for another 30 days."""
        checklist = checklist.but(touched_at=now.isoformat())
        await self._redis.set(PREFIX + checklist.code, dump(checklist), ex=DAYS * 86400)
        return checklist

    async def load(self, code: str) -> Checklist | None:
        """The list with that code, or None when it is unknown or has expired."""
        kept = await self._redis.get(PREFIX + code)
        if kept is None:
            return None
        fields = json.loads(kept)
        return Checklist(**{**fields, "have": tuple(fields["have"])})

    async def resume(self, code: str, *, client: str) -> Checklist | None:
        """As ``load`` for a code somebody typed; None too when ``client`` has sent too many wrong ones."""
        counter = f"{PREFIX}tries:{client}"
        if int(await self._redis.get(counter) or 0) >= TRIES:
            return None
        found = await self.load(code)
        if found is None:
            async with self._redis.pipeline(transaction=True) as pipe:
                await pipe.incr(counter).expire(counter, TRIES_SECONDS).execute()
        return found


def dump(checklist: Checklist) -> str:
    return json.dumps(asdict(checklist), ensure_ascii=False)
