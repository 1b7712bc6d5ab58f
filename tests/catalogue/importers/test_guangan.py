"""The Guang'an format: names by department out of a script, codes out of links."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import CatalogueError
from tests.catalogue.importers.importing import Outcome, imported

LINK = "http://zwfw.example.com/detail?areaCode=990102&itemCode=%s&taskType=%s&deptCode=D7"

SCRIPT = f"""
// 事项数据
const bszlData = [
  {{"department": "区水务局", "items": [
    {{"main_item": "未分类", "sub_items": [
      {{"name": "古井水质检测", "link": "{LINK % ("W-1-1", "20")}", "qrcode": ""}},
      {{"name": "没有链接", "link": "", "qrcode": ""}},
      {{"name": "", "link": "{LINK % ("W-1-2", "1")}"}},
      "不是事项",
      {{"name": "坏链接", "link": "javascript:alert(1)"}},
      {{"name": "取水<b>许可</b>", "link": "{LINK % ("W-1-3", "77")}", "qrcode": "q.png"}}
    ]}},
    {{"main_item": "热气球登记"}}
  ]}},
  {{"department": "区航空局", "items": [
    {{"main_item": "热气球登记", "sub_items": [{{"name": "热气球登记", "link": "{LINK % ("A-1", "7")}"}}]}}
  ]}}
];
"""


def script(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "data.js"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return imported(tmp_path_factory.mktemp("var"), script(tmp_path_factory.mktemp("file"), SCRIPT), "guangan")


def test_items_with_code_type_and_page(outcome: Outcome) -> None:
    guide = outcome.guide("W-1-1")
    assert (guide.item.name, guide.item.department, guide.item.type) == ("古井水质检测", "区水务局", "公共服务")
    assert guide.source is not None
    assert guide.source.region == "四川省广安市广安区" and "itemCode=W-1-1" in guide.source.url
    assert {"materials", "places"} <= set(guide.unsaid) and guide.online is None
    assert dict(guide.extra) == {"事项类型代码": "20", "部门代码": "D7", "行政区划代码": "990102"}
    assert outcome.guide("A-1").item.theme == "热气球登记"


def test_markup_goes_and_unknown_codes_are_told(outcome: Outcome) -> None:
    assert outcome.guide("W-1-3").item.name == "取水许可" and outcome.beside("W-1-3")["二维码"] == "q.png"
    assert outcome.odd == ["不认识的事项类型代码：77"]


def test_rows_that_are_none_are_rejected_with_their_reasons(outcome: Outcome) -> None:
    assert (outcome.report.read, outcome.report.kept) == (8, 3)
    assert [row for row, _ in outcome.rejected] == ["2", "3", "4", "5", "7"]
    reasons = " ".join(reason for _, reason in outcome.rejected)
    assert "没有能打开的链接" in reasons and "没有事项名称" in reasons and "不是一个事项" in reasons


@pytest.mark.parametrize(
    "text",
    [
        SCRIPT.replace('""}\n    ]}}', '""},\n    ]}}'),
        SCRIPT.replace('"department":', "department:").replace('"区水务局"', "'区水务局'"),
        SCRIPT.replace("// 事项数据", "/* 事项 [数据] */"),
        SCRIPT.replace("const bszlData =", "module.exports ="),
    ],
    ids=["trailing comma", "bare keys", "comment", "another name"],
)
def test_scripts_in_other_spellings(tmp_path: Path, text: str) -> None:
    assert imported(tmp_path, script(tmp_path, text), "guangan").report.kept == 3


def test_gbk_is_read(tmp_path: Path) -> None:
    assert imported(tmp_path, script(tmp_path, SCRIPT, "gbk"), "guangan").guide("W-1-1").item.name == "古井水质检测"


@pytest.mark.parametrize("text", ["", "const a = 1;", "const a = [{];", "const a = [1, 2"])
def test_a_file_without_a_readable_array_is_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(CatalogueError, match=r"data\.js"):
        imported(tmp_path, script(tmp_path, text), "guangan")
