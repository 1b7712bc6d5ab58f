"""The tables beside the national main table, each added to the draft of the item it belongs to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.catalogue.importers.cleaning import one_line, plain, yes_no
from bot.catalogue.importers.draft import Doubt, Draft
from bot.catalogue.importers.limits import UNITS
from bot.platform_api.models import Faq, Fee, FeeItem, Material, Result, Step

Rows = Sequence[Mapping[str, str]]

_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)\s*(元[^\d，,；;。]{0,12})")

#: What is told with a material beside its own fields, with the words before it.
_NOTES = (
    ("HANDLE_CASE", ""), ("FILL_EXPLAIN", ""), ("COPY_EXPLAIN", "复印件："), ("PAGE_FORMAT", "规格："), ("REMARK", ""),
    ("BY_LAW", "依据："), ("FORM_GUID", "空白表格："), ("EXAMPLE_GUID", "示例样表："), ("MATERIAL_TYPE", "类型："),
)  # fmt: skip


def add_materials(draft: Draft, rows: Rows, doubt: Doubt) -> None:
    """The materials with their counts, sources and standards."""
    named = [(row, one_line(row.get("MATERIAL_NAME"))) for row in rows]
    if unnamed := sum(not name for _, name in named):
        doubt(f"材料没有名称：{unnamed} 份")
    found = tuple(material(f"m{at}", name, row) for at, (row, name) in enumerate(named, 1) if name)
    if found:
        draft.materials = found
        draft.necessity_known = any(plain(row.get("IS_NEED")) for row in rows)


def material(id_: str, name: str, row: Mapping[str, str]) -> Material:
    """One material; its counts are None where the table says none."""
    paper, form = plain(row.get("PAGE_NUM")), one_line(row.get("MATERIAL_FORMAT"))
    original, copies = count(row.get("ORIGINALNUM")), count(row.get("COPIESNUM"))
    notes = [f"{words}{text}" for column, words in _NOTES if (text := one_line(row.get(column)))]
    if count(paper) and original is None and copies is None:
        notes.insert(0, f"纸质 {paper} 份")
    return Material(
        id=id_,
        name=name,
        necessity=necessity(row),
        original=original,
        copy=copies,
        electronic="电子" in form,
        source=one_line(row.get("SOURCE_EXPLAIN")) or one_line(row.get("SOURCE_TYPE")),
        standard=one_line(row.get("ACCEPT_STAND")),
        note="；".join(notes),
    )


def necessity(row: Mapping[str, str]) -> str:
    """必要, or 按情形 for what only some have to bring."""
    said = one_line(row.get("IS_NEED"))
    optional = yes_no(said) is False or "非必要" in said or (said == "2" and bool(plain(row.get("HANDLE_CASE"))))
    return "按情形" if optional else "必要"


def count(value: object) -> int | None:
    text = plain(value).removesuffix(".0")
    return int(text) if text.isdigit() else None


def add_fees(draft: Draft, rows: Rows) -> None:
    """The fee's standards; an item that says it is free stays so."""
    told, items, bases = [], [], []
    for row in rows:
        name, standard = one_line(row.get("FEE_NAME")), one_line(row.get("FEE_STAND"))
        less = one_line(row.get("DESC_EXPLAIN"))
        words = "：".join(part for part in (name, standard) if part)
        if words:
            told.append(words + (f"（减免：{less}）" if less else ""))
        if found := _AMOUNT.search(standard):
            items.append(FeeItem(name or "收费", float(found[1]), found[2].strip()))
        if basis := one_line(row.get("BY_LAW")):
            bases.append(basis)
    if not told:
        return
    if draft.fee is not None and not draft.fee.charged:
        draft.also("收费标准", "；".join(told))
        return
    basis = draft.fee.basis if draft.fee and draft.fee.basis else "；".join(dict.fromkeys(bases))
    draft.fee = Fee(True, "；".join(told), tuple(items), basis)


def add_process(draft: Draft, rows: Rows, units: Mapping[str, str]) -> None:
    """The steps; a time that is not in working days is told in words."""
    steps = []
    for row in rows:
        name = one_line(row.get("LINK_NAME"))
        day, unit = one_line(row.get("HANDLE_DAY")).removesuffix(".0"), one_line(row.get("HANDLE_TYPE"))
        unit = units.get(unit, unit)
        special = "特别程序，不计入时限" if yes_no(row.get("IS_SPECIAL")) else ""
        in_workdays = UNITS.get(unit) == "工作日" and re.fullmatch(r"\d+(?:\.\d+)?", day)
        in_words = "" if in_workdays or not day else f"{day} {unit}".strip()
        detail = "；".join(part for part in (in_words, special) if part)
        if name:
            steps.append(Step(name, float(day) if in_workdays else 0, detail))
    draft.steps = tuple(steps) or draft.steps


def add_questions(draft: Draft, rows: Rows) -> None:
    """Questions with their answers."""
    pairs = ((one_line(row.get("QUESTION")), plain(row.get("ANSWER"))) for row in rows)
    draft.faq = tuple(Faq(question, answer) for question, answer in pairs if question and answer)


def add_results(draft: Draft, rows: Rows) -> None:
    """What one gets; samples are kept beside."""
    names = list(dict.fromkeys(name for row in rows if (name := one_line(row.get("RESULT_NAME")))))
    for row in rows:
        draft.also("结果样本", one_line(row.get("RESULT_SAMP")))
    if names:
        kept = draft.result or Result("", "", "")
        draft.result = Result("、".join(names), kept.validity, kept.delivery)
