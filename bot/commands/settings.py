"""``python -m bot settings``: every setting with its value and meaning, secrets masked."""

from __future__ import annotations

import argparse
import os

from bot.settings import DOCUMENTED, Secret, Settings

HELP = "list every setting with its current value and meaning (secrets masked)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It takes no options."""


def main(args: argparse.Namespace, settings: Settings) -> int:
    """Print the table; a star marks what the environment sets."""
    rows = [
        (f"{name}{'*' if os.environ.get(name) else ''}", shown(name, settings), text) for name, _, text in DOCUMENTED
    ]
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    for name, value, text in rows:
        print(f"{name:<{widths[0]}}  {value:<{widths[1]}}  {text}")
    print("\n* set in the environment; the others have their default")
    return 0


def shown(name: str, settings: Settings) -> str:
    """One setting's current value as people may see it."""
    default = next(row[1] for row in DOCUMENTED if row[0] == name)
    value = getattr(settings, name.removeprefix("BANSHI_").lower())
    if isinstance(value, Secret):
        return "••••" if value else default
    if isinstance(value, tuple):
        return ",".join(value)
    return str(value)
