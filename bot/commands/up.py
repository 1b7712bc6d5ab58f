"""``python -m bot up``: start everything and keep it running until Ctrl-C."""

from __future__ import annotations

import argparse

from bot.settings import Settings

HELP = "start every process (Redis, sandbox, actions, dialogue, console) and keep them running"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It takes no options: everything is a setting (``python -m bot settings``)."""


def main(args: argparse.Namespace, settings: Settings) -> int:
    """Run until a signal stops it; StartError when something stands in the way."""
    from bot.supervisor.up import run

    return run(settings)
