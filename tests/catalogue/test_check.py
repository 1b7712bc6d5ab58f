"""The check of guides finds each kind of mistake, made here in copies of the model guide, and only that one."""

from __future__ import annotations

import copy
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.catalogue import check
from bot.commands import catalogue
from bot.errors import ContentError
from bot.settings import Settings

MODEL = yaml.safe_load((catalogue.GUIDES / "1003.yml").read_text(encoding="utf-8"))
TODAY = date(2026, 11, 20)
OTHER_CODES = ["1001", "1002", "1004", "1005", "1006", "1007"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder of guides with the city's lists above it."""
    for name in ("items.csv", "districts.csv", "halls.csv"):
        shutil.copy(catalogue.GUIDES.parent / name, tmp_path / name)
    guides = tmp_path / "guides"
    guides.mkdir()
    return guides


def write(folder: Path, document: dict[str, Any], code: str = "1003") -> None:
    text = yaml.safe_dump({**document, "code": code}, allow_unicode=True)
    (folder / f"{code}.yml").write_text(text, encoding="utf-8")


def found(folder: Path) -> list[str]:
    return [problem.message for problem in check.check_guides(folder, today=TODAY)]


def option(d: dict[str, Any], situation: int = 0, index: int = 1) -> dict[str, Any]:
    chosen: dict[str, Any] = d["situations"][situation]["options"][index]
    return chosen


def swap(d: dict[str, Any]) -> None:
    d["situations"][0]["only_if"] = {"household": ["local"]}


def still(d: dict[str, Any]) -> None:
    for chosen in d["situations"][0]["options"]:
        chosen.pop("add", None)


def five_situations(d: dict[str, Any]) -> None:
    for number in range(3):
        d["situations"].append({**copy.deepcopy(d["situations"][1]), "id": f"more{number}"})


def unfounded_material(d: dict[str, Any]) -> None:
    d["materials"].append({"id": "x", "name": "甲", "necessity": "按情形", "copy": 1, "source": "乙", "standard": "丙"})


def natural(days: int) -> Callable[[dict[str, Any]], None]:
    def change(d: dict[str, Any]) -> None:
        d["limits"]["promised"] = {"days": days, "unit": "自然日"}

    return change


def test_the_model_is_without_a_problem(folder: Path) -> None:
    write(folder, MODEL)
    assert found(folder) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda d: d.pop("summary"), ["summary: missing field"]),
        (lambda d: d.update(sumary="x"), ["sumary: unknown field"]),
        (lambda d: d.update(summary=" "), ["summary: is empty"]),
        (lambda d: d.update(conditions=[]), ["conditions: is empty"]),
        (lambda d: d["materials"][0].update(standard=""), ["materials[0].standard: is empty"]),
        (lambda d: d["steps"][1].update(detail=""), ["steps[1].detail: is empty"]),
        (
            lambda d: d["limits"]["statutory"].update(days=5, unit="工作日"),
            ["limits: promised 7 工作日 is longer than statutory 5 工作日"],
        ),
        # 7 working days span at least 9 calendar days.
        (
            lambda d: d["limits"]["statutory"].update(days=8),
            ["limits: promised 7 工作日 is longer than statutory 8 自然日"],
        ),
        (lambda d: d["limits"]["statutory"].update(days=9), []),
        (lambda d: d["limits"]["statutory"].update(days=7, unit="工作日"), []),
        (lambda d: d["steps"][1].update(days=3), ["steps: their working days add up to 8, promised are 7"]),
        (natural(10), []),
        (natural(7), ["steps: 7 working days are about 10 calendar days, promised are 7 自然日 (about 5"]),
        (lambda d: d.update(checked_on="2026-11-21"), ["checked_on: 2026-11-21 lies in the future"]),
        (
            lambda d: d.update(effective_on="2026-11-12"),
            ["effective_on: 2026-11-12 is after checked_on 2026-11-10"],
        ),
        (lambda d: d["materials"][0].pop("source"), ["materials[0] hukou: no source"]),
        (lambda d: d["materials"][0].pop("original"), ["materials[0] hukou: neither original, copy nor electronic"]),
        (lambda d: d["materials"][0].update(copy=-1), ["materials[0] hukou: a count is negative"]),
        (
            lambda d: [material.pop("mistake", None) for material in d["materials"]],
            ["materials: none names a mistake that sends people home"],
        ),
        (lambda d: option(d)["add"].append("gone"), ["situations.who.minor.add: no material 'gone'"]),
        (lambda d: option(d).update(drop=["gone"]), ["situations.who.minor.drop: no material 'gone'"]),
        (lambda d: option(d).update(replace={"gone": "hukou"}), ["situations.who.minor.replace: no material 'gone'"]),
        (swap, ["situations.who.only_if: 'household' is no earlier situation"]),
        (
            lambda d: d["situations"][1].update(only_if={"who": ["adult", "gone"]}),
            ["situations.household.only_if.who: no option 'gone'"],
        ),
        (unfounded_material, ["materials.x: 按情形, but no option adds it"]),
        (
            lambda d: option(d).update(title="一二三四五六七八九十一二三"),
            ["situations.who.minor: title '一二三四五六七八九十一二三' has 13 characters, at most 12"],
        ),
        (lambda d: option(d)["says"].append("本人"), ["situations.who: '本人' stands 2 times"]),
        (
            still,
            [
                "situations.who: changes nothing, whatever the answer",
                "materials.guardian_id: 按情形, but no option adds it",
                "materials.kinship: 按情形, but no option adds it",
            ],
        ),
        (lambda d: d["situations"][0]["options"].pop(0), ["situations.who: a question has two options or more"]),
        (five_situations, ["situations: 5, at most 4"]),
        (lambda d: d["phones"].update(consult="0990-123401"), ["phones.consult: '0990-123401' is neither"]),
        (lambda d: d["fee"].pop("basis"), ["fee.basis: a fee needs the document that sets it"]),
        (lambda d: d["fee"].pop("items"), ["fee.items: a fee needs its amounts"]),
        (lambda d: d["fee"].update(charged=False), ["fee.items: amounts, although fee.charged is false"]),
        (lambda d: d["places"][0].update(hall="H99"), ["places[0].hall: no hall 'H99'"]),
        (lambda d: d["places"][0].update(district="110101"), ["places[0].district: no district '110101'"]),
        (lambda d: d["online"].update(depth=5), ["online.depth: 5 is not 1 to 4"]),
        (lambda d: d["online"].update(depth=4), ["visits: 1, although online.depth 4 means without a visit"]),
        (lambda d: d["faq"].pop(), ["faq: 1, at least 2"]),
        (lambda d: d["local"].append("limit.promised"), ["local: 'limit.promised' is no field"]),
        (lambda d: d.update(audience="如 990101198803121015"), ["audience: holds an ID number"]),
        (lambda d: d["faq"][0].update(a="打 13900000101"), ["faq[0].a: holds a mobile number"]),
        (lambda d: d["faq"][0].update(a="发到 li@example.com"), ["faq[0].a: holds an email address"]),
        (
            lambda d: d.update(checked_on="2025-11-19", effective_on="2025-01-01"),
            ["checked_on: 2025-11-19 is more tha"],
        ),
        (lambda d: d.update(checked_on="2025-11-21", effective_on="2025-01-01"), []),
        (lambda d: d.update(audience="请前往窗口"), ["audience: '前往' is a word of the office"]),
        (lambda d: d["basis"][0].update(text="应当予以补领"), []),  # the law's own words
        (lambda d: d["faq"][0].update(q="前往窗口吗"), []),  # people's own words
        (lambda d: d.update(audience="长" * 51), ["audience: a sentence of 51 characters, at most 50"]),
        (
            lambda d: d["conditions"].append("2026 年 11 月 19 日前申请。"),
            ["conditions[2]: '2026 年 11 月 19 日前申请' is over"],
        ),
        (lambda d: d["conditions"].append("2026 年 11 月 20 日前申请。"), []),
        (lambda d: d["conditions"].append("截止到 2026年6月30日。"), ["conditions[2]: '截止到 2026年6月30日' is over"]),
        (
            lambda d: d["conditions"].append("到 2026 年 2 月 30 日止。"),
            ["conditions[2]: '2026 年 2 月 30 日止' is no day"],
        ),
        (lambda d: d["conditions"].append("2013 年 6 月 30 日前登记的车。"), []),  # a rule, no deadline
        (
            lambda d: d["conditions"].append("找得到的走“身份证挂失登记”。"),
            ["conditions[2]: no item is called '身份证挂失登记'"],
        ),
        (lambda d: d["conditions"].append("找得到的走“到期换领”，老人走“公交卡老年优惠卡办理”。"), []),
        (lambda d: d["conditions"].append("手机上走“云州办”。"), []),  # an app, no item
    ],
)
def test_each_mistake_is_found(folder: Path, change: Callable[[dict[str, Any]], Any], expected: list[str]) -> None:
    document = copy.deepcopy(MODEL)
    change(document)
    write(folder, document)
    messages = found(folder)
    assert len(messages) == len(expected), messages
    for message, beginning in zip(messages, expected, strict=True):
        assert message.startswith(beginning)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("1003.yml", 'code: "1003"\nsummary: "open', "while scanning a quoted scalar"),
        ("1003.yml", 'code: "1003"\ncode: "1003"', "'code' stands twice"),
        ("1003.yml", "- a list", "document: expected an object"),
        ("1003.yml", 'code: "1004"', "code: expected '1003'"),
        ("9999.yml", 'code: "9999"', "no item has the code '9999'"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_problem(folder: Path, name: str, text: str, expected: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    [message] = found(folder)
    assert expected in message


def test_a_misnamed_file_is_told(folder: Path) -> None:
    write(folder, MODEL)
    (folder / "1004.yaml").write_text("x", encoding="utf-8")
    assert found(folder) == ["is not named <code>.yml, so it is never read"]


@pytest.mark.parametrize(("guides", "told"), [(5, False), (6, True)])
def test_a_sentence_may_stand_in_five_guides(folder: Path, guides: int, told: bool) -> None:
    for code in OTHER_CODES[:guides]:
        write(folder, {**MODEL, "audience": f"{code}号的人。办这件事的人都要先在网上取号。"}, code)
    messages = found(folder)
    sentence = next((m for m in messages if m.startswith("'办这件事的人都要先在网上取号' stands in 6 guides")), "")
    assert bool(sentence) is told
    assert bool(messages) is told
    if told:
        assert " ".join(OTHER_CODES) in sentence
        assert not any("号的人" in m for m in messages)  # too short, and in one guide each
        assert not any("中华人民共和国居民身份证法" in m for m in messages)  # a law's name is shared by nature


def test_a_frame_filled_with_the_item_s_name_is_found(folder: Path) -> None:
    names = {item.code: item.name for item in check.read_items(folder.parent / "items.csv").values()}
    for code in OTHER_CODES:
        write(folder, {**MODEL, "summary": f"这里可以办理{names[code]}，请按要求来。"}, code)
    assert any("这里可以办理〈事项〉" in message for message in found(folder))


@pytest.mark.parametrize("missing", ["items.csv", "halls.csv"])
def test_without_its_lists_nothing_is_checked(folder: Path, missing: str) -> None:
    write(folder, MODEL)
    (folder.parent / missing).unlink()
    with pytest.raises(ContentError, match=missing):
        check.check_guides(folder, today=TODAY)


def test_an_empty_folder_is_an_error_not_a_success(folder: Path) -> None:
    with pytest.raises(ContentError, match="holds no guide"):
        check.check_guides(folder, today=TODAY)


def run_command(folder: Path, *more: str) -> int:
    import argparse

    parser = argparse.ArgumentParser()
    catalogue.add_arguments(parser)
    return catalogue.main(parser.parse_args(["check", str(folder), *more]), Settings(var=folder))


def test_the_command_groups_by_file_and_exits_1(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, MODEL)
    assert run_command(folder) == 0
    assert capsys.readouterr().out == "1 guides checked, 0 problems\n"
    write(folder, {**MODEL, "summary": "", "audience": ""})
    assert run_command(folder) == 1
    assert capsys.readouterr().out.splitlines() == [
        "1003.yml",
        "  summary: is empty",
        "  audience: is empty",
        "1 guides checked, 2 problems",
    ]


def test_the_command_checks_the_question_bank_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, MODEL)
    bank = folder.parent / "faq"
    bank.mkdir()
    row = "问题一,不要,1003,居民身份证法第十一条,2004-01-01,,{checked}"
    header = "question,answer,item,source,effective_on,expires_on,checked_on"
    (bank / "a.csv").write_text(f"{header}\n{row.format(checked='2026-11-18')}\n", encoding="utf-8")
    assert run_command(folder, "--faq", str(bank)) == 0
    guides, questions = capsys.readouterr().out.splitlines()
    assert guides == "1 guides checked, 0 problems"
    assert questions.startswith("1 questions checked, 0 problems; 210 of 210 items have fewer than 3: 1001 1002")
    (bank / "a.csv").write_text(f"{header}\n{row.format(checked='')}\n", encoding="utf-8")
    assert run_command(folder, "--faq", str(bank)) == 1
    assert capsys.readouterr().out.splitlines()[1:3] == ["a.csv", "  问题一: no checked_on"]


def test_the_project_s_own_guides_have_no_problem() -> None:
    from bot.calendar import system_clock

    assert check.check_guides(catalogue.GUIDES, today=system_clock.today()) == []
