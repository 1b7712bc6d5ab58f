"""An emergency is never missed; what only sounds like one is not one."""

from __future__ import annotations

import pytest

from bot.catalogue.lexicon import load_lexicon
from bot.errors import ContentError
from bot.nlu.safety import DangerWords, is_emergency
from bot.nlu.understanding import Understanding


@pytest.mark.parametrize(
    "text",
    [
        "有人晕倒了快救命",
        "我家煤气味好大 头晕",
        "大厅里一个老人突然倒地上没呼吸了",
        "楼下着火了",
        "樓下著火了",
        "我不想活了",
        "他拿着刀追我",
        "孩子掉河里了",
        "那个 那个 我爸胸口疼得厉害 喘不上气",
        "你们再不给我办我就从这跳下去",
        "快叫救护车",
        "办着护照呢旁边有人晕倒了",
    ],
)
def test_an_emergency(understanding: Understanding, text: str) -> None:
    parse = understanding.parse(text)
    assert parse["intent"]["name"] == "emergency"
    assert parse["asks"] == [{"intent": "emergency", "item": None}]


@pytest.mark.parametrize(
    "text",
    [
        "消防检查怎么办",
        "酒店开业前的消防安全检查要什么材料",
        "火灾险怎么买",
        "着火点证明怎么开",
        "燃气过户要带什么",
        "去年家里着火房产证烧了怎么补",
        "办个证累死我了",
        "身份证丢了急死人",
        "死亡证明怎么开",
        "我爸去世了户口怎么注销",
    ],
)
def test_no_emergency(understanding: Understanding, text: str) -> None:
    assert understanding.parse(text)["intent"]["name"] != "emergency"


@pytest.mark.parametrize(
    ("level", "probability", "names_item", "wanted"),
    [
        ("strong", 0.0, False, True),
        ("strong", 0.0, True, True),
        ("weak", 0.0, False, True),
        ("weak", 0.1, True, False),
        ("weak", 0.5, True, True),
        ("", 0.5, True, True),
        ("", 0.25, False, True),
        ("", 0.25, True, False),
        ("", 0.1, False, False),
    ],
)
def test_words_and_model_decide_together(level: str, probability: float, names_item: bool, wanted: bool) -> None:
    assert is_emergency(level, "这边出事了", probability, names_item=names_item) is wanted


def test_a_very_short_message_needs_more_certainty() -> None:
    assert not is_emergency("", "搬了", 0.25, names_item=False)
    assert is_emergency("", "搬了", 0.5, names_item=False)


def test_broken_patterns_are_named() -> None:
    with pytest.raises(ContentError, match=r"danger\.csv"):
        DangerWords([("(", "strong")])
    with pytest.raises(ContentError, match="perhaps"):
        DangerWords([("x", "perhaps")])


def test_the_shipped_patterns_compile() -> None:
    assert DangerWords(load_lexicon().danger).level("救命") == "strong"
