"""What the city platform knows, as frozen values.

These are the only shapes the logic sees. ``codec`` turns the platform's JSON into them and back; nobody else spells
the platform's field names. The fields of a guide follow the national 实施清单 (ZWFW C0109.2-2018, GB/T 39046-2020
table 4). Days are working days unless a unit says otherwise, money is yuan, dates are local dates of the city.

A guide of the city's own is complete. One that was imported from another register leaves open what its source leaves
open: such a field is None or empty, and an empty list that says "none" is told from one that says nothing by
``Guide.unsaid``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Generic, TypeVar

T = TypeVar("T")

#: Sharing classes of a material (政务信息资源共享管理暂行办法, article 9).
SHARING_CLASSES = ("无条件共享", "有条件共享", "不予共享")

#: Why a citizen need not hand a material in: the administration reads its own data, or an e-licence is shown.
EXEMPTIONS = ("", "共享", "电子证照")

#: Units a time limit is counted in.
LIMIT_UNITS = ("工作日", "自然日")

#: What a guide may leave open that an empty list or a default value cannot tell: ``Guide.unsaid``. ``necessity``: which
#: materials everybody needs and in what form; ``conditions``: those given are not all.
UNSAID = ("materials", "necessity", "places", "conditions")

#: States of an application (办件), the project's one vocabulary.
APPLICATION_STATES = (
    "待受理",
    "已受理",
    "补正",
    "特别程序",
    "审核中",
    "公示中",
    "办结",
    "办结不通过",
    "不予受理",
    "已撤回",
)


@dataclass(frozen=True)
class ServiceItem:
    """A service item (事项): what a citizen can apply for."""

    code: str
    name: str
    department: str
    type: str
    object: str  # 自然人 or 法人
    theme: str
    published: bool = False  # whether its guide is published
    phone: str = "12345"
    aliases: tuple[str, ...] = ()  # everyday names that its register gives it


@dataclass(frozen=True)
class Material:
    """A material (材料) a person hands in or shows."""

    id: str
    name: str
    necessity: str  # 必要, or 按情形 (only in the list when a situation adds it)
    original: int | None = 0  # how many originals are shown or handed in; None when the source does not say
    copy: int | None = 0  # how many copies; None likewise
    electronic: bool = False  # an electronic file is accepted
    source: str = ""  # who issues it, where one gets it
    sharing: str = "不予共享"
    exempt: str = ""  # one of EXEMPTIONS
    standard: str = ""  # what makes it acceptable
    mistake: str = ""  # what sends people home
    note: str = ""


@dataclass(frozen=True)
class SituationOption:
    """One answer to a situation's question and what it does to the list (material ids)."""

    id: str
    title: str  # at most 12 characters, as a person would say it
    says: tuple[str, ...] = ()  # other words people use for it
    add: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    replace: tuple[tuple[str, str], ...] = ()  # (old, new)
    note: str = ""


@dataclass(frozen=True)
class Situation:
    """A situation (情形): a question whose answer may change the list."""

    id: str
    ask: str
    options: tuple[SituationOption, ...]
    only_if: tuple[tuple[str, tuple[str, ...]], ...] = ()  # earlier situation id → options for which this one is asked


@dataclass(frozen=True)
class Step:
    name: str
    days: float  # working days; 0 = on the spot
    detail: str


@dataclass(frozen=True)
class Limit:
    """A time limit: ``days`` counted in ``unit`` (工作日 or 自然日); 0 means done on the spot (即办).

    ``days`` is None for a limit that the source gives in words which are not days; they stand in ``note`` (3个月).
    """

    days: int | None
    unit: str = "工作日"
    note: str = ""


@dataclass(frozen=True)
class FeeItem:
    name: str
    amount: float
    unit: str  # e.g. 元/证


@dataclass(frozen=True)
class Fee:
    charged: bool
    text: str  # the answer to "how much", one sentence
    items: tuple[FeeItem, ...] = ()
    basis: str = ""


@dataclass(frozen=True)
class Place:
    """Where and when an item is handled; ``district`` is a code of the districts, ``hall`` an id of the halls.

    Where there is no list of halls both are empty, ``window`` names the office and ``address`` says where it is.
    """

    district: str
    hall: str
    window: str
    hours: str = ""  # empty: the hall's own hours
    note: str = ""
    address: str = ""  # empty: the hall's own address


