"""Application numbers, checklist codes and ID tails as people type and speak them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.numbers import CODE_ALPHABET, find_application_number, find_checklist_code, find_id_tail

NUMBER = "9901002026000104"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"查进度 {NUMBER}", NUMBER),
        ("990100 2026 000104 到哪了", "990100 2026 000104"),
        ("９９０１-００２０-２６００-０１０４", "９９０１-００２０-２６００-０１０４"),
        ("九九零幺零零二零二六零零零幺零四", "九九零幺零零二零二六零零零幺零四"),
        (f"编号{NUMBER}尾号1234", NUMBER),
    ],
)
def test_application_number(text: str, said: str) -> None:
    found = find_application_number(text)
    assert found is not None
    assert found.value == NUMBER
    assert text[found.start : found.end] == said


@pytest.mark.parametrize("text", ["990101198803121015", "990101 198803121015", "99010020260001041", "12345", "990100"])
def test_no_application_number(text: str) -> None:
    assert find_application_number(text) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("K7M2QX", "K7M2QX"),
        ("清单 k7m2qx", "K7M2QX"),
        ("我的码是ｋ７ｍ２ｑｘ", "K7M2QX"),
        ("k7m 2qx", "K7M2QX"),
        ("接着办 abcdef", "ABCDEF"),
        ("ABCDEF", "ABCDEF"),
        ("清单234567", "234567"),
        ("please", None),
        ("window", None),
        ("234567", None),
        ("车牌 粤B88888", None),
        ("iphone15", None),
        ("4104 5013", None),
        ("K7M2Q0", None),
    ],
)
def test_checklist_code(text: str, code: str | None) -> None:
    found = find_checklist_code(text)
    assert (found.value if found else None) == code


@given(st.text(alphabet=CODE_ALPHABET, min_size=6, max_size=6))
def test_every_code_is_found_beside_the_word_for_it(code: str) -> None:
    found = find_checklist_code(f"清单 {code.lower()}")
    assert found is not None
    assert found.value == code


@pytest.mark.parametrize(
    ("text", "tail"),
    [
        ("1234", "1234"),
        ("０１２ｘ", "012X"),
        ("零幺二叉", "012X"),
        ("一二三四", "1234"),
        ("后四位是 012X", "012X"),
        ("身份证后四位：3035", "3035"),
        ("1015 是后四位", "1015"),
        ("最后4位2345", "2345"),
        (f"{NUMBER} 尾号 1015", "1015"),
        ("1234567", None),
        ("2026年", None),
        ("护照", None),
    ],
)
def test_id_tail(text: str, tail: str | None) -> None:
    found = find_id_tail(text)
    assert (found.value if found else None) == tail
