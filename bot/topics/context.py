"""What a topic is given: clients, wording, the day, and what the conversation knows.

Topics do no I/O of their own; everything they reach stands in ``Context``, so that a test passes stand-ins.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from bot.faq.finder import Found, no_bank
from bot.faq.question import Question
from bot.life_events.model import LifeEvents
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


class Bank(Protocol):
    """The part of the question bank's ``Finder`` that topics use."""

    def find(
        self,
        text: str,
        on: date,
        items: Mapping[str, float] | None = None,
        *,
        beside: Sequence[Question] = (),
        shipped: bool = True,
    ) -> Found: ...

    def get(self, identity: str, on: date) -> Question | None: ...


#: Departments whose name says by itself whose they are.
NATIONAL = re.compile(r"中华人民共和国|中国|国家|全国|[\u4e00-\u9fff]{2,4}(?:省|自治区|市)")


@dataclass(frozen=True)
class Ask:
    """One thing asked: an intent and the service item meant, if any.

    ``choices`` are codes of items that could be meant, best first, when none is certain; ``closest`` those that are
    nearest when probably none of them is; ``named`` is the probability (0 to 1) that the message names an item at all.
    ``likely`` is the probability of each item, ``confidence`` that of the intent.
    """

    intent: str
    item: str | None = None
    choices: tuple[str, ...] = ()
    closest: tuple[str, ...] = ()
    named: float = 1.0
    text: str = ""
    entities: Mapping[str, str] = field(default_factory=dict)
    likely: Mapping[str, float] = field(default_factory=dict)
    confidence: float = 1.0


@dataclass(frozen=True)
class Context:
    """A turn's surroundings. ``caller`` is the citizen's pseudonym, ``seed`` picks wording variants.

    ``place`` is the region of the catalogue in use when it is not the city's own, ``starters`` the codes of the items
    to offer first then. A wording ``<key>_elsewhere`` is used there in place of ``<key>``.
    """

    platform: Platform
    wording: Wording
    now: Callable[[], datetime]
    everyday: Callable[[str], str]
    caller: str = ""
    seed: str = ""
    district: str | None = None
    place: str = ""
    starters: tuple[str, ...] = ()
    bank: Bank = field(default_factory=no_bank)
    life_events: Callable[[], LifeEvents] = LifeEvents

    @property
    def city(self) -> str:
        """Whose services are spoken of: the region of the catalogue in use, else the city of the wording."""
        return self.place or self.wording("city", self.seed)

    def today(self) -> date:
        """The city's date."""
        return self.now().date()

    def say(self, key: str, /, **values: object) -> str:
        """The wording of ``key``, its variant picked by this turn."""
        if self.place and f"{key}_elsewhere" in self.wording:
            key = f"{key}_elsewhere"
        return self.wording(key, self.seed, **{"city": self.city, **values})


def item_ref(item: ServiceItem) -> ItemRef:
    return ItemRef(item.code, item.name, item.department)


def evidence_of(guide: Guide, city: str) -> Evidence:
    """Where a guide's answer comes from, with its dates, its first legal basis and its page."""
    first = next((basis for basis in guide.basis if basis.law), None)
    origin = guide.source
    publisher = full_department(origin.region if origin else city, guide.item.department)
    return Evidence(
        title=f"{guide.item.name}办事指南",
        source=f"{publisher}（{origin.name}）" if origin else publisher,
        version=guide.version or (origin.as_of if origin else ""),
        effective_on=guide.effective_on.isoformat() if guide.effective_on else "",
        checked_on=guide.checked_on.isoformat() if guide.checked_on else "",
        basis=f"《{first.law}》{first.article}" if first else "",
        url=origin.url if origin else "",
    )


def full_department(region: str, department: str) -> str:
    """The department with its region in front, what both say only once: 广安区 and 区教科体局 → 广安区教科体局."""
    if region in department or NATIONAL.match(department):
        return department
    shared = next(n for n in range(min(len(region), len(department)), -1, -1) if region.endswith(department[:n]))
    return region + department[shared:]


def spoken_name(guide: Guide, context: Context) -> str:
    """The item as people call it."""
    return context.everyday(guide.item.code)


def guide_option(context: Context, intent: str, code: str) -> Option:
    """The option that asks ``intent`` about the item."""
    return Option.of(context.say(f"option_{intent}"), intent, service_item=code)


def sentence(text: str) -> str:
    """The text, closed with a full stop when it has no end of its own; empty stays empty."""
    text = text.strip()
    return text if not text or text[-1] in "。！？…；：）”" else f"{text}。"
