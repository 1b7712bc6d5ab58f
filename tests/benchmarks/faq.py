"""The question bank beside BM25 and RapidFuzz, and with 20,000 questions: ``python -m tests.benchmarks.faq``.

Recall is measured on the half of ``tests/faq/queries.csv`` that the weights were not fitted on. Writes
``var/bench/faq-<time>.json``.
"""

from __future__ import annotations

import csv
import gc
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import psutil
from rapidfuzz import fuzz, process

from bot.calendar import ZONE
from bot.catalogue.lexicon import load_lexicon
from bot.catalogue.linker import Linker
from bot.catalogue.source import load_items
from bot.faq.bank import sort_rows
from bot.faq.finder import Finder, Found
from bot.faq.judge import CHOOSE, NONE, SURE
from bot.faq.question import Question
from bot.faq.search import BankSearch
from bot.faq.words import Words, load_words
from bot.settings import ROOT, Settings
from tests.benchmarks.bm25 import BM25
from tests.benchmarks.faq_shapes import SHAPES

HERE = ROOT / "tests" / "faq"
ON = date(2026, 11, 20)
LARGE = 20_000
Ranker = Callable[[str], list[str]]


@dataclass(frozen=True)
class Asked:
    """A query and the question of the bank that it asks; empty when there is none."""

    query: str
    question: str
    style: str
    half: str


def main() -> int:
    """Measure, print, save."""
    lexicon = load_lexicon()
    words = load_words(lexicon)
    with tempfile.TemporaryDirectory() as empty:
        items = load_items(Settings(var=Path(empty)))
    linker = Linker(items, lexicon)
    bank = [replace(one, shipped=True) for one in sort_rows(HERE / "bank.csv").kept]
    with (HERE / "queries.csv").open(encoding="utf-8", newline="") as file:
        asked = [one for one in (Asked(**row) for row in csv.DictReader(file)) if one.half == "held"]

    def linked(text: str) -> dict[str, float]:
        return {one.code: one.score for one in linker.link(text).candidates}

    finder = over(bank, words)
    figures = {
        "bank": len(bank),
        "queries": len(asked),
        "recall": recalls(bank, asked, finder, linked),
        "honesty": honesty(bank, asked, words, finder, linked),
    }
    names = {item.code: lexicon.everyday.get(item.code, item.name) for item in items}
    figures["large"] = large([*bank, *generated(names)], words, [one.query for one in asked], linked)
    print(table(figures))
    folder = Settings.from_env().var / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    written = folder / f"faq-{datetime.now(ZONE):%Y%m%d-%H%M%S}.json"
    written.write_text(json.dumps(figures, indent=2, ensure_ascii=False))
    print(f"\n{written}")
    return 0


def recalls(bank: list[Question], asked: list[Asked], finder: Finder, linked: Callable) -> dict[str, dict[str, float]]:
    """Recall at 1 and 5 of each ranker over the queries whose question is there."""
    names = [one.question for one in bank]
    okapi = BM25(names)
    rankers: dict[str, Ranker] = {
        "ours": lambda text: told(finder.find(text, ON, linked(text))),
        "ours, no item": lambda text: told(finder.find(text, ON)),
        "BM25": lambda text: [names[at] for at in okapi.rank(text)[:5]],
        "RapidFuzz": lambda text: [one[0] for one in process.extract(text, names, scorer=fuzz.WRatio, limit=5)],
    }
    there = [one for one in asked if one.question]
    out = {}
    for name, ranker in rankers.items():
        found = [(one, ranker(one.query)) for one in there]
        out[name] = {
            "recall@1": share(ranked[:1] == [one.question] for one, ranked in found),
            "recall@5": share(one.question in ranked for one, ranked in found),
            **{
                style: share(ranked[:1] == [one.question] for one, ranked in found if one.style == style)
                for style in sorted({one.style for one in there})
            },
        }
    return out


