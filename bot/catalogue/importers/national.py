"""``national``: the national exchange tables (实施清单), CSV or workbook: the items, and beside them materials, fees,
process, questions and results as further sheets or files of the same folder.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.calendar import system_clock
from bot.catalogue.importers.beside import DELETED, Beside
from bot.catalogue.importers.cleaning import day, one_line, plain, yes_no
from bot.catalogue.importers.codes import CASE_KINDS, DEPARTMENT_KINDS, LEVELS, WAYS, words
from bot.catalogue.importers.draft import Doubt, Draft, RowRefused
from bot.catalogue.importers.fields import draft_from
from bot.catalogue.importers.mapping import MappingFile, read_mapping
from bot.catalogue.importers.national_columns import FIELDS, MAIN, canonical, is_column, kind_of
from bot.catalogue.importers.national_parts import add_fees, add_materials, add_process, add_questions, add_results
from bot.catalogue.importers.reading import Options, Reading, Row, origin_of
from bot.catalogue.importers.tables import Table, TableRow, read_tables
from bot.errors import CatalogueError

SOURCE = "国家政务服务平台"
SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm")

_WORDS = {"USE_LEVEL": LEVELS, "DEPT_TYPE": DEPARTMENT_KINDS, "PROJECT_TYPE": CASE_KINDS, "HANDLE_TYPE": WAYS}
_YES_NO = {
    "IS_ENTRY_CENTER", "IS_HANDLE", "IS_SCHEDULE", "IS_PAY_ONLINE", "IS_EXPRESS", "IS_SERVICE_TERMINALS",
    "IS_MAIL_MATERIAL", "IS_MAIL_RESULT",
}  # fmt: skip
_ENDED = ("取消", "注销", "停用", "暂停", "废止")


def open_file(path: Path, options: Options) -> Reading:
    """The rows of the main table; CatalogueError when the file has none. A mapping may add columns and unit codes."""
    mapping = read_mapping(options.mapping) if options.mapping else MappingFile()
    tables = read_tables(path, lambda header: is_column(header) or header in mapping.taken())
    main = next((table for table in tables if kind_of(table.columns) == "main"), None)
    if main is None:
        raise CatalogueError(f"{path}: 没有主表：表头里要有 TASK_NAME 事项名称和 TASK_CODE 实施编码 (no main table)")
    beside = Beside()
    for table in [*tables, *_neighbours(path, beside.notes)]:
        kind = kind_of(table.columns)
        if kind and kind != "main":
            beside.add(kind, table)
    beside.join(main)
    origin = origin_of(options, name=mapping.source or SOURCE, region=mapping.region, as_of=mapping.as_of)
    return Reading(origin, _rows(main, beside, mapping), beside.notes)


def _neighbours(path: Path, notes: list[str]) -> Iterator[Table]:
    """The tables in the other files of the folder; one that cannot be read is noted."""
    for other in sorted(path.parent.iterdir()):
        if other != path and other.suffix.lower() in SUFFIXES and not other.name.startswith((".", "~$")):
            try:
                yield from read_tables(other, is_column)
            except CatalogueError as error:
                notes.append(f"旁边的文件没有用上：{error}")


def _rows(main: Table, beside: Beside, mapping: MappingFile) -> Iterator[Row]:
    codes = Codes(main)
    for row in main.rows():
        values = {canonical("main", header): value for header, value in row.values.items()} | {
            header: value for header, value in row.values.items() if header in mapping.taken()
        }
        yield _row(row, values, beside, mapping, codes)


def _row(row: TableRow, values: dict[str, str], beside: Beside, mapping: MappingFile, codes: Codes) -> Row:
    code = codes.of(values)

    def make(doubt: Doubt) -> Draft:
        if row.problem:
            raise RowRefused(row.problem)
        in_force(values)
        if newer := codes.newer(code, row.number):
            raise RowRefused(f"同一编码有更新的版本，在第 {newer} 行")
        ours = {name: _first(values, columns) for name, columns in FIELDS.items()}
        ours = {**ours, "code": code, **mapping.fields(values)}
        draft = draft_from({name: text for name, text in ours.items() if text}, doubt, mapping.units)
        _keep_the_rest(values, draft, mapping)
        add_materials(draft, beside.of("materials", values), doubt)
        add_fees(draft, beside.of("fees", values))
        add_process(draft, beside.of("process", values), mapping.units)
        add_questions(draft, beside.of("questions", values))
        add_results(draft, beside.of("results", values))
        return draft

    return Row(row.number, code, make)


def in_force(values: dict[str, str]) -> None:
    """RowRefused for an item that is deleted, ended or called off."""
    if plain(values.get("ISDEL")) in DELETED:
        raise RowRefused("标着已删除")
    state = plain(values.get("TASK_STATE"))
    if any(word in state for word in _ENDED):
        raise RowRefused(f"事项状态是“{state:.20}”")
    ends = day(values.get("PLAN_CANCEL_DATE"))
    if ends and ends <= system_clock.today():
        raise RowRefused(f"计划取消日期 {ends} 已过")


def _first(values: dict[str, str], columns: tuple[str, ...]) -> str:
    return next((values[column] for column in columns if plain(values.get(column))), "")


class Codes:
    """The codes of a main table: an item's own, or that of the single thing handled where an item has several."""

    def __init__(self, main: Table) -> None:
        handled: dict[str, str] = {}
        self._several: set[str] = set()
        rows = [(row.number, _coded(row)) for row in main.rows() if not row.problem]
        for _, (item, thing, _) in rows:
            if item and handled.setdefault(item, thing) != thing:
                self._several.add(item)
        self._newest: dict[str, tuple[int, str]] = {}
        for number, (item, thing, version) in rows:
            code = self._chosen(item, thing)
            if version.isdigit() and int(version) > self._newest.get(code, (-1, ""))[0]:
                self._newest[code] = (int(version), number)

    def of(self, values: dict[str, str]) -> str:
        """The code of a row."""
        return self._chosen(one_line(_first(values, FIELDS["code"])), one_line(values.get("TASK_HANDLE_ITEM")))

    def newer(self, code: str, row: str) -> str:
        """The row in which the code stands in its newest version; empty when it is this one or there are none."""
        newest = self._newest.get(code, (0, row))[1]
        return newest if newest != row else ""

    def _chosen(self, item: str, thing: str) -> str:
        return thing if item in self._several and thing else item


def _coded(row: TableRow) -> tuple[str, str, str]:
    """Item code, code of the thing handled, version."""
    values = {canonical("main", header): value for header, value in row.values.items()}
    item, thing = one_line(_first(values, FIELDS["code"])), one_line(values.get("TASK_HANDLE_ITEM"))
    return item, thing, plain(values.get("TASK_VERSION"))


def _keep_the_rest(values: dict[str, str], draft: Draft, mapping: MappingFile) -> None:
    """What no field took, under its name in Chinese; codes of the standard in words."""
    used = {next((c for c in columns if plain(values.get(c))), "") for columns in FIELDS.values()} | mapping.taken()
    for column, value in values.items():
        text = plain(value)
        if column in used or not text:
            continue
        if column in _WORDS:
            text = "、".join(words(text, _WORDS[column]))
        elif column in _YES_NO and (said := yes_no(text)) is not None:
            text = "支持" if said else "不支持"
        draft.also(MAIN.get(column, column), text)
