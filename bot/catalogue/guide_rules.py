"""What a guide must hold beyond its format: each rule takes a Guide and yields what is wrong with it.

A rule is a function ``(guide, frame) -> messages`` in ``RULES``; a message names the field by its path. Adding a rule
is adding a function to that table. Rules over words are in ``guide_text.py``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta

from bot.catalogue.guide_frame import Frame, values
from bot.catalogue.guide_text import deadlines_are_ahead, no_personal_data, reads_easily, references_are_alive
from bot.platform_api import codec
from bot.platform_api.models import Guide, SituationOption

TITLE_LENGTH = 12  # characters an option's title may have: it must fit a button on a phone
SITUATIONS = 4  # questions a person will put up with
FAQ = 2  # questions each guide answers beside its fields
CHECKED_WITHIN = timedelta(days=365)  # a guide that nobody has compared with the rules for longer is not trusted

#: Fields that may be empty; every other text and list must hold something.
_MAY_BE_EMPTY = {
    "note", "hours", "says", "add", "drop", "replace", "only_if", "situations", "local", "exempt", "mistake",
    # What only imported guides have.
    "address", "url", "unsaid", "extra",
    # These have rules of their own.
    "source", "fee.basis", "fee.items",
}  # fmt: skip

_PHONE = re.compile(r"0990-1234\d{4}|1\d{4}|9\d{4}|1\d{2}")


def no_empty_field(guide: Guide, frame: Frame) -> Iterator[str]:
    """Every field is there and holds something, unless it may be empty: the city's own guides leave nothing open."""
    for path, value in values(codec.GUIDE.encode(guide)):
        name = re.sub(r"\[\d+\]", "", path)
        if name in _MAY_BE_EMPTY or name.rpartition(".")[2] in _MAY_BE_EMPTY:
            continue
        if value in ([], {}, None) or (isinstance(value, str) and not value.strip()):
            yield f"{path}: is empty"


def limits_are_kept(guide: Guide, frame: Frame) -> Iterator[str]:
    """The promise is no longer than the law allows, and the steps add up to it."""
    promised, statutory = guide.promised, guide.statutory
    if promised is None or statutory is None or promised.days is None or statutory.days is None:
        return  # no_empty_field tells it
    for name, days in (("promised", promised.days), ("statutory", statutory.days)):
        if days < 0:
            yield f"limits.{name}.days: is negative"
    if _natural_days(promised.days, promised.unit) > _natural_days(statutory.days, statutory.unit):
        yield (
            f"limits: promised {promised.days} {promised.unit} is longer than statutory "
            f"{statutory.days} {statutory.unit}"
        )
    total = sum(step.days for step in guide.steps)
    if promised.unit == "工作日" and abs(total - promised.days) > 1e-6:
        yield f"steps: their working days add up to {total:g}, promised are {promised.days}"
    # A promise in calendar days has no exact number of working days; a weekend more or less is no mistake.
    if promised.unit == "自然日" and abs(total * 7 / 5 - promised.days) > 2:
        yield (
            f"steps: {total:g} working days are about {total * 7 / 5:.0f} calendar days, "
            f"promised are {promised.days} 自然日 (about {promised.days * 5 / 7:.0f} working days)"
        )


def dates_are_past(guide: Guide, frame: Frame) -> Iterator[str]:
    """A published guide is in force and was checked, in this order and within a year."""
    for name, day in (("effective_on", guide.effective_on), ("checked_on", guide.checked_on)):
        if day and day > frame.today:
            yield f"{name}: {day} lies in the future"
    if guide.effective_on and guide.checked_on and guide.effective_on > guide.checked_on:
        yield f"effective_on: {guide.effective_on} is after checked_on {guide.checked_on}"
    if guide.checked_on and guide.checked_on < frame.today - CHECKED_WITHIN:
        yield f"checked_on: {guide.checked_on} is more than a year ago"


def materials_come_from_somewhere(guide: Guide, frame: Frame) -> Iterator[str]:
    """Each material has a source, an id of its own and sensible counts; some mistake is named."""
    for index, material in enumerate(guide.materials):
        if not material.source.strip():
            yield f"materials[{index}] {material.id}: no source"
        if min(material.original or 0, material.copy or 0) < 0:
            yield f"materials[{index}] {material.id}: a count is negative"
        if not (material.original or material.copy or material.electronic or material.exempt):
            yield f"materials[{index}] {material.id}: neither original, copy nor electronic"
    if guide.materials and not any(material.mistake for material in guide.materials):
        yield "materials: none names a mistake that sends people home"
    yield from _repeated("materials", (material.id for material in guide.materials))


