"""Personal data in a message: found and covered before the message is stored anywhere.

``mask(text)`` gives the text with each found value covered, and the spans. Offsets count characters of the input; a
span in the masked text is as long as in the input, so both line up. Numbers are found in full width, with spaces or
dashes, and spoken digit by digit; check digits keep order numbers and amounts out. Application numbers, hotlines,
dates and the addresses of halls stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.text.addresses import find_addresses
from bot.text.characters import NUMBER_JOINERS, SPOKEN_DIGITS, narrow_one
from bot.text.check_digits import is_id_number, is_luhn, is_old_id_number, is_uscc, looks_like_id_number
from bot.text.numbers import find_application_number

#: ``(start, end, kind)``: end exclusive, characters of the input.
Span = tuple[int, int, str]

#: What stands in a masked text for each character of a value.
COVER = "*"

_GROUPED = r"(?<![0-9A-Za-z])(?:\+? ?86[ ]?)?[0-9](?: {0,2}[0-9]){9,20}(?: {0,2}[Xx])?(?![0-9A-Za-z])"
_NUMBER = re.compile(_GROUPED)
_MOBILE = re.compile(r"^(?:\+?86)?(1[3-9][0-9]{9})$")
_USCC = re.compile(
    r"(?<![0-9A-Za-z])[0-9A-HJ-NP-RTUW-Ya-hj-np-rtuw-y](?:[ ]?[0-9A-HJ-NP-RTUW-Ya-hj-np-rtuw-y]){17}(?![0-9A-Za-z])"
)
_PASSPORT = re.compile(
    r"(?<![0-9A-Za-z])(?:[EeGgDdSsPpKk][ -]?[0-9]{8}|[EeDdPpSs][A-HJ-NP-Za-hj-np-z][ -]?[0-9]{7})"
    r"(?![0-9A-Za-z])"
)
_PERMIT = re.compile(r"(?<![0-9A-Za-z])[CcHhMmTtLlWw][0-9]{8,10}(?![0-9A-Za-z])")
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PLATE = re.compile(
    rf"[{_PROVINCES}][ ]?[A-HJ-Za-hj-z][ ·•.-]?[ ]?(?:[A-HJ-NP-Za-hj-np-z0-9][ ]?){{4,5}}"
    r"(?:[A-HJ-NP-Za-hj-np-z0-9]|[挂学警港澳领])(?![0-9A-Za-z])"
)
_EMAIL = re.compile(r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]+[ ]?@[ ]?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
_CARD_CUE = re.compile(r"(?:银行卡|卡号|账号|帐号|账户|存折)[^0-9]{0,6}$")
_ID_CUE = re.compile(r"(?:身份证|证件)[^0-9]{0,8}$")
_PASS_CUE = re.compile(r"(?:通行证|回乡证|台胞证|证件)[^0-9]{0,6}$")
_LANDLINE_OR_HOTLINE = re.compile(r"^(?:0\d{2,3}\d{7,8}|400\d{7}|800\d{7})$")


def mask(text: str) -> tuple[str, list[Span]]:
    """The text with personal data covered, and where each value stood, in order and without overlap."""
    spans = find_personal_data(text)
    chars = list(text)
    for start, end, _ in spans:
        chars[start:end] = COVER * (end - start)
    return "".join(chars), spans


def find_personal_data(text: str) -> list[Span]:
    """Every span of personal data, in order. Where two overlap, the one found by the stricter rule stays."""
    flat = "".join(narrow_one(char) for char in text)
    spans: list[Span] = []
    number = find_application_number(text)
    taken = [(number.start, number.end)] if number is not None else []
    for finder in (_emails, _codes, _numbers, _passports, _plates, _addresses):
        for start, end, kind in finder(flat):
            if all(end <= other_start or start >= other_end for other_start, other_end in taken):
                spans.append((start, end, kind))
                taken.append((start, end))
    return sorted(spans)


def _emails(flat: str) -> Iterator[Span]:
    for match in _EMAIL.finditer(flat):
        yield match.start(), match.end(), "email"


def _codes(flat: str) -> Iterator[Span]:
    for match in _USCC.finditer(flat):
        code = match.group().replace(" ", "")
        if is_uscc(code) and not is_id_number(code):
            yield match.start(), match.end(), "uscc"


def _numbers(flat: str) -> Iterator[Span]:
    """Identity numbers, mobiles and bank cards: long runs of digits, in groups or spoken."""
    spaced = "".join(" " if char in NUMBER_JOINERS else SPOKEN_DIGITS.get(char, char) for char in flat)
    for match in _NUMBER.finditer(spaced):
        yield from _number_kinds(match.group(), match.start(), spaced)


def _number_kinds(raw: str, start: int, flat: str) -> Iterator[Span]:
    digits = raw.replace(" ", "").lstrip("+")
    kind = _number_kind(digits, flat[:start])
    if kind:
        yield start, start + len(raw), kind
        return
    # Two numbers side by side ("姓名 电话 身份证号" in one line): try the groups and runs of groups.
    groups = list(re.finditer(r"[0-9]+[Xx]?", raw))
    at = 0
    while at < len(groups):
        for until in range(len(groups), at, -1):
            part = raw[groups[at].start() : groups[until - 1].end()].replace(" ", "")
            kind = _number_kind(part, flat[: start + groups[at].start()])
            if kind and (at, until) != (0, len(groups)):
                yield start + groups[at].start(), start + groups[until - 1].end(), kind
                at = until - 1
                break
        at += 1


def _number_kind(digits: str, before: str) -> str:
    if is_id_number(digits) or (looks_like_id_number(digits) and _ID_CUE.search(before)):
        return "id_card"
    if _MOBILE.match(digits):
        return "mobile"
    if _LANDLINE_OR_HOTLINE.match(digits):
        return ""
    if is_old_id_number(digits) and _ID_CUE.search(before):
        return "id_card"
    if 15 <= len(digits) <= 19 and digits.isdigit() and _is_bank_card(digits, before):
        return "bank_card"
    return ""


def _is_bank_card(digits: str, before: str) -> bool:
    if digits[0] not in "3456":
        return False
    return is_luhn(digits) or (len(digits) >= 16 and _CARD_CUE.search(before) is not None)


def _passports(flat: str) -> Iterator[Span]:
    for match in _PASSPORT.finditer(flat):
        yield match.start(), match.end(), "passport"
    for match in _PERMIT.finditer(flat):
        if _PASS_CUE.search(flat[: match.start()]):
            yield match.start(), match.end(), "passport"


def _plates(flat: str) -> Iterator[Span]:
    for match in _PLATE.finditer(flat):
        body = re.sub(r"[ ·•.-]", "", match.group())[2:]
        if sum(char.isdigit() for char in body) >= 2:
            yield match.start(), match.start() + len(match.group().rstrip()), "plate"


def _addresses(flat: str) -> Iterator[Span]:
    for start, end in find_addresses(flat):
        yield start, end, "address"
