"""Normalising messages: width, characters, spoken digits, fillers, and the way back to the input."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.normalise import normalise, plain


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("請問身份證遺失怎麼補辦？？？", "身份证遗失怎么补办?"),
        ("那个 我想问一下 就是我被公司裁了 失业金怎么领", "我被公司裁了 失业金怎么领"),
        ("那个公租房咋弄", "公租房咋弄"),
        ("那个人态度差", "那个人态度差"),
        ("就是这个", "就是这个"),
        ("嗯", "嗯"),
        ("就是", "就是"),
        ("问一下", "问一下"),
        ("咨询电话多少", "咨询电话多少"),
        ("我有个问题想问", "我有个问题想问"),
        ("打扰了 我想咨询下食品证", "食品证"),
        ("９９０１ ００２０ ２６００ ０１０４", "9901002026000104"),
        ("九九零一零零二零二六零零零幺零四到哪了", "9901002026000104到哪了"),
        ("2026-11-20 办了 12 张", "2026-11-20 办了 12 张"),
        ("二〇二六年五月", "二〇二六年五月"),
        ("护照  多少钱！！！", "护照 多少钱!"),
        ("", ""),
        ("\u200b  ", ""),
    ],
)
def test_plain_form(text: str, wanted: str) -> None:
    assert plain(text) == wanted


def test_each_character_leads_back_to_the_input() -> None:
    found = normalise("請問 身份證 多少錢")
    start = found.text.index("身份证")
    assert found.source[slice(*found.span(start, start + 3))] == "身份證"


@given(st.text(max_size=60))
def test_any_text_is_read_and_every_character_has_an_origin(text: str) -> None:
    found = normalise(text)
    assert len(found.origin) == len(found.text)
    assert all(0 <= at < len(text) for at in found.origin)
    assert list(found.origin) == sorted(found.origin)
