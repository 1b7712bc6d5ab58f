"""Session ids: a conversation belongs to whoever holds its id, so ids are long, random and made here."""

from __future__ import annotations

import re
import secrets
from typing import Any

SAFE = re.compile(r"[A-Za-z0-9_-]{16,64}")


def new_session() -> str:
    return secrets.token_urlsafe(24)


def presented(data: Any) -> str | None:
    """The session id a client brings along, when it is long enough not to be guessed and of safe characters."""
    found = data.get("session_id") if isinstance(data, dict) else None
    return found if isinstance(found, str) and SAFE.fullmatch(found) else None
