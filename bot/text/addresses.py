"""Where a person lives, in a message: an address with a house number, told apart from a public place.

An address is taken for a home when it goes down to a building, unit or room (3栋2单元501), or when words such as
家住 or 地址是 stand before it. A street and number alone (政通路1号) may be a hall's and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_NUM = r"[0-9A-Za-z零〇一二三四五六七八九十百]{1,6}"

#: Parts of an address finer than its house number, as many as follow.
_DETAIL = (
    rf"(?:[ ,]?{_NUM}(?:号楼|栋|幢|座|楼栋|号院))?(?:[ ,]?{_NUM}(?:单元|门))?(?:[ ,]?{_NUM}(?:层|楼))?"
    rf"(?:[ ,-]?{_NUM}(?:室|房|号房|户|号))?(?:[ ,-]?[0-9]{{3,4}}(?![0-9元块天年月日]))?"
)

#: Finest parts: with one of these an address is a home.
_HOME = re.compile(
    rf"{_NUM}(?:号楼|栋|幢|单元|室|号房|户)|{_NUM}(?:组|社|队)[ ]?{_NUM}?号?|[0-9]{{1,3}}-[0-9]{{1,3}}-[0-9]{{2,4}}"
)
#: Any number at all: with a cue before it an address is a home.
_NUMBERED = re.compile(rf"{_NUM}(?:号|栋|幢|座|单元|室|户|组|弄)|[0-9]{{3,4}}$")
_CUE = re.compile(
    r"(?:家庭住址|家庭地址|居住地址|通讯地址|收件地址|收货地址|邮寄地址|户籍地址|户口地址|详细地址|现住址|住址|地址|家住在?|我家在?|我家就在|住在|"
    r"我住|现住|租住在?|租在|暂住在?|寄到|邮到|邮寄到|送到|快递到|搬到|户口在)(?:就是|是|为|在|:|:)?[ :]*"
)
#: Words that a lazily matched region swallows and that never belong to a place name.
_NOT_PLACE = re.compile(
    r"^.*(?:住在|家住|我住|现住|地址是|地址|寄到|邮到|送到|搬到|户口在|租在|我家在|我家|位于|在|是|去|到|从|往|的|我|了)(?=.)"
)
_ANCHOR = re.compile(rf"{_NUM}(?:号楼|号院|栋|幢|单元|室|号|户|组|弄)|[0-9]{{1,3}}-[0-9]{{1,3}}-[0-9]{{2,4}}")
_BREAK = re.compile(r"[,。!?;:\n]|电话|手机|身份证|姓名")

#: An address stands within this many characters before its first number.
_REACH = 40


def find_addresses(flat: str) -> Iterator[tuple[int, int]]:
    """Spans of home addresses, in order; ``flat`` is text in plain width, character for character."""
    after = 0
    for anchor in _ANCHOR.finditer(flat):
        if anchor.start() < after:
            continue
        begin = max(after, anchor.start() - _REACH)
        breaks = list(_BREAK.finditer(flat, begin, anchor.start()))
        begin = breaks[-1].end() if breaks else begin
        start = _start(flat, begin, anchor.start())
        if start is None:
            continue
        end = _end(flat, start, anchor.end())
        found = flat[start:end]
        cued = _CUE.search(flat[max(0, start - 10) : start]) is not None
        place = re.search(
            r"省|市|区|县|镇|乡|街道|村|路|街|巷|胡同|大道|小区|花园|家园|苑|公寓|大厦|新村|府|城|庭|湾|园", found
        )
        if place and (_HOME.search(found) or (cued and _NUMBERED.search(found))):
            yield start, end
            after = end


def _start(flat: str, begin: int, anchor: int) -> int | None:
    """Where the place name begins: after the last cue or function word before the anchor."""
    before = flat[begin:anchor]
    cues = list(_CUE.finditer(before))
    at = begin + (cues[-1].end() if cues else 0)
    if not cues:
        swallowed = _NOT_PLACE.match(before)
        at = begin + (swallowed.end() if swallowed else 0)
    while at < anchor and flat[at] in " ,.:":
        at += 1
    return at if at < anchor and re.match(r"[\u4e00-\u9fff]", flat[at]) else None


def _end(flat: str, start: int, least: int) -> int:
    """Where the address ends: as far as its finer parts go on after the first number."""
    end = least
    tail = re.compile(rf"[ ,-]?(?:[\u4e00-\u9fff]{{2,8}}(?:小区|花园|家园|苑|公寓|大厦|新村|宿舍))?{_DETAIL}")
    while True:
        match = tail.match(flat, end)
        if (
            match is None
            or match.end() == end
            or not any(char.isdigit() or char in "零一二三四五六七八九十" for char in match.group())
        ):
            return end
        end = match.end()
