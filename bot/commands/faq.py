"""``python -m bot faq …``: take a question bank into use, search the one in use."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any

from bot.settings import Settings

HELP = "import a question bank, search it"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``import FILE`` or ``search``."""
    choices = parser.add_subparsers(dest="subcommand", required=True, metavar="SUBCOMMAND")
    told = "take the questions of a CSV or XLSX file into use, in place of those imported before"
    taking = choices.add_parser("import", help=told, description=f"{told}. Columns: docs/content.md")
    taking.add_argument("file", type=Path)
    told = 'find questions: {"text"} lines → {"candidates", "decision"} lines'
    searching = choices.add_parser("search", help=told, description=told)
    searching.add_argument("--top", type=int, default=5, help="candidates for each text (default: %(default)s)")
    searching.add_argument("--on", type=date.fromisoformat, help="the day answers must hold on (default: today)")


def main(args: argparse.Namespace, settings: Settings) -> int:
    """Run the subcommand; 1 when a line of the search was none."""
    return take(args, settings) if args.subcommand == "import" else search(args, settings)


def take(args: argparse.Namespace, settings: Settings) -> int:
    """Import a file and tell what was read, kept and rejected."""
    from bot.catalogue.source import load_items
    from bot.faq.importing import import_bank

    report = import_bank(args.file, settings, {item.code for item in load_items(settings)})
    print("\n".join(report.lines()))
    return 0


def search(args: argparse.Namespace, settings: Settings) -> int:
    """Answer each line with the questions it may ask."""
    from bot.calendar import system_clock
    from bot.catalogue.lexicon import load_lexicon
    from bot.catalogue.linker import Linker
    from bot.catalogue.source import load_items, profile_of
    from bot.commands._json_lines import answer_lines
    from bot.faq.finder import Finder
    from bot.faq.live import LiveBank

    linker = Linker(load_items(settings), load_lexicon())
    finder = Finder(LiveBank(settings).current)
    on = args.on or system_clock.today()
    shipped = profile_of(settings) is None  # what ships is this city's, not an imported catalogue's

    def answer(text: str) -> dict[str, Any]:
        items = {one.code: one.score for one in linker.link(text).candidates}
        found = finder.find(text, on, items, shipped=shipped, top=args.top)
        return {"candidates": [told(one.question, one.score) for one in found.candidates], "decision": found.decision}

    return answer_lines(sys.stdin, sys.stdout, answer)


def told(question: Any, score: float) -> dict[str, Any]:
    """A candidate as it is printed; dates are ``YYYY-MM-DD`` or empty."""
    days = {name: getattr(question, name) for name in ("effective_on", "expires_on", "checked_on")}
    return {
        "question": question.question,
        "answer": question.answer,
        "item": question.item,
        "score": score,
        "source": question.source,
        **{name: day.isoformat() if day else "" for name, day in days.items()},
    }
