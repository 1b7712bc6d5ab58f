"""The national exchange tables: main table, tables beside it, versions and codes of the standard."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from bot.errors import CatalogueError
from bot.platform_api.models import Basis, Faq, Fee, FeeItem, Limit, Online, Phones, Place, Result, Step
from tests.catalogue.importers.importing import Outcome, imported

Rows = list[dict[str, Any]]

BALLOON = {
    "ID": "r1", "MATTERID": "g1", "TASK_NAME": "热气球驾驶执照补发", "TASK_CODE": "119900000001", "TASK_TYPE": "01",
    "TASK_VERSION": 2, "DEPT_NAME": "云岭省航空局", "SERVER_TYPE": "1,2", "USE_LEVEL": "2", "PROJECT_TYPE": "2",
    "BY_LAW": "<p>《热气球管理条例》第十条：遗失执照的，可以申请补发。</p><p>省航空局文件</p>",
    "ANTICIPATE_DAY": 20, "ANTICIPATE_TYPE": "工作日", "PROMISE_DAY": 5, "PROMISE_TYPE": "1",
    "PROMISE_EXPLAIN": "现场核查除外", "ACCEPT_CONDITION": "1、持有执照；2、执照遗失。",
    "OFFLINE_EXPLAIN": "取号、交表、领证", "IS_FEE": 1, "FEE_BASIS": "省价费〔2020〕1号",
    "LIMIT_SCENE_NUM": 1, "LIMIT_SCENE_EXPLAIN": "要现场拍照",
    "IS_ONLINE": "1", "ONLINE_HANDLE_DEPTH": "Ⅲ级", "LINK_ADDR": "https://zwfw.example.com/b1",
    "TRANSACT_ADDR": "星湖市长风路12号", "CENTER_NAME": "省政务大厅", "TRANSACT_TIME": "工作日 9:00–17:00",
    "CONSULT_PHONE": "0990-81002001", "COMPLAIN_PHONE": "12345", "PLAN_EFFECTIVE_DATE": "2020-01-01",
    "PUBLISHTIME": "2024-05-06 08:00:00", "IS_EXPRESS": "1", "LIMIT_EXPLAIN": "无", "TASK_STATE": "1",
    "ADMINISTRATIVE_REVIEW_DEPT": "省政府", "SPECIAL_PROCEDURE": "专家评审", "MY_COLUMN": "自有的一列",
}  # fmt: skip
WELL = {
    "ID": "r2",
    "MATTERID": "g2",
    "TASK_NAME": "古井水质检测",
    "TASK_CODE": "119900000002",
    "IS_FEE": 0,
    "TASK_VERSION": 1,
}

MATERIALS: Rows = [
    {
        "TASK_GUID": "g1", "MATERIAL_NAME": "补发申请表", "IS_NEED": "必要", "ORIGINALNUM": 1, "COPIESNUM": 0,
        "ORDER_NUM": 2, "ACCEPT_STAND": "<b>填写完整</b>", "SOURCE_EXPLAIN": "申请人自备",
        "MATERIAL_FORMAT": "纸质或电子", "FILL_EXPLAIN": "用黑色笔",
    },
    {"TASK_GUID": "g1", "MATERIAL_NAME": "居民身份证", "IS_NEED": "必要", "ORDER_NUM": 1, "PAGE_NUM": 1},
    {"TASK_GUID": "g1", "MATERIAL_NAME": "委托书", "IS_NEED": "非必要", "ORDER_NUM": 3, "HANDLE_CASE": "委托办理的"},
    {"TASK_GUID": "g1", "MATERIAL_NAME": "删掉的", "ORDER_NUM": 4, "ISDEL": "1"},
    {"TASK_GUID": "g9", "MATERIAL_NAME": "没有事项的", "ORDER_NUM": 1},
]  # fmt: skip
FEES: Rows = [
    {
        "TASK_GUID": "g1",
        "FEE_NAME": "补发工本费",
        "FEE_STAND": "20元/证",
        "BY_LAW": "省价费〔2020〕1号",
        "DESC_EXPLAIN": "残疾人减半",
    }
]
PROCESS: Rows = [
    {"TASK_GUID": "g1", "LINK_NAME": "受理", "HANDLE_DAY": 1, "HANDLE_TYPE": "工作日", "IS_SPECIAL": 0},
    {"TASK_GUID": "g1", "LINK_NAME": "评审", "HANDLE_DAY": 2, "HANDLE_TYPE": "个月", "IS_SPECIAL": 1},
]
QUESTIONS: Rows = [
    {"TASK_GUID": "g1", "QUESTION": "要登报吗？", "ANSWER": "不用。", "ORDER_NUM": 2},
    {"TASK_GUID": "g1", "QUESTION": "能邮寄吗？", "ANSWER": "能。", "ORDER_NUM": 1},
    {"TASK_GUID": "g1", "QUESTION": "没有答的？", "ANSWER": "", "ORDER_NUM": 3},
]
RESULTS: Rows = [{"TASK_GUID": "g1", "RESULT_NAME": "热气球驾驶执照", "RESULT_SAMP": "sample-7"}]
BESIDE = {"materials": MATERIALS, "fees": FEES, "process": PROCESS, "faq": QUESTIONS, "result": RESULTS}


def columns(rows: Rows) -> list[str]:
    return list(dict.fromkeys(name for row in rows for name in row))


def workbook(folder: Path, **sheets: Rows) -> Path:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.append(columns(rows))
        for row in rows:
            sheet.append([row.get(name) for name in columns(rows)])
    book.save(folder / "matters.xlsx")
    return folder / "matters.xlsx"


def csv_file(path: Path, rows: Rows, encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, columns(rows))
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.fixture(scope="module", params=["workbook", "csv", "csv in GBK"])
def outcome(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    folder = tmp_path_factory.mktemp("file")
    if request.param == "workbook":
        path = workbook(folder, main=[BALLOON, WELL], **BESIDE)
    else:
        encoding = "gb18030" if "GBK" in request.param else "utf-8-sig"
        path = csv_file(folder / "main.csv", [BALLOON, WELL], encoding)
        for name, rows in BESIDE.items():
            csv_file(folder / f"{name}.csv", rows, encoding)
    return imported(tmp_path_factory.mktemp("var"), path, "national", region="云岭省", as_of="2024-05")


def test_the_main_table(outcome: Outcome) -> None:
    guide = outcome.guide("119900000001")
    assert (guide.item.type, guide.item.object, guide.audience) == ("行政许可", "自然人", "面向自然人、企业法人")
    assert guide.basis == (
        Basis("热气球管理条例", "第十条", "遗失执照的，可以申请补发。"),
        Basis("", "", "省航空局文件"),
    )
    assert guide.conditions == ("1、持有执照；", "2、执照遗失。")
    assert guide.statutory == Limit(20)
    assert guide.promised == Limit(None, note="5（单位“1”没有说明）"), "a code nobody explained is not guessed at"
    assert (guide.visits, guide.visit_reason) == (1, "要现场拍照")
    assert guide.online == Online(3, "", url="https://zwfw.example.com/b1")
    assert guide.places == (Place("", "", "省政务大厅", hours="工作日 9:00–17:00", address="星湖市长风路12号"),)
    assert guide.phones == Phones("0990-81002001", "12345")
    assert (guide.version, str(guide.effective_on), str(guide.checked_on)) == ("2", "2020-01-01", "2024-05-06")
    assert guide.source is not None and (guide.source.region, guide.source.as_of) == ("云岭省", "2024-05")


def test_materials_with_their_counts_and_cases(outcome: Outcome) -> None:
    guide = outcome.guide("119900000001")
    card, form, proxy = guide.materials
    assert (form.name, form.original, form.copy, form.electronic) == ("补发申请表", 1, 0, True)
    assert (form.source, form.standard, form.note) == ("申请人自备", "填写完整", "用黑色笔")
    assert (card.name, card.original, card.note) == ("居民身份证", None, "纸质 1 份")
    assert (proxy.necessity, proxy.note) == ("按情形", "委托办理的")
    assert guide.unsaid == ()


def test_fee_process_questions_and_result(outcome: Outcome) -> None:
    guide = outcome.guide("119900000001")
    assert guide.fee == Fee(
        True, "补发工本费：20元/证（减免：残疾人减半）", (FeeItem("补发工本费", 20, "元/证"),), "省价费〔2020〕1号"
    )
    assert guide.steps == (Step("受理", 1, ""), Step("评审", 0, "2 个月；特别程序，不计入时限"))
    assert guide.faq == (Faq("能邮寄吗？", "能。"), Faq("要登报吗？", "不用。"))
    assert guide.result == Result("热气球驾驶执照", "", "")


def test_the_rest_is_kept_in_words(outcome: Outcome) -> None:
    extra = outcome.beside("119900000001")
    assert extra["行使层级"] == "省级" and extra["办件类型"] == "承诺件" and extra["物流快递"] == "支持"
    assert (
        extra["行政复议部门"] == "省政府"
        and extra["特别程序"] == "专家评审"
        and extra["窗口办理流程"] == "取号、交表、领证"
    )
    assert extra["MY_COLUMN"] == "自有的一列" and extra["结果样本"] == "sample-7" and "数量限制" not in extra


def test_an_item_that_says_little_leaves_open_the_rest(outcome: Outcome) -> None:
    well = outcome.guide("119900000002")
    assert well.fee == Fee(False, "不收费") and well.result is well.promised is well.online is None
    assert set(well.unsaid) == {"materials", "places"}


def test_rows_beside_that_belong_to_no_item_are_told(outcome: Outcome) -> None:
    assert "旁边的表 materials：4 行，按 TASK_GUID = MATTERID 对上主表，1 行找不到事项" in outcome.report.notes


def test_headers_may_be_in_chinese(tmp_path: Path) -> None:
    rows = [
        {
            "事项名称": "古井水质检测",
            "实施编码": "w1",
            "受理条件": "有古井",
            "承诺办结时限（工作日）": "",
            "服务对象": "自然人",
        }
    ]
    materials = [{"实施编码": "w1", "材料名称": "申请书"}]
    path = workbook(tmp_path, 事项=rows, 材料=[{**materials[0], "TASK_CODE": "w1"}])
    guide = imported(tmp_path, path, "national").guide("w1")
    assert guide.conditions == ("有古井",) and [m.name for m in guide.materials] == ["申请书"]


def test_ended_deleted_and_older_rows_are_rejected(tmp_path: Path) -> None:
    rows = [
        {**BALLOON, "TASK_VERSION": 1},
        BALLOON,
        {**WELL, "TASK_STATE": "取消"},
        {**WELL, "TASK_CODE": "w3", "PLAN_CANCEL_DATE": "2020-01-01"},
        {**WELL, "TASK_CODE": "w4", "ISDEL": "1"},
        {**WELL, "TASK_CODE": "1.1990000000001E+30"},
        {**WELL, "TASK_CODE": ""},
    ]
    outcome = imported(tmp_path, csv_file(tmp_path / "main.csv", rows), "national")
    assert outcome.report.kept == 1 and outcome.guide("119900000001").version == "2"
    reasons = [reason for _, reason in outcome.rejected]
    for reason, part in zip(
        reasons, ["更新的版本，在第 3 行", "“取消”", "已过", "已删除", "后几位已经丢了", "没有编码"], strict=True
    ):
        assert part in reason


def test_things_handled_under_one_item_have_codes_of_their_own(tmp_path: Path) -> None:
    rows = [{**WELL, "TASK_NAME": f"检测{n}", "TASK_HANDLE_ITEM": f"119900000002-{n}"} for n in (1, 2)]
    outcome = imported(tmp_path, csv_file(tmp_path / "main.csv", rows), "national")
    assert [item.code for item in outcome.catalogue.items()] == ["119900000002-1", "119900000002-2"]


def test_a_mapping_explains_codes_and_adds_what_is_missing(tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.yml"
    mapping.write_text(
        'source: 云岭省政务服务网\nunits: {"1": 工作日}\n'
        "constants: {department: 云岭省水务局}\ncolumns: {theme: MY_COLUMN}\n",
        encoding="utf-8",
    )
    rows = [{**BALLOON, "DEPT_NAME": ""}]
    guide = imported(tmp_path, csv_file(tmp_path / "main.csv", rows), "national", mapping=mapping).guide("119900000001")
    assert guide.promised == Limit(5, note="现场核查除外") and guide.item.department == "云岭省水务局"
    assert guide.item.theme == "自有的一列" and guide.source is not None and guide.source.name == "云岭省政务服务网"


def test_without_a_main_table_there_is_no_import(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="TASK_NAME"):
        imported(tmp_path, workbook(tmp_path, materials=MATERIALS), "national")


def test_a_broken_file_beside_is_told_and_loses_nothing(tmp_path: Path) -> None:
    (tmp_path / "broken.xlsx").write_text("no workbook")
    outcome = imported(tmp_path, csv_file(tmp_path / "main.csv", [BALLOON]), "national")
    assert outcome.report.kept == 1 and "broken.xlsx" in " ".join(outcome.report.notes)
