"""The check of the question bank finds each kind of mistake, and only that one."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from bot.errors import ContentError
from bot.faq.check import check_bank
from bot.faq.rows import COLUMNS

TODAY = date(2026, 11, 20)
ROW = {
    "question": "身份证过期要罚款吗",
    "answer": "不罚。但要尽快换新证。",
    "item": "1002",
    "source": "居民身份证法第十一条",
    "effective_on": "2004-01-01",
    "checked_on": "2026-11-18",
}


def write(folder: Path, *rows: dict[str, str], name: str = "a.csv") -> None:
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)


def found(folder: Path) -> list[str]:
    return [fault.message for fault in check_bank(folder, today=TODAY, items=["1002", "1003"]).faults]


def test_a_good_row_has_no_fault(tmp_path: Path) -> None:
    write(tmp_path, ROW)
    assert found(tmp_path) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"answer": "不。" * 61}, "身份证过期要罚款吗: an answer of 122 characters, at most 120"),
        ({"answer": "不" * 51}, "身份证过期要罚款吗: a sentence of 51 characters"),
        ({"answer": "请前往窗口。"}, "身份证过期要罚款吗: '前往' is a word of the office"),
        ({"answer": "打 13900000101。"}, "row 2: personal data (手机号)"),
        ({"item": "9999"}, "身份证过期要罚款吗: no item has the code '9999'"),
        ({"source": ""}, "身份证过期要罚款吗: no source"),
        ({"checked_on": ""}, "身份证过期要罚款吗: no checked_on"),
        ({"checked_on": "2026-11-21"}, "身份证过期要罚款吗: checked_on 2026-11-21 lies in the future"),
        ({"checked_on": "2025-11-19"}, "身份证过期要罚款吗: checked_on 2025-11-19 is more than a year ago"),
        ({"checked_on": "2026-13-01"}, "row 2: checked_on '2026-13-01' is no date"),
        ({"effective_on": "2027-01-01"}, "身份证过期要罚款吗: effective_on 2027-01-01 lies in the future"),
        ({"expires_on": "2026-11-19"}, "身份证过期要罚款吗: expires_on 2026-11-19 is over"),
        ({"answer": ""}, "row 2: no answer"),
    ],
)
def test_each_fault_is_found(tmp_path: Path, change: dict[str, str], fault: str) -> None:
    write(tmp_path, {**ROW, **change})
    [message] = found(tmp_path)
    assert message.startswith(fault)


@pytest.mark.parametrize(("rows", "told"), [(5, False), (6, True)])
def test_a_sentence_may_stand_in_five_answers(tmp_path: Path, rows: int, told: bool) -> None:
    write(tmp_path, *({**ROW, "question": f"第{n}个问题", "answer": "带上身份证原件到窗口来。"} for n in range(rows)))
    assert found(tmp_path) == (["'带上身份证原件到窗口来' stands in 6 answers: a.csv"] if told else [])


def test_a_question_that_two_files_ask_is_told(tmp_path: Path) -> None:
    write(tmp_path, ROW)
    write(tmp_path, {**ROW, "question": "身份证过期，要罚款吗？"}, name="b.csv")
    assert found(tmp_path) == ["身份证过期，要罚款吗？: stands in a.csv too"]


def test_an_old_and_a_new_rule_stand_beside_each_other(tmp_path: Path) -> None:
    write(tmp_path, {**ROW, "expires_on": "2026-12-31"})
    write(tmp_path, {**ROW, "effective_on": "2026-11-01", "answer": "不罚。"}, name="b.csv")
    assert len(found(tmp_path)) == 1  # both hold in December
    write(tmp_path, {**ROW, "effective_on": "2027-01-01"}, name="b.csv")
    assert found(tmp_path) == ["身份证过期要罚款吗: effective_on 2027-01-01 lies in the future"]


def test_items_with_too_few_questions_are_reported_and_no_fault(tmp_path: Path) -> None:
    rows = [{**ROW, "question": f"第{n}个问题"} for n in range(3)]
    write(tmp_path, *rows, {**ROW, "item": "1003", "status": "draft"})
    report = check_bank(tmp_path, today=TODAY, items=["1002", "1003"])
    assert report.thin == ["1003"] and report.counts == {"1002": 3, "1003": 0}
    assert report.summary() == "4 questions checked, 0 problems; 1 of 2 items have fewer than 3: 1003"


def test_no_bank_is_an_error_not_a_success(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="holds no question bank"):
        check_bank(tmp_path, today=TODAY, items=[])
