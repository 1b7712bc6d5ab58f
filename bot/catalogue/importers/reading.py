"""What every importer gives: where the register comes from, and its rows, each still to be made into a draft.

A format is a function ``(path, options) -> Reading`` in a file of its own. It raises CatalogueError for a file that
cannot be read at all; what is wrong with one row is raised by that row's ``make``, and loses that row only.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.catalogue.importers.draft import Doubt, Draft, Origin
from bot.errors import CatalogueError

CHUNK = 1 << 20  # bytes


@dataclass(frozen=True)
class Options:
    """What the command was told beside file and format; empty: as the format or the file has it."""

    mapping: Path | None = None
    region: str = ""
    source: str = ""
    as_of: str = ""


@dataclass(frozen=True)
class Row:
    """One row: where it stands, the code it seems to have, and what makes a draft of it (RowRefused, ValueError,
    TypeError or LookupError when it cannot)."""

    number: str
    code: str
    make: Callable[[Doubt], Draft]


@dataclass(frozen=True)
class Reading:
    """A file under way."""

    origin: Origin
    rows: Iterator[Row]
    notes: list[str] = field(default_factory=list)  # about the file as a whole, for the report


Format = Callable[[Path, Options], Reading]


def origin_of(options: Options, *, name: str, region: str = "", as_of: str = "") -> Origin:
    """The format's own origin, with what the command said in its place."""
    return Origin(options.source or name, options.region or region, options.as_of or as_of)


def encoding_of(path: Path) -> tuple[str, str]:
    """Encoding of a text file and how to take what is no text: UTF-8, UTF-16 by its mark, else GB 18030 (GBK, GB 2312).

    A file that is none of them is read as UTF-8, each lost byte as U+FFFD. CatalogueError when it cannot be opened.
    """
    try:
        with path.open("rb") as file:
            start = file.read(4)
            if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                return "utf-16", "replace"
            for encoding in ("utf-8-sig", "gb18030"):
                file.seek(0)
                if _decodes(iter(lambda: file.read(CHUNK), b""), encoding):
                    return encoding, "strict"
    except OSError as error:
        raise CatalogueError(f"{path}: cannot be read: {error.strerror}") from error
    return "utf-8-sig", "replace"


def _decodes(chunks: Iterator[bytes], encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for chunk in chunks:
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
