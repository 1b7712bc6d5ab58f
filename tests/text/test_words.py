"""Sounds, n-grams, days and words."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.text.dates import find_dates
from bot.text.ngrams import name_features, squeezed
from bot.text.pinyin import sound, syllables
from bot.text.segment import make_tokenizer, read_words


def test_what_sounds_alike_is_equal() -> None:
    assert sound("居主证") == sound("居住证")
    assert sound("公集金") == sound("公积金")
    assert sound("护照") != sound("户口")
    assert len(sound("A居1")) == 3
    assert syllables("证") == syllables("正")


def test_features_have_families() -> None:
    found = name_features("居住证", make_tokenizer(["居住证"]).lcut)
    assert {"居", "居住", "居住证", "w:居住证"} <= set(found)
    assert sum(feature.startswith("p:") for feature in found) == 3


def test_squeezed() -> None:
    assert squeezed(" 食品、经营（许可）ABC ") == "食品经营（许可）abc"


def test_words_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "words.txt"
    file.write_text("居住证 200 n\n# 注释\n\n公积金\n", encoding="utf-8")
    assert read_words(file) == ["居住证", "公积金"]
    assert read_words(tmp_path / "none.txt") == []


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("帮我约下周三上午的婚姻登记", ["下周三上午"]),
        ("明天下午三点有号吗", ["明天下午三点"]),
        ("11月20号去行不", ["11月20号"]),
        ("2026年12月1日", ["2026年12月1日"]),
        ("周末上班吗", ["周末"]),
        ("3号窗口那个人", []),
        ("护照多少钱", []),
    ],
)
def test_days(text: str, days: list[str]) -> None:
    assert [day.value for day in find_dates(text)] == days
