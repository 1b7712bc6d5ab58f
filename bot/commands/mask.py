"""``python -m bot mask``: cover personal data, JSON lines in and out."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from bot.commands._json_lines import answer_lines
from bot.settings import Settings

HELP = 'cover personal data: {"text"} lines → {"masked", "spans"} lines'


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It takes no options."""


def main(args: argparse.Namespace, settings: Settings) -> int:
    """Read standard input to its end; 1 when a line was not as it should be."""
    from bot.text.mask import mask

    def answer(text: str) -> dict[str, Any]:
        masked, spans = mask(text)
        return {"masked": masked, "spans": [list(span) for span in spans]}

    return answer_lines(sys.stdin, sys.stdout, answer)
