"""An import is all or nothing: whatever fails, the catalogue before it stays in service."""

from __future__ import annotations

import json
import os
import sqlite3
from pathlib import Path

import pytest

from bot.calendar import FixedClock
from bot.catalogue.imported import Imported, catalogue_file
from bot.catalogue.importers.reading import Options
from bot.catalogue.importers.report import Report
from bot.catalogue.importers.run import import_file
from bot.errors import CatalogueError
from tests.catalogue.importers.importing import FIXTURES

FILE = FIXTURES / "guangdong.jsonl"
CLOCK = FixedClock.at(2026, 11, 20)


def run(var: Path, path: Path = FILE) -> Report:
    return import_file(path, "guangdong", "guangdong", var, Options(), CLOCK)


def in_service(var: Path) -> int:
    catalogue = Imported(catalogue_file(var, "guangdong"))
    try:
        return len(catalogue)
    finally:
        catalogue.close()


@pytest.fixture
def var(tmp_path: Path) -> Path:
    """A state with a catalogue of five items in service."""
    run(tmp_path / "var")
    return tmp_path / "var"


def rows(folder: Path, *lines: str) -> Path:
    path = folder / "rows.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.mark.parametrize("lines", [(), ("", ""), ("{", "[]"), ('{"TASK_CODE": "x"}',)])
def test_nothing_to_keep_changes_nothing(var: Path, tmp_path: Path, lines: tuple[str, ...]) -> None:
    with pytest.raises(CatalogueError, match="一项也没有收进"):
        run(var, rows(tmp_path, *lines))
    assert in_service(var) == 5


def test_the_reasons_are_told_when_nothing_is_kept(var: Path, tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"第 1 行.*没有事项名称"):
        run(var, rows(tmp_path, '{"TASK_CODE": "x"}'))


def test_a_file_that_is_not_there_changes_nothing(var: Path, tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="没有这个文件"):
        run(var, tmp_path / "gone.jsonl")
    with pytest.raises(CatalogueError, match="没有这个文件"):
        run(var, tmp_path)
    assert in_service(var) == 5


def test_a_folder_that_cannot_be_written_changes_nothing(var: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root writes everywhere")
    folder = catalogue_file(var, "guangdong").parent
    folder.chmod(0o500)
    try:
        with pytest.raises(CatalogueError, match="the former catalogue stays"):
            run(var)
    finally:
        folder.chmod(0o700)
    assert in_service(var) == 5


def test_a_disk_error_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "catalogues").write_text("a file where a folder belongs")
    with pytest.raises(CatalogueError, match="the former catalogue stays"):
        run(tmp_path)


def test_an_import_that_breaks_off_leaves_no_trace(var: Path, tmp_path: Path) -> None:
    array = rows(tmp_path, "[", FILE.read_text(encoding="utf-8"))  # begins like an array, is none
    with pytest.raises(CatalogueError, match="broken JSON array"):
        run(var, array)
    assert in_service(var) == 5
    assert [path.name for path in catalogue_file(var, "guangdong").parent.iterdir()] == ["catalogue.db"]


def test_a_reader_goes_on_while_the_catalogue_is_replaced(var: Path, tmp_path: Path) -> None:
    reader = Imported(catalogue_file(var, "guangdong"))
    first = FILE.read_text(encoding="utf-8").splitlines()[0]
    assert run(var, rows(tmp_path, first)).kept == 1
    assert len(list(reader.items())) == 5 and in_service(var) == 1
    reader.close()


def test_the_profile_counts_and_names_starters(var: Path) -> None:
    profile = Imported(catalogue_file(var, "guangdong")).profile
    assert (profile.read, profile.kept, profile.rejected) == (5, 5, 0)
    assert profile.imported_at.startswith("2026-11-20") and profile.format == "guangdong"
    assert len(profile.starters) == 3


def test_items_of_one_name_in_one_department_are_told(tmp_path: Path) -> None:
    line = FILE.read_text(encoding="utf-8").splitlines()[0]
    twin = json.dumps({**json.loads(line), "TASK_CODE": "twin"}, ensure_ascii=False)
    report = run(tmp_path, rows(tmp_path, line, twin))
    assert report.kept == 2 and [(note.row, note.reason) for note in report.odd] == [
        ("2", "同一部门有同名事项：在第 1 行")
    ]


def test_the_report_lists_counts_and_shortens() -> None:
    report = Report(read=60, kept=10)
    for row in range(50):
        report.reject(row, f"c{row}", "没有事项名称")
        report.doubt(row, f"c{row}", f"承诺时限：{row} 年")
    text = report.text(20)
    assert "第 19 行　c19　没有事项名称" in text and "c20　没有" not in text and "还有 30 行" in text
    assert "承诺时限：50 处" in text and "还有 45 处" in text
    assert text.endswith("(read 60, kept 10, rejected 50, odd 50)")
    assert "还有" not in report.text(200)


def test_a_catalogue_of_another_version_has_to_be_imported_again(var: Path) -> None:
    path = catalogue_file(var, "guangdong")
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(CatalogueError, match="another version"):
        Imported(path)
    assert run(var).kept == 5 and in_service(var) == 5


def test_what_is_no_catalogue_is_told(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.db"
    path.write_text("no database")
    for wrong in (path, tmp_path / "none.db"):
        with pytest.raises(CatalogueError, match=wrong.name):
            Imported(wrong)
