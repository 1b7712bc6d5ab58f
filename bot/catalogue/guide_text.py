"""Rules over the words of a guide: plain, current, without personal data, and naming only items that exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bot.catalogue.guide_frame import Frame, texts
from bot.platform_api.models import Guide
from bot.text.mask import find_personal_data
from bot.text.readable import hard_to_read

#: Proper names, law as it stands, and what people say themselves: not the writer's own words.
_NOT_OWN_WORDS = (
    "code", "name", "department", "type", "object", "theme", "materials.name", "basis", "fee.basis", "result.name",
    "fee.items.name", "situations.options.says", "faq.q",
)  # fmt: skip

_ID_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_KINDS = {
    "id_card": "an ID number", "mobile": "a mobile number", "bank_card": "a bank card's number",
    "passport": "a passport's number", "plate": "a car's plate", "email": "an email address",
    "uscc": "a company's unified code",
}  # fmt: skip  # an address is that of an office

_DAY = r"(20\d\d) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日"
_ACT = "申请|申报|报名|提交|提出|缴|交|领|办|登记参加"
_DEADLINES = (
    re.compile(rf"(?:截止|截至|截止到|不晚于)(?:到|至|于|在|日期|时间|[是：: ])*{_DAY}"),
    re.compile(rf"{_DAY}(?:截止|为止|止(?!损))"),
    re.compile(rf"{_DAY}(?:以|之)?前(?:都能|都可以|可以|要|来|到\w{{1,4}})?(?:{_ACT})"),
)

_REFERENCE = re.compile(r"(?:走|改办|另办|先办|去办|办|按)“([^”]{3,20})”")
_BRACKETS = re.compile(r"[（(][^）)]*[）)]")
#: What an item's name ends on, when it is told short; a quoted word without it is a site, an app or a term.
_ITEM = re.compile(
    r"(?:登记|许可|申领|补领|换领|补发|换发|办理|备案|认定|转移接续|申请|转学|迁移|提取|过户|公证|核发|申报|注销)$"
)


def no_personal_data(guide: Guide, frame: Frame) -> Iterator[str]:
    """No number that belongs to a person, a car or a company stands anywhere."""
    for path, _, text in texts(guide):
        kinds = [_KINDS[kind] for _, _, kind in find_personal_data(text) if kind in _KINDS]
        kinds += [_KINDS["id_card"]] if _ID_NUMBER.search(text) else []  # with a wrong check digit too
        kinds += [_KINDS["mobile"]] if _MOBILE.search(text) else []
        for kind in dict.fromkeys(kinds):
            yield f"{path}: holds {kind}"


def reads_easily(guide: Guide, frame: Frame) -> Iterator[str]:
    """Sentences are short, and no word of the office stands in the writer's own text."""
    for path, name, text in texts(guide):
        if not any(name == own or name.startswith(f"{own}.") for own in _NOT_OWN_WORDS):
            yield from (f"{path}: {fault}" for fault in hard_to_read(text, frame.officialese))


def deadlines_are_ahead(guide: Guide, frame: Frame) -> Iterator[str]:
    """No last day to apply lies in the past; a rule's first day may."""
    for path, name, text in texts(guide):
        if name.startswith("basis"):
            continue
        for pattern in _DEADLINES:
            for match in pattern.finditer(text):
                day = _date(match)
                if day is None:
                    yield f"{path}: {match.group()!r} is no day of the calendar"
                elif day < frame.today:
                    yield f"{path}: {match.group()!r} is over"


def references_are_alive(guide: Guide, frame: Frame) -> Iterator[str]:
    """Where a guide sends people to another item by a quoted name (走“…”), that item exists."""
    if not frame.names:
        return
    known = [_BRACKETS.sub("", name) for name in frame.names]
    for path, _, text in texts(guide):
        for said in _REFERENCE.findall(text):
            wanted = _BRACKETS.sub("", said)
            if _ITEM.search(wanted) and not any(wanted in name for name in known):
                yield f"{path}: no item is called {said!r}"


def _date(match: re.Match[str]) -> date | None:
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None
