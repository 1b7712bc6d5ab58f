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
    ("户口本", "户口簿"), ("相片", "照片"), ("房本", "不动产权证"), ("房产证", "不动产权证"), ("毕业证书", "毕业证"),
    ("出生证明", "出生医学证明"), ("出生证", "出生医学证明"), ("医保卡", "社会保障卡"), ("社保卡", "社会保障卡"),
    ("存折", "银行卡"), ("表格", "申请表"), ("驾照", "驾驶证"), ("行驶本", "行驶证"),
)  # fmt: skip
#: What a material is, whatever stands before and behind it in its name.
HEADS = (
    "照片", "身份证", "户口簿", "结婚证", "离婚证", "出生医学证明", "不动产权证", "营业执照", "合同", "发票", "申请表",
    "申请书", "登记表", "委托书", "承诺书", "毕业证", "诊断", "病历", "银行卡", "社会保障卡", "护照", "驾驶证",
    "行驶证", "居住证", "学生证", "体检", "公章", "残疾人证", "退役证", "登记证书", "章程", "平面图", "健康证",
)  # fmt: skip
#: Whose it is: a material of somebody else is only meant when that person is named.
OWNERS = ("代办", "代理", "监护", "对方", "配偶", "爸", "妈", "父", "母", "子女", "孩子", "房东", "经办", "担保")
SIMILAR = 85  # of 100


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
        found = waiting + named(clause, materials)
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


def named(clause: str, materials: Sequence[Material]) -> list[str]:
    """The ids of the materials the clause names, in official or everyday words."""
    said = clause
    for everyday, official in EVERYDAY:
        if everyday in said and official not in said:
            said = said.replace(everyday, official)
    found = [m for m in materials if fits(said, m)]
    own = [m for m in found if not owners(m.name) or owners(m.name) & owners(said)]
    return [m.id for m in own or found]


def fits(said: str, material: Material) -> bool:
    """Whether what was said names the material by its head or by its whole name."""
    name = re.sub(r"（[^）]*）", "", material.name)
    if any(head in name and head in said for head in HEADS):
        return True
    return any(len(part) > 1 and fuzz.partial_ratio(part, said) >= SIMILAR for part in re.split(r"[、/]|或者|或", name))


def owners(text: str) -> set[str]:
    return {owner for owner in OWNERS if owner in text}
