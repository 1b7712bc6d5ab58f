"""Checks a folder of guides: their format, what each must hold, and sentences that stand in too many of them.

``check_guides(folder, today=…)`` gives every problem found; ``python -m bot catalogue check`` prints them. The lists a
guide refers to (items, districts, halls) are the CSV files in the folder above.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from bot.catalogue.guide_frame import Frame, texts
from bot.catalogue.guide_rules import RULES
from bot.errors import ContentError
from bot.platform_api import codec
from bot.platform_api.models import Guide, ServiceItem
from bot.text import readable

#: Proper names: two guides that rest on one law, ask for one paper or send to one window must name it alike.
_NAMES = {
    "code", "name", "department", "type", "object", "theme", "version", "materials.name", "materials.id",
    "basis.law", "fee.basis", "places.hall", "places.district", "places.window",
    "local",
}  # fmt: skip


@dataclass(frozen=True)
class Problem:
    """Something to mend: ``where`` is a file's name, or ``(several)``; ``message`` starts with the field."""

    where: str
    message: str


def check_guides(folder: Path, *, today: date) -> list[Problem]:
    """Every problem of the guides in ``folder``, by file; ContentError when the folder or its lists are missing."""
    items = read_items(folder.parent / "items.csv")
    frame = Frame(
        today=today,
        districts=_column(folder.parent / "districts.csv", "code"),
        halls=_column(folder.parent / "halls.csv", "id"),
        names=frozenset(item.name for item in items.values()),
        officialese=readable.read_officialese(),
    )
    files = sorted(folder.glob("*.yml"))
    if not files:
        raise ContentError(f"{folder}: holds no guide (*.yml)")
    problems: list[Problem] = [
        Problem(path.name, "is not named <code>.yml, so it is never read")
        for path in sorted(folder.iterdir())
        if path.suffix != ".yml" and not path.name.startswith(".")
    ]
    guides: list[Guide] = []
    for path in files:
        try:
            guide = read_guide(path, items)
        except ContentError as error:
            problems.append(Problem(path.name, str(error)))
            continue
        guides.append(guide)
        problems += [Problem(path.name, message) for rule in RULES for message in rule(guide, frame)]
    return problems + list(shared_sentences(guides))


def read_items(path: Path) -> dict[str, ServiceItem]:
    """The service items of ``items.csv`` by code."""
    rows = (codec.ITEM.decode({**row, "published": False, "phone": "12345"}) for row in _rows(path))
    return {item.code: item for item in rows}


def read_guide(path: Path, items: dict[str, ServiceItem]) -> Guide:
    """The guide in ``path``; ContentError says what is wrong with it."""
    item = items.get(path.stem)
    if item is None:
        raise ContentError(f"no item has the code {path.stem!r}")
    try:
        document = yaml.load(path.read_text(encoding="utf-8"), _UniqueKeys)  # noqa: S506 - a SafeLoader
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ContentError(" ".join(str(error).split())) from error
    return codec.decode_guide_file(document, item)


def shared_sentences(guides: Iterable[Guide]) -> Iterator[Problem]:
    """Sentences in more than five guides, most widespread first: guides made from a frame do not count."""
    for sentence, codes in readable.shared((guide.item.code, sentences(guide)) for guide in guides):
        yield Problem("(several)", f"{sentence!r} stands in {len(codes)} guides: {' '.join(sorted(codes))}")


def sentences(guide: Guide) -> set[str]:
    """The guide's sentences, with the item's name taken out: a frame filled with each item's name is still a frame."""
    out: set[str] = set()
    for _, name, text in texts(guide):
        if name not in _NAMES:
            blank = text.replace(guide.item.name, "〈事项〉").replace(guide.item.department, "〈部门〉")
            out.update(readable.sentences(blank))
    return out


def report(problems: list[Problem], checked: int) -> str:
    """The problems grouped by file, and a last line that sums up."""
    lines = [grouped(problems)] if problems else []
    return "\n".join([*lines, f"{checked} guides checked, {len(problems)} problems"])


def grouped(problems: Iterable[Problem]) -> str:
    """The problems, a file's below its name."""
    files: dict[str, list[str]] = defaultdict(list)
    for problem in problems:
        files[problem.where].append(problem.message)
    return "\n".join(line for where, told in files.items() for line in (where, *(f"  {one}" for one in told)))


class _UniqueKeys(yaml.SafeLoader):
    """PyYAML keeps the last of two equal keys without a word; here that is an error."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise yaml.constructor.ConstructorError(None, None, f"{key!r} stands twice", node.start_mark)
        return super().construct_mapping(node, deep)


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    except OSError as error:
        raise ContentError(f"{path}: cannot be read ({error.strerror})") from error


def _column(path: Path, name: str) -> frozenset[str]:
    return frozenset(row[name] for row in _rows(path))
