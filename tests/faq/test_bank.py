"""The bank in use: what ships, what was imported, and what of both answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from bot.faq.bank import SHIPPED, bank_stamp, imported_path, load_bank, save_imported, sort_rows
from bot.faq.question import DRAFT, Question
from bot.settings import Settings
from tests.support import items

Write = Callable[..., Path]
ON = date(2026, 11, 20)


def test_what_ships_can_all_be_used():
    for path in SHIPPED.glob("*.csv"):
        found = sort_rows(path)
        assert found.kept and found.rejected == (), path.name
        for one in found.kept:
            assert one.source and one.checked_on, one.question
            assert one.item == "" or one.item in items(), one.question


def test_what_ships_names_no_question_twice(tmp_path: Path):
    keys = [one.key for one in load_bank(Settings(var=tmp_path)) if one.holds(ON)]
    assert len(keys) == len(set(keys))


def test_an_imported_answer_takes_the_place_of_a_shipped_one(bank_file: Write, tmp_path: Path):
    shipped = bank_file("question,answer,item\n能代办吗？,能,1003\n要预约吗？,要,1003\n").parent
    settings = Settings(var=tmp_path / "var")
    save_imported(settings, [Question("能代办吗", "不能", "1003"), Question("能代办吗？", "能", "1005")])
    bank = load_bank(settings, shipped)
    assert [(one.answer, one.item, one.shipped) for one in bank] == [
        ("不能", "1003", False),
        ("能", "1005", False),
        ("要", "1003", True),
    ]


def test_versions_of_an_answer_stand_beside_each_other(tmp_path: Path, bank_file: Write):
    text = "question,answer,effective_on,expires_on\n多少钱？,20 元,,2026-12-31\n多少钱？,免费,2027-01-01,\n"
    assert len(sort_rows(bank_file(text)).kept) == 2
    assert sort_rows(bank_file(text.replace("2027-01-01", "2026-12-31"))).rejected[0].row == 3


def test_drafts_are_kept_and_answer_nobody(tmp_path: Path):
    settings = Settings(var=tmp_path)
    save_imported(settings, [Question("一", "1", status=DRAFT), Question("二", "2")])
    assert [one.question for one in load_bank(settings, tmp_path / "none")] == ["二"]
    assert len(sort_rows(imported_path(settings)).kept) == 2


def test_a_bad_row_in_a_shipped_file_does_not_take_the_bank_away(bank_file: Write, tmp_path: Path, caplog):
    folder = bank_file("question,answer\n能吗,\n行吗,行\n").parent
    assert [one.answer for one in load_bank(Settings(var=tmp_path / "var"), folder)] == ["行"]
    assert "row 2" in caplog.text


def test_the_stamp_changes_with_the_files(bank_file: Write, tmp_path: Path):
    folder = bank_file("question,answer\n能吗,能\n").parent
    settings = Settings(var=tmp_path / "var")
    before = bank_stamp(settings, folder)
    save_imported(settings, [Question("一", "1")])
    assert before != bank_stamp(settings, folder) == bank_stamp(settings, folder)


def test_an_id_stays_while_wording_item_and_first_day_do():
    one = Question("能代办吗？", "能", "1003")
    assert one.id == Question("能代办吗", "不能", "1003").id
    assert one.id not in (Question("能代办吗？", "能").id, Question("能代办吗？", "能", "1003", effective_on=ON).id)


def test_the_days_on_which_an_answer_holds():
    one = Question("问", "答", effective_on=date(2026, 1, 1), expires_on=date(2026, 12, 31))
    days = {date(2025, 12, 31): False, date(2026, 1, 1): True, date(2026, 12, 31): True, date(2027, 1, 1): False}
    assert {day: one.holds(day) for day in days} == days
    assert Question("问", "答").holds(ON)
