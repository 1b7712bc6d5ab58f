"""Reads ``data/life_events/*.csv``; the files are read again when one has changed, so that an edit is live at once."""

from __future__ import annotations

import csv
import logging
import re
from collections import defaultdict
from pathlib import Path

from bot.errors import ContentError
from bot.life_events.model import Choice, Event, LifeEvents, Phrase, Step, Unlisted, Visit
from bot.settings import ROOT
from bot.text.normalise import plain

FOLDER = ROOT / "data" / "life_events"

#: File → its columns, in any order.
COLUMNS = {
    "events": ("event", "name", "title", "question", "note"),
    "choices": ("event", "choice", "title", "says"),
    "steps": ("event", "item", "after", "visit", "choices", "only_if", "answers", "gives", "why"),
    "visits": ("event", "visit", "joint", "how"),
    "words": ("event", "words"),
    "unlisted": ("title", "items", "words"),
    "same_materials": ("event", "material", "names"),
}

_BRACKETS = re.compile(r"（[^（）]*）")

log = logging.getLogger(__name__)

Row = dict[str, str]


def bare(name: str) -> str:
    """A material's name without what stands in brackets."""
    return _BRACKETS.sub("", name)


def load(folder: Path = FOLDER) -> LifeEvents:
    """All life events of a folder; ContentError names the file that is missing or does not hold its columns."""
    tables = {name: _rows(folder / f"{name}.csv", columns) for name, columns in COLUMNS.items()}
    by_event: dict[str, dict[str, list[Row]]] = {name: defaultdict(list) for name in tables}
    for name, rows in tables.items():
        for row in rows:
            by_event[name][row.get("event", "")].append(row)
    events = {
        row["event"]: Event(
            id=row["event"],
            name=row["name"],
            title=row["title"],
            question=row["question"],
            note=row["note"],
            choices=tuple(
                Choice(r["choice"], r["title"], _parts(r["says"])) for r in by_event["choices"][row["event"]]
            ),
            visits=tuple(Visit(r["visit"], r["how"], bool(r["joint"])) for r in by_event["visits"][row["event"]]),
            steps=tuple(_step(r) for r in by_event["steps"][row["event"]]),
        )
        for row in tables["events"]
    }
    for name in ("choices", "steps", "visits", "words"):
        if strange := sorted(set(by_event[name]) - set(events)):
            raise ContentError(f"{name}.csv: events.csv has no event {', '.join(strange)}")
    phrases = [_phrase(row["words"], event=row["event"]) for row in tables["words"]]
    for row in tables["unlisted"]:
        unlisted = Unlisted(row["title"], tuple(row["items"].split()))
        phrases += [_phrase(words, unlisted=unlisted) for words in _parts(row["words"])]
    same = {
        (row["event"], bare(name)): row["material"]
        for row in tables["same_materials"]
        for name in (row["material"], *_parts(row["names"]))
    }
    return LifeEvents(events, tuple(phrases), same)


class LiveEvents:
    """The life events as their files are now; an unreadable change leaves the former ones in use."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder
        self._stamp = self._look()
        self._events = load(folder)

    def __call__(self) -> LifeEvents:
        stamp = self._look()
        if stamp != self._stamp:
            self._stamp = stamp
            try:
                self._events = load(self._folder)
            except ContentError:
                log.exception("life events not reloaded, the former ones stay in use")
        return self._events

    def _look(self) -> tuple[tuple[str, int, int], ...]:
        files = ((path, path.stat()) for path in sorted(self._folder.glob("*.csv")))
        return tuple((path.name, status.st_mtime_ns, status.st_size) for path, status in files)


def _rows(path: Path, columns: tuple[str, ...]) -> list[Row]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if set(reader.fieldnames or ()) != set(columns):
                raise ContentError(f"{path.name}: has not the columns {', '.join(columns)}")
            rows = list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ContentError(f"{path.name} cannot be read: {error}") from error
    for number, row in enumerate(rows, 2):
        if None in row or None in row.values():
            raise ContentError(f"{path.name}: row {number} has not as many cells as the header")
    return [{name: cell.strip() for name, cell in row.items()} for row in rows]


def _step(row: Row) -> Step:
    answers = dict(part.partition("=")[::2] for part in row["answers"].split())
    return Step(
        item=row["item"],
        why=row["why"],
        after=tuple(row["after"].split()),
        visit=row["visit"],
        choices=tuple(row["choices"].split()),
        only_if=row["only_if"],
        answers=answers,
        gives=_parts(row["gives"]),
    )


def _phrase(words: str, *, event: str = "", unlisted: Unlisted | None = None) -> Phrase:
    groups = [plain(word).lower() for word in words.split()]
    if not any(not group.startswith("-") for group in groups):
        raise ContentError(f"words {words!r} of a life event name nothing that must be said")
    return Phrase(
        groups=tuple(tuple(group.split("/")) for group in groups if not group.startswith("-")),
        never=tuple(word for group in groups if group.startswith("-") for word in group[1:].split("/")),
        event=event,
        unlisted=unlisted,
    )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())
