"""Meanings that people put into different words, for comparing questions.

A *concept* has its words in ``data/lexicon/concepts.csv`` (收费: 多少钱, 要花钱, 免费). Concepts of one ``group``
exclude each other (结婚, 离婚); groups that begin with 问 are ways of asking. ``data/lexicon/related.csv`` adds looser
ties between what people say and what is written.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from bot.catalogue.lexicon import FOLDER, Lexicon
from bot.errors import ContentError
from bot.text.ngrams import squeezed
from bot.text.normalise import plain

#: Begins the name of a group of ways of asking.
ASKING = "问"


class Words:
    """The words of all concepts. A concept is a number; the looser ties come after the others."""

    def __init__(
        self,
        lexicon: Lexicon,
        concepts: list[tuple[str, str, tuple[str, ...]]],
        related: list[tuple[str, ...]] | None = None,
    ) -> None:
        self.lexicon = lexicon
        self.names = [name for name, _, _ in concepts]
        self.group = {at: group for at, (_, group, _) in enumerate(concepts) if group and group[0] != ASKING}
        self.asking = {at: group for at, (_, group, _) in enumerate(concepts) if group.startswith(ASKING)}
        meanings: dict[str, set[int]] = defaultdict(set)
        for at, words in enumerate([*(words for _, _, words in concepts), *(related or ())]):
            for word in words:
                meanings[squeezed(plain(word))].add(at)
                meanings[squeezed(lexicon.canonical(plain(word)))].add(at)
        meanings.pop("", None)
        self._meanings = {word: tuple(sorted(found)) for word, found in meanings.items()}
        self._longest = max(map(len, self._meanings), default=0)

    def loose(self, concept: int) -> bool:
        """Whether this is one of the looser ties."""
        return concept >= len(self.names)

    def find(self, text: str) -> Iterator[tuple[int, int, int]]:
        """(start, end, concept) for every word of a concept in a squeezed text, those inside others too."""
        meanings = self._meanings
        for start in range(len(text)):
            for end in range(start + 1, min(start + self._longest, len(text)) + 1):
                for concept in meanings.get(text[start:end], ()):
                    yield start, end, concept


def load_words(lexicon: Lexicon, folder: Path = FOLDER) -> Words:
    """The words of the lexicon's folder; missing files are empty. ContentError names one with other columns."""
    concepts = [
        (row["concept"], row["group"], tuple(row["words"].split("|")))
        for row in _rows(folder / "concepts.csv", "concept", "group", "words")
    ]
    related = [(row["said"], *row["written"].split("|")) for row in _rows(folder / "related.csv", "said", "written")]
    return Words(lexicon, concepts, related)


def _rows(path: Path, *columns: str) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if reader.fieldnames is None or not set(columns) <= set(reader.fieldnames):
            raise ContentError(f"{path.name}: the columns must be {','.join(columns)}")
        return [{name: row[name] or "" for name in columns} for row in reader]
