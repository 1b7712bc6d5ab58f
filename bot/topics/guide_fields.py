"""The fields of a guide in words: one function for each question, each in at most three sentences before the blocks.

A field that the guide leaves open is answered by ``left_open``, never by a guess.
"""

from __future__ import annotations

from dataclasses import replace

from bot import calendar
from bot.checklists import compose
from bot.platform_api.models import Guide, Limit, Material
from bot.reply import Block, Option
from bot.topics.context import Ask, Context, guide_option, sentence, spoken_name
from bot.topics.left_open import Said, left_open, phone_of, source_name
from bot.topics.materials import brought, exempt_words, form_of, listed_name, short_name
from bot.topics.moments import spoken_day, with_weekday

FLOW = "流程"  # in the label of what a source says about the steps without naming steps


async def materials(guide: Guide, ask: Ask, context: Context) -> Said:
    if "materials" in guide.unsaid:
        return left_open(guide, context, "materials")
    listed = always(guide)
    name = spoken_name(guide, context)
    if not listed:
        return Said(context.say("guide_materials_none", name=name))
    named = [listed_name(m, context) for m in listed if brought(m)]
    names = ("；" if any(sign in name for name in named for sign in "、，,") else "、").join(named)
    questions = compose.open_questions(guide, {})
    if "necessity" in guide.unsaid:
        text = context.say("guide_materials_listed", name=name, materials=names, count=len(listed))
        text += context.say("materials_unclear", phone=phone_of(guide))
    else:
        waived_key = "guide_materials_varied" if questions else "guide_materials_waived"
        text = context.say("guide_materials" if names else waived_key, name=name, materials=names)
    if waived := "、".join(short_name(m) for m in listed if m.exempt):
        text += context.say("materials_exempt", materials=waived)
    if questions:
        text += context.say("materials_by_case", question=questions[0].ask)
    if sometimes := compose.by_case(guide):
        text += context.say("materials_sometimes", materials="、".join(m.name for m in sometimes))
    rows = [material_row(m, context) for m in (*listed, *sometimes)]
    return Said(
        text, ({"type": "list", "title": context.say("label_to_bring"), "items": rows},), first_answers(guide, context)
    )


def material_row(material: Material, context: Context) -> dict[str, str]:
    form = exempt_words(material, context) or form_of(material, context)
    note = material.standard or material.source or material.note
    return {"text": f"{material.name}（{form}）" if form else material.name, "note": note}


def first_answers(guide: Guide, context: Context) -> tuple[Option, ...]:
    """The answers to the list's first question, each of which begins the personal list; none when nothing is asked."""
    questions = compose.open_questions(guide, {})
    if not questions:
        return ()
    code, first = guide.item.code, questions[0]
    answers = (
        replace(
            Option.of(o.title, "prepare_documents", service_item=code, situation_answer=f"{first.id}={o.id}"),
            says=o.says,
        )
        for o in first.options
    )
    return (*answers, guide_option(context, "guide_where", code))


async def conditions(guide: Guide, ask: Ask, context: Context) -> Said:
    if not guide.conditions:
        return left_open(guide, context, "conditions")
    rows = [{"text": text} for text in guide.conditions]
    block: Block = {"type": "list", "title": context.say("label_conditions"), "items": rows}
    text = context.say(
        "guide_conditions",
        name=spoken_name(guide, context),
        audience=sentence(guide.audience),
        conditions=sentence("；".join(condition.rstrip("。；;") for condition in guide.conditions)),
    )
    if "conditions" in guide.unsaid:
        text += context.say("conditions_cut_off", phone=phone_of(guide))
    return Said(text, (block,))


async def process(guide: Guide, ask: Ask, context: Context) -> Said:
    name = spoken_name(guide, context)
    if not guide.steps:
        flows = [(label, text) for label, text in guide.extra if FLOW in label]
        if not flows:
            return left_open(guide, context, "process")
        told = "".join(f"{label}：{sentence(text)}" for label, text in flows)
        rows = [{"text": text, "note": label} for label, text in flows]
        return Said(context.say("guide_process_told", name=name, told=told), ({"type": "list", "items": rows},))
    items = []
    for step in guide.steps:
        item = {"title": step.name, "detail": step.detail}
        if step.days:
            item["time"] = context.say("workdays", days=f"{step.days:g}")
        items.append(item)
    names = " → ".join(step.name for step in guide.steps)
    text = context.say("guide_process", name=name, count=len(items), steps=names)
    return Said(text, ({"type": "steps", "items": items},))


