"""Values as registers write them, made plain: markup, odd spaces, words for nothing, web addresses, yes and no."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from html.parser import HTMLParser

#: What registers write where they have nothing to say, after cleaning and in lower case.
NOTHING = frozenset(
    ["", *"无 无。 暂无 暂无。 没有 null none nan n/a \\n / \\ - -- — —— · #n/a #ref! #value! #name? #div/0!".split()]
)

_YES = frozenset({"是", "1", "y", "yes", "true", "支持", "有", "可", "可以", "能", "收费", "要"})
_NO = frozenset({"否", "0", "n", "no", "false", "不支持", "无", "不可", "不可以", "不能", "不收费", "免费", "不"})

_TAG = re.compile(r"<(?:/?[a-zA-Z][^<>]*|!--.*?--)>|&(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[0-9a-fA-F]{2,5});", re.S)
_BREAKS = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol"})
_SILENT = frozenset({"script", "style", "head", "title"})
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SPACES = re.compile(r"[^\S\n]+")
_BESIDE_SIGN = re.compile(r" (?=[、，。；：！？）》”])|(?<=[、，。；：！？（《“]) ")

#: The number that begins one of several conditions or materials.
_NUMBER = (
    r"(?:\d{1,2}[、．](?!\d)|\d{1,2}[.](?![\d.])|\d{1,2}[)）]"
    r"|[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,2}、|[①-⑳])"
)
_NUMBERED = re.compile(rf"(?:^|(?<=[\s。；;：:，,]))(?={_NUMBER})")
_LISTED = re.compile(r"[、,，;；|\n]+")


def plain(value: object) -> str:
    """The value as clean text: no markup, no invisible characters, single spaces, lines apart; ``""`` for nothing."""
    if value is None:
        return ""
    text = str(value)
    if _TAG.search(text):
        text = _without_markup(text)
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    text = _SPACES.sub(" ", _INVISIBLE.sub("", text))
    lines = (_BESIDE_SIGN.sub("", line.strip()) for line in text.split("\n"))
    text = "\n".join(line for line in lines if line)
    return "" if text.lower() in NOTHING else text


def one_line(value: object) -> str:
    """Clean text on one line, for names."""
    return plain(value).replace("\n", " ")


def paragraphs(text: str) -> tuple[str, ...]:
    """Text cut where its numbered parts begin, and at its lines."""
    lines = text.split("\n")
    parts = [part.strip() for line in lines for part in _NUMBERED.split(line)]
    return tuple(part for part in parts if part)


def listed(text: str) -> tuple[str, ...]:
    """The things a text lists: its lines or numbered parts, else what commas and the like part; brackets hold."""
    parts = paragraphs(text)
    if len(parts) > 1:
        numbered = (re.sub(rf"^{_NUMBER}\s*", "", part).rstrip("；;。，,") for part in parts)
        return tuple(dict.fromkeys(part for part in numbered if part))
    return tuple(dict.fromkeys(part.strip() for part in _outside_brackets(text) if part.strip()))


def yes_no(value: object) -> bool | None:
    """True, False, or None when it is neither."""
    text = str(value if value is not None else "").strip().lower()
    return True if text in _YES else False if text in _NO else None


def web_address(value: object) -> str:
    """The first address in the value when it is http or https and has a host; else empty."""
    text = plain(value)
    found = re.search(r"https?://[^\s/?#<>\"'，。；、（）]+[^\s<>\"'，。；、（）]*", text)
    return found.group() if found else ""


def day(value: object) -> date | None:
    """A date such as ``2021-05-06``, ``2021/5/6 00:00:00`` or ``20210506``; None when it is none."""
    found = re.match(r"(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})", str(value or "").strip())
    if not found:
        return None
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        return None


def _outside_brackets(text: str) -> list[str]:
    """The parts of a list; a separator between brackets or book marks parts nothing."""
    parts, start, depth = [], 0, 0
    for at, sign in enumerate(text):
        depth = max(0, depth + (sign in "（(《〈“[【") - (sign in "）)》〉”]】"))
        if depth == 0 and _LISTED.match(sign):
            parts.append(text[start:at])
            start = at + 1
    return [*parts, text[start:]]


def _without_markup(text: str) -> str:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return "".join(reader.said)


class _Reader(HTMLParser):
    """Collects what a page says, a line for each block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        if tag in _BREAKS:
            self.said.append("\n")
        elif tag in ("td", "th"):
            self.said.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in _SILENT))
        if tag in _BREAKS:
            self.said.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.said.append(data)
