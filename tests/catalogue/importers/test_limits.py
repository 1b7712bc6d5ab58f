"""Time limits as registers write them."""

from __future__ import annotations

import pytest

from bot.catalogue.importers.limits import is_odd, read_limit
from bot.platform_api.models import Limit


@pytest.mark.parametrize(
    ("text", "unit", "limit"),
    [
        ("30(工作日)", "", Limit(30)),
        ("5 个工作日", "", Limit(5)),
        ("60（自然日）", "", Limit(60, "自然日")),
        ("15天", "", Limit(15, "自然日")),
        ("20.0", "工作日", Limit(20)),
        ("20个工作日内", "", Limit(20)),
        ("自受理之日起7个工作日", "", Limit(7)),
        ("即办", "", Limit(0)),
        ("0", "", Limit(0)),
        ("3个月", "", Limit(None, note="3 个月")),
        ("24", "小时", Limit(None, note="24 小时")),
        ("20", "", Limit(None, note="20（没写是工作日还是自然日）")),
        ("20", "7", Limit(None, note="20（单位“7”没有说明）")),
        ("按季度批量办理", "", Limit(None, note="按季度批量办理")),
        ("", "工作日", None),
    ],
)
def test_read_limit(text: str, unit: str, limit: Limit | None) -> None:
    assert read_limit(text, unit) == limit


def test_codes_of_units_are_explained_by_the_mapping() -> None:
    assert read_limit("20", "1", units={"1": "工作日"}, note="现场核查除外") == Limit(20, note="现场核查除外")
    assert read_limit("2", "5", units={"5": "个月"}) == Limit(None, note="2 个月")


def test_what_is_odd() -> None:
    assert is_odd(None) == is_odd(Limit(364)) == ""
    assert "原文" in is_odd(Limit(None, note="一年")) and "长" in is_odd(Limit(5000))
