"""A bank of 432 questions, and 871 queries that put them into other words (or ask what it does not have)."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from bot.catalogue.lexicon import load_lexicon
from bot.faq.bank import sort_rows
from bot.faq.question import Question
from bot.faq.search import BankSearch
from bot.faq.words import Words, load_words

HERE = Path(__file__).parent
TODAY = date(2026, 11, 20)


@dataclass(frozen=True)
class Asked:
    """A query, and the question of the bank that it asks; empty when there is none."""

    query: str
    question: str
    style: str
    half: str


@pytest.fixture(scope="session")
def words() -> Words:
    return load_words(load_lexicon())


@pytest.fixture(scope="session")
def search(words: Words) -> BankSearch:
    """The bank for measuring, all of it as if it were shipped."""
    return BankSearch([replace(one, shipped=True) for one in sort_rows(HERE / "bank.csv").kept], words)


@pytest.fixture(scope="session")
def asked() -> list[Asked]:
    with (HERE / "queries.csv").open(encoding="utf-8", newline="") as file:
        return [Asked(**row) for row in csv.DictReader(file)]


@pytest.fixture
def bank_file(tmp_path: Path) -> Callable[[str], Path]:
    """Writes a CSV, its first line the header."""

    def write(text: str, name: str = "bank.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding=encoding)
        return path

    return write


@pytest.fixture
def few(words: Words) -> Callable[..., BankSearch]:
    """A bank of these questions."""

    def make(*questions: Question) -> BankSearch:
        return BankSearch(questions, words)

    return make
