"""HTTP to the platform: one deadline for the whole call, at most one retry, and errors translated here only."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.errors import NotFound, NotPublished, PlatformError, PlatformUnavailable, VerificationRefused
from bot.platform_api.breaker import Breaker

DEADLINE = 2.0  # seconds for a call, its retry included
RETRY_AFTER = 0.05  # seconds; a platform that restarts or drops a connection often answers the next one


@dataclass(frozen=True)
class Answer:
    """A success: the JSON body, or ``unchanged`` when the copy with the given etag still holds."""

    body: Any
    etag: str = ""
    unchanged: bool = False


class Transport:
    """Requests to ``base_url`` over an injected session."""

    def __init__(
        self, base_url: str, session: aiohttp.ClientSession, breaker: Breaker, *, deadline: float = DEADLINE
    ) -> None:
        self._base = base_url.rstrip("/")
        self._session = session
        self._breaker = breaker
        self._deadline = deadline

    async def get(
        self,
        path: str,
        *,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        etag: str = "",
    ) -> Answer:
        """GET ``path``; retried once when the first attempt fails fast. Raises the PlatformErrors of bot.errors."""
        ends = time.monotonic() + self._deadline
        sent = dict(headers or {})
        if etag:
            sent["If-None-Match"] = etag
        try:
            return await self._attempt("GET", path, ends, params=params, headers=sent)
        except PlatformUnavailable:
            if ends - time.monotonic() <= RETRY_AFTER or self._breaker.is_open:
                raise
        await asyncio.sleep(RETRY_AFTER)
        return await self._attempt("GET", path, ends, params=params, headers=sent)

    async def post(self, path: str, body: Any, *, headers: Mapping[str, str] | None = None) -> Answer:
        """POST ``body``; never repeated, since a second one might count twice."""
        return await self._attempt("POST", path, time.monotonic() + self._deadline, json=body, headers=headers)

    async def _attempt(self, method: str, path: str, ends: float, **request: Any) -> Answer:
        with self._breaker.attempt():
            timeout = aiohttp.ClientTimeout(total=max(ends - time.monotonic(), 0.001))
            try:
                # No redirects: a token must not follow one to another host.
                async with self._session.request(
                    method, self._base + path, timeout=timeout, allow_redirects=False, **request
                ) as response:
                    raw = await response.read()
            except asyncio.TimeoutError as error:
                raise PlatformUnavailable(f"{method} {path}: no answer in time") from error
            except (aiohttp.ClientError, OSError) as error:
                raise PlatformUnavailable(f"{method} {path}: {type(error).__name__}") from error
            if response.status == 304:
                return Answer(None, unchanged=True)
            if 500 <= response.status or 300 <= response.status < 400 or response.status in (408, 429):
                raise PlatformUnavailable(f"{method} {path}: HTTP {response.status}")
            try:
                body = json.loads(raw)
            except ValueError as error:
                raise PlatformUnavailable(f"{method} {path}: HTTP {response.status} without JSON") from error
            if response.status >= 400:
                raise _refusal(f"{method} {path}", response.status, body)
            return Answer(body, response.headers.get("ETag", ""))


def _refusal(what: str, status: int, problem: Any) -> PlatformError:
    """The error for a 4xx answer with a problem document (RFC 9457)."""
    told: dict[str, Any] = problem if isinstance(problem, dict) else {}
    code = str(told.get("code", ""))
    if code == "guide_unpublished":
        item = told.get("item")
        known = item if isinstance(item, dict) else {}
        return NotPublished(
            f"{what}: the guide is not published",
            code=str(known.get("code", "")),
            name=str(known.get("name", "")),
            department=str(known.get("department", "")),
            phone=str(known.get("phone", "12345")),
        )
    if status == 404:
        return NotFound(f"{what}: not found")
    if status == 401:
        return VerificationRefused(f"{what}: the token does not hold (any more)", wait_minutes=0)
    if status == 403:
        wait = told.get("wait_minutes")
        return VerificationRefused(f"{what}: identity not shown", wait_minutes=wait if isinstance(wait, int) else 15)
    return PlatformError(f"{what}: refused with HTTP {status} {code}")
