"""Every error Banshi raises on purpose.

::

    BanshiError
    ├── InputRefused            what a citizen entered cannot be used; says what to enter instead
    ├── PlatformError
    │   ├── PlatformUnavailable the city platform is down, too slow, or answers 5xx
    │   ├── NotPublished        the item is known, its guide is not published yet
    │   ├── NotFound            the platform knows no such thing
    │   └── VerificationRefused who asks could not be shown to be the applicant (one answer for every cause)
    ├── ContentError            a guide, the wording or the lexicon breaks its format
    ├── CatalogueError          a catalogue cannot be read or imported
    ├── VaultError              a kept value is gone or cannot be decrypted
    ├── ModelError              no dialogue model, or one that does not load
    ├── EmbeddingError          the sentence-embedding model that is set cannot be used
    └── StartError              something stands in the way of starting (port in use, already running)

A citizen never sees one of these: an action turns it into a Reply. An operator sees it in one log line, with its id.
"""

from __future__ import annotations

import secrets


class BanshiError(Exception):
    """Base of every error raised on purpose; ``error_id`` ties a citizen's answer to the log line."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.error_id = new_error_id()


class InputRefused(BanshiError):
    """What was entered cannot be used; the message is plain Chinese and says what to send instead."""


class PlatformError(BanshiError):
    """The city platform did not give what was asked of it."""


class PlatformUnavailable(PlatformError):
    """The platform is down, slower than the deadline, or answered 5xx."""


class NotPublished(PlatformError):
    """The item is known but its guide is not published yet; names the item and whom to phone."""

    def __init__(
        self, message: str, *, code: str = "", name: str = "", department: str = "", phone: str = "12345"
    ) -> None:
        super().__init__(message)
        self.code = code
        self.name = name
        self.department = department
        self.phone = phone


class NotFound(PlatformError):
    """The platform knows no such item, hall or application."""


class VerificationRefused(PlatformError):
    """Identity could not be shown. Unknown number, wrong tail, someone else's and locked are one and the same."""

    def __init__(self, message: str, wait_minutes: int = 15) -> None:
        super().__init__(message)
        self.wait_minutes = wait_minutes


class ContentError(BanshiError):
    """A guide, the wording or the lexicon breaks its format; the message names file and field."""


class CatalogueError(BanshiError):
    """A catalogue cannot be read or imported."""


class VaultError(BanshiError):
    """A kept value has expired, is unknown, or cannot be decrypted."""


class ModelError(BanshiError):
    """There is no dialogue model, or it does not load."""


class EmbeddingError(BanshiError):
    """The sentence-embedding model that is set cannot be used; the message tells the operator what to do."""


class StartError(BanshiError):
    """Something stands in the way of starting; the message tells the operator what and what to do."""


def new_error_id() -> str:
    """A short id a citizen can read out on the phone: 8 characters without look-alikes."""
    return "".join(secrets.choice("ABCDEFGHJKLMNPQRSTUVWXYZ23456789") for _ in range(8))
