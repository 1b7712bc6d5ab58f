"""Rows of a question bank's file (CSV or XLSX) → questions, each refusal with its row and reason."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from bot.errors import ContentError
from bot.faq.question import APPROVED, DRAFT, Question
from bot.text.mask import find_personal_data

#: Columns, as a file is written by this project. ``question`` and ``answer`` are required.
COLUMNS = (
    "question", "answer", "item", "source", "effective_on", "expires_on", "checked_on", "also", "status",
)  # fmt: skip

#: What the columns are called in tables made by people.
_CALLED = {
    "问题": "question", "标准问题": "question", "问": "question", "标准问": "question",
    "答案": "answer", "回答": "answer", "答复": "answer", "答": "answer", "标准答案": "answer",
    "事项": "item", "事项编码": "item", "事项代码": "item", "来源": "source", "出处": "source", "依据": "source",
    "生效日期": "effective_on", "实施日期": "effective_on", "失效日期": "expires_on", "截止日期": "expires_on",
    "核对日期": "checked_on", "更新日期": "checked_on", "其他问法": "also", "相似问题": "also", "相似问": "also",
    "状态": "status",
}  # fmt: skip

_STATUSES = {"": APPROVED, "approved": APPROVED, "已审核": APPROVED, "draft": DRAFT, "草稿": DRAFT}

#: Stands in a row that has more cells than the header: most likely a comma without quotes around the cell.
BEYOND = "(beyond)"

LONGEST_QUESTION = 200  # characters
LONGEST_ANSWER = 2000

_DATE = re.compile(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]00:00(?::00)?)?$")
_KINDS = {
    "id_card": "身份证号", "mobile": "手机号", "bank_card": "银行卡号", "passport": "证件号码", "plate": "车牌号",
    "email": "电子邮箱", "address": "住址", "uscc": "统一社会信用代码",
}  # fmt: skip


@dataclass(frozen=True)
class Rejected:
    """A row that was not taken: its number in the file (the header is row 1) and why."""

    row: int
    reason: str


def read_file(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """(row number, column → value) of each row that is not empty; ContentError when the file cannot be read."""
    rows = _xlsx(path) if path.suffix.lower() in (".xlsx", ".xlsm") else _csv(path)
    number, header = 0, list[str]()
    for number, cells in enumerate(rows, 1):
        if not header:
            header = [_column(cell) for cell in cells] if any(cells) else []
            if header and not {"question", "answer"} <= set(header):
                raise ContentError(f"{path.name}: row {number} must name the columns question and answer")
        elif any(cell.strip() for cell in cells):
            values = {name: cell.strip() for name, cell in zip(header, cells, strict=False) if name}
            beyond = any(cell.strip() for cell in cells[len(header) :])
            yield number, {**values, BEYOND: "yes"} if beyond else values
    if not header:
        raise ContentError(f"{path.name} is empty")


def to_question(values: Mapping[str, str], *, shipped: bool = False) -> Question:
    """The question of one row; ValueError says in plain words why it is none."""
    if BEYOND in values:
        raise ValueError("more cells than columns: a cell with a comma needs quotes")
    question, answer = values.get("question", ""), values.get("answer", "")
    if not question or not answer:
        raise ValueError(f"no {'answer' if question else 'question'}")
    if len(question) > LONGEST_QUESTION or len(answer) > LONGEST_ANSWER:
        raise ValueError(f"longer than {LONGEST_QUESTION} (question) or {LONGEST_ANSWER} (answer) characters")
    status = _STATUSES.get(values.get("status", "").lower())
    if status is None:
        raise ValueError(f"status {values['status']!r} is neither approved nor draft")
    also = tuple(part.strip() for part in values.get("also", "").split("|") if part.strip())
    made = Question(
        question=question,
        answer=answer,
        item=values.get("item", ""),
        source=values.get("source", ""),
        effective_on=_day(values, "effective_on"),
        expires_on=_day(values, "expires_on"),
        checked_on=_day(values, "checked_on"),
        also=also,
        status=status,
        shipped=shipped,
    )
    if made.effective_on and made.expires_on and made.expires_on < made.effective_on:
        raise ValueError("expires_on is before effective_on")
    return made


def private(question: Question) -> str:
    """Which kind of personal data the question or its answer holds; empty when there is none.

    An address in an answer is that of an office.
    """
    kinds = [kind for text in question.wordings for _, _, kind in find_personal_data(text)]
    kinds += [kind for _, _, kind in find_personal_data(question.answer) if kind != "address"]
    return _KINDS.get(kinds[0], kinds[0]) if kinds else ""


def write_csv(questions: list[Question]) -> str:
    """The questions as a file of this project."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in questions:
        days = [day.isoformat() if day else "" for day in (one.effective_on, one.expires_on, one.checked_on)]
        status = "" if one.status == APPROVED else one.status
        writer.writerow([one.question, one.answer, one.item, one.source, *days, "|".join(one.also), status])
    return out.getvalue()


def _csv(path: Path) -> Iterator[list[str]]:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ContentError(f"{path} cannot be read: {error}") from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = raw.decode("gb18030")  # how Excel in China saves CSV
        except UnicodeDecodeError as error:
            raise ContentError(f"{path.name} is neither UTF-8 nor GB 18030") from error
    try:
        yield from csv.reader(io.StringIO(text, newline=""))
    except csv.Error as error:
        raise ContentError(f"{path.name} is no CSV: {error}") from error


def _xlsx(path: Path) -> Iterator[list[str]]:
    import openpyxl

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except Exception as error:  # openpyxl raises what zip, XML and it itself raise
        raise ContentError(f"{path.name} cannot be read as XLSX: {error}") from error
    try:
        for row in book.worksheets[0].iter_rows(values_only=True):
            yield [_cell(value) for value in row]
    finally:
        book.close()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # a code typed as a number
    return str(value)


def _column(cell: str) -> str:
    name = cell.strip().lower().lstrip("\ufeff")
    name = _CALLED.get(name, name)
    return name if name in COLUMNS else ""


def _day(values: Mapping[str, str], name: str) -> date | None:
    raw = values.get(name, "")
    if not raw:
        return None
    match = _DATE.match(raw)
    try:
        return date(*map(int, match.groups())) if match else _refuse(name, raw)
    except ValueError:
        return _refuse(name, raw)


def _refuse(name: str, raw: str) -> date:
    raise ValueError(f"{name} {raw!r} is no date (2026-01-31)") from None
