"""Rows of the tables beside a main table, found by the item they belong to; kept on disk while the import runs."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from bot.catalogue.importers.cleaning import plain
from bot.catalogue.importers.national_columns import KEYS, canonical
from bot.catalogue.importers.tables import Table

DELETED = ("1", "是", "Y")


class Beside:
    """Child rows by kind and key. SQLite's own temporary file holds them: a province has millions."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("")
        self._db.execute("CREATE TABLE child (kind TEXT, column_ TEXT, key TEXT, at INTEGER, body TEXT)")
        self._columns: dict[str, tuple[str, str]] = {}
        self.notes: list[str] = []

    def add(self, kind: str, table: Table) -> None:
        """Take every row of a table that is not marked as deleted, under each key column it has."""
        self._db.executemany("INSERT INTO child VALUES (?, ?, ?, ?, ?)", self._keyed(kind, table))

    def join(self, main: Table) -> None:
        """Find for each kind by which pair of columns most rows belong to a row of the main table."""
        self._db.execute("CREATE INDEX by_key ON child (kind, column_, key)")
        self._db.execute("CREATE TABLE parent (column_ TEXT, key TEXT)")
        self._db.executemany("INSERT INTO parent VALUES (?, ?)", _parents(main))
        self._db.execute("CREATE INDEX by_parent ON parent (column_, key)")
        for (kind,) in self._db.execute("SELECT DISTINCT kind FROM child").fetchall():
            found = self._db.execute(
                "SELECT c.column_, p.column_, count(*) FROM child c JOIN parent p ON c.key = p.key WHERE c.kind = ? "
                "GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT 1",
                (kind,),
            ).fetchone()
            if found:
                self._columns[kind] = (found[0], found[1])
            self.notes.append(self._joined(kind))

    def of(self, kind: str, row: Mapping[str, str]) -> list[dict[str, str]]:
        """The rows of that kind that belong to a row of the main table, in their order."""
        pair = self._columns.get(kind)
        key = plain(row.get(pair[1])) if pair else ""
        if not pair or not key:
            return []
        rows = self._db.execute(
            "SELECT body FROM child WHERE kind = ? AND column_ = ? AND key = ? ORDER BY at", (kind, pair[0], key)
        )
        return [json.loads(body) for (body,) in rows]

    def _joined(self, kind: str) -> str:
        """What to report of a kind: by which columns it was joined, and how many rows belong to no item."""
        if kind not in self._columns:
            return f"旁边的表 {kind}：没有一行对得上主表（共有的编号列要有，如 TASK_GUID、TASK_CODE）"
        own, parent = self._columns[kind]
        [(every,)] = self._db.execute("SELECT count(*) FROM child WHERE kind = ? AND column_ = ?", (kind, own))
        [(lost,)] = self._db.execute(
            "SELECT count(*) FROM child WHERE kind = ? AND column_ = ? "
            "AND key NOT IN (SELECT key FROM parent WHERE column_ = ?)",
            (kind, own, parent),
        )
        told = f"旁边的表 {kind}：{every} 行，按 {own} = {parent} 对上主表"
        return f"{told}，{lost} 行找不到事项" if lost else told

    def _keyed(self, kind: str, table: Table) -> Iterator[tuple[str, str, str, int, str]]:
        for at, row in enumerate(table.rows()):
            if row.problem:
                self.notes.append(f"旁边的表 {table.name} 第 {row.number} 行没有收：{row.problem}")
                continue
            values = {canonical(kind, header): value for header, value in row.values.items()}
            if plain(values.get("ISDEL")) in DELETED:
                continue
            order = plain(values.get("ORDER_NUM"))
            body = json.dumps(values, ensure_ascii=False)
            for column in KEYS:
                if key := plain(values.get(column)):
                    yield kind, column, key, int(order) if order.isdigit() else at, body


def _parents(main: Table) -> Iterable[tuple[str, str]]:
    for row in main.rows():
        values = {canonical("main", header): value for header, value in row.values.items()}
        yield from ((column, key) for column in KEYS if (key := plain(values.get(column))))
