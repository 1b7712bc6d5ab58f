"""Calls of the action server: one kept-alive session, a deadline, and only what actions read.

Rasa opens a connection for each call, waits up to 300 s and sends the whole history; actions read slots and the latest
message only.
"""

from __future__ import annotations

from typing import Any

import aiohttp
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction
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


def check_answers_lightly() -> None:
    """Check the shape of action servers' answers by hand instead of by JSON Schema.

    Rasa calls ``jsonschema.validate`` for each answer, which checks the schema itself anew every time: with a current
    jsonschema that took 40 ms of each turn. Both ends are ours; what is wrong inside an event still fails when Rasa
    reads it.
    """

    def check(self: RemoteAction, result: Any) -> bool:
        if not well_formed(result):
            raise ValidationError(f"action {self.name()} answered in another shape than events and responses")
        return True

    RemoteAction._validate_action_result = check


def well_formed(result: Any) -> bool:
    """Whether an answer is an object with a list of named events and a list of response objects."""
    if not isinstance(result, dict):
        return False
    events, responses = result.get("events", []), result.get("responses", [])
    return (
        isinstance(events, list)
        and isinstance(responses, list)
        and all(isinstance(event, dict) and isinstance(event.get("event"), str) for event in events)
        and all(isinstance(response, dict) for response in responses)
    )
