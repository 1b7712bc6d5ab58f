"""What a topic is given: clients, wording, the day, and what the conversation knows.

Topics do no I/O of their own; everything they reach stands in ``Context``, so that a test passes stand-ins.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from bot.platform_api.models import Application, District, Guide, Hall, Known, ServiceItem
from bot.reply import Evidence, ItemRef, Option
from bot.wording import Wording


class Platform(Protocol):
    """The part of ``PlatformClient`` that topics use."""

    async def item(self, code: str) -> Known[ServiceItem]: ...

    async def guide(self, code: str) -> Known[Guide]: ...

    async def halls(self) -> Known[tuple[Hall, ...]]: ...

    async def districts(self) -> Known[tuple[District, ...]]: ...

    async def application(self, number: str, token: str, *, caller: str) -> Application: ...


@dataclass(frozen=True)
class Ask:
    """One thing asked: an intent and the service item meant, if any.

    ``choices`` are codes of items that could be meant, best first, when none is certain; ``closest`` those that are
    nearest when probably none of them is; ``named`` is the probability (0 to 1) that the message names an item at all.
    """

    intent: str
    item: str | None = None
    choices: tuple[str, ...] = ()
    closest: tuple[str, ...] = ()
    named: float = 1.0
    text: str = ""
    entities: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Context:
    """A turn's surroundings. ``caller`` is the citizen's pseudonym, ``seed`` picks wording variants."""

    platform: Platform
    wording: Wording
    now: Callable[[], datetime]
    everyday: Callable[[str], str]
    caller: str = ""
    seed: str = ""
    district: str | None = None

    def today(self) -> date:
        """The city's date."""
        return self.now().date()

    def say(self, key: str, /, **values: object) -> str:
        """The wording of ``key``, its variant picked by this turn."""
        return self.wording(key, self.seed, **values)


def item_ref(item: ServiceItem) -> ItemRef:
    return ItemRef(item.code, item.name, item.department)


def evidence_of(guide: Guide, city: str) -> Evidence:
    """Where a guide's answer comes from, with its dates and its first legal basis."""
    first = guide.basis[0] if guide.basis else None
    return Evidence(
        title=f"{guide.item.name}办事指南",
        source=f"{city}{guide.item.department}",
        version=guide.version,
        effective_on=guide.effective_on.isoformat(),
        checked_on=guide.checked_on.isoformat(),
        basis=f"《{first.law}》{first.article}" if first else "",
    )


def guide_option(context: Context, intent: str, code: str) -> Option:
    """The option that asks ``intent`` about the item."""
    return Option.of(context.say(f"option_{intent}"), intent, service_item=code)


def sentence(text: str) -> str:
    """The text, closed with a full stop when it has no end of its own; empty stays empty."""
    text = text.strip()
    return text if not text or text[-1] in "。！？…；：）”" else f"{text}。"