async def duration(guide: Guide, ask: Ask, context: Context) -> Said:
    limits = [("label_promised", guide.promised), ("label_statutory", guide.statutory)]
    rows = [limit_row(context.say(label), limit, context) for label, limit in limits if limit]
    if not rows:
        return left_open(guide, context, "duration")
    return Said(duration_words(guide, context), ({"type": "fields", "items": rows},))


def duration_words(guide: Guide, context: Context) -> str:
    """How long it takes: by the promise with its day, else by the law."""
    name, today, promised = spoken_name(guide, context), context.today(), guide.promised
    if promised is None:
        limit = limit_words(guide.statutory, context) if guide.statutory else ""
        return context.say("guide_duration_statutory", name=name, source=source_name(guide, context), limit=limit)
    if promised.days is None:
        return context.say("guide_duration_words", name=name, limit=promised.note)
    if promised.days == 0:
        return context.say("guide_duration_at_once", name=name)
    if promised.unit == "自然日":
        return context.say("guide_duration_days", name=name, days=promised.days)
    due = calendar.add_workdays(today, promised.days)
    return context.say(
        "guide_duration",
        name=name,
        days=promised.days,
        today=with_weekday(today, today),
        due=spoken_day(due.date, today) + (context.say("estimated") if due.estimated else ""),
    )


def limit_row(label: str, limit: Limit, context: Context) -> dict[str, str]:
    row = {"label": label, "value": limit_words(limit, context)}
    return {**row, "note": limit.note} if limit.note and limit.days is not None else row


async def fee(guide: Guide, ask: Ask, context: Context) -> Said:
    if guide.fee is None:
        return left_open(guide, context, "fee")
    text = context.say("guide_fee", name=spoken_name(guide, context), fee=sentence(guide.fee.text))
    rows = [{"label": item.name, "value": f"{item.amount:g} {item.unit}"} for item in guide.fee.items]
    if guide.fee.basis:
        rows.append({"label": context.say("label_fee_basis"), "value": guide.fee.basis})
    return Said(text, ({"type": "fields", "items": rows},) if rows else ())


async def proxy(guide: Guide, ask: Ask, context: Context) -> Said:
    if guide.proxy is None:
        return left_open(guide, context, "proxy")
    key = "guide_proxy_yes" if guide.proxy.allowed else "guide_proxy_no"
    return Said(context.say(key, name=spoken_name(guide, context), rule=sentence(guide.proxy.rule)))


async def basis(guide: Guide, ask: Ask, context: Context) -> Said:
    if not guide.basis:
        return left_open(guide, context, "basis")
    first, name = guide.basis[0], spoken_name(guide, context)
    if first.law:
        text = context.say("guide_basis", name=name, law=first.law, article=first.article, text=sentence(first.text))
    else:
        text = context.say("guide_basis_text", name=name, text=sentence(first.text))
    items = [{"text": f"《{b.law}》{b.article}", "note": b.text} if b.law else {"text": b.text} for b in guide.basis]
    return Said(text, ({"type": "list", "title": context.say("label_basis"), "items": items},))


async def result(guide: Guide, ask: Ask, context: Context) -> Said:
    if guide.result is None:
        return left_open(guide, context, "result")
    if not guide.result.name:
        said = left_open(guide, context, "result")
        return replace(said, text=f"{said.text}{sentence(guide.result.delivery)}")
    text = context.say(
        "guide_result",
        name=spoken_name(guide, context),
        result=guide.result.name,
        delivery=sentence(guide.result.delivery),
    )
    rows = [
        (context.say("label_result"), guide.result.name),
        (context.say("label_validity"), guide.result.validity),
        (context.say("label_delivery"), guide.result.delivery),
    ]
    return Said(text, ({"type": "fields", "items": [{"label": a, "value": b} for a, b in rows if b]},))


def always(guide: Guide) -> list[Material]:
    """The materials of everybody's list, those to bring first."""
    return sorted((m for m in guide.materials if m.necessity == "必要"), key=lambda m: not brought(m))


def limit_words(limit: Limit, context: Context) -> str:
    """A limit in words: ``当场办好``, ``7 个工作日``, ``60 天``, or the source's own."""
    if limit.days is None:
        return limit.note
    if limit.days == 0:
        return context.say("at_once")
    return context.say("workdays" if limit.unit == "工作日" else "days", days=limit.days)
