"""Reads a message: normalises it, cuts it into words with spaCy's Chinese pipeline, finds numbers, places and days.

The pipeline is spaCy's blank ``zh`` with the jieba segmenter, given a jieba tokenizer of its own, an entity ruler for
the city's districts, and one component for what patterns over characters find better (numbers, codes, days).
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.settings import ROOT
from bot.text.dates import find_dates
from bot.text.normalise import Normalised, normalise
from bot.text.numbers import find_application_number, find_checklist_code

#: The city's districts as shipped, read as a data file by path.
DISTRICTS = ROOT / "bot" / "sandbox" / "seed" / "districts.csv"

#: Endings of a district's name that people leave out.
_LEVELS = ("街道", "区", "县", "镇", "乡")
#: The shortest name that may lose its ending (高新 is a word of its own).
_NOT_ALONE = frozenset({"高新"})


@dataclass(frozen=True)
class Entity:
    """A value found in the message; ``start`` and ``end`` count characters of the message as it came in."""

    kind: str
    value: str
    start: int
    end: int


@dataclass(frozen=True)
class Reading:
    """A message made ready: its plain form, its words, and the values found in it."""

    normalised: Normalised
    words: tuple[str, ...]
    entities: tuple[Entity, ...]

    @property
    def text(self) -> str:
        """The plain form."""
        return self.normalised.text

    def first(self, kind: str) -> str | None:
        """The first value of that kind."""
        return next((entity.value for entity in self.entities if entity.kind == kind), None)


class Reader:
    """Turns messages into readings; one for each loaded model, with a jieba tokenizer of that model's own."""

    def __init__(self, tokenizer: Any, districts: Mapping[str, str] | None = None) -> None:
        import spacy

        self._nlp: Any = spacy.blank("zh")
        chinese: Any = self._nlp.tokenizer
        # Set afterwards: asking spaCy for jieba loads jieba's global dictionary, which nobody here uses.
        chinese.segmenter = "jieba"
        chinese.jieba_seg = tokenizer
        ruler: Any = self._nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "ORTH"})
        ruler.add_patterns(
            {"label": "district", "pattern": said, "id": code}
            for name, code in (districts or {}).items()
            for said in _ways_to_say(name)
        )

    def read(self, text: str) -> Reading:
        """The reading of one message. Never raises for any text."""
        plain = normalise(text)
        doc = self._nlp(plain.text)
        words = tuple(token.text for token in doc)
        found = [
            Entity(span.label_, span.ent_id_ or span.text, *plain.span(span.start_char, span.end_char))
            for span in doc.ents
        ]
        found += [Entity("date", day.value, *plain.span(day.start, day.end)) for day in find_dates(plain.text)]
        number = find_application_number(text)
        if number is not None:
            found.append(Entity("application_number", number.value, number.start, number.end))
            # Digits of the number are no day or code.
            found = [one for one in found if one.kind == "application_number" or not _overlap(one, found[-1])]
        code = find_checklist_code(text)
        if code is not None and not (number is not None and code.start < number.end and number.start < code.end):
            found.append(Entity("checklist_code", code.value, code.start, code.end))
        return Reading(plain, words, tuple(sorted(found, key=lambda one: (one.start, one.kind))))


def read_districts(path: Path = DISTRICTS) -> dict[str, str]:
    """The districts, name → code, the city itself left out; empty when there is no such file."""
    if not path.exists():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["name"]: row["code"] for row in csv.DictReader(file) if row.get("parent")}


def _ways_to_say(name: str) -> list[str]:
    for level in _LEVELS:
        short = name.removesuffix(level)
        if short != name and len(short) > 1 and short not in _NOT_ALONE:
            return [name, short]
    return [name]


def _overlap(one: Entity, other: Entity) -> bool:
    return one.start < other.end and other.start < one.end
