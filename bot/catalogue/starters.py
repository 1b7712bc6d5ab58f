"""Which items of an imported catalogue to offer somebody who has not said what for: complete, for people, unlike."""

from __future__ import annotations

from collections.abc import Sequence

from bot.platform_api.models import Guide

STARTERS = 3

#: What people come for, by themes and by words of names; then what few come for, and what nobody applies for.
_THEMES = "证件 户籍 社会 社保 医疗 出境 交通 婚 生育 住房 就业 退休 养老".split()
_COMMON = "护照 驾驶证 养老 身份证 户口 居住证 社保 社会保障卡 结婚 医保".split()
_WANTED = "申领 补领 换领 补发 换发 补办 领取 签发 签注 补贴 登记".split()
_RARE = "外国 台湾 港澳 香港 签证 爆破".split()
_ONLY_TOLD = "查询 公告 公示 咨询 指引 公开 评审 表彰 征集 投诉 举报 名单 初审 预约".split()
_LONG = 14  # characters from which a name is no starter


def worth(guide: Guide) -> int:
    """How well an item serves as a first example; only the order matters."""
    item = guide.item
    said = (guide.materials, guide.conditions, guide.promised, guide.phones.consult, guide.online, guide.places)
    for_people = item.object == "自然人"
    return (
        sum(2 for value in said if value)
        + 4 * for_people
        + 6 * (for_people and "、" not in guide.audience)
        + 5 * any(theme in item.theme for theme in _THEMES)
        + 4 * any(word in item.name for word in _WANTED)
        + 4 * any(word in item.name for word in _COMMON)
        - 6 * any(word in item.name for word in _RARE)
        - 12 * any(word in item.name for word in _ONLY_TOLD)
        - 2 * max(0, len(item.name) - _LONG)
    )


def choose(best: Sequence[Guide]) -> tuple[str, ...]:
    """The codes of up to three of ``best`` (most worthwhile first): of different themes while there are such."""
    chosen: list[Guide] = []
    for guide in best:
        if len(chosen) < STARTERS and all(guide.item.theme != other.item.theme for other in chosen):
            chosen.append(guide)
    for guide in best:
        if len(chosen) < STARTERS and guide not in chosen:
            chosen.append(guide)
    return tuple(guide.item.code for guide in chosen)
