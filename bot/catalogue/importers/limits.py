"""Time limits as registers write them: ``30(工作日)``, ``5 个工作日``, a number with its unit beside it, ``即办``."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.platform_api.models import Limit

#: Words for a unit → the model's unit.
UNITS = {
    "工作日": "工作日", "个工作日": "工作日", "w": "工作日",
    "自然日": "自然日", "个自然日": "自然日", "日历日": "自然日", "天": "自然日", "日": "自然日", "个日历日": "自然日",
}  # fmt: skip

#: Units that are no days: the limit is told in the source's words.
OTHER_UNITS = ("小时", "分钟", "个月", "月", "年", "周", "星期", "季度")

_AT_ONCE = re.compile(r"即办|即时|当场|立等|现场办结|马上")
_LIMIT = re.compile(r"^(?:自?受理\D{0,8}?)?(\d{1,4})(?:\.0)?\s*[(（]?\s*(\D{0,4}?)\s*[)）]?(?:内|以内)?$")


def read_limit(text: str, unit: str = "", *, units: Mapping[str, str] | None = None, note: str = "") -> Limit | None:
    """The limit in clean ``text``; None when there is none.

    ``unit`` stands beside the number in a column of its own; ``units`` says what a register's codes for it mean. What
    is no number of days is kept as it is written, in ``note``; so is a number whose unit nobody knows.
    """
    if not text:
        return None
    if _AT_ONCE.search(text) and not re.search(r"\d", text):
        return Limit(0, note=note)
    said = _LIMIT.match(text)
    if said is None:
        return Limit(None, note=text)
    number, written = said[1], said[2] or unit
    meant = (units or {}).get(written, written)
    if meant in UNITS:
        return Limit(int(number), UNITS[meant], note)
    if meant in OTHER_UNITS:
        return Limit(None, note=f"{number} {meant}")
    if not meant and int(number) == 0:
        return Limit(0, note=note)
    return Limit(None, note=f"{number}（单位“{meant}”没有说明）" if meant else f"{number}（没写是工作日还是自然日）")


def is_odd(limit: Limit | None) -> str:
    """What is odd about a limit, for the report; empty when nothing is."""
    if limit is None:
        return ""
    if limit.days is None:
        return f"不是天数，按原文保留：{limit.note:.40}"
    return f"{limit.days} {limit.unit}，长得出奇" if limit.days > 1000 else ""
