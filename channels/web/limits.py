"""How much one client may do: sliding windows kept in this process, bounded in size.

A window here stops one client from keeping a worker busy; what must hold across workers (wrong checklist codes, wrong
identity tails) is counted in Redis and by the platform as well.
"""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable

MAX_CLIENTS = 10_000


class Window:
    """At most ``limit`` events for each key within ``seconds``."""

    def __init__(self, limit: int, seconds: float, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit = limit
        self._seconds = seconds
        self._clock = clock
        self._events: OrderedDict[str, deque[float]] = OrderedDict()

    def is_full(self, key: str) -> bool:
        """Whether ``key`` has used up its window."""
        events = self._events.get(key)
        if events is None:
            return False
        while events and events[0] <= self._clock() - self._seconds:
            events.popleft()
        if not events:
            del self._events[key]
        return len(events) >= self._limit

    def count(self, key: str) -> None:
        """One more event of ``key``; the keys longest unused are forgotten when there are too many."""
        events = self._events.setdefault(key, deque(maxlen=self._limit))
        events.append(self._clock())
        self._events.move_to_end(key)
        while len(self._events) > MAX_CLIENTS:
            self._events.popitem(last=False)

    def take(self, key: str) -> bool:
        """Count an event when there is room for it; False when there is none."""
        if self.is_full(key):
            return False
        self.count(key)
        return True
