"""The sentences of ``tests/understanding`` and what is right or wrong in how one was understood."""

from __future__ import annotations

import csv
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.catalogue.linker import SURE
from bot.nlu.understanding import Understanding
from bot.settings import ROOT

HERE = ROOT / "tests" / "understanding"

#: Intent and item of one thing asked; the item is empty when none is named.
Ask = tuple[str, str]


@dataclass(frozen=True)
class Message:
    """A sentence and what it means; ``items`` are the codes of which each is right, none when no item is named."""

    text: str
    intent: str
    items: frozenset[str]
    style: str
    asks: tuple[Ask, ...]


@dataclass(frozen=True)
class Judged:
    """A message beside what was understood; ``item`` and ``decision`` are empty when no item was."""

    message: Message
    intent: str
    item: str
    decision: str
    asks: tuple[Ask, ...]
    ms: float

    @property
    def intent_right(self) -> bool:
        return self.intent == self.message.intent

    @property
    def item_right(self) -> bool:
        """Whether the item is one of those meant; true when none is named."""
        return not self.message.items or self.item in self.message.items

    @property
    def confidently_wrong(self) -> bool:
        """Whether an item was told as certain that is not meant, of messages that name one."""
        return self.decision == SURE and not self.item_right

    @property
    def asks_right(self) -> bool:
        """Whether the same intents were understood, in order."""
        return [intent for intent, _ in self.asks] == [intent for intent, _ in self.message.asks]

    @property
    def asks_and_items_right(self) -> bool:
        """Whether the same intents were understood in order, each about the item meant where one is named."""
        pairs = zip(self.asks, self.message.asks, strict=False)
        return self.asks_right and all(not meant or item in meant.split("|") for (_, item), (_, meant) in pairs)


def read_messages(path: Path) -> list[Message]:
    """The sentences of ``messages.csv`` or ``two_asks.csv``."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Message(
                row["text"],
                row["intent"],
                frozenset(row["item"].split("|")) if row["item"] else frozenset(),
                row["style"],
                tuple(as_ask(each) for each in row["asks"].split(";")) if row["asks"] else (),
            )
            for row in csv.DictReader(file)
        ]


def as_ask(text: str) -> Ask:
    """``intent:item`` as a pair."""
    intent, _, item = text.partition(":")
    return intent, item


def judge(understanding: Understanding, message: Message, text: str | None = None) -> Judged:
    """What is understood of the message, or of ``text`` written in its place, and the milliseconds it took."""
    began = time.perf_counter()
    parse = understanding.parse(message.text if text is None else text)
    ms = (time.perf_counter() - began) * 1000
    item = next((entity for entity in parse["entities"] if entity["entity"] == "service_item"), {})
    asks = tuple((ask["intent"], ask["item"] or "") for ask in parse["asks"])
    return Judged(message, parse["intent"]["name"], item.get("value") or "", item.get("decision", ""), asks, ms)


def share(hits: Iterable[bool]) -> float:
    """How many of them are true, 0 to 1; 0 of none."""
    values = list(hits)
    return sum(values) / max(len(values), 1)


def precision(judged: Sequence[Judged], intent: str) -> float:
    """Of the messages understood as that intent, how many are."""
    return share(one.intent_right for one in judged if one.intent == intent)


def recall(judged: Sequence[Judged], intent: str) -> float:
    """Of the messages of that intent, how many were understood so."""
    return share(one.intent_right for one in judged if one.message.intent == intent)
