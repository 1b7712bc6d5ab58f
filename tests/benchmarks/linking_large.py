"""One large register in a process of its own: ``python -m tests.benchmarks.linking_large CITY SHAPE PLACES QUERIES``.

Prints one JSON object: seconds to build, megabytes, milliseconds a query, and how often the item of the right district
comes first. The items have official names alone: their everyday names are what is asked, not what is indexed.
"""

from __future__ import annotations

import gc
import json
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import psutil
from threadpoolctl import threadpool_limits

from bot.catalogue.lexicon import load_lexicon
from bot.catalogue.linker import Linker
from bot.catalogue.source import load_items
from bot.settings import Settings
from bot.text.segment import make_tokenizer
from tests.benchmarks.messages import share
from tests.benchmarks.registers import (
    Query,
    districts,
    everyday,
    everyday_guangdong,
    guangdong_items,
    queries,
    spread,
)

WARM = 50


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    city, shape, places, asked = arguments[0], arguments[1], districts(int(arguments[2])), int(arguments[3])
    lexicon = load_lexicon()
    if city == "guangdong":
        base = guangdong_items()
        names = everyday_guangdong(base)
    else:
        with tempfile.TemporaryDirectory() as empty:
            base = load_items(Settings(var=Path(empty)))
        names = everyday(lexicon)
    official = [(item.name, frozenset((item.code,))) for item in base]
    tokenizer = make_tokenizer(lexicon.words)  # needed for a catalogue of any size
    gc.collect()
    process = psutil.Process()
    before = process.memory_info().rss
    items = spread(base, places, shape)
    began = time.perf_counter()
    linker = Linker(items, lexicon, tokenizer=tokenizer)
    built = time.perf_counter() - began
    gc.collect()
    memory = process.memory_info().rss - before
    with threadpool_limits(1):
        right, times = ask(linker, queries(names, places, asked))
        right_official, _ = ask(linker, queries(official, places, asked // 4))
    figures = {
        "items": len(items),
        "build": built,
        "memory": memory / 1e6,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6,
        "p50": float(np.percentile(times, 50)),
        "p99": float(np.percentile(times, 99)),
        "everyday": right,
        "official": right_official,
    }
    print(json.dumps(figures))


def ask(linker: Linker, asked: Sequence[Query]) -> tuple[float, list[float]]:
    """Share of queries whose first candidate is meant, and the milliseconds of each."""
    for query in asked[:WARM]:
        linker.link(query.text)
    hits, times = [], []
    for query in asked:
        began = time.perf_counter()
        link = linker.link(query.text)
        times.append((time.perf_counter() - began) * 1000)
        hits.append(bool(link.candidates) and link.candidates[0].code in query.codes)
    return share(hits), times


if __name__ == "__main__":
    main(sys.argv[1:])
