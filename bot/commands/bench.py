"""``python -m bot bench``: this assistant beside a stock Rasa, measured in one run."""

from __future__ import annotations

import argparse
import subprocess
import sys

from bot.settings import ROOT, Settings

HELP = "measure accuracy, speed, memory and start beside a stock Rasa"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How long it may take."""
    parser.add_argument("--quick", action="store_true", help="a shorter run with fewer sentences and epochs")
    parser.add_argument("--epochs", type=int, help="epochs of the stock assistant; 100, or 5 with --quick")
    parser.add_argument("--keep-stock", action="store_true", help="use the stock model of the last run")


def main(args: argparse.Namespace, settings: Settings) -> int:
    """Run the benchmarks in a process of their own; its exit status."""
    options = [name for name, on in (("--quick", args.quick), ("--keep-stock", args.keep_stock)) if on]
    options += ["--epochs", str(args.epochs)] if args.epochs else []
    command = [sys.executable, "-m", "tests.benchmarks.run", *options]
    return subprocess.run(command, cwd=ROOT, check=False).returncode  # noqa: S603 - our own module
