"""Check digits. The numbers are made up."""

from __future__ import annotations

import csv

import pytest

from bot.settings import ROOT
from bot.text.check_digits import is_id_number, is_luhn, is_old_id_number, is_uscc

SEED = ROOT / "bot" / "sandbox" / "seed"


def column(file: str, name: str) -> list[str]:
    with (SEED / file).open(encoding="utf-8") as rows:
        return [row[name] for row in csv.DictReader(rows)]


@pytest.mark.parametrize("number", column("citizens.csv", "id_number"))
def test_identity_numbers(number: str) -> None:
    assert is_id_number(number)
    assert not is_id_number(number[:-1] + ("0" if number[-1] != "0" else "1"))


@pytest.mark.parametrize("code", column("companies.csv", "uscc"))
def test_unified_codes(code: str) -> None:
    assert is_uscc(code)
    assert is_uscc(code.lower())
    assert not is_uscc("0" + code[1:])


def test_others() -> None:
    assert is_luhn("6222021001116245703") is False
    assert is_luhn("4111111111111111")
    assert is_old_id_number("110105900307123")
    assert not is_old_id_number("110105901307123")
    assert not is_id_number("990101198813121015")
