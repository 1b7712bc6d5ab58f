"""Working days: a usual week, holidays, made-up working days, and a year's end beyond the published calendar."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from bot.calendar import (
    Count,
    FixedClock,
    Workday,
    add_workdays,
    is_workday,
    spoken,
    system_clock,
    workdays_ago,
    workdays_between,
)

FRIDAY = date(2026, 11, 20)
LAST_DAY = date(2026, 12, 31)  # a Thursday; the calendar of 2027 is not in the package


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2026-11-20", (True, False)),
        ("2026-11-21", (False, False)),
        ("2026-10-01", (False, False)),  # 国庆节, a Thursday
        ("2026-10-10", (True, False)),  # a Saturday worked for it
        ("2040-01-02", (True, True)),  # a Monday far beyond the published calendar
        ("2040-01-01", (False, True)),  # a Sunday
        ("1999-12-31", (True, True)),  # before the package begins
    ],
)
def test_is_workday(on: str, expected: tuple[bool, bool]) -> None:
    assert is_workday(day(on)) == expected


@pytest.mark.parametrize(
    ("start", "n", "expected", "estimated"),
    [
        ("2026-11-20", 0, "2026-11-20", False),
        ("2026-11-21", 0, "2026-11-21", False),  # no days to count: the day itself, Saturday or not
        ("2026-11-20", 1, "2026-11-23", False),
        ("2026-11-20", 10, "2026-12-04", False),
        ("2026-09-30", 1, "2026-10-08", False),  # over the holiday
        ("2026-10-09", 1, "2026-10-10", False),  # the Saturday that is worked
        ("2026-12-30", 1, "2026-12-31", False),
        ("2026-12-31", 1, "2027-01-01", True),  # nobody has published 2027: Monday to Friday
        ("2026-12-31", 2, "2027-01-04", True),
    ],
)
def test_add_workdays(start: str, n: int, expected: str, estimated: bool) -> None:
    assert add_workdays(day(start), n) == Workday(day(expected), estimated)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-11-20", "2026-11-20", Count(0, False)),
        ("2026-11-20", "2026-11-10", Count(0, False)),
        ("2026-11-19", "2026-11-20", Count(1, False)),
        ("2026-11-20", "2026-11-22", Count(0, False)),
        ("2026-11-13", "2026-11-20", Count(5, False)),
        ("2026-09-30", "2026-10-10", Count(3, False)),
        ("2026-12-28", "2026-12-31", Count(3, False)),
        ("2026-12-30", "2027-01-04", Count(3, True)),
    ],
)
def test_workdays_between(start: str, end: str, expected: Count) -> None:
    assert workdays_between(day(start), day(end)) == expected


@pytest.mark.parametrize(
    ("today", "n", "expected"),
    [
        ("2026-11-20", 0, "2026-11-20"),
        ("2026-11-20", 5, "2026-11-13"),
        ("2026-11-21", 1, "2026-11-20"),
        ("2026-10-12", 2, "2026-10-09"),  # the 10th, a Saturday, is worked
        ("2026-12-31", 1, "2026-12-30"),
        ("2027-01-04", 2, "2026-12-31"),
    ],
)
def test_workdays_ago(today: str, n: int, expected: str) -> None:
    assert workdays_ago(day(today), n) == day(expected)


@pytest.mark.parametrize("today", [FRIDAY, LAST_DAY, date(2026, 10, 10), date(2026, 2, 24)])
@pytest.mark.parametrize("n", [1, 7, 45])
def test_counting_back_and_forth_agree_on_a_working_day(today: date, n: int) -> None:
    assert workdays_between(workdays_ago(today, n), today).days == n
    assert add_workdays(workdays_ago(today, n), n).date == today


@pytest.mark.parametrize("count", [add_workdays, workdays_ago])
def test_a_negative_number_of_days_is_refused(count: object) -> None:
    with pytest.raises(ValueError, match="-1"):
        count(FRIDAY, -1)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("on", "today", "expected"),
    [(date(2026, 11, 6), FRIDAY, "11月6日"), (date(2027, 1, 4), LAST_DAY, "2027年1月4日")],
)
def test_spoken(on: date, today: date, expected: str) -> None:
    assert spoken(on, today) == expected


def test_the_clock_tells_the_city_s_day() -> None:
    late_in_london = datetime(2026, 12, 31, 16, 30, tzinfo=timezone.utc)
    clock = FixedClock(late_in_london)
    assert clock.today() == date(2027, 1, 1)
    clock.advance(days=-1)
    assert clock.today() == LAST_DAY
    assert system_clock.now().utcoffset() == timedelta(hours=8)
