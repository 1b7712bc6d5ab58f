"""The fields of a guide in words: one function for each question, each in at most three sentences before the blocks."""

from __future__ import annotations

from dataclasses import dataclass

from bot import calendar
from bot.platform_api.models import Guide, Limit, Material
from bot.reply import Block, Option
from bot.topics.context import Ask, Context
from bot.topics.moments import spoken_day, with_weekday


@dataclass(frozen=True)
class Said:
    """A field's answer: text, blocks, and options where they differ from the usual ones."""

    text: str
    blocks: tuple[Block, ...] = ()
    options: tuple[Option, ...] = ()


async def overview(guide: Guide, ask: Ask, context: Context) -> Said:
    rows = [
        ("谁能办", guide.audience),
        ("收费", guide.fee.text),
        ("多久", limit_words(guide.promised, context)),
        ("跑几趟", context.say("visits", visits=guide.visits) if guide.visits else context.say("visits_none")),
        ("网上办", online_words(guide, context)),
    ]
    block: Block = {"type": "fields", "items": [{"label": label, "value": value} for label, value in rows]}
    names = "、".join(short_name(material) for material in always(guide)[:4])
    text = context.say("guide_overview", name=guide.item.name, summary=guide.summary, materials=names)
    return Said(text, (block,))


async def materials(guide: Guide, ask: Ask, context: Context) -> Said:
    listed = always(guide)
    block: Block = {
        "type": "list",
        "title": "要带的",
        "items": [{"text": f"{m.name}（{form_of(m)}）", "note": m.standard or m.source} for m in listed],
    }
    exempt = [short_name(m) for m in listed if m.exempt]
    names = "、".join(f"{short_name(m)}（{form_of(m)}）" for m in listed if not m.exempt)
    key = "guide_materials_by_case" if guide.situations else "guide_materials"
    text = context.say(key, name=guide.item.name, materials=names or context.say("nothing_to_bring"))
    if exempt:
        text += context.say("materials_exempt", materials="、".join(exempt))
    if not listed:
        return Said(context.say("guide_materials_none", name=guide.item.name))
    return Said(text, (block,))


async def conditions(guide: Guide, ask: Ask, context: Context) -> Said:
    block: Block = {"type": "list", "title": "条件", "items": [{"text": text} for text in guide.conditions]}
    text = context.say("guide_conditions", name=guide.item.name, audience=guide.audience, count=len(guide.conditions))
    return Said(text, (block,))


async def process(guide: Guide, ask: Ask, context: Context) -> Said:
    items = []
    for step in guide.steps:
        item = {"title": step.name, "detail": step.detail}
        if step.days:
            item["time"] = context.say("workdays", days=f"{step.days:g}")
        items.append(item)
    names = " → ".join(step.name for step in guide.steps)
    text = context.say("guide_process", name=guide.item.name, count=len(items), steps=names)
    return Said(text, ({"type": "steps", "items": items},))


async def duration(guide: Guide, ask: Ask, context: Context) -> Said:
    today = context.today()
    if guide.promised.days == 0:
        text = context.say("guide_duration_at_once", name=guide.item.name)
    elif guide.promised.unit == "自然日":
        text = context.say("guide_duration_days", name=guide.item.name, days=guide.promised.days)
    else:
        due = calendar.add_workdays(today, guide.promised.days)
        text = context.say(
            "guide_duration",
            name=guide.item.name,
            days=guide.promised.days,
            today=with_weekday(today, today),
            due=spoken_day(due.date, today) + (context.say("estimated") if due.estimated else ""),
        )
    rows = [{"label": "承诺时限", "value": limit_words(guide.promised, context)}]
    statutory = {"label": "法定时限", "value": limit_words(guide.statutory, context)}
    if guide.statutory.note:
        statutory["note"] = guide.statutory.note
    return Said(text, ({"type": "fields", "items": [*rows, statutory]},))


async def fee(guide: Guide, ask: Ask, context: Context) -> Said:
    text = context.say("guide_fee", name=guide.item.name, fee=guide.fee.text)
    rows = [{"label": item.name, "value": f"{item.amount:g} {item.unit}"} for item in guide.fee.items]
    if guide.fee.basis:
        rows.append({"label": "收费依据", "value": guide.fee.basis})
    return Said(text, ({"type": "fields", "items": rows},) if rows else ())


async def online(guide: Guide, ask: Ask, context: Context) -> Said:
    text = context.say(
        f"guide_online_{guide.online.depth}",
        name=guide.item.name,
        channel=guide.online.channel,
        note=guide.online.note,
    ).strip()
    if guide.visits:
        text += context.say("guide_online_visits", visits=guide.visits, reason=guide.visit_reason)
    return Said(text)


async def proxy(guide: Guide, ask: Ask, context: Context) -> Said:
    key = "guide_proxy_yes" if guide.proxy.allowed else "guide_proxy_no"
    return Said(context.say(key, name=guide.item.name, rule=guide.proxy.rule))


async def basis(guide: Guide, ask: Ask, context: Context) -> Said:
    first = guide.basis[0]
    text = context.say("guide_basis", name=guide.item.name, law=first.law, article=first.article, text=first.text)
    items = [{"text": f"《{b.law}》{b.article}", "note": b.text} for b in guide.basis]
    return Said(text, ({"type": "list", "title": "依据", "items": items},))


async def result(guide: Guide, ask: Ask, context: Context) -> Said:
    text = context.say("guide_result", name=guide.item.name, result=guide.result.name, delivery=guide.result.delivery)
    rows = [("拿到什么", guide.result.name), ("有效期", guide.result.validity), ("怎么拿", guide.result.delivery)]
    return Said(text, ({"type": "fields", "items": [{"label": a, "value": b} for a, b in rows if b]},))


def always(guide: Guide) -> list[Material]:
    """The materials of everybody's list, exempt ones last."""
    listed = [m for m in guide.materials if m.necessity == "必要"]
    return sorted(listed, key=lambda m: bool(m.exempt))


def short_name(material: Material) -> str:
    """The name without what stands in brackets."""
    return material.name.split("（")[0]


def form_of(material: Material) -> str:
    """How many, as original, copy or file: ``原件 1 份、复印件 2 份``."""
    parts = []
    if material.original:
        parts.append(f"原件 {material.original} 份")
    if material.copy:
        parts.append(f"复印件 {material.copy} 份")
    if material.electronic and not parts:
        parts.append("电子版")
    return "、".join(parts) or "看一下就行"


def limit_words(limit: Limit, context: Context) -> str:
    """A limit in words: ``当场办好``, ``7 个工作日``, ``60 天``."""
    if limit.days == 0:
        return context.say("at_once")
    return context.say("workdays" if limit.unit == "工作日" else "days", days=limit.days)


def online_words(guide: Guide, context: Context) -> str:
    return context.say(f"online_{guide.online.depth}")
