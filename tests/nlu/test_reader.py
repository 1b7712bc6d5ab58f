"""The values of a message: where they stand in it as it came in, and that none is read as something else."""

from __future__ import annotations

import pytest
import yaml

from bot.nlu.reader import Reader, read_districts
from bot.settings import ROOT
from bot.text.segment import make_tokenizer

NUMBER = "9901002026000104"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(make_tokenizer(), read_districts())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("下周三上午", [("date", "下周三上午", "下周三上午"), ("time", "上午", "上午")]),
        ("嗯 我想问一下 我媽８２歲能領嗎", [("family", "母亲", "媽"), ("age", "82", "８２歲")]),
        (
            "老丈人八十二岁借了三万块",
            [("family", "岳父", "老丈人"), ("age", "82", "八十二岁"), ("money", "30000", "三万块")],
        ),
        ("我们 厂 二十来人 贷 12.5万", [("company_size", "20", "二十来人"), ("money", "125000", "12.5万")]),
        ("房价3.5万一平", [("money", "35000", "3.5万")]),
        (f"编号{NUMBER}，80元", [("application_number", NUMBER, NUMBER), ("money", "80", "80元")]),
        ("九九零幺零零二零二六零零零幺零四", [("application_number", NUMBER, "九九零幺零零二零二六零零零幺零四")]),
        ("清单 K7M2QX", [("checklist_code", "K7M2QX", "K7M2QX")]),
        ("3月5日9：00", [("date", "3月5日9:00", "3月5日9：00"), ("time", "09:00", "9：00")]),
        ("", []),
    ],
)
def test_entities(reader: Reader, text: str, found: list[tuple[str, str, str]]) -> None:
    entities = reader.read(text).entities
    assert [(one.kind, one.value, text[one.start : one.end]) for one in entities] == found


@pytest.mark.parametrize(
    "text",
    [
        "身份证110101199003078515",
        "手机13800138000",
        "手机138-0013-8000",
        "车牌 粤B12345",
        "银行卡6222 0210 0111 5511 208",
    ],
)
def test_personal_data_is_no_value(reader: Reader, text: str) -> None:
    assert reader.read(text).entities == ()


def test_a_district(reader: Reader) -> None:
    name, code = next(iter(read_districts().items()))
    assert reader.read(f"{name}今天上午开门吗").first("district") == code


def test_the_domain_knows_every_kind_and_no_rule_depends_on_one() -> None:
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    kinds = {
        "application_number",
        "checklist_code",
        "district",
        "date",
        "time",
        "money",
        "age",
        "company_size",
        "family",
    }
    assert kinds <= set(domain["entities"])
    assert [intent for intent in domain["intents"] if next(iter(intent.values()))["use_entities"]] == []
