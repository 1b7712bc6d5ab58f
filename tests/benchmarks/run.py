"""``make bench``: both assistants in one run; prints the table and writes ``var/bench/<time>.json``."""

from __future__ import annotations

import argparse
import asyncio
import csv
import json
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from bot.calendar import ZONE
from bot.settings import ROOT, Settings
from tests.benchmarks import load, ours, stock

TEST_SET = ROOT / "tests" / "understanding" / "messages.csv"
AT_ONCE = 8
Figures = dict[str, float]


def main() -> int:
    """Measure, print, save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer sentences, epochs, messages and rounds")
    parser.add_argument("--epochs", type=int, help="of DIET and TED; 100, or 5 with --quick")
    parser.add_argument("--keep-stock", action="store_true", help="use the stock model of the last run")
    args = parser.parse_args()
    folder = Settings.from_env().var / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    with TEST_SET.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    rows = rows[:: 4 if args.quick else 1]
    messages = [row["text"] for row in rows if row["intent"].startswith("guide_")]
    messages = (messages * 20)[: 160 if args.quick else 800]
    rounds = 1 if args.quick else 3

    say("training this assistant")
    banshi: Figures = train_ours()
    plain: Figures = train_stock(folder / "stock", args)
    say("starting this assistant, then the stock one beside it")
    # A state of its own for each run: what a killed run left behind does not stand in the way.
    with tempfile.TemporaryDirectory(prefix="banshi-bench-") as var, ours.stack(Path(var)) as us:
        banshi["start_s"] = us.start_seconds
        with stock_running(folder / "stock", us.actions_url) as them:
            plain["start_s"] = them.start_seconds
            for figures, running in ((banshi, us), (plain, them)):
                say(f"accuracy at {running.url}: {len(rows)} messages")
                intent, item = asyncio.run(load.accuracy(f"{running.url}/model/parse", rows))
                figures |= {"intent_accuracy": intent, "intent_and_item": item}
            taken: list[list[load.Measured]] = [[], []]
            for number in range(rounds):
                for side, running in enumerate((us, them)):
                    say(f"load, round {number + 1} of {rounds}, at {running.url}: {len(messages)} messages")
                    url = f"{running.url}/webhooks/rest/webhook"
                    taken[side].append(asyncio.run(load.run(url, messages, at_once=AT_ONCE, name=f"load{number}")))
            for figures, measured in zip((banshi, plain), taken, strict=True):
                figures |= medians(measured)
            banshi["resident_mb"] = ours.resident_mb(us.process, "dialogue")
            plain["resident_mb"] = ours.resident_mb(them.process, "rasa_run")
    print(table(banshi, plain))
    written = folder / f"{datetime.now(ZONE):%Y%m%d-%H%M%S}.json"
    written.write_text(json.dumps({"quick": args.quick, "banshi": banshi, "stock": plain}, indent=2))
    print(f"\n{written}")
    return 0


def train_ours() -> Figures:
    """Train this assistant; seconds of the whole command, on the wall and on the processors."""
    began, used = time.monotonic(), stock.cpu_seconds()
    subprocess.run([sys.executable, "-m", "bot", "train", "--force"], cwd=ROOT, check=True)
    return {"train_s": time.monotonic() - began, "train_cpu_s": stock.cpu_seconds() - used}


def train_stock(project: Path, args: argparse.Namespace) -> Figures:
    """Train the stock model; with ``--keep-stock`` the last one is taken, with the time it took."""
    kept = project / "figures.json"
    if args.keep_stock and kept.exists():
        figures: Figures = json.loads(kept.read_text())
        return figures
    say("training the stock assistant (DIET and TED: this takes long)")
    epochs = args.epochs or (5 if args.quick else 100)
    stock.make_project(project, epochs=epochs, share=0.25 if args.quick else 1.0)
    wall, cpu = stock.train(project)
    figures = {"train_s": wall, "train_cpu_s": cpu}
    kept.write_text(json.dumps(figures))
    return figures


class stock_running:
    """The stock server while the block lasts."""

    def __init__(self, project: Path, actions_url: str) -> None:
        self._project, self._actions_url = project, actions_url

    def __enter__(self) -> ours.Running:
        port = ours.free_ports(1)[0]
        began = time.monotonic()
        self._process = stock.serve(self._project, port=port, actions_url=self._actions_url)
        url = f"http://127.0.0.1:{port}"
        ours.first_answer(url, self._process)
        return ours.Running(url, self._actions_url, time.monotonic() - began, self._process.pid)

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(timeout=60)


def medians(measured: list[load.Measured]) -> Figures:
    """The median of each figure over the rounds."""
    return {name: statistics.median(asdict(m)[name] for m in measured) for name in asdict(measured[0])}


def table(banshi: Figures, plain: Figures) -> str:
    """Both and their ratio, one line for each figure."""
    labels = {
        "intent_accuracy": "intent accuracy", "intent_and_item": "intent and item both right",
        "train_s": "training, s", "train_cpu_s": "training, CPU s",
        "start_s": "start to first answer, s", "resident_mb": "resident memory, MB",
        "rate": "messages/s, one worker", "p50": "p50, ms", "p95": "p95, ms", "p99": "p99, ms",
        "empty": "empty answers", "errors": "errors",
    }  # fmt: skip
    lines = [f"{'':32}{'Banshi':>12}{'stock':>12}{'ratio':>9}"]
    for name, label in labels.items():
        a, b = banshi[name], plain[name]
        ratio = f"{a / b:9.2f}" if b else f"{'':>9}"
        lines.append(f"{label:32}{a:12.3f}{b:12.3f}{ratio}")
    return "\n".join(lines)


def say(text: str) -> None:
    print(f"· {text}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
