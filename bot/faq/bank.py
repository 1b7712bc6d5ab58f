"""The question bank: what ships in ``data/faq/*.csv`` and what a city has imported, as one.

The imported bank is one file under BANSHI_VAR, replaced at once and whole. Its answers go before shipped ones: a
shipped question with the same wording and item is left out where both hold.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.faq.question import APPROVED, Question
from bot.faq.rows import Rejected, private, read_file, to_question, write_csv
from bot.settings import ROOT, Settings

log = logging.getLogger(__name__)

#: The bank as shipped.
SHIPPED = ROOT / "data" / "faq"


@dataclass(frozen=True)
class Sorted:
    """Questions of a file that can be used, and the rows that cannot."""

    kept: tuple[Question, ...]
    rejected: tuple[Rejected, ...]

    @property
    def read(self) -> int:
        """How many rows were read."""
        return len(self.kept) + len(self.rejected)


def imported_path(settings: Settings) -> Path:
    """Where the imported bank is kept."""
    return settings.var / "faq" / "bank.csv"


def sort_rows(path: Path, *, shipped: bool = False, screened: bool = True) -> Sorted:
    """Every row of a file as a question or a refusal; ``screened`` refuses personal data too.

    ContentError when the file itself cannot be read.
    """
    kept: list[Question] = []
    rejected: list[Rejected] = []
    first: dict[str, list[tuple[int, Question]]] = {}
    for row, values in read_file(path):
        try:
            made = to_question(values, shipped=shipped)
        except ValueError as error:
            rejected.append(Rejected(row, str(error)))
            continue
        if screened and (kind := private(made)):
            rejected.append(Rejected(row, f"personal data ({kind})"))
            continue
        same = first.setdefault(made.key, [])
        if twin := next((number for number, other in same if made.overlaps(other)), None):
            rejected.append(Rejected(row, f"the same question as in row {twin}"))
            continue
        same.append((row, made))
        kept.append(made)
    return Sorted(tuple(kept), tuple(rejected))


def load_bank(settings: Settings, folder: Path = SHIPPED) -> tuple[Question, ...]:
    """The approved questions, imported ones first. A row that cannot be used is logged and left out."""
    questions = [*_usable(imported_path(settings), shipped=False)] if imported_path(settings).exists() else []
    known: dict[str, list[Question]] = {}
    for one in questions:
        known.setdefault(one.key, []).append(one)
    for path in sorted(folder.glob("*.csv")):
        for one in _usable(path, shipped=True):
            if not any(one.overlaps(other) for other in known.get(one.key, ())):
                questions.append(one)
                known.setdefault(one.key, []).append(one)
    return tuple(one for one in questions if one.status == APPROVED)


def save_imported(settings: Settings, questions: Iterable[Question]) -> Path:
    """Keep the questions as the imported bank, at once and whole; returns where."""
    path = imported_path(settings)
    path.parent.mkdir(parents=True, exist_ok=True)
    waiting = path.with_suffix(f".{os.getpid()}.tmp")
    waiting.write_text(write_csv(list(questions)), encoding="utf-8")
    waiting.replace(path)
    return path


def bank_stamp(settings: Settings, folder: Path = SHIPPED) -> tuple[tuple[str, int, int], ...]:
    """Changes when the bank does: its files with time of writing (nanoseconds) and size."""
    files = [*sorted(folder.glob("*.csv")), imported_path(settings)]
    return tuple((str(path), *_written(path)) for path in files if path.exists())


def _usable(path: Path, *, shipped: bool) -> tuple[Question, ...]:
    # Screened for personal data when they were imported, or by the tests; here it would take seconds.
    found = sort_rows(path, shipped=shipped, screened=False)
    for one in found.rejected:
        log.warning("%s, row %d is left out: %s", path.name, one.row, one.reason)
    return found.kept


def _written(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_mtime_ns, status.st_size
