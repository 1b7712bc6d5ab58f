"""``table``: any CSV file or workbook, with a mapping file that says which column holds which field."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.catalogue.importers.cleaning import one_line, plain
from bot.catalogue.importers.draft import Doubt, Draft, RowRefused
from bot.catalogue.importers.fields import draft_from
from bot.catalogue.importers.mapping import MappingFile, read_mapping
from bot.catalogue.importers.reading import Options, Reading, Row, origin_of
from bot.catalogue.importers.tables import Table, TableRow, read_tables
from bot.errors import CatalogueError


def open_file(path: Path, options: Options) -> Reading:
    """The rows of the table that the mapping speaks of; CatalogueError without a mapping, or when no table fits it."""
    if options.mapping is None:
        raise CatalogueError(
            "--format table 要用 --mapping FILE 说明各列是什么，见 docs/catalogues.md (needs --mapping)"
        )
    mapping = read_mapping(options.mapping)
    if "name" not in mapping.columns:
        raise CatalogueError(f"{options.mapping}: columns 里至少要有 name (columns.name is missing)")
    table = chosen(read_tables(path, mapping.taken().__contains__), mapping, path)
    origin = origin_of(options, name=mapping.source or path.stem, region=mapping.region, as_of=mapping.as_of)
    return Reading(origin, _rows(table, mapping))


def chosen(tables: list[Table], mapping: MappingFile, path: Path) -> Table:
    """The sheet named, else the one with the most of the mapping's columns."""
    named = [table for table in tables if not mapping.sheet or table.name == mapping.sheet]
    if not named:
        names = "、".join(table.name for table in tables) or "一张也没有"
        raise CatalogueError(f"{path}: 没有对得上的表，文件里的表：{names} (no table fits the mapping)")
    table = max(named, key=lambda each: len(mapping.taken() & set(each.columns)))
    missing = [column for column in mapping.columns["name"] if column not in table.columns]
    if len(missing) == len(mapping.columns["name"]):
        raise CatalogueError(
            f"{path}: 表“{table.name}”里没有名称列“{missing[0]}”，它有：{'、'.join(table.columns)} (no such column)"
        )
    return table


def _rows(table: Table, mapping: MappingFile) -> Iterator[Row]:
    for row in table.rows():
        yield row_of(row, mapping)


def row_of(row: TableRow, mapping: MappingFile) -> Row:
    """The row with what makes its draft; columns that no field takes are kept under their own names."""
    codes = (one_line(row.values.get(column)) for column in mapping.columns.get("code", ()))

    def make(doubt: Doubt) -> Draft:
        if row.problem:
            raise RowRefused(row.problem)
        draft = draft_from(mapping.fields(row.values), doubt, mapping.units, coded="code" in mapping.columns)
        for column, value in row.values.items():
            if column not in mapping.taken():
                draft.also(column, plain(value))
        return draft

    return Row(row.number, next(filter(None, codes), ""), make)
