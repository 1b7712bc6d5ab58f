"""Titles fit a button and tell items apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.topics.titles import LONGEST, titles

LICENCE = "机动车驾驶证持外省驾驶证申领"


def test_short_names_stay() -> None:
    assert titles(["补身份证", "办护照"]) == ("补身份证", "办护照")


def test_a_long_name_is_cut() -> None:
    [title] = titles(["甲" * 40])
    assert title == "甲" * 19 + "…"


def test_names_that_begin_alike_are_told_by_their_ends() -> None:
    long = LICENCE + "（" + "现" * 8
    one, two = titles([long + "小型汽车）", long + "摩托车）"])
    assert one.endswith("小型汽车）") and two.endswith("摩托车）") and one.startswith("…")


def test_names_that_differ_in_the_middle_only_show_it() -> None:
    one, two = titles(["甲" * 25 + "一" + "乙" * 30, "甲" * 25 + "二" + "乙" * 30])
    assert one.startswith("…一") and two.startswith("…二")


def test_the_same_name_twice_is_numbered() -> None:
    assert titles(["甲" * 30, "甲" * 30]) == ("①" + "甲" * 19, "②" + "甲" * 19)


@given(st.lists(st.text("甲乙丙（）()", min_size=1, max_size=60), min_size=1, max_size=5))
def test_titles_fit_and_differ(names: list[str]) -> None:
    made = titles(names)
    assert len(made) == len(names) == len(set(made)) and all(0 < len(title) <= LONGEST for title in made)
