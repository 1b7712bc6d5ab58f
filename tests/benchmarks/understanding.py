"""Understanding, measured on sentences it was not trained on: ``python -m tests.benchmarks.understanding``.

Trains the intent model from the shipped sentences in this process, understands ``tests/understanding`` one message
after another on one thread, and prints each figure beside its goal. Writes ``var/bench/understanding-<time>.json`` and
``.md``: the figures, a report for each intent and style, and every failure.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

from bot.calendar import ZONE
from bot.catalogue.source import load_items
from bot.nlu.intents import train
from bot.nlu.understanding import Preparation, Understanding
from bot.settings import Settings
from tests.benchmarks.goals import Figure, lines
from tests.benchmarks.intent_classifiers import shipped
from tests.benchmarks.messages import HERE, Judged, judge, precision, read_messages, recall, share
from tests.benchmarks.understanding_report import by_intent, by_style, failures, markdown

#: Messages understood before the clock counts.
WARM = 50
#: The share of each intent's messages that is to be understood at least.
LOWEST = 0.85
EMERGENCY, OUT_OF_SCOPE = "emergency", "out_of_scope"


@dataclass(frozen=True)
class Typed:
    """A sentence as it was meant and as it was mistyped."""

    clean: Judged
    typo: Judged


def main() -> int:
    """Measure, print, save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="every fourth message")
    step = 4 if parser.parse_args().quick else 1
    with tempfile.TemporaryDirectory() as empty, threadpool_limits(1):
        settings = Settings(var=Path(empty))
        names = {item.code: item.name for item in load_items(settings)}
        understanding, training = trained(settings)
        typed = mistyped(understanding, step)  # the first to be understood, so the times below are of a warm process
        judged = [judge(understanding, one) for one in read_messages(HERE / "messages.csv")[::step]]
        two = [judge(understanding, one) for one in read_messages(HERE / "two_asks.csv")[::step]]
    figures = [*training, *measured(judged, names), *asking(judged, two), *typing(typed), *speed(judged)]
    print(f"understanding: {len(judged)} messages, {len(two)} that ask several things, {len(typed)} mistyped\n")
    print(lines(figures))
    folder = Settings.from_env().var / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    written = folder / f"understanding-{datetime.now(ZONE):%Y%m%d-%H%M%S}.json"
    report = {
        "figures": [asdict(one) for one in figures],
        "by_intent": by_intent(judged),
        "by_style": by_style(judged),
        "failures": failures([*judged, *two]),
    }
    written.write_text(json.dumps(report, indent=2, ensure_ascii=False))
    written.with_suffix(".md").write_text(markdown(figures, judged, two))
    print(f"\n{written}\n{written.with_suffix('.md')}")
    return 0


def trained(settings: Settings) -> tuple[Understanding, list[Figure]]:
    """The understanding trained on every shipped sentence, and how long that took."""
    sentences = shipped()
    began = time.perf_counter()
    preparation = Preparation(settings)
    features = [preparation.features(text) for text, _ in sentences]
    between = time.perf_counter()
    model = train(features, [intent for _, intent in sentences])
    ended = time.perf_counter()
    return Understanding.load(settings, model), [
        Figure("training sentences", len(sentences), digits=0),
        Figure("training, s", ended - began, most=40, digits=1),
        Figure("  of which reading the sentences", between - began, digits=1),
    ]


def mistyped(understanding: Understanding, step: int) -> list[Typed]:
    """The pairs of ``typos.csv``, both understood."""
    messages = {one.text: one for one in read_messages(HERE / "messages.csv")}
    with (HERE / "typos.csv").open(encoding="utf-8", newline="") as file:
        pairs = [(messages[row["clean"]], row["typo"]) for row in csv.DictReader(file)][::step]
    for message, typo in pairs[:WARM]:
        judge(understanding, message, typo)
    return [Typed(judge(understanding, one), judge(understanding, one, typo)) for one, typo in pairs]


def measured(judged: Sequence[Judged], names: dict[str, str]) -> list[Figure]:
    """Intents and items of single messages; ``names`` are the official ones, code → name."""
    guide = [
        one
        for one in judged
        if one.message.intent.startswith("guide_")
        and one.message.items
        and not one.message.asks
        and not any(names[code] in one.message.text for code in one.message.items)
    ]
    lowest = sorted((recall(judged, intent), intent) for intent in {one.message.intent for one in judged})
    weakest = [Figure(f"  lowest: {intent}", value, least=LOWEST) for value, intent in lowest[:3]]
    weak = sum(value < LOWEST for value, _ in lowest)
    return [
        Figure("intent accuracy", share(one.intent_right for one in judged), least=0.96),
        *weakest,
        Figure(f"  intents under {LOWEST}, of {len(lowest)}", weak, most=0, digits=0),
        Figure(
            f"guide, no official name: intent and item ({len(guide)})",
            share(one.intent_right and one.item_right for one in guide),
            least=0.93,
        ),
        Figure("  item alone", share(one.item_right for one in guide)),
        Figure("out of scope: precision", precision(judged, OUT_OF_SCOPE), least=0.92),
        Figure("out of scope: recall", recall(judged, OUT_OF_SCOPE), least=0.92),
        Figure("emergency: recall", recall(judged, EMERGENCY), least=1.0),
        Figure("emergency: precision", precision(judged, EMERGENCY)),
        Figure("confidently wrong item", share(one.confidently_wrong for one in judged), most=0.015, digits=4),
        Figure(
            "  of messages that name an item", share(one.confidently_wrong for one in judged if one.message.items),
            digits=4,
        ),
    ]  # fmt: skip


def asking(judged: Sequence[Judged], two: Sequence[Judged]) -> list[Figure]:
    """Messages that ask several things, of each file, and single ones that were taken apart."""
    figures = []
    for name, rows in (("messages.csv", [one for one in judged if one.message.asks]), ("two_asks.csv", two)):
        figures += [
            Figure(f"every ask right, {name} ({len(rows)})", share(one.asks_right for one in rows), least=0.85),
            Figure("  with its item", share(one.asks_and_items_right for one in rows)),
        ]
    single = [one for one in judged if not one.message.asks]
    return [*figures, Figure("one thing asked, several understood", share(len(one.asks) > 1 for one in single))]


def typing(typed: Sequence[Typed]) -> list[Figure]:
    """What typing errors cost, in points."""
    intent = share(one.clean.intent_right for one in typed) - share(one.typo.intent_right for one in typed)
    both = share(one.clean.intent_right and one.clean.item_right for one in typed) - share(
        one.typo.intent_right and one.typo.item_right for one in typed
    )
    return [
        Figure(f"typing errors ({len(typed)}): points of intent lost", intent * 100, most=2, digits=1),
        Figure("  of intent and item", both * 100, most=2, digits=1),
    ]


def speed(judged: Sequence[Judged]) -> list[Figure]:
    """Milliseconds of understanding one message."""
    middle, slow = np.percentile([one.ms for one in judged], [50, 99])
    return [
        Figure("one message p50, ms", float(middle), most=3, digits=2),
        Figure("one message p99, ms", float(slow), most=8, digits=2),
    ]


if __name__ == "__main__":
    sys.exit(main())
