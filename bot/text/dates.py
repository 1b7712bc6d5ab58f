"""Expressions of day and time in a message: 下周三上午, 11月20号, 后天下午三点."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUM = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_DAY = (
    r"(?:(?:20[0-9]{2}[年./-])?[0-9]{1,2}[月./-][0-9]{1,2}(?:日|号)?|(?:20[0-9]{2}年)?"
    rf"{_NUM}月(?:份)?(?:{_NUM}(?:日|号))?|(?:这个|下个|本|下)月(?:{_NUM}(?:日|号)|底|初|中旬)|"
    r"大后天|后天|明天|明儿|今天|今儿|明日|今日|(?:这个?|本|下+个?|大下)?(?:周|星期|礼拜)[一二三四五六日天1-6末]|周末|"
    rf"(?<![0-9第])[0-9]{{1,2}}号(?![线楼窗门院厅柜口]))"
)
_PART = r"(?:早上|上午|中午|下午|晚上|傍晚|一早|早晨)"
_TIME = rf"(?:{_NUM}点(?:半|一刻|三刻|{_NUM}分?)?|[0-9]{{1,2}}:[0-9]{{2}})"
_DATE = re.compile(rf"{_DAY}(?:的)?[ ]?(?:{_PART})?[ ]?(?:{_TIME})?|{_PART}[ ]?{_TIME}")


@dataclass(frozen=True)
class Moment:
    """An expression of time as it was said, and where it stands in the text that was searched."""

    value: str
    start: int
    end: int


def find_dates(text: str) -> list[Moment]:
    """Every expression of a day, in order; a time of day belongs to the day before it. Text: normalised."""
    found = []
    for match in _DATE.finditer(text):
        value = match.group().rstrip("的 ")
        found.append(Moment(value.replace(" ", ""), match.start(), match.start() + len(value)))
    return found
