"""PlatformClient: everything the assistant asks of the city platform.

What is public (items, guides, districts, halls) comes as ``Known``: the value, when the platform gave it, and whether
this is only the last known copy because the platform cannot be reached. What belongs to a person (applications) is
asked for every time and never kept.

A guide is confirmed with the platform each time it is told (a conditional request, about a millisecond in the same
network), so that a change is live at once and an outage is told at once; lists are asked for again after a minute.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any, TypeVar
from urllib.parse import quote

import aiohttp

from bot.calendar import Clock, system_clock
from bot.errors import ContentError, NotFound, NotPublished, PlatformUnavailable
from bot.platform_api import codec
from bot.platform_api.breaker import Breaker
from bot.platform_api.cache import Cache, Copy
from bot.platform_api.models import (
    AccessToken,
    Application,
    District,
    Guide,
    Hall,
    Known,
    Page,
    ServiceItem,
    Verification,
)
from bot.platform_api.transport import DEADLINE, Answer, Transport
from bot.platform_api.wire import Record

T = TypeVar("T")

FRESH = timedelta(seconds=60)  # age up to which a list is told without asking again
NOW = timedelta(0)  # always asked again
PAGE = 500  # items in one page
SUSPECT = 1.0  # seconds after a failure in which a copy is told without trying again: one turn waits only once


class PlatformClient:
    """The platform at ``base_url``, over an injected session.

    A call takes ``deadline`` seconds at most, its one retry included (GET only). ``state_names`` maps the platform's
    own state codes to ours. Methods raise the PlatformErrors of ``bot.errors`` and nothing else.
    """

    def __init__(
        self,
        base_url: str,
        session: aiohttp.ClientSession,
        cache: Cache | None = None,
        *,
        clock: Clock = system_clock,
        breaker: Breaker | None = None,
        deadline: float = DEADLINE,
        state_names: Mapping[str, str] | None = None,
    ) -> None:
        self._breaker = breaker or Breaker()
        self._transport = Transport(base_url, session, self._breaker, deadline=deadline)
        self._cache = cache or Cache()
        self._clock = clock
        self._state_names = state_names
        self._under_way: dict[str, asyncio.Task[Known[Any]]] = {}

    async def items(self) -> Known[tuple[ServiceItem, ...]]:
        """Every service item."""
        return await self._known("items", self._item_pages, _listed(codec.ITEMS), FRESH)

    async def item(self, code: str) -> Known[ServiceItem]:
        """One service item; NotFound when there is none."""
        return await self._known(f"item:{code}", self._getting(f"/v1/items/{_part(code)}"), codec.ITEM.decode, FRESH)

    async def guide(self, code: str) -> Known[Guide]:
        """The guide of an item; NotPublished (with the item's name and phone) or NotFound."""
        return await self._known(f"guide:{code}", self._getting(f"/v1/guides/{_part(code)}"), codec.GUIDE.decode, NOW)

    async def districts(self) -> Known[tuple[District, ...]]:
        """The city's districts, the city itself first."""
        return await self._known("districts", self._getting("/v1/districts"), _listed(codec.DISTRICTS), FRESH)

    async def halls(self) -> Known[tuple[Hall, ...]]:
        """The city's service halls."""
        return await self._known("halls", self._getting("/v1/halls"), _listed(codec.HALLS), FRESH)

    async def verify(self, number: str, tail: str, caller: str) -> AccessToken:
        """Show that ``caller`` (a pseudonym) is the applicant by the last 4 characters; VerificationRefused if not."""
        body = codec.VERIFICATION.encode(Verification(number, tail))
        answer = await self._transport.post("/v1/verifications", body, headers={"X-Caller": caller})
        return _decoded(codec.TOKEN.decode, answer.body)

    async def application(self, number: str, token: str, caller: str) -> Application:
        """The application as it stands now.

        VerificationRefused with ``wait_minutes`` 0 means the token has expired, or was never for this number and
        caller: ask for the tail again.
        """
        headers = {"Authorization": f"Bearer {token}", "X-Caller": caller}
        answer = await self._transport.get(f"/v1/applications/{_part(number)}", headers=headers)
        return _decoded(lambda body: codec.decode_application(body, state_names=self._state_names), answer.body)

    async def _known(
        self,
        key: str,
        fetch: Callable[[str], Awaitable[Answer]],
        decode: Callable[[Any], T],
        fresh_for: timedelta,
    ) -> Known[T]:
        """The value under ``key``, shared by everyone who asks while one request is under way."""
        copy = await self._cache.get(key, decode)
        if copy is not None:
            if self._clock.now() - copy.as_of < fresh_for:
                return Known(copy.value, copy.as_of)
            if self._breaker.failed_within(SUSPECT):
                return Known(copy.value, copy.as_of, stale=True)
        task = self._under_way.get(key)
        if task is None:
            task = asyncio.create_task(self._refreshed(key, fetch, decode, copy))
            self._under_way[key] = task
            task.add_done_callback(lambda done: self._ended(key, done))
        # One citizen who leaves must not take the answer from the others.
        return await asyncio.shield(task)

    def _ended(self, key: str, task: asyncio.Task[Known[Any]]) -> None:
        self._under_way.pop(key, None)
        if not task.cancelled():
            task.exception()  # seen: whoever still waits gets it, and nobody may be left

    async def _refreshed(
        self, key: str, fetch: Callable[[str], Awaitable[Answer]], decode: Callable[[Any], T], copy: Copy[T] | None
    ) -> Known[T]:
        try:
            answer = await fetch(copy.etag if copy else "")
            as_of = self._clock.now()
            if answer.unchanged and copy is not None:
                await self._cache.confirm(key, as_of)
                return Known(copy.value, as_of)
            value = _decoded(decode, answer.body)
        except PlatformUnavailable:
            if copy is None:
                raise
            return Known(copy.value, copy.as_of, stale=True)
        except (NotFound, NotPublished):
            await self._cache.drop(key)
            raise
        await self._cache.put(key, Copy(value, as_of, answer.etag), answer.body)
        return Known(value, as_of)

    def _getting(self, path: str) -> Callable[[str], Awaitable[Answer]]:
        return lambda etag: self._transport.get(path, etag=etag)

    async def _item_pages(self, etag: str) -> Answer:
        """All pages of the items as one answer; pages have no version of their own, so ``etag`` is not used."""
        items: tuple[ServiceItem, ...] = ()
        cursor: str | None = ""
        while cursor is not None:
            params = {"limit": str(PAGE), **({"cursor": cursor} if cursor else {})}
            page = _decoded(codec.ITEMS.decode, (await self._transport.get("/v1/items", params=params)).body)
            items += page.values
            cursor = page.next_cursor
        return Answer(codec.ITEMS.encode(Page(items)))


def _listed(record: Record[Page[T]]) -> Callable[[Any], tuple[T, ...]]:
    return lambda body: record.decode(body).values


def _decoded(decode: Callable[[Any], T], body: Any) -> T:
    """The value; a body that breaks the contract is as good as no answer."""
    try:
        return decode(body)
    except ContentError as error:
        raise PlatformUnavailable(f"the platform's answer breaks the contract: {error}") from error


def _part(name: str) -> str:
    """``name`` as one part of a path, whatever it holds."""
    return quote(name, safe="")


__all__ = ["Known", "PlatformClient"]
