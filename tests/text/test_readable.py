"""Long sentences, words of the office, sentences that many texts share."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import ContentError
from bot.text.readable import LONGEST, hard_to_read, read_officialese, sentences, shared


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("带身份证来。当天能拿！", ["带身份证来", "当天能拿"]),
        ("要不要钱？不 要；12345\n打 12345", ["要不要钱", "不要", "打12345"]),
        ("0990-12340110。2026-01-01", []),
    ],
)
def test_sentences_end_at_their_marks(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("长" * LONGEST + "。短", 0),
        ("长" * (LONGEST + 1) + "。短", 1),
        ("长" * 30 + "；" + "长" * 30, 0),  # two sentences
        ("请前往窗口", 1),
        ("请前往窗口，我们予以办理", 2),
    ],
)
def test_what_is_hard_to_read_is_told(text: str, faults: int) -> None:
    assert len(list(hard_to_read(text, {"前往": "来", "予以": "直接说"}))) == faults


def test_a_word_is_told_with_what_to_say_instead() -> None:
    assert list(hard_to_read("请前往窗口", {"前往": "来"})) == ["'前往' is a word of the office: 来"]


@pytest.mark.parametrize(("texts", "told"), [(5, False), (6, True)])
def test_a_sentence_may_stand_in_five_texts(texts: int, told: bool) -> None:
    found = list(shared((str(number), ["带上身份证到窗口来办"]) for number in range(texts)))
    assert found == ([("带上身份证到窗口来办", set("012345"))] if told else [])


def test_a_short_sentence_may_stand_anywhere() -> None:
    assert list(shared((str(number), ["不收钱"]) for number in range(9))) == []


def test_the_list_says_what_to_write_for_every_word() -> None:
    words = read_officialese()
    assert len(words) > 20 and words["前往"] == "来、到" and all(words.values())


def test_a_list_that_is_none_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    with pytest.raises(ContentError):
        read_officialese(path)
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(ContentError):
        read_officialese(path)
