"""Any table with a mapping file."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from bot.errors import CatalogueError
from bot.platform_api.models import Fee, Limit, Online, Place, Proxy
from tests.catalogue.importers.importing import Outcome, imported

MAPPING = """
source: 星湖市事项清单
region: 云岭省星湖市
as_of: 2023-07-01
columns:
  code: 事项编号
  name: 事项
  department: [承办科室, 承办单位]
  object: 对象
  conditions: [条件一, 条件二]
  materials: 所需材料
  promised: 时限
  promised_unit: 单位
  fee: 收费
  online: 网办
  online_url: 网址
  address: 地点
  hours: 时间
  consult_phone: 电话
  proxy: 代办
values:
  object: {"01": 自然人, "02": 企业法人}
units: {G: 工作日, Z: 自然日, Y: 个月}
constants:
  type: 公共服务
"""

HEADER = "事项编号,事项,承办科室,承办单位,对象,条件一,条件二,所需材料,时限,单位,收费,网办,网址,地点,时间,电话,代办,备注"
ROWS = [
    'X-1,古井水质检测,,星湖市水务局,01,有古井,住在本市,"申请书、照片",7,G,免费,是,http://w.example.com,清泉街9号,9:00–12:00,0990-81003000,可以,先打电话',
    "X-2,热气球登记,登记科,星湖市航空局,02,,,,2,Y,每只 40 元,否,,,,,须本人办理,",
    ",风筝备案,,星湖市文化局,01,,,,30,Q,,,,,,,,",
]


def mapping_file(folder: Path, text: str = MAPPING) -> Path:
    path = folder / "mapping.yml"
    path.write_text(text, encoding="utf-8")
    return path


def table_file(folder: Path, *rows: str) -> Path:
    path = folder / "items.csv"
    path.write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    folder = tmp_path_factory.mktemp("file")
    return imported(folder / "var", table_file(folder, *ROWS), "table", mapping=mapping_file(folder))


def test_fields_come_from_their_columns(outcome: Outcome) -> None:
    guide = outcome.guide("X-1")
    assert (guide.item.department, guide.item.type, guide.item.object) == ("星湖市水务局", "公共服务", "自然人")
    assert guide.conditions == ("有古井", "住在本市"), "every column of the conditions counts"
    assert [m.name for m in guide.materials] == ["申请书", "照片"]
    assert guide.promised == Limit(7) and guide.fee == Fee(False, "不收费")
    assert guide.online == Online(3, "", url="http://w.example.com")
    assert guide.places == (Place("", "", "星湖市水务局", hours="9:00–12:00", address="清泉街9号"),)
    assert guide.proxy == Proxy(True, "怎么代办没有写") and guide.phones.consult == "0990-81003000"
    assert dict(guide.extra) == {"备注": "先打电话"}
    assert guide.source is not None
    assert (guide.source.name, guide.source.region, guide.source.as_of) == (
        "星湖市事项清单",
        "云岭省星湖市",
        "2023-07-01",
    )


def test_units_values_and_words(outcome: Outcome) -> None:
    guide = outcome.guide("X-2")
    assert guide.item.department == "登记科", "the first column that holds something"
    assert guide.promised == Limit(None, note="2 个月") and guide.fee == Fee(True, "每只 40 元")
    assert guide.online == Online(1, "") and guide.proxy == Proxy(False, "须本人办理")
    assert set(guide.unsaid) == {"materials", "places"}


def test_a_row_without_its_code_is_rejected(outcome: Outcome) -> None:
    assert outcome.rejected == [("4", "没有编码")]


def test_a_table_without_codes_gets_some_that_stay(tmp_path: Path) -> None:
    mapping = mapping_file(tmp_path, MAPPING.replace("  code: 事项编号\n", ""))
    outcome = imported(tmp_path, table_file(tmp_path, *ROWS), "table", mapping=mapping)
    again = imported(tmp_path, table_file(tmp_path, ROWS[2]), "table", mapping=mapping)
    assert outcome.report.kept == 3
    [made] = [item.code for item in again.catalogue.items()]
    assert made.startswith("n") and outcome.guide(made).item.name == "风筝备案"
    assert outcome.guide(made).promised == Limit(None, note="30（单位“Q”没有说明）")


def test_a_workbook_with_its_sheet_named(tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "旧表"
    for sheet, name in ((book.active, "旧事项"), (book.create_sheet("新表"), "新事项")):
        sheet.append(["事项编号", "事项"])
        sheet.append([1001, name])
    book.save(tmp_path / "items.xlsx")
    mapping = mapping_file(tmp_path, "sheet: 新表\ncolumns: {code: 事项编号, name: 事项}\n")
    outcome = imported(tmp_path, tmp_path / "items.xlsx", "table", mapping=mapping)
    assert outcome.guide("1001").item.name == "新事项" and outcome.report.kept == 1


def test_broken_rows_lose_themselves_only(tmp_path: Path) -> None:
    rows = [ROWS[0], 'X-8,"没有收尾,,,,,,,,,,,,,,,,', "X-9,,没有名字,,,,,,,,,,,,,,,", ROWS[1], "X-10" + ",多" * 19]
    outcome = imported(tmp_path, table_file(tmp_path, *rows), "table", mapping=mapping_file(tmp_path))
    assert outcome.report.kept == 2
    assert [row for row, _ in outcome.rejected] == ["3", "4", "6"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("columns: {nmae: 事项}", "columns.nmae"),
        ("colums: {name: 事项}", "colums"),
        ("columns: {code: 事项编号}", "name"),
        ("columns: {name: 别的列}", "没有对得上的表"),
        ("columns: {name: 别的列, code: 事项编号}", "没有名称列“别的列”"),
        ("columns: 事项", "columns"),
        ("- a", "mapping"),
        ("columns: {name: 事项}\nunits: {G: 光年}", "光年"),
        ("columns: {name: 事项}\nsheet: 别的表", "别的表|没有对得上的表"),
        ("columns: [", "mapping.yml"),
    ],
)
def test_a_wrong_mapping_is_told(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(CatalogueError, match=message):
        imported(tmp_path, table_file(tmp_path, *ROWS), "table", mapping=mapping_file(tmp_path, text))


def test_without_a_mapping_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="--mapping"):
        imported(tmp_path, table_file(tmp_path, *ROWS), "table")
