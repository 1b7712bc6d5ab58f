"""The dates of an application, counted from the platform's raw facts.

The clock starts at acceptance and stands still during 补正 and 特别程序; the promised and the statutory date are two
values.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bot import calendar
from bot.platform_api.models import Application, Limit

ENDED = ("办结", "办结不通过", "不予受理", "已撤回")


@dataclass(frozen=True)
class Due:
    """The dates of an application: promised and statutory (None when not known), days late, whether estimated."""

    promised: date | None = None
    statutory: date | None = None
    late_workdays: int = 0
    estimated: bool = False
    paused: bool = False


def due_dates(application: Application, statutory: Limit | None, today: date) -> Due:
    """Count the dates in working days; the days of a pause are added, an open pause leaves the date open."""
    start = application.accepted_on
    if start is None or application.state in ENDED or not application.state_known:
        return Due()
    if any(pause.until is None for pause in application.pauses):
        return Due(paused=True)
    paused = sum(calendar.workdays_between(p.since, p.until).days for p in application.pauses if p.until)
    promised = calendar.add_workdays(start, application.promised_days + paused)
    late = calendar.workdays_between(promised.date, today)
    legal: calendar.Workday | None = None
    if statutory is not None and statutory.days:
        legal = limit_end(start, statutory, paused)
    elif application.statutory_days:
        legal = calendar.add_workdays(start, application.statutory_days + paused)
    return Due(
        promised=promised.date,
        statutory=legal.date if legal else None,
        late_workdays=late.days,
        estimated=promised.estimated or late.estimated,
    )


def limit_end(start: date, limit: Limit, paused: int) -> calendar.Workday:
    """The last day of a limit that may count calendar days; ValueError for one that is given in words only."""
    if limit.days is None:
        raise ValueError("a limit in words has no last day")
    if limit.unit == "工作日":
        return calendar.add_workdays(start, limit.days + paused)
    return calendar.Workday(start + timedelta(days=limit.days + paused), estimated=False)
