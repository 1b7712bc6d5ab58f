"""One Reply of every shape, as the page has to show it: for the page's tests and for looking at."""

from __future__ import annotations

from typing import Any

from bot.reply import Evidence, ItemRef, Option, Reply

ITEM = ItemRef("1001", "出生登记（随父或随母落户）", "公安局")
GUIDE = (
    Evidence(
        title="出生登记办事指南",
        source="云州市公安局",
        version="2026-03",
        effective_on="2026-03-01",
        checked_on="2026-11-01",
        basis="《中华人民共和国户口登记条例》第七条",
    ),
)
CODE = "K7M2QX"
MATERIALS: tuple[dict[str, Any], ...] = (
    {
        "id": "m1",
        "name": "出生医学证明",
        "form": "原件 1 份",
        "source": "接生医院",
        "standard": "正页和副页都要在，不要自己撕下来",
        "mistake": "证明上母亲的姓名和身份证不一致",
    },
    {
        "id": "m2",
        "name": "户口簿（爸爸的）",
        "form": "原件 1 份",
        "source": "自己保管",
        "mistake": "只带了本人页，没带首页",
    },
    {"id": "m3", "name": "父母身份证", "form": "原件 2 份", "note": "一方来不了的，另一方带上两个人的身份证"},
    {"id": "m4", "name": "结婚证", "form": "电子", "exempt_reason": "免提交：系统能查到；查不到时窗口会请您补"},
)


def checklist(have: frozenset[str] = frozenset()) -> dict[str, Any]:
    rows = []
    for material in MATERIALS:
        exempt = "exempt_reason" in material
        state = "exempt" if exempt else "have" if material["id"] in have else "todo"
        tick = {} if exempt else {"payload": Option.of("·", "prepare_documents", tick=material["id"]).payload}
        rows.append({**material, **tick, "state": state})
    return {
        "type": "checklist",
        "title": ITEM.name,
        "code": CODE,
        "total": 4,
        "exempt": 1,
        "items": rows,
        "notes": ["满 1 个月内去办最省事。"],
        "print_url": f"/webhooks/web/checklist/{CODE}/print",
    }


def checklist_reply(have: frozenset[str] = frozenset()) -> Reply:
    return Reply(
        kind="checklist.list",
        status="completed",
        text=f"出生登记，您共需准备 4 份，其中 1 份可免提交：\n☐ 出生医学证明\n☐ 户口簿\n清单编号 {CODE}。",
        item=ITEM,
        blocks=(checklist(have),),
        options=(
            Option.of("还差什么", "prepare_documents", show="missing"),
            Option.of("改一个回答", "go_back"),
            Option.of("在哪办", "guide_where", service_item="1001"),
            Option.of("几天能办好", "guide_duration", service_item="1001"),
        ),
        evidence=GUIDE,
    )


def situation(step: int) -> Reply:
    texts = ("恭喜！先问两个问题，材料会不一样。孩子跟谁落户？", "父母领过结婚证吗？")
    titles = (("随妈妈", "随爸爸"), ("领了", "没领"))
    return Reply(
        kind="checklist.situation",
        status="collecting",
        text=texts[step - 1],
        item=ITEM,
        blocks=({"type": "form", "field": "situation", "label": "请选一个", "step": step, "steps": 2},),
        options=tuple(Option.of(title, "answer_situation", choice=title) for title in titles[step - 1]),
    )


IDENTITY = Reply(
    kind="progress.identity",
    status="identity_required",
    text="要核对一下身份：请输入办理人身份证后 4 位，或登记手机后 4 位。（只用来核对，不保存）",
    blocks=(
        {
            "type": "form", "field": "identity", "label": "身份证或手机号后 4 位", "hint": "办件 9901002026000104",
            "secret": True,
        },
    ),
    options=(Option.of("不查了", "cancel"),),
)  # fmt: skip

NUMBER = Reply(
    kind="progress.number",
    status="collecting",
    text="请把办件编号发给我，16 位数字，在受理通知书的右上角。",
    blocks=({"type": "form", "field": "application_number", "label": "办件编号", "hint": "16 位数字"},),
    options=(Option.of("不查了", "cancel"),),
)

PROGRESS = Reply(
    kind="progress.status",
    status="answered",
    text=(
        "建筑工程施工许可证核发，现在是：审核中（11月9日起）。\n"
        "承诺 11月16日前办结，已超 4 个工作日。\n"
        "下一步由住建局出结果，您不用再补材料。"
    ),
    item=ItemRef("6101", "建筑工程施工许可证核发", "住建局"),
    blocks=(
        {
            "type": "progress", "number": "9901002026000104", "state": "审核中", "since": "2026-11-09",
            "stages": [
                {"name": "提交", "state": "done", "on": "2026-11-06"},
                {"name": "受理", "state": "done", "on": "2026-11-09"},
                {"name": "审核", "state": "current", "on": "2026-11-10"},
                {"name": "办结", "state": "todo"},
            ],
            "promised_on": "2026-11-16", "statutory_on": "2026-11-27", "late_workdays": 4, "paused": False,
            "estimated": False, "todo": "下一步由住建局出结果，您不用再补材料。",
        },
    ),
    options=(
        Option.of("催一下", "urge_application"),
        Option.of("办好通知我", "subscribe_progress"),
        Option.of("打电话问", "guide_contact", service_item="6101"),
    ),
    evidence=(Evidence(title="建筑工程施工许可证核发办件记录", source="云州市住建局"),),
)  # fmt: skip

