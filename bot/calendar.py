"""Working days in China, and what day it is in the city.

Holidays (法定节假日) and made-up working days (调休) come from the ``chinesecalendar`` package, which knows them only
as far as the State Council has published them. Beyond that Monday to Friday count, and the result says ``estimated`` so
that whoever tells the date adds 预计.

Today comes from a ``Clock`` that is passed in: ``system_clock`` in the processes, ``FixedClock`` in tests.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

import chinese_calendar

#: The city's time zone; every date of the platform is a local date there.
ZONE = ZoneInfo("Asia/Shanghai")

_DAY = timedelta(days=1)


class Clock(Protocol):
    """Tells the time; pass one in wherever the answer depends on it."""

    def now(self) -> datetime:
        """The present moment, with the city's zone."""

    def today(self) -> date:
        """The present date in the city."""


class SystemClock:
    """The machine's clock, read in the city's zone whatever the machine's own zone is."""

    def now(self) -> datetime:
        return datetime.now(ZONE)

    def today(self) -> date:
        return self.now().date()


@dataclass
class FixedClock:
    """A clock that stands still until ``moment`` (aware) is set anew; for tests and demonstrations."""

    moment: datetime

    @classmethod
    def at(cls, year: int, month: int, day: int, hour: int = 10, minute: int = 0) -> FixedClock:
        """A clock at that local time of the city."""
        return cls(datetime(year, month, day, hour, minute, tzinfo=ZONE))

    def now(self) -> datetime:
        return self.moment.astimezone(ZONE)

    def today(self) -> date:
        return self.now().date()

    def advance(self, *, days: float = 0, minutes: float = 0, seconds: float = 0) -> None:
        """Move the clock forward."""
        self.moment += timedelta(days=days, minutes=minutes, seconds=seconds)


system_clock: Clock = SystemClock()


@dataclass(frozen=True)
class Workday:
    """A date found by counting; ``estimated`` when a day on the way lies beyond the published calendar."""

    date: date
    estimated: bool


@dataclass(frozen=True)
class Count:
    """A number of working days; ``estimated`` when one of the days looked at lies beyond the published calendar."""

    days: int
    estimated: bool


def is_workday(day: date) -> tuple[bool, bool]:
    """Whether ``day`` is a working day, and whether that is only estimated."""
    try:
        return bool(chinese_calendar.is_workday(day)), False
    except NotImplementedError:
        return day.weekday() < 5, True


def add_workdays(day: date, n: int) -> Workday:
    """The ``n``-th working day after ``day``; 0 gives ``day`` itself. ValueError when ``n`` is negative."""
    return _step(day, n, _DAY)


def workdays_ago(today: date, n: int) -> date:
    """The ``n``-th working day before ``today``; 0 gives ``today`` itself. ValueError when ``n`` is negative."""
    return _step(today, n, -_DAY).date


def workdays_between(start: date, end: date) -> Count:
    """Working days after ``start`` up to and including ``end``; 0 when ``end`` is not after ``start``."""
    days, estimated = 0, False
    while start < end:
        start += _DAY
        counts, guessed = is_workday(start)
        days += counts
        estimated |= guessed
    return Count(days, estimated)


def spoken(day: date, today: date) -> str:
    """``day`` as people say it: 11月16日, with the year when it is not this one."""
    month_and_day = f"{day.month}月{day.day}日"
    return month_and_day if day.year == today.year else f"{day.year}年{month_and_day}"


def _step(day: date, n: int, step: timedelta) -> Workday:
    if n < 0:
        raise ValueError(f"a number of working days is 0 or more, not {n}")
    estimated = False
    while n:
        day += step
        counts, guessed = is_workday(day)
        n -= counts
        estimated |= guessed
    return Workday(day, estimated)
