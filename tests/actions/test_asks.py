"""What an action reads from a message: the things asked, and which item each is about."""

from __future__ import annotations

import pytest

from actions.answer import TOPICS, in_focus, without_echoes
from actions.base import close_enough, offered, read_asks
from bot.reply import Option, Reply
from bot.topics.context import Ask


def linked(*scores: tuple[str, float], decision: str, named: bool = True) -> dict:
    candidates = [{"code": code, "name": code, "score": score} for code, score in scores]
    return {
        "entity": "service_item",
        "value": scores[0][0],
        "decision": decision,
        "candidates": candidates,
        "named": named,
    }


def asks_of(*asks: tuple[str, str | None], entity: dict | None = None, text: str = "问一句") -> tuple[Ask, ...]:
    message = {
        "text": text,
        "entities": [entity] if entity else [],
        "asks": [{"intent": intent, "item": item} for intent, item in asks],
    }
    return read_asks(message, {})


def test_a_sure_item_is_taken():
    entity = linked(("1003", 0.9), ("1001", 0.02), decision="sure")
    (ask,) = asks_of(("guide_fee", "1003"), entity=entity)
    assert ask.item == "1003" and ask.choices == ()


def test_a_close_call_becomes_choices_without_those_far_behind():
    entity = linked(("1003", 0.4), ("1001", 0.35), ("6706", 0.01), decision="choose")
    (ask,) = asks_of(("guide_fee", "1003"), entity=entity)
    assert ask.item is None and ask.choices == ("1001", "1003")


def test_near_ties_stand_in_the_catalogues_order():
    scores = [("1004", 0.3), ("1001", 0.25), ("1002", 0.2), ("1003", 0.18)]
    assert close_enough(linked(*scores, decision="choose")["candidates"]) == ("1001", "1002", "1003", "1004")


def test_two_items_in_one_message_are_kept_apart():
    entity = linked(("1003", 0.5), ("1025", 0.4), decision="choose")
    first, second = asks_of(("guide_fee", "1003"), ("guide_fee", "1025"), entity=entity)
    assert (first.item, second.item) == ("1003", "1025")


def test_a_payload_says_itself_what_it_asks():
    message = {
        "text": '/guide_fee{"service_item": "1003"}',
        "intent": {"name": "guide_fee"},
        "asks": [{"intent": "out_of_scope", "item": None}],
    }
    (ask,) = read_asks(message, {"service_item": "1003"})
    assert (ask.intent, ask.item) == ("guide_fee", "1003")


@pytest.mark.parametrize(
    ("ask", "wanted"),
    [
        (Ask("guide_fee"), "1003"),
        (Ask("guide_fee", "1015", named=0.9), "1015"),
        (Ask("guide_fee", "1015", named=0.2), "1003"),
        (Ask("guide_fee", choices=("1003", "1004"), named=0.9), "1003"),
        (Ask("guide_fee", choices=("1015", "1016"), named=0.9), None),
        (Ask("greet"), None),
    ],
)
def test_the_item_in_focus(ask: Ask, wanted: str | None):
    assert in_focus(ask, "1003").item == wanted


def test_where_and_when_belong_to_the_hall_asked_for():
    asks = (Ask("find_hall"), Ask("guide_hours"), Ask("guide_where", "1003"))
    assert [a.intent for a in without_echoes(asks)] == ["find_hall", "guide_where"]


def test_every_intent_has_a_topic_or_a_rule_of_its_own():
    import yaml

    from bot.settings import ROOT

    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    intents = {next(iter(intent)) for intent in domain["intents"]}
    assert intents - set(TOPICS) == {"prepare_documents", "check_status"}


def test_what_was_offered_is_remembered_with_its_other_words():
    option = Option("随爸爸", "/x", says=("他爸",))
    reply = Reply(kind="checklist.question", status="collecting", text="问", options=(option,))
    assert offered(reply)["options"] == [{"title": "随爸爸", "payload": "/x", "says": ["他爸"]}]
