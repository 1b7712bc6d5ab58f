"""Linking everyday names to items, beside BM25 and RapidFuzz, and at the size of a province:
``python -m tests.benchmarks.linking``. Writes ``var/bench/linking-<time>.json``.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import numpy as np
from rapidfuzz import fuzz, process
from threadpoolctl import threadpool_limits

from bot.calendar import ZONE
from bot.catalogue.lexicon import load_lexicon
from bot.catalogue.linker import Linker
from bot.settings import ROOT, Settings
from tests.benchmarks.bm25 import BM25
from tests.benchmarks.goals import Figure, lines
from tests.benchmarks.messages import share
from tests.benchmarks.registers import (
    BY_DEPARTMENT,
    BY_NAME,
    Pair,
    guangdong_absent,
    guangdong_items,
    guangdong_pairs,
)

#: City, how its districts are told apart, districts, and what the table calls it.
LARGE = (
    ("sandbox", BY_NAME, 476, "210 names x districts, in the name"),
    ("sandbox", BY_DEPARTMENT, 476, "210 names x districts, in the department"),
    ("guangdong", BY_NAME, 46, "2,193 names x districts, in the name"),
)
QUERIES = 2_400
Ranker = Callable[[str], list[str]]
Figures = dict[str, float]


def main() -> int:
    """Measure, print, save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="every fourth name, a fifth of the districts")
    quick = parser.parse_args().quick
    figures: dict[str, dict[str, Figures]] = {"guangdong": {}, "large": {}}
    absent = guangdong_absent()
    if absent:
        print(f"Guangdong skipped: {absent}")
    else:
        pairs = guangdong_pairs()[:: 4 if quick else 1]
        with threadpool_limits(1):
            figures["guangdong"] = beside(pairs)
        print(f"linking by names alone: {len(pairs)} everyday names of Guangdong's items\n")
        print(table(figures["guangdong"]))
    for city, shape, places, title in LARGE:
        if city == "guangdong" and absent:
            continue
        measured = large(city, shape, places // (5 if quick else 1), QUERIES // (4 if quick else 1))
        figures["large"][title] = measured
        print(f"\nlinking, {title}\n{lines(against_goals(measured))}", flush=True)
    folder = Settings.from_env().var / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    written = folder / f"linking-{datetime.now(ZONE):%Y%m%d-%H%M%S}.json"
    written.write_text(json.dumps({"quick": quick, **figures}, indent=2, ensure_ascii=False))
    print(f"\n{written}")
    return 0


def beside(pairs: list[Pair]) -> dict[str, Figures]:
    """Recall and milliseconds of each ranker over Guangdong's names; nothing else of the items is known."""
    items = [replace(item, department="") for item in guangdong_items()]
    names = [item.name for item in items]
    linker, okapi = Linker(items, load_lexicon()), BM25(names, sizes=(1, 2))
    rankers: dict[str, Ranker] = {
        "ours": lambda text: [one.name for one in linker.link(text, top=5).candidates],
        "BM25": lambda text: [names[at] for at in okapi.rank(text)[:5]],
        "RapidFuzz": lambda text: [one[0] for one in process.extract(text, names, scorer=fuzz.WRatio, limit=5)],
    }
    meant: dict[str, set[str]] = {}
    for pair in pairs:
        meant.setdefault(pair.alias, set()).add(pair.name)
    return {name: recalls(ranker, pairs, meant) for name, ranker in rankers.items()}


def recalls(ranker: Ranker, pairs: list[Pair], meant: dict[str, set[str]]) -> Figures:
    """Of the pairs, how often the item is first or among five; ``meant`` has all items of an everyday name."""
    found: list[tuple[Pair, list[str]]] = []
    times = []
    ranker(pairs[0].alias)
    for pair in pairs:
        began = time.perf_counter()
        ranked = ranker(pair.alias)
        times.append((time.perf_counter() - began) * 1000)
        found.append((pair, ranked))
    apart = [(pair, ranked) for pair, ranked in found if not pair.literal]
    return {
        "recall@1": share(ranked[:1] == [pair.name] for pair, ranked in found),
        "recall@5": share(pair.name in ranked for pair, ranked in found),
        "recall@1, any item so called": share(bool(meant[pair.alias] & {*ranked[:1]}) for pair, ranked in found),
        f"no literal part ({len(apart)}): recall@1": share(ranked[:1] == [pair.name] for pair, ranked in apart),
        "no literal part: recall@5": share(pair.name in ranked for pair, ranked in apart),
        "p50, ms": float(np.percentile(times, 50)),
        "p99, ms": float(np.percentile(times, 99)),
    }


def table(figures: dict[str, Figures]) -> str:
    """Each ranker in a column, the goal of ours at the end."""
    goals = {"recall@1": 0.85, "recall@5": 0.97}
    rows = [f"{'':34}" + "".join(f"{name:>12}" for name in figures)]
    for row in figures["ours"]:
        goal = Figure(row, figures["ours"][row], least=goals.get(row)).goal
        rows.append(f"{row:34}{''.join(f'{one[row]:12.3f}' for one in figures.values())}   {goal}".rstrip())
    return "\n".join(rows)


def large(city: str, shape: str, places: int, asked: int) -> Figures:
    """One large register, measured in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.linking_large", city, shape, str(places), str(asked)]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    measured: Figures = json.loads(done.stdout.splitlines()[-1])
    return measured


def against_goals(measured: Figures) -> list[Figure]:
    """The figures of a large register with the goals they have."""
    return [
        Figure("items", measured["items"], digits=0),
        Figure("build, s", measured["build"], most=60, digits=1),
        Figure("memory of items and index, MB", measured["memory"], most=400, digits=0),
        Figure("peak of the process, MB", measured["peak"], digits=0),
        Figure("p50, ms", measured["p50"], digits=2),
        Figure("p99, ms", measured["p99"], most=10, digits=2),
        Figure("everyday name + district: recall@1", measured["everyday"]),
        Figure("official name + district: recall@1", measured["official"]),
    ]


if __name__ == "__main__":
    sys.exit(main())
