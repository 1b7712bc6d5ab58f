"""Personal data is covered, and nothing else. All numbers are made up; region 9901xx does not exist."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.mask import mask


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("我身份证990101198803121015 电话13800138000", [("990101198803121015", "id_card"), ("13800138000", "mobile")]),
        ("９９０１０１１９８８０３１２１０１５", [("９９０１０１１９８８０３１２１０１５", "id_card")]),
        ("幺三八零零幺三八零零零", [("幺三八零零幺三八零零零", "mobile")]),
        ("138-0013-8000 谢谢", [("138-0013-8000", "mobile")]),
        ("+86 13912345678", [("+86 13912345678", "mobile")]),
        ("卡号6222 0210 0111 6245 703", [("6222 0210 0111 6245 703", "bank_card")]),
        ("91990101MA0000001Y是我公司", [("91990101MA0000001Y", "uscc")]),
        ("护照E12345678", [("E12345678", "passport")]),
        ("护照号 EA1234567", [("EA1234567", "passport")]),
        ("通行证C12345678", [("C12345678", "passport")]),
        ("车牌粤B12345", [("粤B12345", "plate")]),
        ("粤B·D12345 年检", [("粤B·D12345", "plate")]),
        ("邮箱 li.si@example.com 联系", [("li.si@example.com", "email")]),
        ("家住云州市江南区滨江路88号3栋2单元501室", [("云州市江南区滨江路88号3栋2单元501室", "address")]),
        ("我住在江南区幸福路12号", [("江南区幸福路12号", "address")]),
        (
            "地址：云溪县白塔镇正街村3组12号 电话19900000101",
            [("云溪县白塔镇正街村3组12号", "address"), ("19900000101", "mobile")],
        ),
        ("青石街道阳光小区5-2-301的噪音", [("青石街道阳光小区5-2-301", "address")]),
        ("林可欣 19900000102 99010319950722202X", [("19900000102", "mobile"), ("99010319950722202X", "id_card")]),
    ],
)
def test_personal_data_is_found(text: str, found: list[tuple[str, str]]) -> None:
    masked, spans = mask(text)
    assert [(text[start:end], kind) for start, end, kind in spans] == found
    assert len(masked) == len(text)
    assert not any(value in masked for value, _ in found)


@pytest.mark.parametrize(
    "text",
    [
        "办件9901002026000104到哪了",
        "990100 2026 000104",
        "去江南区政通路1号怎么走",
        "高新区创新大道200号怎么坐车",
        "12345热线 110 12333",
        "0990-12345678",
        "花了12800.50元 交了20元工本费",
        "2026-11-20 下午3点",
        "订单号 110105199003071234",
        "3号窗口态度差",
        "一共120元2026年3月1号",
        "清单 K7M2QX",
        "去年12月份3号楼电梯坏了",
    ],
)
def test_nothing_else_is_covered(text: str) -> None:
    assert mask(text) == (text, [])


@given(st.text(max_size=80))
def test_spans_are_in_order_and_masked_text_is_as_long(text: str) -> None:
    masked, spans = mask(text)
    assert len(masked) == len(text)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
