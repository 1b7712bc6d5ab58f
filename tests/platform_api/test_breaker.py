"""The breaker opens after three failures in a row, lets one attempt through after a pause, and closes on success."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.errors import NotFound, PlatformUnavailable
from bot.platform_api.breaker import Breaker


class Ticks:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def ticks() -> Ticks:
    return Ticks()


@pytest.fixture
def breaker(ticks: Ticks) -> Breaker:
    return Breaker(monotonic=ticks)


def attempt(breaker: Breaker, error: BaseException | None = None) -> Any:
    """What an attempt that ends like this does: ``ran`` when it was let through."""
    try:
        with breaker.attempt():
            if error:
                raise error
            return "ran"
    except BaseException as raised:
        return "ran" if raised is error else "refused"


def fail(breaker: Breaker, times: int) -> list[str]:
    return [attempt(breaker, PlatformUnavailable("x")) for _ in range(times)]


def test_it_opens_after_three_failures_in_a_row(breaker: Breaker) -> None:
    assert fail(breaker, 4) == ["ran", "ran", "ran", "refused"]
    assert breaker.is_open


@pytest.mark.parametrize("between", [None, NotFound("x")], ids=["success", "refusal"])
def test_an_answer_in_between_starts_the_count_anew(breaker: Breaker, between: BaseException | None) -> None:
    fail(breaker, 2)
    attempt(breaker, between)
    assert fail(breaker, 3) == ["ran", "ran", "ran"]


def test_one_probe_after_the_pause_closes_or_keeps_it_open(breaker: Breaker, ticks: Ticks) -> None:
    fail(breaker, 3)
    ticks.now = 4.9
    assert attempt(breaker) == "refused"
    ticks.now = 5.0
    with breaker.attempt():
        assert attempt(breaker) == "refused"  # one at a time
    assert attempt(breaker) == "ran"
    fail(breaker, 3)
    ticks.now = 10.0
    assert fail(breaker, 2) == ["ran", "refused"]
    ticks.now = 14.9
    assert attempt(breaker) == "refused"
    ticks.now = 15.0
    assert attempt(breaker) == "ran"
    assert not breaker.is_open


def test_a_cancelled_probe_leaves_room_for_the_next(breaker: Breaker, ticks: Ticks) -> None:
    fail(breaker, 3)
    ticks.now = 5.0
    assert attempt(breaker, asyncio.CancelledError()) == "ran"
    assert attempt(breaker) == "ran"


def test_failed_within_looks_at_the_last_attempt_only(breaker: Breaker, ticks: Ticks) -> None:
    assert not breaker.failed_within(1)
    fail(breaker, 1)
    assert breaker.failed_within(1)
    ticks.now = 1.0
    assert not breaker.failed_within(1)
    fail(breaker, 1)
    attempt(breaker)
    assert not breaker.failed_within(1)
