"""What people call a service item: its everyday name, or its official one where the lexicon has none."""

from __future__ import annotations

from collections.abc import Callable

from bot.catalogue.lexicon import load_lexicon
from bot.catalogue.source import load_items
from bot.settings import Settings


def everyday_names(settings: Settings) -> Callable[[str], str]:
    """Item code → name for a sentence or a button; an unknown code is given back as it is."""
    official = {item.code: item.name for item in load_items(settings)}
    names = {**official, **load_lexicon().everyday}
    return lambda code: names.get(code, code)
