"""What messages mean: intent, item, values, and each thing asked."""

from __future__ import annotations

from typing import Any

import pytest

from bot.nlu.understanding import Understanding


def item_of(parse: dict[str, Any]) -> dict[str, Any]:
    return next((one for one in parse["entities"] if one["entity"] == "service_item"), {})


@pytest.mark.parametrize(
    ("text", "intent", "item"),
    [
        ("办护照要带什么", "guide_materials", "1015"),
        ("身份证丢了怎么补", "guide_overview", "1003"),
        ("营业执照几天能下来", "guide_duration", "5001"),
        ("社保卡在哪儿补办", "guide_where", "3002"),
        ("法律援助", "guide_overview", "6902"),
        ("那收费吗", "guide_fee", None),
        ("转人工", "talk_to_human", None),
        ("谢谢你啊", "thank", None),
    ],
)
def test_one_question(understanding: Understanding, text: str, intent: str, item: str | None) -> None:
    parse = understanding.parse(text)
    assert parse["intent"]["name"] == intent
    assert parse["asks"] == [{"intent": intent, "item": item}]
    assert item_of(parse).get("value") == item


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("办护照多少钱 几天能拿", [("guide_fee", "1015"), ("guide_duration", "1015")]),
        ("办护照多少钱几天能拿", [("guide_fee", "1015"), ("guide_duration", "1015")]),
        ("社保卡补办要带什么，去哪办", [("guide_materials", "3002"), ("guide_where", "3002")]),
        ("你好 居住证多少钱", [("guide_fee", "1011")]),
    ],
)
def test_two_questions_in_order(understanding: Understanding, text: str, asks: list[tuple[str, str]]) -> None:
    parse = understanding.parse(text)
    assert [(ask["intent"], ask["item"]) for ask in parse["asks"]] == asks
    assert parse["intent"]["name"] == asks[0][0]


def test_the_item_comes_with_candidates(understanding: Understanding) -> None:
    entity = item_of(understanding.parse("护照"))
    assert entity["decision"] == "choose"
    assert {"1015", "1016", "1017"} <= {one["code"] for one in entity["candidates"]}
    assert set(entity["candidates"][0]) == {"code", "name", "score"}


def test_what_we_do_not_have_has_no_value(understanding: Understanding) -> None:
    parse = understanding.parse("潜水教练资质咋考")
    assert item_of(parse).get("value") is None
    assert parse["asks"][0]["item"] is None


@pytest.mark.parametrize(
    ("text", "kind", "value", "said"),
    [
        (
            "９９０１ ００２０ ２６００ ０１０４ 到哪了",
            "application_number",
            "9901002026000104",
            "９９０１ ００２０ ２６００ ０１０４",
        ),
        ("清单 k7m2qx", "checklist_code", "K7M2QX", "k7m2qx"),
        ("帮我约下周三上午的婚姻登记", "date", "下周三上午", "下周三上午"),
        ("高新區大廳幾點開門", "district", "990103", "高新區"),
    ],
)
def test_values(understanding: Understanding, text: str, kind: str, value: str, said: str) -> None:
    found = next(one for one in understanding.parse(text)["entities"] if one["entity"] == kind)
    assert found["value"] == value
    assert text[found["start"] : found["end"]] == said


@pytest.mark.parametrize("text", ["K7M2QX", "清单 k7m2qx", "接着办 K7M2QX 那张单子"])
def test_a_checklist_code_is_prepare_documents(understanding: Understanding, text: str) -> None:
    assert understanding.parse(text)["intent"] == {"name": "prepare_documents", "confidence": 1.0}


@pytest.mark.parametrize("text", ["9901002026000104", "990100 2026 000104 到哪了", "查一下 9901002026000104"])
def test_an_application_number_alone_is_check_status(understanding: Understanding, text: str) -> None:
    assert understanding.parse(text)["intent"]["name"] == "check_status"


@pytest.mark.parametrize("text", ["帮我写首诗", "今天天气怎么样", "asdfgh", "？？？", ""])
def test_out_of_scope(understanding: Understanding, text: str) -> None:
    assert understanding.parse(text)["intent"]["name"] == "out_of_scope"


def test_the_ranking_is_complete_and_sorted(understanding: Understanding) -> None:
    ranking = [one["confidence"] for one in understanding.parse("居住证多少钱")["intent_ranking"]]
    assert ranking == sorted(ranking, reverse=True)
    assert 0 <= ranking[-1] <= ranking[0] <= 1