def situations_work(guide: Guide, frame: Frame) -> Iterator[str]:
    """Situations are few, change the list, and ask with short options."""
    if len(guide.situations) > SITUATIONS:
        yield f"situations: {len(guide.situations)}, at most {SITUATIONS}"
    yield from _repeated("situations", (situation.id for situation in guide.situations))
    for situation in guide.situations:
        where = f"situations.{situation.id}"
        yield from _repeated(where, (option.id for option in situation.options))
        yield from _repeated(where, _words(situation.options))
        if len(situation.options) < 2:
            yield f"{where}: a question has two options or more"
        elif len({_effect(option) for option in situation.options}) < 2:
            yield f"{where}: changes nothing, whatever the answer"
        for option in situation.options:
            if len(option.title) > TITLE_LENGTH:
                yield (
                    f"{where}.{option.id}: title {option.title!r} has {len(option.title)} characters, "
                    f"at most {TITLE_LENGTH}"
                )


def ids_are_alive(guide: Guide, frame: Frame) -> Iterator[str]:
    """Every id that is referred to exists, and every 按情形 material is added by some option."""
    materials = {material.id for material in guide.materials}
    added: set[str] = set()
    earlier: dict[str, set[str]] = {}
    for situation in guide.situations:
        where = f"situations.{situation.id}"
        for asked, answers in situation.only_if:
            if asked not in earlier:
                yield f"{where}.only_if: {asked!r} is no earlier situation"
            for answer in sorted(set(answers) - earlier.get(asked, set(answers))):
                yield f"{where}.only_if.{asked}: no option {answer!r}"
        for option in situation.options:
            added |= {*option.add, *(new for _, new in option.replace)}
            used = {
                "add": option.add,
                "drop": option.drop,
                "replace": tuple(id_ for pair in option.replace for id_ in pair),
            }
            for field, ids in used.items():
                for dead in sorted(set(ids) - materials):
                    yield f"{where}.{option.id}.{field}: no material {dead!r}"
        earlier[situation.id] = {option.id for option in situation.options}
    for material in guide.materials:
        if material.necessity == "按情形" and material.id not in added:
            yield f"materials.{material.id}: 按情形, but no option adds it"


def fee_is_founded(guide: Guide, frame: Frame) -> Iterator[str]:
    """A fee has its amounts and the document that sets it; what is free has no amounts."""
    fee = guide.fee
    if fee is None:
        return  # no_empty_field tells it
    if fee.charged and not fee.basis.strip():
        yield "fee.basis: a fee needs the document that sets it"
    if fee.charged and not fee.items:
        yield "fee.items: a fee needs its amounts"
    if not fee.charged and any(item.amount for item in fee.items):
        yield "fee.items: amounts, although fee.charged is false"


def contacts_are_real(guide: Guide, frame: Frame) -> Iterator[str]:
    """Phones, districts and halls exist."""
    for name, phone in (("consult", guide.phones.consult), ("complain", guide.phones.complain)):
        if phone and not _PHONE.fullmatch(phone):
            yield f"phones.{name}: {phone!r} is neither 0990-1234xxxx nor a national hotline"
    for index, place in enumerate(guide.places):
        if frame.districts and place.district not in frame.districts:
            yield f"places[{index}].district: no district {place.district!r}"
        if frame.halls and place.hall not in frame.halls:
            yield f"places[{index}].hall: no hall {place.hall!r}"


def numbers_are_possible(guide: Guide, frame: Frame) -> Iterator[str]:
    """Online depth is 1 to 4, visits are 0 or more, enough questions are answered, ``local`` names real fields."""
    depth = guide.online.depth if guide.online else None
    if depth is not None and not 1 <= depth <= 4:
        yield f"online.depth: {depth} is not 1 to 4"
    if depth == 4 and guide.visits:
        yield f"visits: {guide.visits}, although online.depth 4 means without a visit"
    if (guide.visits or 0) < 0:
        yield "visits: is negative"
    if 0 < len(guide.faq) < FAQ:
        yield f"faq: {len(guide.faq)}, at least {FAQ}"
    fields = {member.wire_name.partition(".")[0] for member in codec.GUIDE.members}
    for name in guide.local:
        if name.partition(".")[0] not in fields:
            yield f"local: {name!r} is no field"


Rule = Callable[[Guide, Frame], Iterable[str]]

RULES: tuple[Rule, ...] = (
    no_empty_field,
    limits_are_kept,
    dates_are_past,
    materials_come_from_somewhere,
    situations_work,
    ids_are_alive,
    fee_is_founded,
    contacts_are_real,
    numbers_are_possible,
    no_personal_data,
    reads_easily,
    deadlines_are_ahead,
    references_are_alive,
)


def _natural_days(days: int, unit: str) -> int:
    """The fewest calendar days a limit can take: a weekend after every five working days, no holiday."""
    weekends = max(days - 1, 0) // 5 if unit == "工作日" else 0
    return days + 2 * weekends


def _effect(option: SituationOption) -> tuple[object, ...]:
    return (frozenset(option.add), frozenset(option.drop), frozenset(option.replace))


def _words(options: Iterable[SituationOption]) -> Iterator[str]:
    """What people can say for each option: the same word for two options could not be understood."""
    for option in options:
        yield from {option.title, *option.says}


def _repeated(where: str, names: Iterable[str]) -> Iterator[str]:
    for name, times in Counter(names).items():
        if times > 1:
            yield f"{where}: {name!r} stands {times} times"