OVERVIEW = Reply(
    kind="guide.overview",
    status="answered",
    text="补领身份证：本人到派出所办，拍照、按指纹、交钱，一次办完。要带：户口簿。",
    item=ItemRef("1011", "居民身份证丢失补领", "公安局"),
    blocks=(
        {
            "type": "fields",
            "items": [
                {"label": "谁能办", "value": "本人；未满 16 岁的由监护人陪着来"},
                {"label": "收费", "value": "40 元", "note": "到期换领是 20 元"},
                {"label": "多久", "value": "承诺 7 个工作日"},
                {"label": "跑几趟", "value": "1 趟，可以邮寄到家"},
            ],
        },
    ),
    options=(
        Option.of("帮我列材料清单", "prepare_documents", service_item="1011"),
        Option.of("在哪办", "guide_where", service_item="1011"),
        Option.of("几天能拿", "guide_duration", service_item="1011"),
    ),
    evidence=GUIDE,
)

LIST = Reply(
    kind="guide.materials",
    status="answered",
    text="首次办护照带身份证和照片就行，户口簿系统能查到。",
    item=ItemRef("1016", "普通护照首次申领", "公安局"),
    blocks=(
        {
            "type": "list",
            "title": "要带的",
            "items": [
                {"text": "居民身份证（原件）", "note": "在有效期内"},
                {"text": "近期免冠照片（2 张）", "note": "大厅可以当场免费拍"},
            ],
        },
    ),
    options=(Option.of("在哪办", "guide_where", service_item="1016"),),
    evidence=GUIDE,
)

STEPS = Reply(
    kind="guide.process",
    status="answered",
    text="一共 4 步：申请 → 受理 → 审核 → 领证。",
    blocks=(
        {
            "type": "steps",
            "items": [
                {"title": "申请", "detail": "带材料到大厅出入境窗口，或在网上填表约号"},
                {"title": "受理", "detail": "采集指纹、交费，拿受理回执", "time": "当场"},
                {"title": "审核", "detail": "公安局出入境管理支队审批", "time": "5 个工作日"},
                {"title": "领证", "detail": "凭回执到窗口取，或邮寄到家", "time": "2 个工作日"},
            ],
        },
    ),
    evidence=GUIDE,
)

MAP = Reply(
    kind="guide.where",
    status="answered",
    text="下面两个地方都能办，离您近的是清河区政务服务中心。",
    blocks=(
        {
            "type": "map",
            "title": "在哪办",
            "places": [
                {
                    "name": "清河区政务服务中心", "district": "清河区", "address": "清河区人民路 88 号",
                    "window": "2 楼 B12 出入境窗口",
                    "hours": "周一至周五 9:00–12:00，13:30–17:00", "phone": "0990-6600102",
                },
                {
                    "name": "云州市政务服务中心", "address": "新城区市民大道 1 号", "hours": "周一至周六 9:00–17:00",
                    "phone": "0990-6600100", "note": "周六只办出入境和户籍",
                },
            ],
        },
        {"type": "link", "title": "网上预约取号", "url": "https://example.gov.cn/yuyue"},
    ),
    evidence=GUIDE,
)  # fmt: skip

STALE = OVERVIEW.but(status="degraded", stale=True, options=())

URGENT = Reply(
    kind="talk.emergency",
    status="answered",
    text="先离开房间、别开关电器，到外面再打电话。",
    blocks=(
        {"type": "notice", "level": "urgent", "text": "马上打 119 或 120。燃气抢修 24 小时热线 96777。"},
        {"type": "notice", "level": "warn", "text": "不要在屋里打电话，不要开灯。"},
        {"type": "notice", "level": "info", "text": "这里不能替您报警。"},
    ),
)

CLARIFY = Reply(
    kind="clarify.item",
    status="clarifying",
    text="您是想：",
    options=(
        Option.of("第一次办身份证", "guide_overview", service_item="1010"),
        Option.of("到期换身份证", "guide_overview", service_item="1012"),
        Option.of("丢了补身份证", "guide_overview", service_item="1011"),
        Option.of("都不是", "none_of_these"),
    ),
)

FAILED = Reply(
    kind="notice.failed",
    status="failed",
    text="这一步没做成，是我们这边出了错，不是您的问题。请再试一次；还不行就打 12345，报上编号 K3P9WTXA。",
    options=(Option.of("转人工", "talk_to_human"),),
    error_id="K3P9WTXA",
)

HANDOFF = Reply(
    kind="handoff.closed_hours",
    status="answered",
    text="人工坐席 9:00–17:00 在，现在下班了。急事请打 12345，24 小时有人接。",
)

GREETING = Reply(kind="talk.greet", status="answered", text="您好，想办什么事？直接说就行。")
