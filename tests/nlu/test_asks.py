"""Cutting a message into questions."""

from __future__ import annotations

import pytest

from bot.nlu.asks import AskingWords, Part, cut, questions

WORDS = AskingWords([("多少钱", "guide_fee"), ("几天", "guide_duration"), ("怎么办", "guide_overview"), ("可以吗", "")])


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("办护照多少钱 几天能拿", ["办护照多少钱", "几天能拿"]),
        ("办护照多少钱几天能拿", ["办护照多少钱", "几天能拿"]),
        ("多少钱啊几天能拿", ["多少钱啊", "几天能拿"]),
        ("护照怎么办还有多少钱", ["护照怎么办", "多少钱"]),
        ("办护照多少钱", []),
        ("多少钱多少钱", []),
        ("护照 好", []),
    ],
)
def test_pieces(text: str, pieces: list[str]) -> None:
    assert cut(text, WORDS) == pieces


def part(text: str, intent: str, confidence: float, item: str | None = None) -> Part:
    return Part(text, intent, confidence, item)


def test_a_phrase_makes_a_question_of_a_piece() -> None:
    fee, days = part("护照多少钱", "guide_fee", 0.4, "1015"), part("几天拿", "guide_duration", 0.6)
    assert questions([fee, days], WORDS, "guide_fee") == [fee, days]


def test_a_topic_a_story_and_a_courtesy_are_none() -> None:
    fee = part("多少钱", "guide_fee", 0.9)
    assert questions([part("护照", "guide_overview", 0.99, "1015"), fee], WORDS, "guide_fee") == []
    assert questions([part("我妈走不动", "guide_where", 0.5), fee], WORDS, "guide_fee") == []
    assert questions([part("你好", "greet", 0.99), fee], WORDS, "guide_fee") == []


def test_a_word_beside_a_complaint_is_no_question() -> None:
    told = part("电话没人接", "guide_contact", 0.99)
    wish = part("我要投诉", "submit_complaint", 0.99)
    assert questions([told, wish], WORDS, "submit_complaint") == []


def test_the_same_question_about_one_item_is_asked_once() -> None:
    pair = [part("多少钱", "guide_fee", 0.9), part("护照多少钱", "guide_fee", 0.9, "1015")]
    assert questions(pair, WORDS, "guide_fee") == []


def test_the_same_question_about_two_items_is_two() -> None:
    pair = [part("身份证多少钱", "guide_fee", 0.9, "1003"), part("护照多少钱", "guide_fee", 0.9, "1015")]
    assert questions(pair, WORDS, "guide_fee") == pair
