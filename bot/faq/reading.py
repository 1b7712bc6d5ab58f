"""Reads a question, of the bank or of a citizen, into what both are compared by."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass

from bot.faq.words import Words
from bot.text.ngrams import squeezed
from bot.text.normalise import plain
from bot.text.pinyin import sound

#: 能不能, 有没有, 行不行 ask; they deny nothing. So does 不 at the end: 给办不.
_CHOICE = re.compile(r"(.)[不没]\1|有没有|是不是|可不可以|需不需要|[不没](?=[吗呢啊]?$|[\s,。?!])")
_DENIAL = re.compile(r"[没不未无非](?!同|动产|管|孕|锈|动|记名|犯罪|房证|烟|足)")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_NUMERALS = str.maketrans("一二两三四五六七八九", "1223456789")
_COUNTED = re.compile(r"[一二两三四五六七八九](?=[年月天岁个万千百块元套孩胎次级倍成])")


@dataclass(frozen=True)
class Reading:
    """A question as it is compared: ``text`` in canonical words without punctuation, ``heard`` as it sounds.

    ``spans`` are the concepts' words in it, three numbers each: start, end, concept.
    """

    text: str
    heard: str
    spans: array[int]
    numbers: frozenset[str]
    denies: bool

    @property
    def concepts(self) -> frozenset[int]:
        """The concepts it speaks of."""
        return frozenset(self.spans[2::3])


def read(text: str, words: Words) -> Reading:
    """The reading of a text as somebody typed it."""
    whole = words.lexicon.canonical(plain(text).lower())
    chars = squeezed(whole)
    return Reading(
        text=chars,
        heard=sound(chars),
        spans=array("I", (number for span in words.find(chars) for number in span)),
        numbers=_numbers(whole),
        denies=_DENIAL.search(_CHOICE.sub("", whole)) is not None,
    )


def features(reading: Reading, words: Words) -> set[str]:
    """What the index finds a reading by: characters 1-3, pairs of sounds (``p:``), concepts (``c:``, ``r:``)."""
    chars, heard = reading.text, reading.heard
    found = {chars[at : at + size] for size in (1, 2, 3) for at in range(len(chars) - size + 1)}
    found.update("p:" + heard[at : at + 2] for at in range(len(heard) - 1))
    found.update(f"{'r' if words.loose(concept) else 'c'}:{concept}" for concept in reading.concepts)
    return found


def pairs(text: str) -> set[str]:
    """The pairs of characters of a text."""
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _numbers(text: str) -> frozenset[str]:
    counted = _COUNTED.sub(lambda match: match.group().translate(_NUMERALS), text)
    return frozenset(_NUMBER.findall(counted))
