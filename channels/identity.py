"""Where a message holds the tail of an identity number, so that it goes to the vault and not into the tracker."""

from __future__ import annotations

import re
import unicodedata

from bot.text.mask import mask
from bot.text.numbers import Found, find_id_tail

#: The end of a unified code has letters too; a word without a digit is none.
COMPANY_TAIL = re.compile(r"^\s*((?=.*[0-9０-９])[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]{4})[\s。.,，]*$")
WHOLE_NUMBERS = ("id_card", "mobile", "uscc")


def find_identity_tail(text: str, *, expected: bool) -> Found | None:
    """The last 4 characters of an ID, phone or company number.

    Beside 尾号 or 后四位 they count always; four characters alone, or a whole number, only when the assistant has just
    asked for them.
    """
    found = find_id_tail(text)
    if found and (expected or len(text.strip(" 。.,!，！")) > found.end - found.start):
        return found
    if not expected:
        return None
    if company := COMPANY_TAIL.match(text):
        return Found(unicodedata.normalize("NFKC", company.group(1)).upper(), company.start(1), company.end(1))
    for start, end, kind in mask(text)[1]:
        if kind in WHOLE_NUMBERS:
            digits = "".join(char for char in text[start:end] if char.isalnum())
            return Found(digits[-4:].upper(), start, end)
    return None
