"""Tables of characters that reading Chinese input needs: width, simplified forms, spoken digits."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

#: Digits as they are spoken or written in words; 两 stays a word (两张, 两口子).
SPOKEN_DIGITS = {
    **dict(zip("零〇一二三四五六七八九", "00123456789", strict=True)),
    **dict(zip("壹贰叁肆伍陆柒捌玖", "123456789", strict=True)),
    "幺": "1",
}

#: Characters that join the groups of a long number and mean nothing in it.
NUMBER_JOINERS = frozenset(" \t\u3000\u00a0-－—–_·.．,，、")

#: Invisible characters that phones and web pages leave in pasted text.
_INVISIBLE = frozenset("\u200b\u200c\u200d\u200e\u200f\ufeff\u2060\ufe0f\ufe0e\u00ad")

#: What OpenCC's table of single characters leaves alone because it is also a simplified character.
_ALSO_TRADITIONAL = {"妳": "你", "祂": "他", "牠": "它", "囗": "口", "曰": "日"}


@lru_cache(maxsize=20_000)
def narrow(char: str) -> str:
    """The character in its plain width (NFKC); empty when it is invisible. ``…`` and ``㎡`` become several."""
    if char in _INVISIBLE:
        return ""
    if char.isascii() or "\u4e00" <= char <= "\u9fff":
        return char
    return unicodedata.normalize("NFKC", char)


def narrow_one(char: str) -> str:
    """Like :func:`narrow` but always one character, so that offsets stay those of the input."""
    plain = narrow(char)
    return plain if len(plain) == 1 else char


@lru_cache(maxsize=1)
def simplified_forms() -> dict[str, str]:
    """Traditional character → simplified one (OpenCC's table, first choice); only characters that differ.

    The table is read once, not OpenCC's converter: character for character keeps offsets, and takes microseconds.
    """
    spec = find_spec("opencc")
    if spec is None or spec.origin is None:
        return dict(_ALSO_TRADITIONAL)
    path = Path(spec.origin).parent / "dictionary" / "TSCharacters.txt"
    table = dict(_ALSO_TRADITIONAL)
    for line in path.read_text(encoding="utf-8").splitlines():
        old, _, new = line.partition("\t")
        first = new.split(" ")[0]
        if len(old) == 1 and len(first) == 1 and old != first:
            table[old] = first
    return table
