"""A message as people type or speak it → the plain form that the understanding reads.

Plain width, simplified characters, long runs of spoken digits as digits, no spaces inside numbers, no repeated
punctuation, no fillers (那个, 嗯, 我想问一下 …) where they carry nothing. ``Normalised.origin`` leads each character
back to where it stood in the input, so that entities are reported in the citizen's own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.text.characters import SPOKEN_DIGITS, narrow, simplified_forms

#: Words that open a message or a part of it and carry nothing. The verbs of asking need 想 or 一下 beside them, for
#: 咨询电话 is what somebody asks for; 就是 goes only before the speaker or a pause, for 就是这个 is an answer.
_OPENERS = "|".join(
    (
        r"(?:这个|那个|内个)(?=[ ,。]|[^ ,。的人时月年店证]{2})",
        r"就是说?(?=[ ,。我俺想])",
        r"嗯+|呃+|额+|唔该|喂+|哎+|唉+|欸+|诶+|哦+|噢+|啊+|哈喽(?=[ ,。])",
        r"不好意思|打扰(?:一下|下|了)?|麻烦(?:您|你)?(?:一下|问一下|问下)?(?=[ ,。])",
        r"请问(?:一下|一哈|下)?(?:你们|您)?(?:哈|啊|呀)?",
        r"(?:我|俺)?就?是?(?:想|要|来)(?:跟|向|找)?(?:你|您)?(?:问|咨询|请教|打听|了解)(?:问|一下子|一下|一哈|下|哈)?(?:你们|您)?",
        r"(?:我|俺)?(?:问|咨询|请教|打听|了解)(?:一下子|一下|一哈|下)(?:你们|您)?",
    )
)
_OPENER = re.compile(rf"(?:^|(?<=[ ,。!?;]))(?:{_OPENERS})[ ,:]*")
_INTERJECTION = re.compile(r"(?:(?<=^)|(?<=[ ,。!?;]))(?:嗯+|呃+|额+|唔+|啊+|那什么|怎么说呢|内个)(?=[ ,。!?;]|$)[ ,]*")
#: What makes the end of an opener part of a word: 问|下班, 咨询|电话, 想问|题.
_KEEP_BEFORE = ("班", "次", "午", "面", "题", "电话", "热线", "窗口", "个")
_REPEATED = re.compile(r"([^\w\s])\1+")
_SPACES = re.compile(r"\s+")
_SPOKEN_RUN = re.compile(rf"(?:[0-9{''.join(SPOKEN_DIGITS)}][ \-—_]?){{6,}}")
_NUMBER_GROUPS = re.compile(r"[0-9]+(?:[ ][0-9]+)+")

#: Numbers this long are written in groups; shorter ones beside each other are different numbers.
_JOIN_FROM_DIGITS = 8


@dataclass(frozen=True)
class Normalised:
    """``text`` is what is read; ``origin[i]`` is the index in the input of its character ``i``."""

    text: str
    origin: tuple[int, ...]
    source: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where characters ``start`` to ``end`` (exclusive) of ``text`` stood in the input."""
        if not 0 <= start < end <= len(self.origin):
            return (0, 0)
        return self.origin[start], self.origin[end - 1] + 1


def normalise(text: str) -> Normalised:
    """The plain form of a message. Never raises; an empty message stays empty."""
    table = simplified_forms()
    chars: list[str] = []
    origin: list[int] = []
    for index, raw in enumerate(text):
        for char in narrow(raw):
            chars.append(table.get(char, char))
            origin.append(index)
    plain = "".join(chars)
    for edits in (_tidy, _digits, _trim):
        plain, origin = edits(plain, origin)
    return Normalised(plain, tuple(origin), text)


def plain(text: str) -> str:
    """The normalised text alone."""
    return normalise(text).text


def _tidy(text: str, origin: list[int]) -> tuple[str, list[int]]:
    """One space for white space, none at the ends, one mark for a repeated one."""
    drop: set[int] = set()
    for match in _REPEATED.finditer(text):
        drop.update(range(match.start() + 1, match.end()))
    for match in _SPACES.finditer(text):
        inside = 0 < match.start() and match.end() < len(text)
        drop.update(range(match.start() + inside, match.end()))
    text, origin = _without(text, origin, drop)
    return text.replace("\n", " ").replace("\t", " ").replace("\r", " ").replace("甚么", "什么"), origin


def _digits(text: str, origin: list[int]) -> tuple[str, list[int]]:
    """Long runs of spoken digits as digits; the groups of one long number without the spaces between them."""
    for match in list(_SPOKEN_RUN.finditer(text)):
        run = "".join(SPOKEN_DIGITS.get(char, char) for char in match.group())
        text = text[: match.start()] + run + text[match.end() :]
    drop: set[int] = set()
    for match in _NUMBER_GROUPS.finditer(text):
        if sum(char != " " for char in match.group()) >= _JOIN_FROM_DIGITS:
            drop.update(match.start() + at for at, char in enumerate(match.group()) if char == " ")
    return _without(text, origin, drop)


def _trim(text: str, origin: list[int]) -> tuple[str, list[int]]:
    """Without fillers, as long as something that can be read is left."""
    for pattern in (_OPENER, _INTERJECTION, _OPENER):
        drop: set[int] = set()
        for match in pattern.finditer(text):
            if not text[match.end() :].startswith(_KEEP_BEFORE):
                drop.update(range(match.start(), match.end()))
        left = [at for at in range(len(text)) if at not in drop]
        if drop and sum(text[at].isalnum() for at in left) > 1 and "".join(text[at] for at in left) != "一下":
            text, origin = _without(text, origin, drop)
    return text, origin


def _without(text: str, origin: list[int], drop: Iterable[int]) -> tuple[str, list[int]]:
    gone = frozenset(drop)
    if not gone:
        return text, origin
    kept = [at for at in range(len(text)) if at not in gone]
    return "".join(text[at] for at in kept), [origin[at] for at in kept]
