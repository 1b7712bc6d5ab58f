"""Check digits of Chinese identity numbers, unified codes and bank cards."""

from __future__ import annotations

from datetime import date

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECK = "10X98765432"
_USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def is_id_number(number: str) -> bool:
    """Whether 18 characters are a valid resident identity number (GB 11643): birth date and check digit."""
    if not looks_like_id_number(number):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _ID_WEIGHTS, strict=True))
    return _ID_CHECK[total % 11] == number[17].upper()


def looks_like_id_number(number: str) -> bool:
    """Whether 18 characters have the shape of an identity number, its check digit aside."""
    if len(number) != 18 or not number[:17].isdigit() or number[17].upper() not in "0123456789X":
        return False
    return _is_birth_date(number[6:14]) and number[0] != "0"


def is_old_id_number(number: str) -> bool:
    """Whether 15 digits have the shape of an identity number of the first generation."""
    return len(number) == 15 and number.isdigit() and number[0] in "123456" and _is_birth_date("19" + number[6:12])


def is_uscc(code: str) -> bool:
    """Whether 18 characters are a valid unified social credit code (GB 32100)."""
    code = code.upper()
    if len(code) != 18 or any(char not in _USCC_ALPHABET for char in code) or not code[2:8].isdigit():
        return False
    total = sum(_USCC_ALPHABET.index(char) * weight for char, weight in zip(code[:17], _USCC_WEIGHTS, strict=True))
    return _USCC_ALPHABET[(31 - total % 31) % 31] == code[17]


def is_luhn(number: str) -> bool:
    """Whether the digits pass the Luhn check of bank cards."""
    total = 0
    for position, char in enumerate(reversed(number)):
        digit = int(char)
        if position % 2:
            digit = digit * 2 - 9 if digit > 4 else digit * 2
        total += digit
    return total % 10 == 0


def _is_birth_date(text: str) -> bool:
    try:
        born = date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        return False
    return 1880 <= born.year <= 2100
