"""Ages in a message: 八十二岁, 我妈六十多, 刚满16, 我今年五十一.

The age that is spoken of: 快六十, 不到六十岁 and 六十多 all speak of 60. A generation (00后) is no age, and neither
are the months of a baby or a range (七八岁).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.text.numbers import Found
from bot.text.quantities import ANY_NUMERAL, NUMBER, VAGUE, amount, written

_OLDEST = 120
#: Without 岁 a smaller number after a person is more likely something else.
_GROWN = 10

_PERSON = (
    r"[爸妈爹娘爷奶公婆伴哥姐弟妹]|父亲|母亲|丈人|岳父|岳母|老人家?|老头子?|老太太?|老汉|孩子|小孩|闺女|姑娘|儿子|女儿|娃儿?|"
    r"孙子|孙女|爱人|老婆|媳妇|老兵|本人|女方|男方"
)
_SPEAKER = r"(?<![收给问跟找让叫欠补])(?:我|俺|他|她)"
_SINCE = (
    r"(?:今年|明年|去年|现在|已经|都|也|才|刚刚?|快|马上|就|要|过了?|年?满了?|有|是|虚岁|实岁|周岁|年龄|年纪|奔|不到| )"
)
_ENDS = r"(?=了|啦|咯|喽|哒|呢|的人|的老|出头|好几|[ ,。!?;]|$)"
_YEARS = re.compile(rf"(?P<number>{NUMBER}){VAGUE}? ?(?:周岁|岁(?![月末])半?)")
_OF_PERSON = re.compile(
    rf"(?:(?:{_PERSON}){_SINCE}{{0,4}}(?P<number>{NUMBER}){VAGUE}?{_ENDS}|"
    rf"{_SPEAKER}{_SINCE}{{0,4}}(?P<own>{NUMBER}){VAGUE}?(?=了|啦|咯|喽|出头))"
)
_THIS_YEAR = re.compile(
    rf"(?:{_PERSON}|{_SPEAKER})今年{_SINCE}{{0,3}}(?P<number>{NUMBER}){VAGUE}?"
    r"(?![个块元点号天年月日分万千百次时小周%％栋层楼级人名位平斤公度家张份后])"
)
_REACHED = re.compile(
    rf"(?P<reached>刚满|年满|未满|不满|(?<![交缴扣干住保做加])满) ?(?P<number>{NUMBER})"
    r"(?=[了的就能可以想要有吗没周 ,。!?;给发办领]|$)(?!周年|以后|之后)"
)
_ELDERS = re.compile(rf"(?P<number>{NUMBER})(?:岁?以上|往上)的?(?:老人|老年人|老头|老太)")
#: Ages that 满 alone speaks of: grown up at 16 or 18, old from 60 on; 交满十五 counts years of paying.
_LANDMARKS = frozenset({16, 18, *range(60, 101)})


def find_ages(text: str) -> list[Found]:
    """Every age in order, its value in years as plain digits. Text: normalised."""
    if not ANY_NUMERAL.search(text):
        return []
    found: list[Found] = []
    for one in _candidates(text):
        if all(one.end <= other.start or other.end <= one.start for other in found):
            found.append(one)
    return sorted(found, key=lambda one: one.start)


def _candidates(text: str) -> Iterator[Found]:
    for pattern in (_YEARS, _ELDERS, _OF_PERSON, _THIS_YEAR, _REACHED):
        for match in pattern.finditer(text):
            group = "own" if "own" in pattern.groupindex and match["own"] else "number"
            value = amount(match[group])
            if value is None or value > _OLDEST or value != int(value):
                continue
            if pattern in (_OF_PERSON, _THIS_YEAR) and value < _GROWN:
                continue
            if pattern is _REACHED and match["reached"] == "满" and value not in _LANDMARKS:
                continue
            yield Found(written(value), match.start(group), match.end())
