"""Facts of public law that the guides must tell, each with the rule that it comes from (``facts.csv``).

``field`` leads into the guide's file: ``fee.items[换领].amount`` is the amount of the entries of ``fee.items`` whose
words hold 换领; a field that holds several texts stands for all of them. ``expected`` is a number, ``true`` or
``false``, a limit (``60 自然日``), or pieces of text with ``|`` between them: every piece must be told, a piece after
``!`` must not be. Blanks do not count, and a number is never found inside a longer one.
"""

from __future__ import annotations

import copy
import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.commands.catalogue import GUIDES

TABLE = Path(__file__).with_name("facts.csv")
FACTS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
IDS = [f"{fact['item']} {fact['field']} {fact['expected'][:16]}" for fact in FACTS]

_STEP = re.compile(r"(\w+)(?:\[([^\]]+)\])?")
_RULE = re.compile(r"《[^》]+》|〔\d{4}〕\d+号|公告\d{4}年第\d+号|GB \d+|决定|通知|办法")


def guide(code: str) -> dict[str, Any]:
    """The guide's file as it stands."""
    document: dict[str, Any] = yaml.safe_load((GUIDES / f"{code}.yml").read_text(encoding="utf-8"))
    return document


def leaves(value: Any) -> Iterator[Any]:
    """Every text, number and truth value inside."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from leaves(part)
    else:
        yield value


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def told(value: Any) -> str:
    """All that is said inside, without blanks; texts are kept apart."""
    return "\n".join(squeezed(str(leaf)) for leaf in leaves(value))


def located(document: dict[str, Any], field: str) -> list[Any]:
    """The values that a field's path leads to."""
    found: list[Any] = [document]
    for name, words in _STEP.findall(field):
        found = [value[name] for value in found]
        if words:
            found = [entry for value in found for entry in value if squeezed(words) in told(entry)]
    return found


def holds(document: dict[str, Any], fact: dict[str, str]) -> bool:
    """Whether the guide tells the fact."""
    found, expected = located(document, fact["field"]), fact["expected"]
    if not found:
        return False
    if fact["field"].startswith("limits."):
        return all(f"{limit['days']} {limit['unit']}" == expected for limit in found)
    if all(isinstance(value, bool | int | float) for value in found):
        return all(str(value).lower() == expected for value in found)
    text = told(found)
    return all(
        not says(text, piece.removeprefix("!")) if piece.startswith("!") else says(text, piece)
        for piece in expected.split("|")
    )


def says(text: str, piece: str) -> bool:
    """Whether the piece stands there; 5年 does not stand in 15年, nor 1% in 1.1%."""
    whole = re.escape(squeezed(piece))
    before = r"(?<![\d.])" if piece[0].isdigit() else ""
    return re.search(before + whole + (r"(?![\d.])" if piece[-1].isdigit() else ""), text) is not None


def spoil(value: Any, fact: dict[str, str]) -> Any:
    """The value with the fact taken out of it: numbers one more, expected words gone, unwanted words there."""
    if isinstance(value, dict):
        return {name: spoil(part, fact) for name, part in value.items()}
    if isinstance(value, list):
        return [spoil(part, fact) for part in value]
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    piece = fact["expected"].split("|")[-1]
    text = squeezed(str(value))
    return text + piece[1:] if piece.startswith("!") else text.replace(squeezed(piece), "")


def spoilt(document: dict[str, Any], fact: dict[str, str]) -> dict[str, Any]:
    """A copy of the guide in which the fact's field no longer tells it."""
    changed = copy.deepcopy(document)
    top = _STEP.findall(fact["field"])[0][0]
    changed[top] = spoil(changed[top], fact)
    return changed


@pytest.mark.parametrize("fact", FACTS, ids=IDS)
def test_the_guide_tells_the_fact(fact: dict[str, str]) -> None:
    document = guide(fact["item"])
    assert holds(document, fact), f"{fact['rule']}: {told(located(document, fact['field']))}"


@pytest.mark.parametrize("fact", FACTS, ids=IDS)
def test_the_fact_is_missed_in_a_spoilt_copy(fact: dict[str, str]) -> None:
    assert not holds(spoilt(guide(fact["item"]), fact), fact)


def test_the_table_is_broad_and_names_its_rules() -> None:
    assert len(FACTS) >= 200 and len({fact["item"] for fact in FACTS}) >= 120
    assert len({(fact["item"], fact["field"], fact["expected"]) for fact in FACTS}) == len(FACTS)
    assert [fact for fact in FACTS if not _RULE.search(fact["rule"])] == []


@pytest.mark.parametrize(
    ("text", "piece", "found"),
    [
        ("15年", "5年", False),
        ("管5年。", "5年", True),
        ("2.1%", "1%", False),
        ("2025", "202", False),
        ("五年", "5年", False),
    ],
)
def test_a_number_is_not_found_inside_a_longer_one(text: str, piece: str, found: bool) -> None:
    assert says(text, piece) is found
