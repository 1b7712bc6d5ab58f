"""What somebody says they have: ``身份证和照片有了，户口本没带`` → has 身份证 and 照片, lacks 户口簿."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from bot.platform_api.models import Material

LACKS = re.compile(
    r"没|未|缺|少了|还差|丢了|不见|找不到|忘|不在|不全|过期|在(?:老家|家里|外地|单位|学校|别处|家)|(?:过|晚)(?:几)?天"
)
HAS = re.compile(r"有了?|带了|带着|带上|准备好|备齐|齐了|弄好|办好|拿到|拿了|在手|都在|在$|好了|√|OK|ok|行了")
ALL = re.compile(r"(?:都|全部?|样样)(?:有|带|备|齐|准备|弄|在|好)|齐了|齐全")
CLAUSES = re.compile(r"[，。；,;！!？?\s]+|但是|但|不过|就是|只有|只是|可是")
EVERYDAY = (
    ("户口本", "户口簿"), ("相片", "照片"), ("房本", "不动产权证"), ("房产证", "不动产权证"),
    ("出生证", "出生医学证明"), ("出生证明", "出生医学证明"), ("营业执照", "营业执照"), ("医保卡", "社会保障卡"),
    ("社保卡", "社会保障卡"), ("毕业证", "毕业证书"), ("合同", "合同"), ("银行卡", "银行卡"),
)  # fmt: skip
SIMILAR = 78  # of 100


@dataclass(frozen=True)
class Mentioned:
    """Material ids somebody says they have, and those they say they lack."""

    have: tuple[str, ...] = ()
    lack: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.have or self.lack)


def read(text: str, materials: Sequence[Material]) -> Mentioned:
    """Which of ``materials`` the text says are at hand or missing; empty when it speaks of none."""
    have: dict[str, None] = {}
    lack: dict[str, None] = {}
    waiting: list[str] = []
    for clause in filter(None, CLAUSES.split(text)):
        found = waiting + [m.id for m in materials if mentions(clause, m)]
        verdict = polarity(clause)
        if verdict is None:
            waiting = found
            continue
        waiting = []
        if not found and verdict and ALL.search(clause):
            found = [m.id for m in materials if m.id not in lack]
        for material_id in found:
            (have if verdict else lack)[material_id] = None
            (lack if verdict else have).pop(material_id, None)
    return Mentioned(tuple(have), tuple(lack))


def polarity(clause: str) -> bool | None:
    """True: at hand; False: missing; None: the clause does not say."""
    if LACKS.search(clause):
        return False
    return True if HAS.search(clause) else None


def mentions(clause: str, material: Material) -> bool:
    """Whether the clause names the material, in official or everyday words."""
    said = clause
    for everyday, official in EVERYDAY:
        if everyday in said and official not in said:
            said = said.replace(everyday, official)
    return any(part in said or fuzz.partial_ratio(part, said) >= SIMILAR for part in names_of(material) if len(part) > 1)


def names_of(material: Material) -> tuple[str, ...]:
    """The names a material goes by: its heads without brackets, owners and 居民."""
    outer = re.sub(r"（[^）]*）", "", material.name)
    heads = re.split(r"[、/]|或者|或", outer)
    short = [re.sub(r"^(?:.{1,6}的)?(?:本人|申请人|双方|父母|有效)?(?:居民)?", "", head.strip()) for head in heads]
    return tuple(dict.fromkeys(name for name in (*heads, *short) if len(name) > 1))
