"""Rows of a bank's file: what is understood, and what is refused with which reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ContentError
from bot.faq.question import Question
from bot.faq.rows import private, read_file, to_question, write_csv

Write = Callable[..., Path]
ROW = {"question": "能代办吗？", "answer": "能。"}


def test_a_row_becomes_a_question():
    made = to_question(
        {
            **ROW,
            "item": "1003",
            "source": "公安局",
            "effective_on": "2026/1/5",
            "expires_on": "2027年2月1日",
            "also": "a| b|",
        }
    )
    assert (made.effective_on, made.expires_on) == (date(2026, 1, 5), date(2027, 2, 1))
    assert made.wordings == ("能代办吗？", "a", "b") and made.status == "approved" and made.checked_on is None


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"answer": ""}, "no answer"),
        ({"question": ""}, "no question"),
        ({"question": "问" * 201}, "longer"),
        ({"answer": "答" * 2001}, "longer"),
        ({"effective_on": "2026-02-30"}, "effective_on"),
        ({"expires_on": "明年"}, "expires_on"),
        ({"checked_on": "20261"}, "checked_on"),
        ({"effective_on": "2026-02-01", "expires_on": "2026-01-31"}, "before"),
        ({"status": "也许"}, "status"),
    ],
)
def test_what_is_refused(change: dict[str, str], reason: str):
    with pytest.raises(ValueError, match=reason):
        to_question({**ROW, **change})


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        (Question("打13800138000行吗", "行"), "手机号"),
        (Question("能吗", "找 someone@example.com"), "电子邮箱"),
        (Question("能吗", "能", also=("我家住政通路1号3栋2单元501能吗",)), "住址"),
        (Question("打 12345 或 0990-12340110 行吗？", "行，地址是政通路1号2栋3楼305室。"), ""),
    ],
)
def test_personal_data_in_a_question_or_answer(question: Question, kind: str):
    assert private(question) == kind


def test_headers_as_people_write_them(bank_file: Write):
    path = bank_file("标准问题,答复,备注,失效日期\n能吗？,能。,不用的列,2027-01-01\n")
    assert list(read_file(path)) == [(2, {"question": "能吗？", "answer": "能。", "expires_on": "2027-01-01"})]


def test_a_file_as_excel_in_china_saves_it(bank_file: Write):
    path = bank_file("问题,答案\n能吗？,能。\n", encoding="gb18030")
    assert [values["answer"] for _, values in read_file(path)] == ["能。"]


def test_a_workbook(tmp_path: Path):
    book = openpyxl.Workbook()
    book.active.append(["question", "answer", "item", "effective_on", None])
    book.active.append(["能吗？", "能。", 1003, date(2026, 1, 5), None])
    book.active.append([None] * 5)
    book.save(tmp_path / "bank.xlsx")
    ((row, values),) = read_file(tmp_path / "bank.xlsx")
    assert row == 2 and values["item"] == "1003" and values["effective_on"] == "2026-01-05"


def test_a_comma_without_quotes_is_told(bank_file: Write):
    ((_, values),) = read_file(bank_file("question,answer\n能吗,能,但是要预约\n"))
    with pytest.raises(ValueError, match="quotes"):
        to_question(values)


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "question\n能吗\n"])
def test_a_file_without_its_columns(bank_file: Write, text: str):
    with pytest.raises(ContentError):
        list(read_file(bank_file(text)))


def test_no_workbook_at_all(bank_file: Write):
    with pytest.raises(ContentError, match="XLSX"):
        list(read_file(bank_file("question,answer\n", name="bank.xlsx")))


cells = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Z")), min_size=1, max_size=30).filter(
    lambda text: "|" not in text and "\ufeff" not in text
)
days = st.none() | st.dates(date(2000, 1, 1), date(2040, 1, 1))


@given(question=cells, answer=cells, also=st.lists(cells, max_size=3), day=days)
def test_what_is_written_is_read_again(tmp_path_factory, question, answer, also, day):
    one = Question(question, answer, "1003", "来源", checked_on=day, also=tuple(also))
    path = tmp_path_factory.mktemp("bank") / "bank.csv"
    path.write_text(write_csv([one]), encoding="utf-8")
    assert [to_question(values) for _, values in read_file(path)] == [one]
