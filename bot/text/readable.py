"""How easily a text reads: sentences that are too long, words of the office, sentences that many texts share.

The words are ``data/lexicon/officialese.csv``: the word, and what to say in its place.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from bot.errors import ContentError
from bot.settings import ROOT

OFFICIALESE = ROOT / "data" / "lexicon" / "officialese.csv"

LONGEST = 50  # characters of a sentence that can be read aloud in one breath or two
SHARED_BY = 5  # texts a sentence may stand in
SENTENCE = 10  # characters from which a piece of text counts as a sentence

_ENDS = re.compile(r"[。；！？;!?\n]")
_PROSE = re.compile(r"[\u4e00-\u9fff]")  # ids, dates and phones are no sentences


def read_officialese(path: Path = OFFICIALESE) -> dict[str, str]:
    """Word of the office → what to say in its place; ContentError when the list cannot be read."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return {row["word"]: row["say"] for row in csv.DictReader(file)}
    except (OSError, KeyError, UnicodeDecodeError) as error:
        raise ContentError(f"{path}: no list of words with the columns word and say ({error})") from error


def sentences(text: str) -> list[str]:
    """The sentences of a text without their marks and blanks; ids, dates and phones are none."""
    pieces = ("".join(piece.split()) for piece in _ENDS.split(text))
    return [piece for piece in pieces if _PROSE.search(piece)]


def hard_to_read(text: str, officialese: Mapping[str, str]) -> Iterator[str]:
    """What makes the text hard to read, each in a few words."""
    for sentence in sentences(text):
        if len(sentence) > LONGEST:
            yield f"a sentence of {len(sentence)} characters, at most {LONGEST}: {sentence[:20]}…"
    for word, say in officialese.items():
        if word in text:
            yield f"{word!r} is a word of the office: {say}"


def shared(texts: Iterable[tuple[str, Iterable[str]]], *, most: int = SHARED_BY) -> Iterator[tuple[str, set[str]]]:
    """Sentences of SENTENCE characters or more that stand in more than ``most`` texts, most widespread first.

    ``texts`` gives (name of the text, its sentences); the result (sentence, names).
    """
    found: dict[str, set[str]] = defaultdict(set)
    for name, own in texts:
        for sentence in own:
            if len(sentence) >= SENTENCE:
                found[sentence].add(name)
    for sentence, names in sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        if len(names) > most:
            yield sentence, names
