"""The registers that linking is measured on: Guangdong's names, and generated ones of many districts."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bot.catalogue.lexicon import Lexicon
from bot.platform_api.models import ServiceItem
from bot.settings import ROOT

GUANGDONG = ROOT.parent / "shared" / "data" / "guangdong"

#: How a generated register tells its districts apart: in the item's name, or by its department alone.
BY_NAME, BY_DEPARTMENT = "name", "department"

_SYLLABLES = "云山河湖东南西北安平和福禄长青龙泉石金银花溪江海桥林"
_ENDINGS = ("", "怎么办", "要带什么", "多少钱")


@dataclass(frozen=True)
class Pair:
    """An everyday name and the official name of the item it means."""

    alias: str
    name: str
    literal: bool  # the one is part of the other


@dataclass(frozen=True)
class Query:
    """What somebody writes, and the codes of the items it may mean."""

    text: str
    codes: frozenset[str]


def guangdong_absent() -> str:
    """Why Guangdong's figures cannot be taken; empty when they can."""
    missing = [name for name in ("policy.jsonl", "alias_pairs_dev.tsv") if not (GUANGDONG / name).is_file()]
    return f"{', '.join(missing)} not beside the project in shared/data/guangdong" if missing else ""


def guangdong_items() -> list[ServiceItem]:
    """One item for each of Guangdong's names, with its first department; codes start with ``gd``."""
    rows = [json.loads(line) for line in (GUANGDONG / "policy.jsonl").read_text(encoding="utf-8").splitlines()]
    departments = {row["TASK_NAME"]: row["DEPT_NAME"] or "" for row in reversed(rows)}
    names = dict.fromkeys(row["TASK_NAME"] for row in rows)
    return [ServiceItem(f"gd{at}", name, departments[name], "", "", "") for at, name in enumerate(names)]


def guangdong_pairs() -> list[Pair]:
    """Everyday names of some of these items."""
    with Path(GUANGDONG / "alias_pairs_dev.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return [Pair(row["alias"], row["item_name"], row["literal_substring"] == "1") for row in rows]


def districts(count: int) -> list[str]:
    """Invented districts, always the same."""
    random, found = Random(1), dict[str, None]()  # noqa: S311 - nothing secret
    while len(found) < count:
        found["".join(random.sample(_SYLLABLES, 2)) + random.choice("区县市")] = None
    return list(found)


def spread(items: Sequence[ServiceItem], places: Sequence[str], shape: str) -> list[ServiceItem]:
    """Each of the items in each of the places."""
    prefix = [place if shape == BY_NAME else "" for place in places]
    return [
        ServiceItem(f"{place}-{item.code}", f"{before}{item.name}", place + item.department, "", item.object, "")
        for place, before in zip(places, prefix, strict=True)
        for item in items
    ]


def everyday(lexicon: Lexicon) -> list[tuple[str, frozenset[str]]]:
    """The project's everyday names, each with the items it means."""
    return _meanings((alias, code) for code, aliases in lexicon.aliases.items() for alias in aliases)


def everyday_guangdong(items: Sequence[ServiceItem]) -> list[tuple[str, frozenset[str]]]:
    """The everyday names of Guangdong's items, likewise."""
    codes = {item.name: item.code for item in items}
    return _meanings((pair.alias, codes[pair.name]) for pair in guangdong_pairs())


def queries(names: Sequence[tuple[str, frozenset[str]]], places: Sequence[str], count: int) -> list[Query]:
    """A place and a name, often with words of asking; always the same."""
    random, asked = Random(2), []  # noqa: S311 - nothing secret
    for _ in range(count):
        place, (name, codes) = random.choice(places), random.choice(names)
        text = f"{place}{name}{random.choice(_ENDINGS)}"
        asked.append(Query(text, frozenset(f"{place}-{code}" for code in codes)))
    return asked


def _meanings(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, frozenset[str]]]:
    found: dict[str, set[str]] = {}
    for name, code in pairs:
        found.setdefault(name, set()).add(code)
    return [(name, frozenset(codes)) for name, codes in found.items()]
