"""Sounds of Chinese text, coarse enough to bridge typing errors: 居主证 sounds like 居住证, 公集金 like 公积金.

A syllable is written without tone, and sounds that dialects and input methods mix up (zh/z, ch/c, sh/s, n/l, in/ing,
en/eng, an/ang, f/h before u) are one. Each character has one reading everywhere, its first: both sides of a
comparison go through the same table, so rare readings do no harm.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"))
_FINALS = (("ing", "in"), ("eng", "en"), ("ang", "an"))


@lru_cache(maxsize=1)
def _readings() -> dict[int, str]:
    # Imported when first needed: the table takes 30 ms to load.
    from pypinyin.constants import PINYIN_DICT

    return dict(PINYIN_DICT)


@lru_cache(maxsize=30_000)
def syllable(char: str) -> str:
    """The coarse syllable of one character; the character itself in lower case when it has no reading."""
    reading = _readings().get(ord(char)) if len(char) == 1 else None
    if reading is None:
        return char.lower()
    tone_free = unicodedata.normalize("NFD", reading.split(",")[0])
    plain = "".join(mark for mark in tone_free if mark.isascii() and mark.isalpha())
    for long, short in _INITIALS:
        if plain.startswith(long):
            plain = short + plain[len(long) :]
            break
    for long, short in _FINALS:
        if plain.endswith(long):
            plain = plain[: -len(long)] + short
            break
    return plain


@lru_cache(maxsize=1)
def _signs() -> dict[str, str]:
    """One private-use character for each coarse syllable."""
    distinct = sorted({syllable(chr(code)) for code in _readings() if 0x4E00 <= code <= 0x9FFF})
    return {name: chr(0xE000 + at) for at, name in enumerate(distinct)}


@lru_cache(maxsize=30_000)
def _sign(char: str) -> str:
    name = syllable(char)
    return _signs().get(name, name) if len(name) > 1 or char != name else char


def sound(text: str) -> str:
    """The text as it sounds, one character for each of its own: texts that sound alike are equal strings."""
    return "".join(map(_sign, text))


def syllables(text: str) -> list[str]:
    """One coarse syllable for each character."""
    return [syllable(char) for char in text]
