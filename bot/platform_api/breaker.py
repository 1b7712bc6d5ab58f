"""A circuit breaker: a platform that fails several times in a row is left alone for a while."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bot.errors import PlatformUnavailable


class Breaker:
    """Opens after ``failures`` in a row, then lets one attempt through every ``pause`` seconds until one succeeds.

    While it is open, ``attempt`` raises PlatformUnavailable at once. A refusal (404, 403 …) counts as success: the
    platform is there.
    """

    def __init__(
        self, *, failures: int = 3, pause: float = 5.0, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._limit = failures
        self._pause = pause
        self._monotonic = monotonic
        self._failures = 0
        self._failed_at = float("-inf")
        self._probing = False

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Around one request to the platform."""
        self._enter()
        try:
            yield
        except PlatformUnavailable:
            self._probing = False
            self._failures += 1
            self._failed_at = self._monotonic()
            raise
        except asyncio.CancelledError:
            self._probing = False  # nothing was learnt; the next one may try
            raise
        except BaseException:
            self._succeeded()
            raise
        else:
            self._succeeded()

    @property
    def is_open(self) -> bool:
        """Whether an attempt now would be refused (or be the one that probes)."""
        return self._failures >= self._limit

    def failed_within(self, seconds: float) -> bool:
        """Whether the last attempt failed, and less than ``seconds`` ago."""
        return self._failures > 0 and self._monotonic() - self._failed_at < seconds

    def _enter(self) -> None:
        if not self.is_open:
            return
        if self._probing or self._monotonic() - self._failed_at < self._pause:
            raise PlatformUnavailable("the platform failed several times in a row and is left alone for a moment")
        self._probing = True

    def _succeeded(self) -> None:
        self._probing = False
        self._failures = 0
