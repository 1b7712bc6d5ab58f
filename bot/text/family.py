"""Who of the family a message speaks of: 我妈 → 母亲, 老丈人 → 岳父, 娃 → 子女.

The words are ``data/lexicon/family.csv``: the word, its relation, and ``mine`` where it names a relative only after
我, 俺, 咱, 她 or 家 (姑娘, 对象, 爸). A word without a relation keeps the shorter words in it from being read
(老婆婆 is nobody's 老婆).
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

from bot.errors import ContentError
from bot.settings import ROOT
from bot.text.numbers import Found

FAMILY = ROOT / "data" / "lexicon" / "family.csv"

_MINE = "(?<=[我俺咱她家])"


class FamilyWords:
    """Finds words for relatives, longest first."""

    def __init__(self, rows: list[tuple[str, str, bool]]) -> None:
        """``rows``: word, relation (empty: no relative), and whether it needs an owner before it."""
        self._relations = {word: relation for word, relation, _ in rows}
        longest_first = sorted(rows, key=lambda row: -len(row[0]))
        self._pattern = re.compile(
            "|".join((_MINE if mine else "") + re.escape(word) for word, _, mine in longest_first) or r"(?!)"
        )

    def find(self, text: str) -> list[Found]:
        """Every relative in order, its value the relation. Text: normalised."""
        matches = ((self._relations[match.group()], match) for match in self._pattern.finditer(text))
        return [Found(relation, match.start(), match.end()) for relation, match in matches if relation]


def read_family(path: Path = FAMILY) -> FamilyWords:
    """The words of a list; ContentError when it cannot be read."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return FamilyWords([(row["word"], row["relation"], row["whose"] == "mine") for row in csv.DictReader(file)])
    except (OSError, KeyError, UnicodeDecodeError) as error:
        raise ContentError(f"{path}: no list with the columns word, relation and whose ({error})") from error
