"""The Guangdong format: every field of a row is kept, and a broken row loses itself only."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.platform_api.models import Limit, Online, Phones, Place, Source
from tests.catalogue.importers.importing import FIXTURES, Outcome, imported

FILE = FIXTURES / "guangdong.jsonl"
RECORDS = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
REISSUE, EXCHANGE, WELL, KITE = (record["TASK_CODE"] for record in RECORDS[:4])


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return imported(tmp_path_factory.mktemp("var"), FILE, "guangdong")


def written(folder: Path, *lines: Any, encoding: str = "utf-8") -> Path:
    path = folder / "rows.jsonl"
    texts = (line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines)
    path.write_bytes("\n".join(texts).encode(encoding))
    return path


def test_everything_is_kept(outcome: Outcome) -> None:
    assert (outcome.report.read, outcome.report.kept) == (5, 5)
    profile = outcome.catalogue.profile
    assert (profile.region, profile.source, profile.kept) == ("云岭省", "广东政务服务网", 5)


def test_an_item_with_its_guide(outcome: Outcome) -> None:
    guide = outcome.guide(REISSUE)
    item = outcome.catalogue.item(REISSUE)
    assert item is not None and item.published and item.phone == "0990-81002001"
    assert (item.name, item.department, item.type) == ("热气球驾驶执照补发", "云岭省航空局", "行政许可")
    assert (item.object, item.theme, item.aliases) == ("自然人", "证件办理", ("气球本丢了", "补气球本"))
    assert guide.audience == "面向自然人"
    assert guide.conditions == ("（一）持有有效的热气球驾驶执照；", "（二）执照遗失满 7 日。")
    assert [m.name for m in guide.materials] == ["热气球驾驶执照补发申请表", "居民身份证（正、反面）", "遗失声明"]
    assert {(m.original, m.copy, m.necessity) for m in guide.materials} == {(None, None, "必要")}
    assert (guide.statutory, guide.promised, guide.visits) == (Limit(20), Limit(5), 1)
    assert guide.online == Online(3, "云岭航空在线", url="https://zwfw.example.com/balloon?code=1")
    assert guide.places == (Place("", "", "云岭省航空局", address="星湖市长风路12号航空大楼1楼3号窗口"),)
    assert guide.phones == Phones("0990-81002001、0990-81002002", "0990-12345")
    assert guide.source == Source("广东政务服务网", "云岭省", "https://zwfw.example.com/balloon?code=1", "2021")
    assert guide.unsaid == ("necessity",)
    assert guide.fee is guide.proxy is guide.result is guide.checked_on is None


def test_what_has_no_field_is_kept_beside(outcome: Outcome) -> None:
    extra = outcome.beside(REISSUE)
    assert extra["联办部门"] == "市级航空（受理）" and extra["物流快递"] == "支持"
    assert extra["预约网址"] == "https://book.example.com/balloon" and extra["主题"] == "其他、证件办理"
    assert extra["主项名称"] == "热气球驾驶执照核发" and extra["机构代码"] == "000000001"
    assert "热气球" not in extra.get("子项名称", ""), "what only repeats the name is not kept twice"


def test_what_the_source_leaves_open_stays_open(outcome: Outcome) -> None:
    exchange, well, kite = outcome.guide(EXCHANGE), outcome.guide(WELL), outcome.guide(KITE)
    assert exchange.places == () and "places" not in exchange.unsaid, "无线下办理窗口 says that there is none"
    assert kite.places == () and "places" in kite.unsaid, "办理地点：无 says nothing"
    assert exchange.promised is None and well.promised == Limit(None, note="3 个月")
    assert {"materials", "conditions"} <= set(exchange.unsaid), "conditions that end in a colon are not all"
    assert exchange.phones == Phones("", "") and outcome.catalogue.item(EXCHANGE).phone == "12345"  # type: ignore[union-attr]
    assert well.conditions == () and well.online == Online(1, "")
    assert kite.conditions == ("无条件受理",)


def test_what_is_odd_is_told(outcome: Outcome) -> None:
    assert sorted(reason.partition("：")[0] for reason in outcome.odd) == [
        "受理条件没有写完",
        "承诺时限",
        "投诉电话认不出号码",
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"TASK_CODE": "x1", "TASK_NAME": ', "不是合法的 JSON"),
        ('["x1"]', "不是一个 JSON 对象"),
        ({"TASK_NAME": "没有编码的"}, "没有编码"),
        ({"TASK_CODE": "x1", "TASK_NAME": "无"}, "没有事项名称"),
        ({"TASK_CODE": "x 1", "TASK_NAME": "编码带空格"}, "编码不像编码"),
        ({"TASK_CODE": "9" * 65, "TASK_NAME": "编码太长"}, "编码不像编码"),
        ({"TASK_CODE": "x1", "TASK_NAME": "长" * 301}, "多半是串了列"),
        ({**RECORDS[0], "TASK_NAME": "换了名字"}, "编码和第 1 行重复"),
        (RECORDS[0], "编码和第 1 行重复"),
    ],
)
def test_a_broken_row_loses_itself_only(tmp_path: Path, line: Any, reason: str) -> None:
    outcome = imported(tmp_path, written(tmp_path, RECORDS[0], line, RECORDS[1]), "guangdong")
    [(row, why)] = outcome.rejected
    assert row == "2" and reason in why
    assert outcome.report.kept == 2 and outcome.guide(EXCHANGE)


@pytest.mark.parametrize("value", [{"a": 1}, 7, [1, {"b": 2}], True])
@pytest.mark.parametrize(
    "key", ["material_intro", "accept_standard", "theme_category", "handle_time", "URL", "matter_daily"]
)
def test_values_of_another_kind_lose_nothing_else(tmp_path: Path, key: str, value: Any) -> None:
    outcome = imported(tmp_path, written(tmp_path, {**RECORDS[0], key: value}, RECORDS[1]), "guangdong")
    assert outcome.guide(EXCHANGE) and outcome.report.read == 2


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    outcome = imported(tmp_path, written(tmp_path, *RECORDS, encoding=encoding), "guangdong")
    assert outcome.report.kept == 5 and outcome.guide(REISSUE).item.name == "热气球驾驶执照补发"


def test_an_array_is_taken_too(tmp_path: Path) -> None:
    path = tmp_path / "rows.json"
    path.write_text(json.dumps(RECORDS, ensure_ascii=False), encoding="utf-8")
    assert imported(tmp_path, path, "guangdong").report.kept == 5


def test_fields_nobody_knows_are_kept_under_their_names(tmp_path: Path) -> None:
    outcome = imported(
        tmp_path, written(tmp_path, {**RECORDS[0], "NEW_FIELD": "<b>新</b>", "EMPTY": "无"}), "guangdong"
    )
    assert outcome.beside(REISSUE)["NEW_FIELD"] == "新" and "EMPTY" not in outcome.beside(REISSUE)
