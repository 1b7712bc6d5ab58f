"""Talking to the running stack over REST, and making its platform ill."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


def call(method: str, url: str, body: Any = None, headers: dict[str, str] | None = None) -> tuple[int, Any]:
    """Status and JSON of one call; the body of an error too."""
    request = urllib.request.Request(  # noqa: S310 - the stack's own address
        url,
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Content-Type": "application/json", **(headers or {})},
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as response:  # noqa: S310
            raw, status = response.read(), response.status
    except urllib.error.HTTPError as error:
        raw, status = error.read(), error.code
    try:
        return status, json.loads(raw) if raw else None
    except ValueError:
        return status, raw.decode(errors="replace")


class Citizen:
    """One sender's conversation."""

    def __init__(self, dialogue: str) -> None:
        self._url = f"{dialogue}/webhooks/rest/webhook"
        self.sender = uuid.uuid4().hex
        self.seconds = 0.0  # the last answer took

    def says(self, message: str) -> list[dict[str, Any]]:
        """The Replies to one message."""
        began = time.monotonic()
        status, elements = call("POST", self._url, {"sender": self.sender, "message": message})
        self.seconds = time.monotonic() - began
        assert status == 200, elements
        assert elements, "an empty reply"
        return [element["custom"] for element in elements]


@contextmanager
def fault(sandbox: str, mode: str, seconds: float = 3.0) -> Iterator[None]:
    """The platform slow, failing or down while the block lasts."""
    status, body = call("POST", f"{sandbox}/v1/faults", {"mode": mode, "seconds": seconds})
    assert status < 300, body
    try:
        yield
    finally:
        call("DELETE", f"{sandbox}/v1/faults")
        time.sleep(5.2)  # the client's circuit breaker tries again after 5 s
