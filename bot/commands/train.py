"""``python -m bot train``: train the dialogue model when what it was trained on has changed."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys

from bot.settings import ROOT, Settings

HELP = "train the dialogue model into models/ (nothing to do when it is up to date)"

TAIL = 3000  # characters of the log shown when training fails


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
    environment = {**os.environ, "PYTHONWARNINGS": "ignore", "TF_CPP_MIN_LOG_LEVEL": "3", "TQDM_DISABLE": "1"}
    log = settings.var / "log" / "train.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w", encoding="utf-8") as told:  # what Rasa says beside our progress
        status = subprocess.run(command, cwd=ROOT, env=environment, stderr=told, check=False).returncode  # noqa: S603
    if status:
        print(log.read_text(encoding="utf-8", errors="replace")[-TAIL:], file=sys.stderr)
        print(f"训练没有成功，全部输出在 {log}", file=sys.stderr)
    return status
