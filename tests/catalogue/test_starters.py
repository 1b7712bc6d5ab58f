"""What an imported catalogue offers first: for people, complete, and of different themes."""

from __future__ import annotations

from dataclasses import replace

from bot.catalogue.starters import choose, worth
from bot.platform_api.models import Guide
from tests.support import guide


def like(name: str, *, theme: str = "其他", obj: str = "自然人", code: str = "") -> Guide:
    model = guide("1003")
    return replace(model, item=replace(model.item, name=name, theme=theme, object=obj, code=code or name))


def test_what_people_come_for_is_worth_more() -> None:
    passport = worth(like("普通护照换发", theme="出境入境"))
    for lesser in (
        like("护照办理进度查询", theme="出境入境"),
        like("普通护照换发", theme="出境入境", obj="法人"),
        like("在公路建筑控制区内埋设管线、电缆等设施许可", theme="其他"),
        replace(like("普通护照换发", theme="出境入境"), materials=(), conditions=()),
    ):
        assert worth(lesser) < passport, lesser.item.name


def test_themes_are_mixed_while_there_are_several() -> None:
    best = [like("甲", theme="社保"), like("乙", theme="社保"), like("丙", theme="交通"), like("丁", theme="交通")]
    assert choose(best) == ("甲", "丙", "乙")
    assert choose(best[:1]) == ("甲",) and choose([]) == ()
