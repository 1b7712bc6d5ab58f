"""The independent sentences are well formed: known labels, every intent and item, no sentence twice."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

from bot.settings import ROOT

HERE = Path(__file__).parent
STYLES = {"plain", "colloquial", "short", "story", "voice", "typo", "traditional", "dialect", "elderly", "business"}
LEAST = 20  # sentences of an intent


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


MESSAGES = read(HERE / "messages.csv")
ITEMS = {row["code"] for row in read(ROOT / "bot" / "sandbox" / "seed" / "items.csv")}


def asks(message: dict[str, str]) -> list[tuple[str, str]]:
    pairs = [each.partition(":") for each in message["asks"].split(";")] if message["asks"] else []
    return [(intent, item) for intent, _, item in pairs]


def test_no_sentence_is_written_twice() -> None:
    assert [text for text, count in Counter(m["text"] for m in MESSAGES).items() if count > 1] == []


def test_every_label_is_known() -> None:
    intents = {m["intent"] for m in MESSAGES}
    for message in MESSAGES:
        assert message["style"] in STYLES, message
        assert not message["item"] or set(message["item"].split("|")) <= ITEMS, message
        for intent, item in asks(message):
            assert intent in intents, message
            assert not item or item in ITEMS, message


def test_what_is_asked_first_is_the_label() -> None:
    for message in MESSAGES:
        listed = asks(message)
        if listed:
            assert len(listed) > 1, message
            assert listed[0][0] == message["intent"], message
            assert listed[0][1] in message["item"].split("|"), message


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
