"""Sums of money in a message: 三万块, 20元, 九块九, 首付差五万, 工资5k.

A number without 块 or 元 is money only beside a word of paying or earning, or when it is the whole message.
"""

from __future__ import annotations

import re
from decimal import Decimal

from bot.text.numbers import Found
from bot.text.quantities import ANY_NUMERAL, NUMBER, VAGUE, amount, written

#: 块 counts pieces too; before these words it does.
_PIECES = "电表|水表|表|牌|地|田|屏|砖|板|宅基|石|肉|电池|玻璃|墓|碑|儿|菜"
_MONEY = re.compile(
    rf"(?P<sign>[¥$]|RMB|rmb|人民币)? ?(?P<number>{NUMBER}){VAGUE}?(?P<unit> ?(?:"
    rf"块(?P<small>[一二两三四五六七八九0-9])毛?(?![一二三四五六七八九十百0-9])钱?|块钱|块(?!{_PIECES})|元(?P<jiao>[0-9一二两三四五六七八九])角|"
    r"元(?![旦宵素件老首器]|[一二三]次)|圆整?|毛钱|人民币|RMB|rmb))?"
)
#: Words that a sum of money follows, in the same part of the message.
_CUE = re.compile(
    r"钱|资本|资金|本金|首付|贷|借|欠|花|赔|罚|税|费|营收|营业额|销售额|收入|工资|月薪|年薪|薪|价|补贴|补助|奖|押金|彩礼|存款|存了|"
    r"付|交了?|收了?|收我|垫|报销|值|卖|赚|挣|转账|退|额度|投资|房租|租金|水电|发了?|给了|超过"
)
_CUE_AFTER = re.compile(
    r"(?:的?(?:贷款|首付|存款|彩礼|押金|工资|月薪|年薪|补贴|药费|医药费|新能源|房|车)|药费|一(?:平|年|月|个|次|桌|斤|晚|亩))"
)
#: After a number these count something else.
_COUNTED = re.compile(
    r" ?(?:[个人名位户口岁年月天日周号点分秒时小次回遍趟家间栋层楼平亩"
    r"公里米斤吨克升辆台部张份本套条件页字步度级期%％‰倍后]|"
    r"像素|火急|[A-Za-z0-9])"
)
_NOT_MONEY = re.compile(r"压缩|图片|照片|文件|大小|流量|公里|体重|血压|像素|号码|编号")
_BREAK = re.compile(r"[,。!?;:]")
_ALL = " ,。!?;了的吧吗呀啊"

#: A cue stands within this many characters before its sum.
_REACH = 10


def find_money(text: str) -> list[Found]:
    """Every sum of money in order, its value in yuan as plain digits. Text: normalised."""
    if not ANY_NUMERAL.search(text):
        return []
    found = []
    for match in _MONEY.finditer(text):
        value = amount(match["number"])
        if value is None or not _is_money(text, match):
            continue
        small = match["small"] or match["jiao"]
        if small:
            value += (amount(small) or Decimal(0)) / 10
        if (match["unit"] or "").strip() == "毛钱":
            value /= 10
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        found.append(Found(written(value), start, match.start() + len(match.group().rstrip())))
    return found


def _is_money(text: str, match: re.Match[str]) -> bool:
    unit, number = (match["unit"] or "").strip(), match["number"]
    if unit:
        return not (unit == "块" and number == "一")  # 一块 is a piece, or together
    if match["sign"]:
        return True
    if not re.search(r"[百千万亿kKwW]", number) or _COUNTED.match(text, match.end()):
        return False
    if number == "二百五":  # a fool
        return False
    if text.strip(_ALL) == match.group().strip():
        return True
    before = _BREAK.split(text[max(0, match.start() - _REACH) : match.start()])[-1]
    if _NOT_MONEY.search(before):
        return False
    return _CUE.search(before) is not None or _CUE_AFTER.match(text, match.end()) is not None
