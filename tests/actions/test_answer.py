"""Which topic answers: the one of the intent, or the question bank when the intent is in doubt; danger always first."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import DOUBTABLE, TOPICS, ActionAnswer, in_focus, reply_to
from actions.base import read_asks
from actions.resources import Resources
from bot.topics import talk
from bot.topics.context import Ask
from bot.vault import Vault
from tests.support import SeedPlatform, bank, context, everyday, wording

ASKED = "自己辞职能领失业金吗"  # a question of the bank as shipped


def doubtful(intent: str) -> Ask:
    return Ask(intent, "3010", text=ASKED, likely={"3010": 0.9}, confidence=0.2)


@pytest.mark.parametrize("intent", ["guide_conditions", "guide_fee", "match_policy"])
def test_the_bank_answers_when_the_intent_is_in_doubt(intent: str):
    assert asyncio.run(reply_to(doubtful(intent), context(), alone=True)).kind == "faq.answer"


def test_a_second_ask_beside_it_leaves_both_to_their_topics():
    assert asyncio.run(reply_to(doubtful("guide_fee"), context(), alone=False)).kind == "guide.fee"


@pytest.mark.parametrize("intent", ["emergency", "talk_to_human", "deny", "cancel"])
def test_what_is_never_taken_for_a_question_of_the_bank(intent: str):
    assert intent in TOPICS and intent not in DOUBTABLE
    reply = asyncio.run(reply_to(doubtful(intent), context(), alone=True))
    assert reply.kind != "faq.answer"


def test_danger_comes_first_whatever_the_bank_has():
    resources = Resources(
        SeedPlatform(), wording(), Vault(None, "key"), None, lambda code: everyday()[code], bank=bank()
    )  # type: ignore[arg-type]
    message = {
        "text": ASKED,
        "intent": {"name": "emergency", "confidence": 0.1},
        "asks": [{"intent": "faq_other", "item": "3010"}, {"intent": "emergency", "item": None}],
    }
    dispatcher = CollectingDispatcher()
    tracker = Tracker("rest:a", {}, message, [], False, None, {}, None)
    asyncio.run(ActionAnswer(resources).run(dispatcher, tracker, {}))
    assert [sent["custom"]["kind"] for sent in dispatcher.messages] == [talk.emergency(context()).kind]


def test_what_the_understanding_says_of_items_and_its_confidence_is_read():
    entity = {"entity": "service_item", "value": "3010", "decision": "sure"}
    entity |= {"candidates": [{"code": "3010", "name": "x", "score": 0.8}, {"code": "3009", "name": "y", "score": 0.1}]}
    message = {
        "text": ASKED,
        "intent": {"name": "guide_fee", "confidence": 0.4},
        "entities": [entity],
        "asks": [{"intent": "guide_fee", "item": "3010"}],
    }
    (ask,) = read_asks(message, {})
    assert dict(ask.likely) == {"3010": 0.8, "3009": 0.1} and ask.confidence == 0.4
    assert (
        read_asks({"text": "/guide_fee", "intent": {"name": "guide_fee", "confidence": 1.0}}, {})[0].confidence == 1.0
    )


def test_the_item_in_focus_keeps_what_is_likely():
    ask = in_focus(replace(doubtful("faq_other"), item=None, named=0.1), "1003")
    assert ask.item == "1003" and dict(ask.likely) == {"3010": 0.9}
