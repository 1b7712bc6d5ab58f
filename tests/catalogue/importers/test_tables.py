"""Tables out of CSV files and workbooks, in the encodings and with the damage they come with."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from bot.catalogue.importers.tables import Table, TableRow, read_tables
from bot.errors import CatalogueError

COLUMNS = {"编码", "名称", "条件"}


def table(path: Path) -> Table:
    [found] = read_tables(path, COLUMNS.__contains__)
    return found


def csv_file(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "items.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_encodings_and_delimiters(tmp_path: Path, encoding: str, delimiter: str) -> None:
    text = f"编码{delimiter}名称\r\na1{delimiter}补证\r\n"
    assert list(table(csv_file(tmp_path, text, encoding)).rows()) == [TableRow("2", {"编码": "a1", "名称": "补证"})]


def test_titles_above_the_header_and_empty_rows_are_passed_over(tmp_path: Path) -> None:
    found = table(csv_file(tmp_path, "某局事项清单,,\n,,\n编码,名称,条件\n,,\na1,补证,年满 18 岁\n"))
    assert found.columns == ("编码", "名称", "条件")
    assert list(found.rows()) == [TableRow("5", {"编码": "a1", "名称": "补证", "条件": "年满 18 岁"})]


def test_a_quoted_cell_may_run_over_lines(tmp_path: Path) -> None:
    rows = list(table(csv_file(tmp_path, '编码,名称,条件\na1,"补\n证","说""好"""\na2,换证,\n')).rows())
    assert [(row.number, row.values["名称"]) for row in rows] == [("2", "补\n证"), ("4", "换证")]
    assert rows[0].values["条件"] == '说"好"'


def test_a_quote_without_an_end_costs_its_own_line_only(tmp_path: Path) -> None:
    rows = list(table(csv_file(tmp_path, '编码,名称,条件\na1,"坏了,x\na2,好,y\na3,6"管,z\n')).rows())
    assert [(row.number, bool(row.problem)) for row in rows] == [("2", True), ("3", False), ("4", False)]
    assert rows[2].values["名称"] == '6"管'


def test_cells_beyond_the_header_are_a_problem_and_missing_ones_are_not(tmp_path: Path) -> None:
    rows = list(table(csv_file(tmp_path, "编码,名称,条件\na1,x,y,z\na2,x\na3,x,y,,\n")).rows())
    assert "比表头多出 1 格" in rows[0].problem
    assert not rows[1].problem and rows[1].values == {"编码": "a2", "名称": "x"}
    assert not rows[2].problem


def test_bytes_that_are_no_text_are_marked_not_fatal(tmp_path: Path) -> None:
    path = tmp_path / "items.csv"
    path.write_bytes("编码,名称\na1,补证\n".encode() + b"a2,\xff\xfe\x80\n" + "a3,换证\n".encode())
    rows = list(table(path).rows())
    assert [row.values["编码"] for row in rows] == ["a1", "a2", "a3"] and "\ufffd" in rows[1].values["名称"]


def test_a_workbook_has_a_table_for_each_sheet_with_a_header(tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "说明"
    book.active.append(["填表说明"])
    sheet = book.create_sheet("事项")
    sheet.append(["编码", "名称", "条件"])
    sheet.append([12, "补证", None])
    sheet.append([12.0, True, date(2021, 5, 6)])
    sheet.append([1.5, datetime(2021, 5, 6, 9, 30), 1e30])  # noqa: DTZ001 - a sheet knows no zones
    book.save(tmp_path / "items.xlsx")
    found = table(tmp_path / "items.xlsx")
    assert found.name == "事项"
    assert [list(row.values.values()) for row in found.rows()] == [
        ["12", "补证", ""],
        ["12", "是", "2021-05-06"],
        ["1.5", "2021-05-06 09:30", "1e+30"],
    ]


def test_what_is_no_workbook_is_told(tmp_path: Path) -> None:
    for name in ("a.xlsx", "a.xls"):
        (tmp_path / name).write_text("编码,名称")
        with pytest.raises(CatalogueError, match=name):
            read_tables(tmp_path / name)


def test_a_file_without_a_header_has_no_table(tmp_path: Path) -> None:
    assert read_tables(csv_file(tmp_path, "x,y\n1,2\n"), COLUMNS.__contains__) == []
    assert read_tables(csv_file(tmp_path, ""), COLUMNS.__contains__) == []
