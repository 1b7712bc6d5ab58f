"""Mistyped characters inside known words are put right; what people write on purpose stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.spelling import Speller, pairs_of

WORDS = ("居住证", "公积金", "营业执照", "护照", "身份证")
KNOWN = ("办居住证要多久", "公积金怎么提取", "营业执照注销", "我的护照丢了", "身份证到期", "店里的电力", "提取公积金")
SPELLER = Speller(WORDS, {pair for text in KNOWN for pair in pairs_of(text)})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("居主证要多久", "居住证要多久"),  # the same sound
        ("公集金怎么提取", "公积金怎么提取"),
        ("提取公鸡金", "提取公积金"),
        ("营业丸照注销", "营业执照注销"),  # a similar shape, four characters
        ("我的户照丢了", "我的护照丢了"),
        ("居住证要多久", "居住证要多久"),
        ("店里的电力", "店里的电力"),  # known pairs, whatever they sound like
        ("", ""),
        ("hello 123", "hello 123"),
    ],
)
def test_words_are_put_right(typed: str, meant: str) -> None:
    assert SPELLER.correct(typed) == meant


def test_a_common_character_is_no_slip() -> None:
    assert Speller(["营业执照"], pairs_of("营业执照")).correct("营业的照") == "营业的照"


def test_a_word_that_would_not_fit_its_neighbours_is_not_put_in() -> None:
    assert SPELLER.correct("护罩厂") == "护罩厂"


@given(st.text(max_size=40))
def test_the_text_keeps_its_length(text: str) -> None:
    assert len(SPELLER.correct(text)) == len(text)
