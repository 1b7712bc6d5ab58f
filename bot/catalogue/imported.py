"""An imported catalogue on disk: one SQLite file with its items, their guides and a profile of the whole.

One file is replaced by one rename, so that a catalogue in service is never half of two. Guides are read one by one:
100,000 of them cost no memory. ``Writer`` makes the file, ``Imported`` reads it; the sandbox serves from it.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from bot.errors import CatalogueError, ContentError
from bot.platform_api import codec
from bot.platform_api.models import Guide, ServiceItem

T = TypeVar("T")

FILE = "catalogue.db"
FORMAT = 1  # of the file; one of another format has to be imported again
BATCH = 500  # rows written at once

_TABLES = """
CREATE TABLE profile (body TEXT NOT NULL);
CREATE TABLE entry (code TEXT PRIMARY KEY, item TEXT NOT NULL, guide TEXT NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True)
class Profile:
    """A catalogue as a whole.

    ``region`` is whose services it lists (广东省), ``source`` who published them, ``starters`` the codes of items to
    offer first, ``imported_at`` when (ISO 8601); ``read``, ``kept``, ``rejected`` count rows of the file.
    """

    name: str
    format: str
    region: str
    source: str
    imported_at: str
    read: int = 0
    kept: int = 0
    rejected: int = 0
    starters: tuple[str, ...] = field(default=())


def catalogue_file(var: Path, name: str) -> Path:
    """Where the imported catalogue ``name`` lives."""
    return var / "catalogues" / name / FILE


class Writer:
    """Writes a catalogue beside the one in service; only ``finish`` puts it in its place.

    A context manager: left without ``finish``, or by an exception, it leaves everything as it was. CatalogueError when
    the disk does not take it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._waiting = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        self._rows: list[tuple[str, str, str]] = []
        with self._translated():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._waiting.unlink(missing_ok=True)
            self._db = sqlite3.connect(self._waiting, isolation_level=None)
            self._db.executescript(f"PRAGMA journal_mode = OFF; PRAGMA user_version = {FORMAT}; {_TABLES} BEGIN;")

    def add(self, guide: Guide) -> None:
        """One item with its guide; its code must be new."""
        item, body = codec.ITEM.encode(guide.item), codec.GUIDE.encode(guide)
        self._rows.append((guide.item.code, _dumped(item), _dumped(body)))
        if len(self._rows) >= BATCH:
            self._flush()

    def finish(self, profile: Profile) -> None:
        """Complete the file and put it in the place of the former one, at once and whole."""
        self._flush()
        with self._translated():
            self._db.execute("INSERT INTO profile VALUES (?)", (_dumped(asdict(profile)),))
            self._db.execute("COMMIT")
            self._db.close()
            with self._waiting.open("rb") as file:
                os.fsync(file.fileno())
            self._waiting.replace(self._path)

    def __enter__(self) -> Writer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()
        self._waiting.unlink(missing_ok=True)

    def _flush(self) -> None:
        with self._translated():
            self._db.executemany("INSERT INTO entry VALUES (?, ?, ?)", self._rows)
        self._rows = []

    def _translated(self) -> _DiskErrors:
        return _DiskErrors(self._path)


class Imported:
    """Reads an imported catalogue; immutable: a catalogue imported anew is another ``Imported``.

    CatalogueError when there is none, or the file is no catalogue of this format.
    """

    def __init__(self, path: Path) -> None:
        if not path.exists():
            raise CatalogueError(f"{path}: no such catalogue")
        self.path = path
        self._db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        try:
            [(version,)] = self._query("PRAGMA user_version")
            if version != FORMAT:
                raise CatalogueError(f"{path}: a catalogue of another version, import it again")
            [(body,)] = self._query("SELECT body FROM profile")
            self.profile = Profile(**{**json.loads(body), "starters": tuple(json.loads(body)["starters"])})
        except (ValueError, TypeError, KeyError) as error:
            raise CatalogueError(f"{path}: not a catalogue: {error}") from error

    def items(self) -> Iterator[ServiceItem]:
        """Every item, by code."""
        for (body,) in self._query("SELECT item FROM entry ORDER BY code"):
            yield self._decoded(codec.ITEM.decode, body)

    def item(self, code: str) -> ServiceItem | None:
        """The item with that code; None when there is none."""
        return self._one("item", code, codec.ITEM.decode)

    def guide(self, code: str) -> Guide | None:
        """The guide of the item with that code; None when there is none."""
        return self._one("guide", code, codec.GUIDE.decode)

    def guide_body(self, code: str) -> bytes | None:
        """The guide's JSON as it is sent; None when there is none."""
        return self._one("guide", code, lambda document: json.dumps(document, ensure_ascii=False).encode())

    def __len__(self) -> int:
        [(count,)] = self._query("SELECT count(*) FROM entry")
        return int(count)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def _one(self, column: str, code: str, decode: Callable[[Any], T]) -> T | None:
        rows = self._query(f"SELECT {column} FROM entry WHERE code = ?", code)  # noqa: S608 - one of two names above
        return self._decoded(decode, rows[0][0]) if rows else None

    def _query(self, statement: str, *values: str) -> list[tuple[Any, ...]]:
        try:
            with closing(self._db.execute(statement, values)) as cursor:
                return cursor.fetchall()
        except sqlite3.Error as error:
            raise CatalogueError(f"{self.path}: cannot be read: {error}") from error

    def _decoded(self, decode: Callable[[Any], T], body: str) -> T:
        try:
            return decode(json.loads(body))
        except (ValueError, ContentError) as error:
            raise CatalogueError(f"{self.path}: {error}") from error


class _DiskErrors:
    """Turns what the disk or SQLite says into a CatalogueError that names the catalogue."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, (sqlite3.Error, OSError)):
            raise CatalogueError(f"{self._path}: cannot be written, the former catalogue stays: {error}") from error


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
