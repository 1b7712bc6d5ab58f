"""One row on its way to a guide: what an importer has read of it, checked and completed in one place.

``RowRefused`` says why a row cannot be kept. What a register does not say stays open; nothing is filled in.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from bot.catalogue.importers import phones
from bot.catalogue.importers.limits import is_odd
from bot.errors import CatalogueError
from bot.platform_api.models import (
    Basis,
    Faq,
    Fee,
    Guide,
    Limit,
    Material,
    Online,
    Phones,
    Place,
    Proxy,
    Result,
    ServiceItem,
    Source,
    Step,
)

LONGEST_CODE = 64  # characters, the limit of the platform's API
LONGEST_NAME = 300
SHORTEST_ALIAS = 3  # characters; a shorter everyday name names too much
LOST = "\ufffd"  # stands for bytes that are no text

_CUT_OFF = re.compile(r"(?:[：:，,、]|下列条件|以下条件|如下条件|应当符合|应具备)$")

Doubt = Callable[[str], None]


class RowRefused(CatalogueError):
    """The row cannot be kept; the message is plain Chinese and goes into the report."""


@dataclass
class Draft:
    """What a row says, clean. None and empty mean that it says nothing; ``places`` and ``materials`` are empty tuples
    when it says that there are none."""

    code: str
    name: str
    department: str = ""
    type: str = ""
    objects: tuple[str, ...] = ()
    theme: str = ""
    aliases: tuple[str, ...] = ()
    summary: str = ""
    conditions: tuple[str, ...] = ()
    materials: tuple[Material, ...] | None = None
    necessity_known: bool = False
    steps: tuple[Step, ...] = ()
    statutory: Limit | None = None
    promised: Limit | None = None
    fee: Fee | None = None
    visits: int | None = None
    visit_reason: str = ""
    online: Online | None = None
    proxy: Proxy | None = None
    places: tuple[Place, ...] | None = None
    result: Result | None = None
    basis: tuple[Basis, ...] = ()
    consult: str = ""
    complain: str = ""
    faq: tuple[Faq, ...] = ()
    version: str = ""
    effective_on: date | None = None
    checked_on: date | None = None
    region: str = ""
    url: str = ""
    extra: dict[str, str] = field(default_factory=dict)

    def also(self, label: str, text: str) -> None:
        """Keep what has no field of its own; a second text under one label is added to the first."""
        if text:
            self.extra[label] = f"{self.extra[label]}；{text}" if label in self.extra else text


@dataclass(frozen=True)
class Origin:
    """The register as a whole, for items whose row does not say it: who publishes it, whose it is, when it was read."""

    name: str
    region: str = ""
    as_of: str = ""


def guide_of(draft: Draft, origin: Origin, doubt: Doubt) -> Guide:
    """The guide of a draft; ``doubt`` is told what is kept but odd. RowRefused when it cannot be kept."""
    check(draft)
    consult = phone(draft, "咨询电话", draft.consult, doubt)
    complain = phone(draft, "投诉电话", draft.complain, doubt)
    for name, limit in (("法定时限", draft.statutory), ("承诺时限", draft.promised)):
        if said := is_odd(limit):
            doubt(f"{name}：{said}")
    unsaid = left_out(draft, doubt)
    individuals = "自然人" in draft.objects or "个人" in draft.objects
    return Guide(
        item=ServiceItem(
            code=draft.code,
            name=draft.name,
            department=draft.department,
            type=draft.type,
            object="自然人" if individuals else "法人" if draft.objects else "",
            theme=draft.theme,
            published=True,
            phone=next(iter(phones.numbers(consult)), "12345"),
            aliases=tuple(dict.fromkeys(a for a in draft.aliases if SHORTEST_ALIAS <= len(a) and a != draft.name)),
        ),
        summary=draft.summary,
        audience=f"面向{'、'.join(draft.objects)}" if draft.objects else "",
        conditions=draft.conditions,
        situations=(),
        materials=draft.materials or (),
        steps=draft.steps,
        statutory=draft.statutory,
        promised=draft.promised,
        fee=draft.fee,
        visits=draft.visits,
        visit_reason=draft.visit_reason,
        online=draft.online,
        proxy=draft.proxy,
        places=draft.places or (),
        result=draft.result,
        basis=draft.basis,
        phones=Phones(consult, complain),
        faq=draft.faq,
        version=draft.version,
        effective_on=draft.effective_on,
        checked_on=draft.checked_on,
        source=Source(origin.name, draft.region or origin.region, draft.url, origin.as_of),
        unsaid=unsaid,
        extra=tuple(draft.extra.items()),
    )


def check(draft: Draft) -> None:
    """RowRefused for what an item cannot do without: a code that is one, and a name."""
    if not draft.code:
        raise RowRefused("没有编码")
    if not draft.name:
        raise RowRefused("没有事项名称")
    if len(draft.code) > LONGEST_CODE or re.search(r"[\s\x00-\x1f]", draft.code):
        raise RowRefused(f"编码不像编码：“{draft.code:.40}”（有空格，或超过 {LONGEST_CODE} 个字符）")
    if len(draft.name) > LONGEST_NAME:
        raise RowRefused(f"事项名称有 {len(draft.name)} 个字，多半是串了列")
    if LOST in draft.code + draft.name:
        raise RowRefused("编码或名称里有认不出的字节")


def phone(draft: Draft, label: str, text: str, doubt: Doubt) -> str:
    """What to tell as the phone; what else stood there is kept."""
    told = phones.note(text)
    if text and not told:
        doubt(f"{label}认不出号码：{text:.40}")
    if text and told != text and set(told) != set(text):
        draft.also(f"{label}（原文）", text)
    return told


def left_out(draft: Draft, doubt: Doubt) -> tuple[str, ...]:
    """What the row says nothing about, or not all of, as ``Guide.unsaid`` names it."""
    if not draft.department:
        doubt("没有写部门")
    out = []
    if draft.materials is None:
        out.append("materials")
    elif draft.materials and not draft.necessity_known:
        out.append("necessity")
    if draft.places is None:
        out.append("places")
    if draft.conditions and _CUT_OFF.search(draft.conditions[-1]):
        doubt("受理条件没有写完")
        out.append("conditions")
    if draft.visits == 0 and draft.online is not None and draft.online.depth < 3 and not draft.places:
        doubt("写着跑 0 趟，却不能网上办，也没有地点")
    return tuple(out)


def listed_materials(names: tuple[str, ...]) -> tuple[Material, ...]:
    """Materials of which only the names are known."""
    return tuple(Material(f"m{at}", name, "必要", original=None, copy=None) for at, name in enumerate(names, 1) if name)
