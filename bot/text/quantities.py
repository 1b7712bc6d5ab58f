"""Numbers as people write and say them: 三万, 一百二 (120), 两千五, 3.5万, 5k, 三十多万.

``NUMBER`` matches one number within a longer pattern, ``amount`` gives its value. A vague number counts as its round
part (三十多万 → 300,000); what names no number (几万, 一两百, 三五百, 千把) has no value.
"""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_ONE = "[一二两三四五六七八九]"
_SPOKEN = "零〇一二两三四五六七八九十百千"
_UNITS = {
    "十": 10,
    "百": 100,
    "千": 1_000,
    "k": 1_000,
    "K": 1_000,
    "万": 10_000,
    "w": 10_000,
    "W": 10_000,
    "亿": 10**8,
}

#: What makes a number vague, after it or before its last unit: 三百多, 十来万, 二十几.
VAGUE = "[多来几余]"
#: 三千一个月, 两百一次: the 一 begins what is counted.
_EACH = "一[个次年月天平亩斤张份本人台辆家户米公桌针晚趟位条套]"
_TAIL = rf"(?!{_EACH})(?:[{_SPOKEN}]+万?|[0-9]{{1,4}}[百千]?万?(?![0-9.]))"
#: One number, not cut out of a longer one.
NUMBER = (
    rf"(?<![0-9A-Za-z.:/*第几数半万亿{_SPOKEN}-])"
    rf"(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+(?:\.[0-9]+)?|"
    rf"[{_SPOKEN}](?:(?<![百千])[{_SPOKEN}]|(?!{_EACH})[{_SPOKEN}])*(?:点[一二三四五六七八九]+)?)"
    rf"(?:{VAGUE}?(?:[百千]?[万亿]|[百千]|[kKwW](?![A-Za-z]))(?:{_TAIL})?)?"
)
#: Whether a text can hold a number at all.
ANY_NUMERAL = re.compile(rf"[0-9{_SPOKEN}]")

_VAGUE = re.compile(VAGUE)
_WRITTEN = re.compile(r"([0-9]+(?:\.[0-9]+)?)([百千万亿kKwW]*)(.*)")
_DECIMAL = re.compile(rf"([{_SPOKEN}]+)点([一二三四五六七八九]+)([百千万亿]*)")
_SECTION = re.compile(
    rf"(?:(?P<thousands>{_ONE})千)?(?P<zero1>[零〇])?(?:(?P<hundreds>{_ONE})百)?(?P<zero2>[零〇])?"
    rf"(?P<ten>(?P<tens>{_ONE})?十)?(?P<zero3>[零〇])?(?P<ones>{_ONE})?"
)


def amount(said: str) -> Decimal | None:
    """The value of a number that ``NUMBER`` matched; None when it names none for certain."""
    said = _VAGUE.sub("", said).replace(",", "")
    if said[:1].isdigit():
        match = _WRITTEN.fullmatch(said)
        return _scaled(Decimal(match[1]), match[2], match[3]) if match else None
    if match := _DECIMAL.fullmatch(said):
        whole = _section(match[1])
        places = "".join(str(_DIGITS[char]) for char in match[2])
        return None if whole is None else _scaled(Decimal(f"{whole}.{places}"), match[3], "")
    return _spoken(said)


def written(value: Decimal) -> str:
    """The value in plain digits, without zeros that say nothing: 30000, 9.9."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _scaled(value: Decimal, units: str, tail: str) -> Decimal | None:
    """The value times its units, and what follows them: 3万5 → 35,000, 3万5千."""
    for unit in units:
        value *= _UNITS[unit]
    if not tail:
        return value
    if not units:
        return None
    last = _UNITS[units[-1]]
    rest = amount(tail)
    if rest is None:
        return None
    return value + (rest * last / 10 if len(tail) == 1 else rest)


def _spoken(said: str) -> Decimal | None:
    for unit, size in (("亿", 10**8), ("万", 10_000)):
        before, found, after = said.partition(unit)
        if not found:
            continue
        head, tail = _spoken(before), _spoken(after) if after else Decimal(0)
        if head is None or tail is None:
            return None
        # 一万二 is 12,000; 一万零二 says its zeros.
        return head * size + (tail * size / 10 if len(after) == 1 else tail)
    section = _section(said)
    return None if section is None else Decimal(section)


def _section(said: str) -> int | None:
    """A number below 10,000 in words; None for anything else, such as 三五 or 百八."""
    match = _SECTION.fullmatch(said)
    if not said or match is None:
        return None
    thousands, hundreds, ones = (_DIGITS.get(match[name] or "零", 0) for name in ("thousands", "hundreds", "ones"))
    tens = _DIGITS[match["tens"]] if match["tens"] else int(match["ten"] is not None)
    if ones and match["ten"] is None and not (match["zero1"] or match["zero2"] or match["zero3"]):
        ones *= 10 if hundreds else 100 if thousands else 1  # 一百二, 两千五
    return thousands * 1000 + hundreds * 100 + tens * 10 + ones