@dataclass(frozen=True)
class Online:
    """Online depth (网办深度) 1 to 4: 1 information, 2 pre-check, 3 applied online, 4 done online without a visit."""

    depth: int
    channel: str  # site or app, and the way in it
    note: str = ""
    url: str = ""  # the page to apply on, http or https


@dataclass(frozen=True)
class Proxy:
    allowed: bool
    rule: str


@dataclass(frozen=True)
class Result:
    name: str
    validity: str
    delivery: str


@dataclass(frozen=True)
class Basis:
    """A legal basis; where the source gives only text, ``law`` and ``article`` are empty."""

    law: str
    article: str
    text: str


@dataclass(frozen=True)
class Phones:
    """Whom to call; empty when the source names nobody."""

    consult: str
    complain: str


@dataclass(frozen=True)
class Faq:
    question: str
    answer: str


@dataclass(frozen=True)
class Source:
    """The register a guide was taken from.

    ``as_of`` is when it was published or collected, as exact as is known: ``2021``, ``2021-05`` or ``2021-05-06``,
    empty when nobody knows. ``url`` is the item's own page.
    """

    name: str
    region: str
    url: str = ""
    as_of: str = ""


@dataclass(frozen=True)
class Guide:
    """The guide (实施清单) of one service item."""

    item: ServiceItem
    summary: str
    audience: str
    conditions: tuple[str, ...]
    situations: tuple[Situation, ...]
    materials: tuple[Material, ...]
    steps: tuple[Step, ...]
    statutory: Limit | None
    promised: Limit | None
    fee: Fee | None
    visits: int | None
    visit_reason: str
    online: Online | None
    proxy: Proxy | None
    places: tuple[Place, ...]
    result: Result | None
    basis: tuple[Basis, ...]
    phones: Phones
    faq: tuple[Faq, ...]
    version: str
    effective_on: date | None
    checked_on: date | None
    local: tuple[str, ...] = ()  # fields whose rule is the city's own
    source: Source | None = None  # None: the city's own platform
    unsaid: tuple[str, ...] = ()  # what the source says nothing about, of UNSAID
    extra: tuple[tuple[str, str], ...] = ()  # what else the source says, label → text, in its order

    def material(self, material_id: str) -> Material:
        """The material with that id; KeyError when the guide has none."""
        for material in self.materials:
            if material.id == material_id:
                return material
        raise KeyError(material_id)


@dataclass(frozen=True)
class District:
    code: str
    name: str
    level: str
    parent: str


@dataclass(frozen=True)
class Hall:
    id: str
    name: str
    district: str
    address: str
    hours: str
    phone: str


@dataclass(frozen=True)
class Pause:
    """A time in which the clock stands still: 补正 or 特别程序. ``until`` is None while it lasts."""

    kind: str
    since: date
    until: date | None = None


@dataclass(frozen=True)
class Application:
    """An application (办件) as the platform tells it to somebody who proved who they are.

    ``state`` is one of APPLICATION_STATES or the platform's raw code when the mapping does not know it
    (``state_known`` is then False). ``number`` is in clear: it is no personal data by itself; ``applicant`` is masked
    (江*). ``promised_days`` are working days; ``statutory_days`` are counted in ``statutory_unit``, None when no law
    sets any.
    """

    number: str
    item: ServiceItem
    state: str
    state_known: bool
    submitted_on: date
    accepted_on: date | None
    state_since: date
    promised_days: int
    statutory_days: int | None
    pauses: tuple[Pause, ...] = ()
    note: str = ""
    correction_due: date | None = None
    collect_at: str = ""
    history: tuple[tuple[str, date], ...] = field(default=())  # (state, day it began), oldest first
    applicant: str = ""
    statutory_unit: str = "工作日"


@dataclass(frozen=True)
class Page(Generic[T]):
    """A part of a list; ``next_cursor`` asks for the part after it, None at the end."""

    values: tuple[T, ...]
    next_cursor: str | None = None


@dataclass(frozen=True)
class Verification:
    """A claim to be the applicant: the last 4 characters of one of the numbers the contract lists."""

    number: str
    tail: str = field(repr=False)


@dataclass(frozen=True)
class AccessToken:
    """What a successful verification gives: opens one application to one caller for ``expires_in`` seconds."""

    value: str = field(repr=False)
    expires_in: int


@dataclass(frozen=True)
class Known(Generic[T]):
    """What the platform said and when; ``stale`` when it could not be asked now and this is the last known copy."""

    value: T
    as_of: datetime
    stale: bool = False
