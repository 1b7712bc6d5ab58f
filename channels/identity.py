"""Where a message holds the tail of an identity number, so that it goes to the vault and not into the tracker."""

from __future__ import annotations

from bot.text.mask import mask
from bot.text.numbers import Found, find_id_tail

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
    for start, end, kind in mask(text)[1]:
        if kind in WHOLE_NUMBERS:
            digits = "".join(char for char in text[start:end] if char.isalnum())
            return Found(digits[-4:].upper(), start, end)
    return None
