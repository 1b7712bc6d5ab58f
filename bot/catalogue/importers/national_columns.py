"""The columns of the national exchange tables: which of our fields each holds, and its name in Chinese.

A table may be headed by either name, in capitals or not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.catalogue.importers.cleaning import one_line

#: Main table: column → name in Chinese.
MAIN = {
    "TASK_NAME": "事项名称", "CATALOG_CODE": "基本编码", "LOCAL_CATALOG_CODE": "地方基本编码", "TASK_TYPE": "事项类型",
    "BY_LAW": "设定依据", "POWER_SOURCE": "权力来源", "USE_LEVEL": "行使层级", "TASK_CODE": "实施编码",
    "LOCAL_TASK_CODE": "地方实施编码", "TASK_HANDLE_ITEM": "业务办理项编码", "TASK_VERSION": "事项版本",
    "DEPT_CODE": "实施主体代码", "DEPT_NAME": "实施主体", "DEPT_TYPE": "实施主体性质", "ENTRUST_NAME": "委托部门",
    "ANTICIPATE_DAY": "法定办结时限", "ANTICIPATE_TYPE": "法定办结时限单位", "ANTICIPATE_EXPLAIN": "法定办结时限说明",
    "PROMISE_DAY": "承诺办结时限", "PROMISE_TYPE": "承诺办结时限单位", "PROMISE_EXPLAIN": "承诺办结时限说明",
    "ACCEPT_CONDITION": "受理条件", "HANDLE_FLOW": "办理流程", "OFFLINE_FLOW": "线下办理流程图",
    "OFFLINE_EXPLAIN": "窗口办理流程", "ONLINE_FLOW": "网上办理流程图", "ONLINE_EXPLAIN": "网上办理流程",
    "SPECIAL_PROCEDURE": "特别程序", "IS_FEE": "是否收费", "FEE_BASIS": "收费依据", "SERVER_TYPE": "服务对象",
    "PROJECT_TYPE": "办件类型", "HANDLE_TYPE": "办理形式", "LIMIT_SCENE_NUM": "到办事现场次数",
    "LIMIT_SCENE_EXPLAIN": "必须现场办理原因", "MOBILE_TERMINAL_URL": "移动端办理地址", "LINK_ADDR": "网上办理地址",
    "ONLINE_HANDLE_URL": "网办地址", "TRANSACT_ADDR": "办理地点", "TRANSACT_TIME": "办理时间",
    "TRAFFIC_GUIDE": "交通指引", "LINK_WAY": "咨询方式", "SUPERVISE_WAY": "监督投诉方式",
    "PLAN_EFFECTIVE_DATE": "计划生效日期", "PLAN_CANCEL_DATE": "计划取消日期", "IS_ENTRY_CENTER": "进驻大厅",
    "CENTER_NAME": "大厅名称", "IS_HANDLE": "通办",
    "HANDLE_AREA": "通办范围", "LIMIT_EXPLAIN": "数量限制", "RESULT_TYPE": "审批结果类型",
    "RESULT_NAME": "审批结果名称", "RESULT_GUID": "审批结果样本", "IS_SCHEDULE": "网上预约",
    "SCHEDULE_RULE": "预约规则", "IS_PAY_ONLINE": "网上支付",
    "IS_EXPRESS": "物流快递", "IS_SERVICE_TERMINALS": "自助终端办理", "IS_MAIL_MATERIAL": "材料邮寄",
    "IS_MAIL_RESULT": "结果邮寄", "USER_TOPIC_TYPE": "自然人主题", "CORP_TOPIC_TYPE": "法人主题",
    "IS_ONLINE": "是否网办", "ONLINE_HANDLE_DEPTH": "网办深度", "CONSULT_PHONE": "咨询电话",
    "COMPLAIN_PHONE": "投诉电话",
    "RIGHT_ENJOY_BY_LAW": "依法享有的权利", "DUTY_PERFORM_BY_LAW": "依法履行的义务",
    "ADMINISTRATIVE_REVIEW_DEPT": "行政复议部门", "ADMINISTRATIVE_REVIEW_ADDR": "行政复议地址",
    "ADMINISTRATIVE_REVIEW_PHONE": "行政复议电话", "ADMINISTRATIVE_REVIEW_URL": "行政复议网址",
    "ADMINISTRATIVE_LITIGATION_DEPT": "行政诉讼部门", "ADMINISTRATIVE_LITIGATION_ADDR": "行政诉讼地址",
    "ADMINISTRATIVE_LITIGATION_PHONE": "行政诉讼电话", "ADMINISTRATIVE_LITIGATION_URL": "行政诉讼网址",
    "TASK_STATE": "事项状态", "PUBLISHTIME": "发布时间", "ISDEL": "是否删除",
}  # fmt: skip

#: Tables beside it: column → name in Chinese.
MATERIALS = {
    "MATERIAL_NAME": "材料名称", "MATERIAL_TYPE": "材料类型", "MATERIAL_FORMAT": "材料形式",
    "IS_NEED": "材料必要性",
    "FORM_GUID": "空白表格", "EXAMPLE_GUID": "示例样表", "SOURCE_TYPE": "来源渠道", "SOURCE_EXPLAIN": "来源渠道说明",
    "PAGE_NUM": "纸质份数", "PAGE_FORMAT": "规格", "FILL_EXPLAIN": "填报须知", "ACCEPT_STAND": "受理标准",
    "BY_LAW": "依据", "HANDLE_CASE": "非必要时办理情形", "ORIGINALNUM": "原件份数", "COPIESNUM": "复印件份数",
    "COPY_EXPLAIN": "复印件要求说明", "ORDER_NUM": "排序码", "ISDEL": "是否删除", "REMARK": "备注",
}  # fmt: skip
FEES = {
    "FEE_NAME": "收费项目名称",
    "FEE_STAND": "收费标准",
    "BY_LAW": "依据",
    "IS_DESC": "是否减免",
    "DESC_EXPLAIN": "减免说明",
}
PROCESS = {
    "LINK_NAME": "环节名称",
    "HANDLE_DAY": "办理时限",
    "HANDLE_TYPE": "办理时限单位",
    "IS_SPECIAL": "是否特别程序",
}
QUESTIONS = {"QUESTION": "问题", "ANSWER": "解答", "ORDER_NUM": "排序码"}
RESULTS = {"RESULT_NAME": "结果名称", "RESULT_SAMP": "结果样本"}

#: Kind of table → the columns that show it, and all it may have.
KINDS: dict[str, tuple[tuple[str, ...], Mapping[str, str]]] = {
    "main": (("TASK_NAME",), MAIN),
    "materials": (("MATERIAL_NAME",), MATERIALS),
    "fees": (("FEE_NAME",), FEES),
    "process": (("LINK_NAME",), PROCESS),
    "questions": (("QUESTION", "ANSWER"), QUESTIONS),
    "results": (("RESULT_NAME",), RESULTS),
}

#: Columns by which rows of the tables beside belong to rows of the main table.
KEYS = ("TASK_GUID", "MATTERID", "MATTER_GUID", "MATTER_ID", "TASK_ID", "ROWGUID", "ID", "TASK_CODE", "LOCAL_TASK_CODE")

#: Our field → columns of the main table; the first that holds something counts.
FIELDS: dict[str, tuple[str, ...]] = {
    "code": ("TASK_CODE", "LOCAL_TASK_CODE", "TASK_HANDLE_ITEM", "CATALOG_CODE"),
    "name": ("TASK_NAME",),
    "department": ("DEPT_NAME",),
    "type": ("TASK_TYPE",),
    "object": ("SERVER_TYPE",),
    "theme": ("USER_TOPIC_TYPE", "CORP_TOPIC_TYPE"),
    "conditions": ("ACCEPT_CONDITION",),
    "statutory": ("ANTICIPATE_DAY",),
    "statutory_unit": ("ANTICIPATE_TYPE",),
    "statutory_note": ("ANTICIPATE_EXPLAIN",),
    "promised": ("PROMISE_DAY",),
    "promised_unit": ("PROMISE_TYPE",),
    "promised_note": ("PROMISE_EXPLAIN",),
    "fee_charged": ("IS_FEE",),
    "fee_basis": ("FEE_BASIS",),
    "visits": ("LIMIT_SCENE_NUM",),
    "visit_reason": ("LIMIT_SCENE_EXPLAIN",),
    "online": ("IS_ONLINE",),
    "online_depth": ("ONLINE_HANDLE_DEPTH",),
    "online_url": ("LINK_ADDR", "ONLINE_HANDLE_URL", "MOBILE_TERMINAL_URL"),
    "address": ("TRANSACT_ADDR",),
    "window": ("CENTER_NAME",),
    "hours": ("TRANSACT_TIME",),
    "result": ("RESULT_NAME",),
    "basis": ("BY_LAW",),
    "consult_phone": ("CONSULT_PHONE", "LINK_WAY"),
    "complain_phone": ("COMPLAIN_PHONE", "SUPERVISE_WAY"),
    "version": ("TASK_VERSION",),
    "effective_on": ("PLAN_EFFECTIVE_DATE",),
    "checked_on": ("PUBLISHTIME",),
}

_BY_CHINESE = {
    kind: {chinese: column for column, chinese in columns.items()} for kind, (_, columns) in KINDS.items()
}  # fmt: skip
_EVERY = {name for _, columns in KINDS.values() for pair in columns.items() for name in pair} | set(KEYS)


def plain_column(header: str) -> str:
    """A header without what stands in brackets, capitals for Latin letters."""
    return re.sub(r"[(（].*", "", one_line(header)).strip().upper()


def is_column(header: str) -> bool:
    """Whether a header is one of the national tables'."""
    return plain_column(header) in _EVERY


def canonical(kind: str, header: str) -> str:
    """The column's own name for a header in either language; an unknown header as it is."""
    name = plain_column(header)
    return _BY_CHINESE[kind].get(name, name if name.isascii() and name else one_line(header))


def kind_of(headers: tuple[str, ...]) -> str | None:
    """Which of the tables has these headers; None when it is none of them."""
    for kind, (needed, _) in KINDS.items():
        have = {canonical(kind, header) for header in headers}
        # A result's name stands in the main table too; that one is the main table by the item's name.
        if all(column in have for column in needed) and (kind != "main" or have & set(FIELDS["code"])):
            return kind
    return None
