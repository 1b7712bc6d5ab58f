"""Phone numbers out of what registers write beside them: names, addresses, hours, web pages."""

from __future__ import annotations

import re

_NUMBER = re.compile(
    r"(?<![\d.])(?:"
    r"[(（]?86[ -]?0?\d{2,3}[)）]?[ -]*\d{4} ?\d{3,4}"  # with the country's code
    r"|[(（]?0\d{2,3}[)）]?[ -]*\d{4} ?\d{3,4}"  # with the area's
    r"|0\d{2,3}[ -]*(?:1\d{4}|9\d{4,5})"  # a hotline as dialled from elsewhere
    r"|[48]00[- ]?\d{3,4}[- ]?\d{3,4}"
    r"|1[3-9]\d{9}"
    r"|1[12]\d{1,3}|9[56]\d{3,4}"  # a hotline
    r"|[2-8]\d{6,7}"  # without the area's code
    r")(?!\d)(?:(?:转|-) ?\d{1,5}(?!\d))*"
)
_COUNTRY = re.compile(r"^[(（]?86[ -]?0?(\d{2,3})[)）]?[ -]*(?=\d{4})")
_AREA = re.compile(r"^[(（]?(0\d{2,3})[)）]?[ -]+|^[(（](0\d{2,3})[)）]")
_DASHES = re.compile(r"[－–—―‐‑−]+")
_NOT_PHONES = re.compile(r"https?://[^\s，。；、（）]+|[\w.+-]+@[\w.-]+")
_BARE = re.compile(r"[\d\-\s()（）转/、,，;；。]|电话|咨询|查询|投诉|号码|[:：]")
_MORE_THAN_PHONES = re.compile(r"地址|网址|邮箱|职责|微信|https?:")

LONGEST_NOTE = 100  # characters of a note on phones that is told as it is


def numbers(text: str) -> tuple[str, ...]:
    """Every phone number in the text, in order and each once: ``020-81218888``."""
    plain = _NOT_PHONES.sub(" ", _DASHES.sub("-", text))
    return tuple(dict.fromkeys(_tidy(match.group()) for match in _NUMBER.finditer(plain)))


def note(text: str) -> str:
    """What to tell as the phone: a short note as it is (whose number is whose), else its numbers; empty without one."""
    found = numbers(text)
    if not found:
        return ""
    says_more = _BARE.sub("", _DASHES.sub("-", text))
    told_whole = says_more and len(text) <= LONGEST_NOTE and "\n" not in text and not _MORE_THAN_PHONES.search(text)
    return text.strip("。；;，,、 ") if told_whole else "、".join(found)


def _tidy(number: str) -> str:
    number = _AREA.sub(lambda match: f"{match[1] or match[2]}-", _COUNTRY.sub(r"0\1-", number))
    return re.sub(r"\s+", "", number)
