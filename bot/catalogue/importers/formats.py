"""The formats that can be imported; adding one is a file with ``open_file`` and a row here."""

from __future__ import annotations

from dataclasses import dataclass

from bot.catalogue.importers import guangan, guangdong, national, table
from bot.catalogue.importers.reading import Format


@dataclass(frozen=True)
class KnownFormat:
    """A format: what reads it, and one line for ``--help``."""

    open: Format
    help: str


FORMATS: dict[str, KnownFormat] = {
    "guangdong": KnownFormat(guangdong.open_file, "JSON lines of Guangdong's government service portal"),
    "national": KnownFormat(national.open_file, "national exchange tables, CSV or workbook, with the tables beside"),
    "guangan": KnownFormat(guangan.open_file, "JavaScript file of item names by department with links"),
    "table": KnownFormat(table.open_file, "any CSV file or workbook; --mapping says what its columns hold"),
}
