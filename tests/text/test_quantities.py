"""Numbers as people write and say them."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.quantities import NUMBER, amount, written


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("三", 3),
        ("十", 10),
        ("十二", 12),
        ("八十二", 82),
        ("一百二", 120),
        ("一百零二", 102),
        ("两千五", 2_500),
        ("一万二", 12_000),
        ("一万零五百", 10_500),
        ("三万五千", 35_000),
        ("三十多万", 300_000),
        ("十来万", 100_000),
        ("二十几万", 200_000),
        ("一千万", 10_000_000),
        ("一亿两千万", 120_000_000),
        ("三点五万", 35_000),
        ("3.5万", 35_000),
        ("3万5", 35_000),
        ("3万5千", 35_000),
        ("1,200", 1_200),
        ("5k", 5_000),
        ("2w", 20_000),
    ],
)
def test_amount(said: str, value: int) -> None:
    assert re.fullmatch(NUMBER, said)
    assert amount(said) == value


@pytest.mark.parametrize("said", ["万", "三五", "三五百", "一两百", "百八十", "二零二六", "千"])
def test_no_amount(said: str) -> None:
    assert amount(said) is None


@pytest.mark.parametrize(
    ("text", "number"), [("三千一个月", "三千"), ("3.5万一平", "3.5万"), ("十一个人", "十一"), ("一百一次", "一百")]
)
def test_what_is_counted_is_no_part_of_a_number(text: str, number: str) -> None:
    match = re.match(NUMBER, text)
    assert match is not None
    assert match.group() == number


@given(st.text(alphabet="0123456789.,零一二两三五九十百千万亿点多来几kw个", max_size=12))
def test_whatever_matches_can_be_read(text: str) -> None:
    for match in re.finditer(NUMBER, text):
        value = amount(match.group())
        assert value is None or value >= 0


@pytest.mark.parametrize(("value", "text"), [("30000", "30000"), ("9.90", "9.9"), ("1E+2", "100")])
def test_written(value: str, text: str) -> None:
    assert written(Decimal(value)) == text
