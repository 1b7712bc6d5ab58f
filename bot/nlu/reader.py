"""Reads a message: normalises it, cuts it into words with spaCy's Chinese pipeline, finds the values in it.

The pipeline is spaCy's blank ``zh`` with the jieba segmenter, given a jieba tokenizer of its own, and an entity ruler
for the city's districts. What patterns over characters find better comes from ``bot/text``: application number,
checklist code, date, time, money, age, company size, family.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.settings import ROOT
from bot.text.ages import find_ages
from bot.text.amounts import find_money
from bot.text.dates import Moment, find_dates
from bot.text.family import FamilyWords, read_family
from bot.text.mask import find_personal_data
from bot.text.normalise import Normalised, normalise
from bot.text.numbers import Found, find_application_number, find_checklist_code
from bot.text.staff import find_company_sizes
from bot.text.times import find_times

#: The city's districts as shipped, read as a data file by path.
DISTRICTS = ROOT / "bot" / "sandbox" / "seed" / "districts.csv"

#: Endings of a district's name that people leave out.
_LEVELS = ("街道", "区", "县", "镇", "乡")
#: The shortest name that may lose its ending (高新 is a word of its own).
_NOT_ALONE = frozenset({"高新"})

#: Where two of these would share characters, the earlier kind stays (3.5万 is no third of May). A time may stand within
#: its date: 下周三上午 is the date, 上午 the time.
_FINDERS: tuple[tuple[str, Callable[[str], list[Found]] | Callable[[str], list[Moment]]], ...] = (
    ("age", find_ages),
    ("money", find_money),
    ("company_size", find_company_sizes),
    ("date", find_dates),
    ("time", find_times),
)
_NESTED = frozenset({"date", "time"})
#: So many digits may be a person's number, and then nothing else.
_LONG_NUMBER = re.compile(r"[0-9](?:[ -]?[0-9]){6}")


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

    def __init__(
        self, tokenizer: Any, districts: Mapping[str, str] | None = None, family: FamilyWords | None = None
    ) -> None:
        """``family``: words for relatives, the shipped ones unless given."""
        import spacy

        self._family = read_family() if family is None else family

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
        found += (Entity(kind, one.value, *plain.span(one.start, one.end)) for kind, one in self._values(plain.text))
        numbers = list(_numbers(text))
        taken = [(one.start, one.end) for one in numbers]
        if _LONG_NUMBER.search(plain.text):
            taken += [(start, end) for start, end, kind in find_personal_data(text) if kind != "address"]
        found = [one for one in found if not any(_overlap(one, span) for span in taken)] + numbers
        return Reading(plain, words, tuple(sorted(found, key=lambda one: (one.start, one.kind))))

    def _values(self, text: str) -> Iterator[tuple[str, Found | Moment]]:
        """Kind and value of everything that patterns find in a plain text, without conflicts."""
        taken: list[tuple[str, int, int]] = []
        for kind, find in _FINDERS:
            for one in find(text):
                others = (other for other in taken if not {kind, other[0]} <= _NESTED)
                if not any(_overlap(one, other[1:]) for other in others):
                    taken.append((kind, one.start, one.end))
                    yield kind, one
        for one in self._family.find(text):
            yield "family", one


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


def _numbers(text: str) -> Iterator[Entity]:
    """Application number and checklist code of a message as it came in."""
    number = find_application_number(text)
    if number is not None:
        yield Entity("application_number", number.value, number.start, number.end)
    code = find_checklist_code(text)
    if code is not None and not (number is not None and _overlap(code, (number.start, number.end))):
        yield Entity("checklist_code", code.value, code.start, code.end)


def _overlap(one: Entity | Found | Moment, span: tuple[int, int]) -> bool:
    return one.start < span[1] and span[0] < one.end
