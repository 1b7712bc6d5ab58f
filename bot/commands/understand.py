"""``python -m bot understand``: what the current model makes of messages, without a server."""

from __future__ import annotations

import argparse
import sys

from bot.commands._json_lines import answer_lines
from bot.errors import ModelError
from bot.settings import Settings

HELP = 'understand messages without a server: {"text"} lines → what /model/parse answers'


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It takes no options."""


def main(args: argparse.Namespace, settings: Settings) -> int:
    """Read standard input to its end; 1 when a line was not as it should be."""
    from bot.conversation import model_files
    from bot.nlu.in_context import in_context
    from bot.nlu.model_archive import load_understanding

    model = model_files.current()
    if model is None:
        raise ModelError("no trained model: run `python -m bot train`")
    understanding = load_understanding(model, settings)
    return answer_lines(sys.stdin, sys.stdout, lambda text: in_context(understanding.parse(text), {}, None))
