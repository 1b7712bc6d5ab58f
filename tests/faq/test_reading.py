"""What questions are compared by: concepts, numbers, denial."""

from __future__ import annotations

import pytest

from bot.catalogue.lexicon import load_lexicon
from bot.errors import ContentError
from bot.faq.reading import features, read
from bot.faq.words import Words, load_words


def concepts(text: str, words: Words) -> set[str]:
    return {words.names[one] for one in read(text, words).concepts if not words.loose(one)}


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("补办要花钱不", "补领收费吗", "收费"),
        ("娃上户口", "新生儿落户", "孩子"),
        ("多长时间能拿到", "几天办好", "多久"),
        ("我妈走了要销户", "人去世注销户口", "去世"),
        ("網上可以辦嗎", "手机能办吗", "网上"),
    ],
)
def test_one_meaning_in_different_words(one: str, other: str, shared: str, words: Words):
    assert shared in concepts(one, words) & concepts(other, words)


@pytest.mark.parametrize(
    ("text", "denies"),
    [
        ("没带户口本行吗", True),
        ("不注销会怎样", True),
        ("能不能代办", False),
        ("有没有补贴", False),
        ("给办不", False),
        ("不动产登记要多久", False),
        ("带户口本行吗", False),
    ],
)
def test_denial(text: str, denies: bool, words: Words):
    assert read(text, words).denies is denies


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("三十天和2年", {"2"}), ("交满15年", {"15"}), ("两套房", {"2"}), ("4.5吨", {"4.5"}), ("一起办", set())],
)
def test_numbers(text: str, numbers: set[str], words: Words):
    assert numbers <= read(text, words).numbers and bool(numbers) == bool(read(text, words).numbers)


def test_simplified_and_traditional_read_alike(words: Words):
    one, other = read("護照過期了還能用嗎？", words), read("护照过期了还能用吗", words)
    assert one == other and features(one, words) == features(other, words)


def test_files_with_other_columns_are_refused(tmp_path):
    (tmp_path / "concepts.csv").write_text("name,words\n收费,多少钱\n", encoding="utf-8")
    with pytest.raises(ContentError, match=r"concepts\.csv"):
        load_words(load_lexicon(), tmp_path)


def test_without_files_there_are_no_concepts(tmp_path):
    bare = load_words(load_lexicon(tmp_path), tmp_path)
    assert read("多少钱", bare).concepts == frozenset() and read("多少钱", bare).text == "多少钱"
