"""The independent sentences are well formed, none is trained on, and they are understood as well as they were.

The floors are a little under what ``python -m bot bench understanding`` measures.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from bot.nlu.intents import train
from bot.nlu.understanding import Preparation, Understanding
from bot.settings import ROOT, Settings
from tests.benchmarks.intent_classifiers import shipped
from tests.benchmarks.messages import Judged, judge, read_messages, recall, share
from tests.understanding.overlap import near_duplicates

HERE = Path(__file__).parent
STYLES = {"plain", "colloquial", "short", "story", "voice", "typo", "traditional", "dialect", "elderly", "business"}
LEAST = 20  # sentences of an intent
NEAR = 0.7  # of the pairs of characters of two sentences


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


MESSAGES = read(HERE / "messages.csv")
TWO_ASKS = read(HERE / "two_asks.csv")
BOTH = [*MESSAGES, *TWO_ASKS]
ITEMS = {row["code"] for row in read(ROOT / "bot" / "sandbox" / "seed" / "items.csv")}


def asks(message: dict[str, str]) -> list[tuple[str, str]]:
    pairs = [each.partition(":") for each in message["asks"].split(";")] if message["asks"] else []
    return [(intent, item) for intent, _, item in pairs]


def test_no_sentence_is_written_twice() -> None:
    assert [text for text, count in Counter(m["text"] for m in BOTH).items() if count > 1] == []


def test_every_label_is_known() -> None:
    intents = {m["intent"] for m in MESSAGES}
    for message in BOTH:
        assert message["style"] in STYLES, message
        assert not message["item"] or set(message["item"].split("|")) <= ITEMS, message
        for intent, item in asks(message):
            assert intent in intents, message
            assert not item or set(item.split("|")) <= ITEMS, message


def test_several_things_are_asked_in_each_of_two_asks() -> None:
    assert [message for message in TWO_ASKS if len(asks(message)) < 2] == []


def test_what_is_asked_first_is_the_label() -> None:
    for message in BOTH:
        listed = asks(message)
        if listed:
            assert len(listed) > 1, message
            assert listed[0][0] == message["intent"], message
            assert set(listed[0][1].split("|")) <= set(message["item"].split("|")), message


def test_every_intent_has_enough_sentences() -> None:
    counts = Counter(m["intent"] for m in MESSAGES)
    assert {intent: count for intent, count in counts.items() if count < LEAST} == {}


def test_every_item_is_meant_somewhere() -> None:
    assert ITEMS - {code for m in MESSAGES for code in m["item"].split("|")} == set()


def test_typing_errors_belong_to_a_clean_sentence() -> None:
    texts = {m["text"] for m in MESSAGES}
    for pair in read(HERE / "typos.csv"):
        assert pair["clean"] in texts, pair
        assert pair["typo"] not in texts, pair


def test_no_sentence_is_nearly_one_that_is_trained_on() -> None:
    trained = [text for text, _ in shipped()]
    assert near_duplicates([m["text"] for m in BOTH], trained, NEAR) == []


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("施工許可證的設定依據", "施工许可证的设定依据", True),
        ("没事了，再见！", "没事了再见", True),
        ("身份证丢了怎么补办", "我身份证丢了怎么补办", True),
        ("身份证丢了怎么补办", "身份证到期了怎么换", False),
        ("谢谢", "谢谢", False),  # too short to tell anything
    ],
)
def test_near_duplicates_are_seen(one: str, other: str, near: bool) -> None:
    assert near_duplicates([one], ["别的什么话都不像", other], NEAR) == ([(one, other)] if near else [])


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> list[Judged]:
    """Every message as understood after training on all shipped sentences; takes about a minute."""
    settings = Settings(var=tmp_path_factory.mktemp("var"))
    preparation = Preparation(settings)
    texts, labels = zip(*shipped(), strict=True)
    model = train([preparation.features(text) for text in texts], labels)
    understanding = Understanding.load(settings, model)
    return [judge(understanding, message) for message in read_messages(HERE / "messages.csv")]


def test_intents_are_understood(judged: list[Judged]) -> None:
    assert share(one.intent_right for one in judged) >= 0.94


def test_no_emergency_is_missed(judged: list[Judged]) -> None:
    missed = [one.message.text for one in judged if one.message.intent == "emergency" and not one.intent_right]
    assert missed == [] and recall(judged, "emergency") == 1.0
