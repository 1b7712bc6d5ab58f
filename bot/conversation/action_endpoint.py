"""Calls of the action server: one kept-alive session, a deadline, and only what actions read.

Rasa opens a connection for each call, waits up to 300 s and sends the whole history; actions read slots and the latest
message only.
"""

from __future__ import annotations

from typing import Any

import aiohttp
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

DEADLINE_SECONDS = 8.0


class ActionEndpoint(EndpointConfig):
    """The action server at ``url``, reached over ``session``."""

    def __init__(self, url: str, session: aiohttp.ClientSession) -> None:
        super().__init__(url=url, enable_selective_domain=True)
        self._session = session
        self._timeout = aiohttp.ClientTimeout(total=DEADLINE_SECONDS, connect=1.0)

    async def request(
        self, method: str = "post", subpath: str | None = None, *, json: dict[str, Any] | None = None, **_: Any
    ) -> Any:
        """The action's answer; ClientResponseError for a status of 400 and above, as Rasa expects."""
        async with self._session.request(method, self.url or "", json=trimmed(json), timeout=self._timeout) as response:
            if response.status >= 400:
                raise ClientResponseError(response.status, response.reason or "", (await response.read()).decode())
            return await response.json()


def trimmed(body: dict[str, Any] | None) -> dict[str, Any] | None:
    """The call without the conversation's past events."""
    if body and "tracker" in body:
        return {**body, "tracker": {**body["tracker"], "events": []}}
    return body
