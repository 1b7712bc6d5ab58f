"""Tables out of CSV files and workbooks: rows by column name, each with its place, and what is broken about it.

A quote that is never closed swallows the rest of a CSV file for most readers; here it costs its own line.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from bot.catalogue.importers.cleaning import one_line
from bot.catalogue.importers.reading import encoding_of
from bot.errors import CatalogueError

HEADER_WITHIN = 10  # rows among which the header is looked for; titles may stand above it
LINES_IN_A_CELL = 200  # a quoted cell with more lines is a quote that was never closed
DELIMITERS = ",\t;|"

csv.field_size_limit(10_000_000)


@dataclass(frozen=True)
class TableRow:
    """Values by column name, as they stand; ``problem`` says why the row cannot be trusted, empty when it can."""

    number: str
    values: dict[str, str]
    problem: str = ""


@dataclass(frozen=True)
class Table:
    """A sheet or file: its name and columns; ``rows()`` reads it from its start."""

    name: str
    columns: tuple[str, ...]
    rows: Callable[[], Iterator[TableRow]]


Cells = tuple[str, list[str], str]  # place, cells, problem


def read_tables(path: Path, is_column: Callable[[str], bool] = bool) -> list[Table]:
    """Every table of a ``.csv``, ``.tsv`` or ``.txt`` file or ``.xlsx`` workbook that has a header.

    The header is the row, of the first ten, with the most names for which ``is_column`` holds. CatalogueError when the
    file cannot be read.
    """
    suffix = path.suffix.lower()
    if suffix in (".xlsx", ".xlsm"):
        return _workbook(path, is_column)
    if suffix == ".xls":
        raise CatalogueError(f"{path}: 旧的 .xls 读不了，请另存为 .xlsx 或 CSV (save it as .xlsx or CSV)")
    encoding, errors = encoding_of(path)
    table = _table(path.name, lambda: _csv_rows(path, encoding, errors), is_column)
    return [table] if table else []


def _table(name: str, cells: Callable[[], Iterator[Cells]], is_column: Callable[[str], bool]) -> Table | None:
    first = [row for row in islice(cells(), HEADER_WITHIN) if any(row[1])]
    names = [[one_line(cell) for cell in row[1]] for row in first]
    known = [sum(bool(cell) and is_column(cell) for cell in row) for row in names]
    if not known or max(known) == 0:
        return None
    at = known.index(max(known))
    columns, after = names[at], first[at][0]

    def rows() -> Iterator[TableRow]:
        begun = False
        for place, values, problem in cells():
            if begun and any(value.strip() for value in values):
                yield _row(place, columns, values, problem)
            begun = begun or place == after

    return Table(name, tuple(column for column in columns if column), rows)


def _row(place: str, columns: list[str], values: list[str], problem: str) -> TableRow:
    beyond = [value for value in values[len(columns) :] if value.strip()]
    if beyond and not problem:
        problem = f"比表头多出 {len(beyond)} 格，多半是串了列"
    found = {column: value for column, value in zip(columns, values, strict=False) if column}
    return TableRow(place, found, problem)


def _csv_rows(path: Path, encoding: str, errors: str) -> Iterator[Cells]:
    with path.open(encoding=encoding, errors=errors, newline="") as file:
        start = file.read(4096)
        file.seek(0)
        first = next((line for line in start.splitlines() if line.strip()), "")
        delimiter = max(DELIMITERS, key=first.count)
        for number, record, problem in _records(file, delimiter):
            row = next(csv.reader([record], delimiter=delimiter), []) if not problem else [record]
            yield str(number), row, problem


def _records(lines: Iterable[str], delimiter: str) -> Iterator[tuple[int, str, str]]:
    """Lines put together where a quoted cell runs over several; a quote without an end spoils its own line only."""
    sign = re.escape(delimiter)
    whole = re.compile(rf'(?:^|(?<={sign}))"(?:[^"]|"")*"(?={sign}|\r?\n?$)')
    opened = re.compile(rf'(?:^|{sign})"')
    source, waiting, number = iter(lines), deque[str](), 0
    while (line := waiting.popleft() if waiting else next(source, None)) is not None:
        number += 1
        record, taken = line.replace("\0", ""), 0
        following: list[str] = []
        while opened.search(whole.sub("", record)):
            more = waiting.popleft() if waiting else next(source, None)
            if more is not None:
                following.append(more)
            if more is None or len(following) > LINES_IN_A_CELL:
                waiting.extendleft(reversed(following))
                yield number, line.rstrip("\r\n"), "引号没有闭合"
                break
            record += more.replace("\0", "")
            taken += 1
        else:
            yield number, record.rstrip("\r\n"), ""
            number += taken


def _workbook(path: Path, is_column: Callable[[str], bool]) -> list[Table]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (OSError, BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise CatalogueError(f"{path}: 不是能读的工作簿 (not a workbook that can be read): {error}") from error

    def reader(sheet: Any) -> Callable[[], Iterator[Cells]]:
        def cells() -> Iterator[Cells]:
            for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
                yield str(number), [_text(value) for value in row], ""

        return cells

    found = (_table(sheet.title, reader(sheet), is_column) for sheet in book.worksheets)
    return [table for table in found if table]


def _text(value: Any) -> str:
    """A cell as text: whole numbers without a point, days without a time that says nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.date().isoformat() if not (value.hour or value.minute) else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)
