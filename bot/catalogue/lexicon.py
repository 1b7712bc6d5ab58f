"""The project's own words: everyday names of items, synonyms, situations, ways of asking (``data/lexicon/*.csv``).

They are read at start and again when a file has changed; nothing here needs training. A missing file is an empty
table, so that a catalogue of another city works before anybody has written words for it.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from bot.errors import ContentError
from bot.settings import ROOT
from bot.text.normalise import plain
from bot.text.segment import read_words

FOLDER = ROOT / "data" / "lexicon"


@dataclass(frozen=True)
class Lexicon:
    """Words by use. Everything is in normalised form (``bot.text.normalise``).

    aliases     item code → everyday names, as people say them
    everyday    item code → the one name to show in a choice
    synonyms    (words people use, words the names use), longest first
    situations  word → kind (丢了 → 丢失)
    asking      (phrase of asking, the intent it asks for or "")
    danger      (regular expression, its kind: strong, weak or harmless), see ``bot/nlu/safety.py``
    words       user dictionary of the segmenter
    messages    (what somebody wrote, codes of the items it can mean)
    related     word people say → words that names write instead, best first (for registers without everyday names)
    """

    aliases: dict[str, tuple[str, ...]] = field(default_factory=dict)
    everyday: dict[str, str] = field(default_factory=dict)
    synonyms: tuple[tuple[str, str], ...] = ()
    situations: dict[str, str] = field(default_factory=dict)
    asking: tuple[tuple[str, str], ...] = ()
    danger: tuple[tuple[str, str], ...] = ()
    words: tuple[str, ...] = ()
    messages: tuple[tuple[str, tuple[str, ...]], ...] = ()
    related: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def _synonym(self) -> tuple[re.Pattern[str], dict[str, str]]:
        words = sorted((old for old, _ in self.synonyms), key=len, reverse=True)
        return re.compile("|".join(map(re.escape, words)) if words else r"(?!)"), dict(self.synonyms)

    @cached_property
    def _situation(self) -> re.Pattern[str]:
        # A look-ahead finds words that overlap too (过期了 holds 过期).
        words = sorted(self.situations, key=len, reverse=True)
        return re.compile(f"(?=({'|'.join(map(re.escape, words))}))" if words else r"(?!)")

    def canonical(self, text: str) -> str:
        """The text with everyday words replaced by those that names use, longest first, each place once."""
        pattern, table = self._synonym
        return pattern.sub(lambda match: table[match.group()], text)

    def kinds(self, text: str) -> frozenset[str]:
        """The kinds of situation that the text speaks of."""
        return frozenset(self.situations[word] for word in self._situation.findall(text))

    def situation_spans(self, text: str) -> list[tuple[int, int]]:
        """Where words of a situation stand in the text."""
        return [match.span(1) for match in self._situation.finditer(text)]


def load_lexicon(folder: Path = FOLDER) -> Lexicon:
    """Read the words; ContentError names a file whose columns are not as they should be."""
    aliases: dict[str, list[str]] = defaultdict(list)
    for item, alias in _rows(folder / "aliases.csv", "item", "alias"):
        aliases[item].append(plain(alias))
    return Lexicon(
        aliases={item: tuple(dict.fromkeys(names)) for item, names in aliases.items()},
        everyday=dict(_rows(folder / "everyday.csv", "item", "everyday")),
        synonyms=tuple(
            (plain(old), plain(new)) for old, new in _rows(folder / "synonyms.csv", "from", "to") if old != new
        ),
        situations={plain(word): kind for word, kind in _rows(folder / "situations.csv", "word", "kind")},
        asking=tuple((plain(words), intent) for words, intent in _rows(folder / "asking.csv", "phrase", "intent")),
        danger=tuple(_rows(folder / "danger.csv", "pattern", "kind")),
        words=tuple(read_words(folder / "userdict.txt")),
        related={
            plain(said).lower(): tuple(plain(word).lower() for word in written.split("|"))
            for said, written in _rows(folder / "related.csv", "said", "written")
        },
        messages=tuple(
            (plain(text), tuple(codes.split("|"))) for text, codes in _rows(folder / "messages.csv", "text", "item")
        ),
    )


def lexicon_stamp(folder: Path = FOLDER) -> tuple[tuple[str, int], ...]:
    """Changes when a file of the lexicon does: names and times of writing (nanoseconds)."""
    return tuple(sorted((path.name, path.stat().st_mtime_ns) for path in folder.glob("*.*") if path.is_file()))


def _rows(path: Path, first: str, second: str) -> list[tuple[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if reader.fieldnames is None or not {first, second} <= set(reader.fieldnames):
            raise ContentError(f"{path.name}: the columns must be {first},{second}")
        rows = [((row[first] or "").strip(), (row[second] or "").strip()) for row in reader]
    return [row for row in rows if row[0]]
