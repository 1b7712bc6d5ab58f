"""The codec reads what it writes, refuses anything else by name, and describes it in JSON Schema."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from bot.errors import ContentError
from bot.platform_api import codec
from bot.platform_api.models import (
    AccessToken,
    Application,
    District,
    Guide,
    Hall,
    Limit,
    Pause,
    ServiceItem,
)

SEED = Path(codec.__file__).parent.parent / "sandbox" / "seed"
ITEM = ServiceItem(
    "1003", "居民身份证丢失补领", "公安局", "行政确认", "自然人", "证件户籍", published=True, phone="0990-12340110"
)
DOCUMENT = yaml.safe_load((SEED / "guides" / "1003.yml").read_text(encoding="utf-8"))
APPLICATION = Application(
    number="9901002026000103",
    item=ITEM,
    state="补正",
    state_known=True,
    submitted_on=date(2026, 11, 12),
    accepted_on=None,
    state_since=date(2026, 11, 17),
    promised_days=20,
    statutory_days=60,
    pauses=(Pause("补正", date(2026, 11, 17)),),
    note="请补交近期一寸免冠照片",
    correction_due=date(2026, 12, 1),
    history=(("待受理", date(2026, 11, 12)), ("补正", date(2026, 11, 17))),
    applicant="周**",
    statutory_unit="自然日",
)


def guide() -> Guide:
    return codec.decode_guide_file(DOCUMENT, ITEM)


def test_the_model_guide_is_read_whole() -> None:
    read = guide()
    assert read.item == ITEM
    assert read.summary.startswith("补一张新的")
    assert [situation.id for situation in read.situations] == ["who", "household"]
    assert read.situations[0].options[1].add == ("guardian_id", "kinship")
    assert read.statutory == Limit(60, "自然日", "从交齐材料那天算起；交通不便的地方可以再延长 30 日")
    assert read.promised == Limit(7)
    assert read.material("hukou").original == 1
    assert read.material("hukou").copy == 0
    assert read.fee.items[0].amount == 40
    assert read.effective_on == date(2026, 3, 1)
    assert read.faq[1].question.startswith("补领期间")
    assert read.local[0] == "limits.promised"


def test_replace_and_only_if_are_read_as_pairs() -> None:
    document = copy.deepcopy(DOCUMENT)
    document["situations"][1]["only_if"] = {"who": ["adult", "minor"]}
    document["situations"][1]["options"][1]["replace"] = {"hukou": "other_proof"}
    second = codec.decode_guide_file(document, ITEM).situations[1]
    assert second.only_if == (("who", ("adult", "minor")),)
    assert second.options[1].replace == (("hukou", "other_proof"),)


VALUES = [
    (codec.GUIDE, guide()),
    (codec.ITEM, ITEM),
    (codec.DISTRICT, District("990101", "江南区", "区", "990100")),
    (codec.HALL, Hall("H02", "江南区政务服务中心", "990101", "滨江路88号", "工作日", "12345")),
    (codec.APPLICATION, APPLICATION),
    (codec.TOKEN, AccessToken("secret", 600)),
    (codec.SITUATION, guide().situations[0]),
    (codec.MATERIAL, guide().materials[0]),
]


@pytest.mark.parametrize(("record", "value"), VALUES, ids=[type(value).__name__ for _, value in VALUES])
def test_round_trip_through_json_matching_the_schema(record: Any, value: Any) -> None:
    document = json.loads(json.dumps(record.encode(value), ensure_ascii=False))
    jsonschema.Draft202012Validator(record.schema()).validate(document)
    assert record.decode(document) == value


@pytest.mark.parametrize(("record", "value"), VALUES, ids=[type(value).__name__ for _, value in VALUES])
def test_an_unknown_field_is_named(record: Any, value: Any) -> None:
    with pytest.raises(ContentError, match=r"^surprise: unknown field"):
        record.decode({**record.encode(value), "surprise": 1})


def edited(change: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
    document = copy.deepcopy(DOCUMENT)
    change(document)
    return document


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda d: d.pop("summary"), "summary: missing field"),
        (lambda d: d["limits"].pop("promised"), "limits.promised: missing field"),
        (lambda d: d["limits"].update(extra=1), "limits.extra: unknown field"),
        (lambda d: d["limits"]["promised"].update(unit="天"), "limits.promised.unit: expected one of 工作日、自然日"),
        (lambda d: d["materials"][1].pop("name"), r"materials\[1\].name: missing field"),
        (lambda d: d["materials"][1].update(neccessity="必要"), r"materials\[1\].neccessity: unknown field"),
        (lambda d: d["materials"][0].update(original="1"), r"materials\[0\].original: expected a whole number"),
        (lambda d: d["materials"][0].update(original=True), r"materials\[0\].original: expected a whole number"),
        (lambda d: d["places"][0].update(district=990101), r"places\[0\].district: expected text"),
        (lambda d: d.update(conditions="一条"), "conditions: expected a list"),
        (lambda d: d.update(summary=None), "summary: expected text"),
        (lambda d: d.update(effective_on="2026-13-01"), "effective_on: expected a date"),
        (lambda d: d.update(fee="免费"), "fee: expected an object"),
        (lambda d: d["fee"].update(charged=1), "fee.charged: expected true or false"),
        (lambda d: d["situations"][0]["options"][0].update(replace=["a"]), r"options\[0\].replace: expected an object"),
        (lambda d: d.update(code="1004"), "code: expected '1003'"),
        (lambda d: d.update(name="身份证"), "name: comes from the list of items"),
    ],
)
def test_what_does_not_fit_is_refused_by_path(change: Callable[[dict[str, Any]], Any], message: str) -> None:
    with pytest.raises(ContentError, match=message):
        codec.decode_guide_file(edited(change), ITEM)


@pytest.mark.parametrize("document", [None, [], "text", 3])
def test_a_document_that_is_no_object_is_refused(document: Any) -> None:
    with pytest.raises(ContentError, match="document: expected an object"):
        codec.APPLICATION.decode(document)


@pytest.mark.parametrize(
    ("raw", "names", "state", "known"),
    [
        ("补正", {}, "补正", True),
        ("12", {"12": "特别程序"}, "特别程序", True),
        ("99", {"12": "特别程序"}, "99", False),
        ("已转送", {}, "已转送", False),
    ],
)
def test_an_unknown_state_is_kept_and_marked(raw: str, names: dict[str, str], state: str, known: bool) -> None:
    document = codec.APPLICATION.encode(APPLICATION)
    document["state"] = document["history"][-1]["state"] = raw
    read = codec.decode_application(document, state_names=names)
    assert (read.state, read.state_known, read.history[-1][0]) == (state, known, state)


def test_a_token_does_not_show_itself() -> None:
    assert "hidden" not in repr(AccessToken("hidden", 600))
