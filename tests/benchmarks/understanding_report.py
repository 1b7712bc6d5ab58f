"""The report of ``understanding.py``: each intent, each style, and every message that was understood wrongly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from tests.benchmarks.goals import Figure
from tests.benchmarks.messages import Judged, precision, recall, share


def by_intent(judged: Sequence[Judged]) -> list[dict[str, Any]]:
    """Messages, recall, precision, F1 and what it was mostly read as, lowest recall first."""
    rows = []
    for intent in {one.message.intent for one in judged}:
        r, p = recall(judged, intent), precision(judged, intent)
        taken = Counter(one.intent for one in judged if one.message.intent == intent and not one.intent_right)
        rows.append(
            {
                "intent": intent,
                "messages": sum(one.message.intent == intent for one in judged),
                "recall": round(r, 3),
                "precision": round(p, 3),
                "f1": round(2 * p * r / (p + r), 3) if p + r else 0.0,
                "read as": ", ".join(f"{name} {count}" for name, count in taken.most_common(3)),
            }
        )
    return sorted(rows, key=lambda row: (row["recall"], row["intent"]))


def by_style(judged: Sequence[Judged]) -> list[dict[str, Any]]:
    """Messages and what was right of them, for each style."""
    return [
        {
            "style": style,
            "messages": len(rows),
            "intent": round(share(one.intent_right for one in rows), 3),
            "intent and item": round(share(one.intent_right and one.item_right for one in rows), 3),
            "confidently wrong": round(share(one.confidently_wrong for one in rows), 4),
        }
        for style in sorted({one.message.style for one in judged})
        if (rows := [one for one in judged if one.message.style == style])
    ]


def failures(judged: Sequence[Judged]) -> list[dict[str, Any]]:
    """Every message of which the intent, the item or what is asked is wrong."""
    return [
        {
            "text": one.message.text,
            "style": one.message.style,
            "wrong": ", ".join(wrong),
            "intent": one.message.intent,
            "understood": one.intent,
            "item": "|".join(sorted(one.message.items)),
            "told": f"{one.item} {one.decision}".strip(),
            "asks": told(one.message.asks),
            "asks understood": told(one.asks) if one.message.asks else "",
        }
        for one in judged
        if (wrong := mistakes(one))
    ]


def mistakes(one: Judged) -> list[str]:
    """What is wrong with it."""
    item = "item, confidently" if one.confidently_wrong else "item"
    found = [("intent", one.intent_right), (item, one.item_right)]
    if one.message.asks:
        found.append(("asks", one.asks_and_items_right))
    return [name for name, right in found if not right]


def told(asks: Sequence[tuple[str, str]]) -> str:
    return ";".join(f"{intent}:{item}" for intent, item in asks)


def markdown(figures: Sequence[Figure], judged: Sequence[Judged], two: Sequence[Judged]) -> str:
    """The whole report for people."""
    parts = [
        "# Understanding",
        table(
            [{"figure": one.name.strip(), "value": f"{one.value:.{one.digits}f}", "goal": one.goal} for one in figures]
        ),
        "## Intents",
        table(by_intent(judged)),
        "## Styles",
        table(by_style(judged)),
        "## Failures, one thing asked",
        table(failures([one for one in judged if not one.message.asks])),
        "## Failures, several things asked",
        table(failures([*(one for one in judged if one.message.asks), *two])),
    ]
    return "\n\n".join(parts) + "\n"


def table(rows: Sequence[dict[str, Any]]) -> str:
    """Rows of the same keys as a Markdown table; a word when there is none."""
    if not rows:
        return "none"
    head = [f"| {' | '.join(rows[0])} |", "|" + "---|" * len(rows[0])]
    return "\n".join([*head, *(f"| {' | '.join(cell(value) for value in row.values())} |" for row in rows)])


def cell(value: object) -> str:
    return str(value).replace("|", "\\|").replace("\n", " ")