def honesty(
    bank: list[Question], asked: list[Asked], words: Words, finder: Finder, linked: Callable
) -> dict[str, float]:
    """What is said to be sure, and how often that is wrong: with the question in the bank, taken out of it, or with
    queries that were written for no question of it."""
    there, strange = [one for one in asked if one.question], [one for one in asked if not one.question]
    found = [(one, finder.find(one.query, ON, linked(one.query))) for one in asked]
    sure = [(one, answer) for one, answer in found if answer.decision == SURE]
    right = sum(told(answer)[:1] == [one.question] for one, answer in sure)
    missing = [taken_out(bank, one, words).find(one.query, ON, linked(one.query)) for one in there[::2]]
    return {
        "precision of sure": right / len(sure),
        "sure, question there": share(answer.decision == SURE for one, answer in found if one.question),
        "sure or offered": share(
            one.question in told(answer)[: 1 if answer.decision == SURE else 3] and answer.decision != NONE
            for one, answer in found
            if one.question
        ),
        "wrongly sure, of all": (len(sure) - right) / len(found),
        "sure, nothing fits": share(answer.decision == SURE for one, answer in found if not one.question),
        "offered, nothing fits": share(answer.decision == CHOOSE for one, answer in found if not one.question),
        "sure, question taken out": share(answer.decision == SURE for answer in missing),
        "written for nothing": len(strange),
    }


def taken_out(bank: list[Question], one: Asked, words: Words) -> Finder:
    """The bank without the question that is asked."""
    return over([question for question in bank if question.question != one.question], words)


def over(questions: Sequence[Question], words: Words) -> Finder:
    search = BankSearch(questions, words)
    return Finder(lambda: search)


def large(questions: list[Question], words: Words, queries: Sequence[str], linked: Callable) -> dict[str, float]:
    """Build, memory and time of each search with ``LARGE`` questions, on one thread."""
    questions = questions[:LARGE]
    gc.collect()
    own, began = psutil.Process(), time.perf_counter()
    before = own.memory_info().rss
    search = BankSearch(questions, words)
    built = time.perf_counter() - began
    gc.collect()
    memory = own.memory_info().rss - before
    began = time.perf_counter()
    BankSearch([*questions, Question("一个新的问题？", "答。")], words, former=search)
    changed = time.perf_counter() - began
    finder = Finder(lambda: search)
    searching, linking = [], []
    for text in [*queries[:50], *queries, *queries]:  # the first are a warm-up
        began = time.perf_counter()
        items = linked(text)
        between = time.perf_counter()
        finder.find(text, ON, items)
        searching.append((time.perf_counter() - between) * 1000)
        linking.append((between - began) * 1000)
    both = [a + b for a, b in zip(searching[50:], linking[50:], strict=True)]
    return {
        "questions": len(questions),
        "build, s": built,
        "one question more, s": changed,
        "memory, MB": memory / 1e6,
        "search p50, ms": statistics.median(searching[50:]),
        "search p99, ms": statistics.quantiles(searching[50:], n=100)[98],
        "with linking p99, ms": statistics.quantiles(both, n=100)[98],
    }


def generated(names: dict[str, str]) -> list[Question]:
    """A question of every shape about every item."""
    return [
        Question(shape.format(name), f"{name}：请看办事指南，{shape.format('')}以窗口答复为准。", code, shipped=True)
        for shape in SHAPES
        for code, name in names.items()
    ]


def told(found: Found) -> list[str]:
    return [one.question.question for one in found.candidates]


def share(hits: Iterable[bool]) -> float:
    values = list(hits)
    return sum(values) / max(len(values), 1)


def table(figures: dict) -> str:
    """The figures for people."""
    recall = figures["recall"]
    names = list(recall)
    lines = [f"question bank: {figures['bank']} questions, {figures['queries']} queries held out", ""]
    lines.append(f"{'':14}" + "".join(f"{name:>15}" for name in names))
    lines += [f"{row:14}" + "".join(f"{recall[name][row]:15.3f}" for name in names) for row in recall[names[0]]]
    lines += ["", *(f"{name:28}{value:10.3f}" for name, value in figures["honesty"].items())]
    lines += ["", *(f"{name:28}{value:10.3f}" for name, value in figures["large"].items())]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
