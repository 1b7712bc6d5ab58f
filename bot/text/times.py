"""Times of day in a message: 上午, 下午三点半, 8:30, 明早九点.

An hour of 1 to 6 without a part of the day is one of the afternoon, when offices are open; the end of a span
(晚上七点到九点) lies in the part of the day of its beginning.
"""

from __future__ import annotations

import re

from bot.text.numbers import Found
from bot.text.quantities import amount

#: Part of the day as it is said → what it is called here.
_PARTS = {
    **dict.fromkeys(("凌晨", "半夜", "后半夜", "大半夜"), "凌晨"),
    **dict.fromkeys(("上午", "早上", "早晨", "清早", "大清早", "清晨", "一早", "一大早", "早"), "上午"),
    **dict.fromkeys(("中午", "晌午"), "中午"),
    **dict.fromkeys(("下午", "后晌"), "下午"),
    **dict.fromkeys(("晚上", "傍晚", "夜里", "夜间", "晚"), "晚上"),
}
_WORDS = "|".join(sorted((word for word in _PARTS if len(word) > 1), key=len, reverse=True))
_HOUR = r"(?:2[0-4]|1[0-9]|0?[0-9]|二十[一二三四]?|十[一二三四五六七八九]?|[零一二两三四五六七八九])"
_MINUTE = (
    r"(?:[0-5][0-9]分?|[二三四五]?十[一二三四五六七八九]?分?|[零〇][一二三四五六七八九]分?|[一二三四五六七八九]分)"
)
_TIME = re.compile(
    rf"(?P<part>{_WORDS}|(?<=[今明昨后当每])[早晚](?![点已会才期班年]))?(?:的|大概|差不多|[ ,])?"
    rf"(?:(?<![0-9第.几二十])(?P<hour>{_HOUR})点(?P<sharp>钟|整)?(?P<minute>半|一刻|三刻|{_MINUTE})?|"
    r"(?<![0-9:.])(?P<hour24>2[0-3]|[01]?[0-9]):(?P<minute60>[0-5][0-9])(?![0-9:]))|"
    rf"(?P<alone>{_WORDS}|(?<=[今明昨后当每])[早晚](?![点已会才期班年]))(?!好)"
)
#: 两点要求 counts points; 快一点 and 一点都不 mean a little.
_POINTS = re.compile(r" ?(?:要求|意见|建议|问题|原因|疑问|想法|不明白|不清楚|不懂|几|[0-9])")
_HOUR_FOLLOWS = re.compile(r"到|至|之?前|以前|之?后|以后|多钟")
_UNTIL = re.compile(r" ?(?:到|至|-|~|、|或者?|还是) ?$")
_MINUTES = {"半": 30, "一刻": 15, "三刻": 45}
_ANY = re.compile(r"[点:午早晚晨晌夜]")


def find_times(text: str) -> list[Found]:
    """Every time of day in order: HH:MM, or 凌晨, 上午, 中午, 下午, 晚上. Text: normalised."""
    if not _ANY.search(text):
        return []
    found: list[Found] = []
    part = None  # of the clock time before
    for match in _TIME.finditer(text):
        if match["alone"]:
            found.append(Found(_PARTS[match["alone"]], match.start(), match.end()))
            continue
        start = match.start() + len(match.group()) - len(match.group().lstrip("的大概差不多 ,"))
        own = _PARTS[match["part"]] if match["part"] else None
        previous = found[-1] if found and ":" in found[-1].value else None
        goes_on = own is None and previous is not None and _UNTIL.fullmatch(text[previous.end : start]) is not None
        if own is None and not match["hour24"] and _no_clock(text, match, goes_on=goes_on):
            continue
        hour, minute = _clock(match)
        if hour > 24 or minute > 59:
            continue
        if previous is not None and goes_on:
            hour = _in_part(hour, part)
            if f"{hour:02}:{minute:02}" < previous.value and hour < 12:
                hour += 12
        else:
            part = own
            hour = _in_part(hour, own) if own or match["hour24"] is None else hour
        found.append(Found(f"{hour % 24:02}:{minute:02}", start, match.end()))
    return found


def _no_clock(text: str, match: re.Match[str], *, goes_on: bool) -> bool:
    if _POINTS.match(text, match.end()):
        return True
    bare = match["hour"] == "一" and not (match["sharp"] or match["minute"])
    return bare and not goes_on and not _HOUR_FOLLOWS.match(text, match.end())


def _clock(match: re.Match[str]) -> tuple[int, int]:
    if match["hour24"]:
        return int(match["hour24"]), int(match["minute60"])
    said = (match["minute"] or "0").removesuffix("分").lstrip("零〇")
    minute = _MINUTES.get(said)
    return int(amount(match["hour"]) or 0), int(amount(said) or 0) if minute is None else minute


def _in_part(hour: int, part: str | None) -> int:
    """The hour of 24: as the part of the day says, or the one when offices are open."""
    if part in ("下午", "晚上"):
        return hour + 12 if hour < 12 else 24 if part == "晚上" and hour == 12 else hour
    if part == "中午":
        return hour + 12 if hour < 4 else hour
    if part == "凌晨":
        return 0 if hour == 12 else hour
    return hour + 12 if part is None and 1 <= hour <= 6 else hour
