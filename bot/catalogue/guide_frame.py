"""What the rules over guides share: what a guide is checked against, and a walk over all that it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.platform_api import codec
from bot.platform_api.models import Guide

_INDEX = re.compile(r"\[\d+\]")


@dataclass(frozen=True)
class Frame:
    """What a guide is checked against; a list that is empty is not checked.

    today        the day of the check
    districts    codes of the city's districts
    halls        ids of its halls
    names        names of its service items
    officialese  words of the office and what to say in their place
    """

    today: date
    districts: frozenset[str] = frozenset()
    halls: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    officialese: Mapping[str, str] = field(default_factory=dict)


def values(document: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every text, number and empty container of a JSON document with its path."""
    if isinstance(document, dict) and document:
        for name, value in document.items():
            yield from values(value, f"{path}.{name}" if path else name)
    elif isinstance(document, list) and document:
        for index, value in enumerate(document):
            yield from values(value, f"{path}[{index}]")
    else:
        yield path, document


def texts(guide: Guide) -> Iterator[tuple[str, str, str]]:
    """(path, field's name without indexes, text) of every text of the guide."""
    for path, value in values(codec.GUIDE.encode(guide)):
        if isinstance(value, str):
            yield path, _INDEX.sub("", path), value
