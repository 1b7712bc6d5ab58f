"""Codes that registers use for words: GB/T 39046-2020, annex A."""

from __future__ import annotations

import re
from collections.abc import Mapping

#: A.1 事项类型
TASK_TYPES = {
    "00": "行政权力事项", "01": "行政许可", "02": "行政处罚", "03": "行政强制", "04": "行政征收", "05": "行政给付",
    "06": "行政检查", "07": "行政确认", "08": "行政奖励", "09": "行政裁决", "10": "其他行政权力", "20": "公共服务",
}  # fmt: skip

#: A.2 行使层级
LEVELS = {
    "1": "国家级", "2": "省级", "3": "市级", "4": "县级", "5": "镇（乡、街道）级", "6": "村（社区）级", "7": "分级管理",
}  # fmt: skip

#: A.3 实施主体性质
DEPARTMENT_KINDS = {"1": "法定机关", "2": "授权组织", "3": "受委托组织", "9": "其他"}

#: A.4 服务对象
OBJECTS = {"1": "自然人", "2": "企业法人", "3": "事业法人", "4": "社会组织法人", "5": "行政机关", "6": "其他组织"}

#: A.5 办理形式
WAYS = {"1": "窗口办理", "2": "电脑端网上办理", "3": "移动端网上申请", "4": "快递申请", "9": "其他"}

#: A.6 办件类型
CASE_KINDS = {"1": "即办件", "2": "承诺件", "9": "其他"}


def words(text: str, table: Mapping[str, str]) -> tuple[str, ...]:
    """The words for one or several codes (``1,2`` or ``1^2``); what is no code stays as it is written."""
    parts = (part.strip() for part in re.split(r"[,，、;；^|]+", text))
    return tuple(dict.fromkeys(table.get(part, table.get(part.lstrip("0"), part)) for part in parts if part))


def word(text: str, table: Mapping[str, str]) -> str:
    """The word for one code, which may lack its leading zero."""
    return table.get(text, table.get(text.zfill(2), table.get(text.lstrip("0"), text)))
