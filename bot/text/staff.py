"""How many people work in a company, in a message: 二十来人, 50人的厂, 员工三百多, 雇了十个人.

People are counted for many reasons (三个人一起去, 欠我们七个人工钱), so a number of people is a company's size only
beside a word for the company or its staff, or as the whole message.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.text.numbers import Found
from bot.text.quantities import ANY_NUMERAL, NUMBER, VAGUE, amount, written

_ORG = (
    r"(?:公司|厂子|工厂|厂|饭店|门店|网店|店铺|店|企业|单位|"
    r"作坊|工作室|铺子|餐馆|饭馆|超市|合作社|事务所|机构|团队|个体户|小微)"
)
_PEOPLE = rf"{VAGUE}?(?:个|号|名|位|口)?(?:员工|职工|工人|人(?![员次份民才家均社质口]))"
_FEW = (
    r"(?:里面?|这边|那边|上下|现在|目前|一共|总共|拢共|大概|大约|差不多|连老板|"
    r"才|就|只|有|是|共|不到|超过|不足|招了|雇了|请了|规模|[ ,:])"
)
#: What people do who are counted as people, not as staff.
_NOT_STAFF = (
    r"(?!一起|去|来|到|过|都(?:去|来|到)|的?(?:工资|工钱|钱)|被|受伤|中毒|上吐|晕|没(?:了|气)|离职|辞职|裁|参加|一间)"
)

_SIZES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<number>{NUMBER}){_PEOPLE}(?:左右|上下|规模)?(?:的[\u4e00-\u9fff]{{0,5}}?|小){_ORG}",
        rf"{_ORG}{_FEW}{{0,4}}(?P<number>{NUMBER}){_PEOPLE}{_NOT_STAFF}",
        rf"(?:雇了?|雇佣了?|手下|手底下|用工){_FEW}{{0,3}}(?P<number>{NUMBER}){_PEOPLE}{_NOT_STAFF}",
        rf"(?:有|共)(?P<number>{NUMBER}){VAGUE}?(?:个|号|名|位)?(?:员工|职工)",
        rf"(?:员工|职工|从业人员|公司人数|员工人数|职工人数|用工人数|参保人数|在职人数){_FEW}{{0,4}}(?P<number>{NUMBER}){VAGUE}?"
        r"(?:个人?|名|号人|人(?!次))?(?=[ ,。!?;了吧以左]|$|能(?!退)|可|算)",
    )
)
_ALONE = re.compile(rf"^[ ]*(?:大概|大约|差不多|就|有)?(?P<number>{NUMBER}){_PEOPLE}(?:左右|吧|了)?[ 。,.!]*$")
#: The number with what is counted, from where the number begins.
_SAID = re.compile(rf"{NUMBER}(?:{_PEOPLE}|{VAGUE}?(?:个人|个|名|号人|人)?)")
#: A smaller number of people alone may be guests or a family.
_MANY = 10


def find_company_sizes(text: str) -> list[Found]:
    """Every company size in order, its value in people as plain digits. Text: normalised."""
    if not ANY_NUMERAL.search(text):
        return []
    found: list[Found] = []
    for one in _candidates(text):
        if all(one.end <= other.start or other.end <= one.start for other in found):
            found.append(one)
    return sorted(found, key=lambda one: one.start)


def _candidates(text: str) -> Iterator[Found]:
    for pattern in (*_SIZES, _ALONE):
        for match in pattern.finditer(text):
            value = amount(match["number"])
            if value is None or value != int(value) or (pattern is _ALONE and value < _MANY):
                continue
            said = _SAID.match(text, match.start("number"))
            yield Found(written(value), match.start("number"), said.end() if said else match.end("number"))
