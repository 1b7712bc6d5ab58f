"""``python -m bot bench``: this assistant beside a stock Rasa and beside plain searches, measured in one run."""

from __future__ import annotations

import argparse
import subprocess
import sys

from bot.settings import ROOT, Settings

HELP = "measure accuracy, speed, memory and start beside a stock Rasa and plain searches"

#: Part → the module that measures it; all run, in this order, when none is named.
PARTS = {
    "stock": "tests.benchmarks.run",
    "understanding": "tests.benchmarks.understanding",
    "linking": "tests.benchmarks.linking",
    "faq": "tests.benchmarks.faq",
}

#: Parts that have a shorter run.
SHORTER = ("stock", "understanding", "linking")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What is measured and how long it may take."""
    parser.add_argument("part", nargs="?", choices=PARTS, help="measure this alone")
    parser.add_argument("--quick", action="store_true", help="a shorter run with fewer sentences and epochs")
    parser.add_argument("--epochs", type=int, help="epochs of the stock assistant; 100, or 5 with --quick")
    parser.add_argument("--keep-stock", action="store_true", help="use the stock model of the last run")


def main(args: argparse.Namespace, settings: Settings) -> int:
    """Run the benchmarks, each in a process of its own; the worst exit status."""
    statuses = []
    for part in [args.part] if args.part else PARTS:
        command = [sys.executable, "-m", PARTS[part], *options(part, args)]
        statuses.append(subprocess.run(command, cwd=ROOT, check=False).returncode)  # noqa: S603 - our own module
    return max(statuses)


def options(part: str, args: argparse.Namespace) -> list[str]:
    """The arguments that part understands."""
    given = ["--quick"] if args.quick and part in SHORTER else []
    if part == "stock":
        given += ["--keep-stock"] if args.keep_stock else []
        given += ["--epochs", str(args.epochs)] if args.epochs else []
    return given
