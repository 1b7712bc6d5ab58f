"""``python -m bot up``: start everything and keep it running until Ctrl-C."""

from __future__ import annotations

import argparse

from bot.errors import ModelError
from bot.settings import Settings

HELP = "start every process (Redis, sandbox, actions, dialogue, console) and keep them running"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It takes no options: everything is a setting (``python -m bot settings``)."""


def main(args: argparse.Namespace, settings: Settings) -> int:
    """Run until a signal stops it; StartError when something stands in the way."""
    from bot.commands._catalogue_import import ensure
    from bot.conversation import model_files
    from bot.supervisor.up import run

    if model_files.current() is None:  # known at once here; the dialogue server would say so after seconds of imports
        raise ModelError("还没有模型，请先运行 make run 或 python -m bot train (no trained model)")
    ensure(settings)
    return run(settings)
