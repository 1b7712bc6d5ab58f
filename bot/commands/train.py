"""``python -m bot train``: train the dialogue model when what it was trained on has changed."""

from __future__ import annotations

import argparse
import subprocess
import sys

from bot.settings import ROOT, Settings

HELP = "train the dialogue model into models/ (nothing to do when it is up to date)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``--force``."""
    parser.add_argument("--force", action="store_true", help="train even when the model is up to date")


def main(args: argparse.Namespace, settings: Settings) -> int:
    """Train in a process of its own, so that its memory is given back; 0 when there is a current model."""
    from bot.conversation import model_files

    if not args.force and model_files.is_current():
        pointer = model_files.read_pointer()
        assert pointer is not None  # noqa: S101 - is_current has read it
        print(f"the model is up to date: {pointer.model}, trained {pointer.trained_at}")
        return 0
    command = [sys.executable, "-m", "bot.conversation.training"]
    return subprocess.run(command, cwd=ROOT, check=False).returncode  # noqa: S603 - our own module
