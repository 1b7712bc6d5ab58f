"""``python -m bot catalogue …``: work on the catalogue of service items and their guides.

Each subcommand is one row of ``SUBCOMMANDS``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.commands import _catalogue_import
from bot.settings import ROOT, Settings

HELP = "check the guides of the catalogue, search its items, import a real catalogue"

GUIDES = ROOT / "bot" / "sandbox" / "seed" / "guides"
BANK = ROOT / "data" / "faq"


@dataclass(frozen=True)
class Subcommand:
    """One subcommand: its name, one line of help, its arguments and what it does (giving the exit status)."""

    name: str
    help: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    main: Callable[[argparse.Namespace, Settings], int]


def _check_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, nargs="?", default=GUIDES, help="folder of guides (default: %(default)s)")
    parser.add_argument("--faq", type=Path, help=f"folder of the question bank (default: {BANK}, beside the guides')")


def _check(args: argparse.Namespace, settings: Settings) -> int:
    from bot.calendar import system_clock
    from bot.catalogue.check import Problem, check_guides, grouped, read_items, report
    from bot.faq.check import check_bank

    today = system_clock.today()
    problems = check_guides(args.folder, today=today)
    print(report(problems, len(list(args.folder.glob("*.yml")))))
    bank = args.faq or (BANK if args.folder == GUIDES else None)  # another city's guides: its own bank, or none
    if bank is None:
        return 1 if problems else 0
    asked = check_bank(bank, today=today, items=read_items(args.folder.parent / "items.csv"))
    if asked.faults:
        print(grouped([Problem(fault.where, fault.message) for fault in asked.faults]))
    print(asked.summary())
    return 1 if problems or asked.faults else 0


def _search_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--catalogue", metavar="NAME", help="an imported catalogue (default: the one in use)")
    parser.add_argument("--top", type=int, default=5, help="candidates for each text (default: %(default)s)")


def _search(args: argparse.Namespace, settings: Settings) -> int:
    from bot.catalogue.lexicon import load_lexicon
    from bot.catalogue.linker import Linker
    from bot.catalogue.names import with_own_names
    from bot.catalogue.semantic_linker import Meanings, SemanticLinker
    from bot.catalogue.source import imported_items, load_items
    from bot.commands._json_lines import answer_lines

    items = imported_items(settings.var, args.catalogue) if args.catalogue else load_items(settings)
    plain = Linker(items, with_own_names(load_lexicon(), items))
    linker: Linker | SemanticLinker = plain
    if settings.embedding_model:
        linker = Meanings.load(replace(settings, catalogue=args.catalogue or settings.catalogue)).wrap(plain)

    def answer(text: str) -> dict[str, Any]:
        found = linker.link(text, top=args.top).candidates
        return {"candidates": [{"code": one.code, "name": one.name, "score": one.score} for one in found]}

    return answer_lines(sys.stdin, sys.stdout, answer)


SUBCOMMANDS = (
    Subcommand("import", _catalogue_import.HELP, _catalogue_import.add_arguments, _catalogue_import.main),
    Subcommand(
        "check",
        "look for mistakes in the guides and the question bank; exit 1 when there are",
        _check_arguments,
        _check,
    ),
    Subcommand("search", 'find items: {"text"} lines → {"candidates"} lines', _search_arguments, _search),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """A subcommand with its own arguments."""
    choices = parser.add_subparsers(dest="subcommand", required=True, metavar="SUBCOMMAND")
    for subcommand in SUBCOMMANDS:
        own = choices.add_parser(subcommand.name, help=subcommand.help, description=subcommand.help)
        subcommand.add_arguments(own)


def main(args: argparse.Namespace, settings: Settings) -> int:
    """Run the subcommand."""
    chosen = next(subcommand for subcommand in SUBCOMMANDS if subcommand.name == args.subcommand)
    return chosen.main(args, settings)
