"""Days as people say them."""

from __future__ import annotations

from datetime import date

from bot.calendar import spoken

WEEKDAYS = "一二三四五六日"


def spoken_day(day: date, today: date) -> str:
    """``11月16日``; with the year when it is not this year's."""
    return spoken(day, today)


def with_weekday(day: date, today: date) -> str:
    """``11月16日，周一``."""
    return f"{spoken(day, today)}，周{WEEKDAYS[day.weekday()]}"
