"""The fields of a guide in words: one function for each question, each in at most three sentences before the blocks."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot import calendar
from bot.checklists import compose
from bot.platform_api.models import Guide, Limit, Material
from bot.reply import Block, Option
from bot.topics.context import Ask, Context, guide_option, sentence
from bot.topics.materials import brought, exempt_words, form_of, short_name
from bot.topics.moments import spoken_day, with_weekday


@dataclass(frozen=True)
class Said:
    """A field's answer: text, blocks, and options where they differ from the usual ones."""

    text: str
    blocks: tuple[Block, ...] = ()
    options: tuple[Option, ...] = ()


async def overview(guide: Guide, ask: Ask, context: Context) -> Said:
    rows = [
        (context.say("label_who"), guide.audience),
        (context.say("label_fee"), guide.fee.text),
        (context.say("label_how_long"), limit_words(guide.promised, context)),
        (context.say("label_visits"), visits_words(guide, context)),
        (context.say("label_online"), online_words(guide, context)),
    ]
    block: Block = {"type": "fields", "items": [{"label": label, "value": value} for label, value in rows]}
    text = context.say("guide_overview", name=spoken_name(guide, context), summary=sentence(guide.summary))
    return Said(text, (block,))


async def materials(guide: Guide, ask: Ask, context: Context) -> Said:
    listed = always(guide)
    name = spoken_name(guide, context)
    if not listed:
        return Said(context.say("guide_materials_none", name=name))
    names = "、".join(f"{short_name(m)}（{form_of(m, context)}）" for m in listed if brought(m))
    questions = compose.open_questions(guide, {})
    waived_key = "guide_materials_varied" if questions else "guide_materials_waived"
    text = context.say("guide_materials" if names else waived_key, name=name, materials=names)
    if waived := "、".join(short_name(m) for m in listed if m.exempt):
        text += context.say("materials_exempt", materials=waived)
    if questions:
        text += context.say("materials_by_case", question=questions[0].ask)
    rows = [
        {"text": f"{m.name}（{exempt_words(m, context) or form_of(m, context)}）", "note": m.standard or m.source}
        for m in listed
    ]
    return Said(
        text, ({"type": "list", "title": context.say("label_to_bring"), "items": rows},), first_answers(guide, context)
    )


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
    rows = [{"text": text} for text in guide.conditions]
    block: Block = {"type": "list", "title": context.say("label_conditions"), "items": rows}
    text = context.say(
        "guide_conditions",
        name=spoken_name(guide, context),
        audience=sentence(guide.audience),
        conditions=sentence("；".join(condition.rstrip("。；") for condition in guide.conditions)),
    )
    return Said(text, (block,))


async def process(guide: Guide, ask: Ask, context: Context) -> Said:
    items = []
    for step in guide.steps:
        item = {"title": step.name, "detail": step.detail}
        if step.days:
            item["time"] = context.say("workdays", days=f"{step.days:g}")
        items.append(item)
    names = " → ".join(step.name for step in guide.steps)
    text = context.say("guide_process", name=spoken_name(guide, context), count=len(items), steps=names)
    return Said(text, ({"type": "steps", "items": items},))


async def duration(guide: Guide, ask: Ask, context: Context) -> Said:
    today = context.today()
    if guide.promised.days == 0:
        text = context.say("guide_duration_at_once", name=spoken_name(guide, context))
    elif guide.promised.unit == "自然日":
        text = context.say("guide_duration_days", name=spoken_name(guide, context), days=guide.promised.days)
    else:
        due = calendar.add_workdays(today, guide.promised.days)
        text = context.say(
            "guide_duration",
            name=spoken_name(guide, context),
            days=guide.promised.days,
            today=with_weekday(today, today),
            due=spoken_day(due.date, today) + (context.say("estimated") if due.estimated else ""),
        )
    rows = [{"label": context.say("label_promised"), "value": limit_words(guide.promised, context)}]
    statutory = {"label": context.say("label_statutory"), "value": limit_words(guide.statutory, context)}
    if guide.statutory.note:
        statutory["note"] = guide.statutory.note
    return Said(text, ({"type": "fields", "items": [*rows, statutory]},))


async def fee(guide: Guide, ask: Ask, context: Context) -> Said:
    text = context.say("guide_fee", name=spoken_name(guide, context), fee=sentence(guide.fee.text))
    rows = [{"label": item.name, "value": f"{item.amount:g} {item.unit}"} for item in guide.fee.items]
    if guide.fee.basis:
        rows.append({"label": context.say("label_fee_basis"), "value": guide.fee.basis})
    return Said(text, ({"type": "fields", "items": rows},) if rows else ())


async def online(guide: Guide, ask: Ask, context: Context) -> Said:
    text = context.say(
        f"guide_online_{guide.online.depth}",
        name=spoken_name(guide, context),
        channel=guide.online.channel,
        note=sentence(guide.online.note),
    ).strip()
    if guide.visits:
        text += context.say("guide_online_visits", visits=guide.visits, reason=sentence(guide.visit_reason))
    return Said(text)


async def proxy(guide: Guide, ask: Ask, context: Context) -> Said:
    key = "guide_proxy_yes" if guide.proxy.allowed else "guide_proxy_no"
    return Said(context.say(key, name=spoken_name(guide, context), rule=sentence(guide.proxy.rule)))


async def basis(guide: Guide, ask: Ask, context: Context) -> Said:
    first = guide.basis[0]
    text = context.say(
        "guide_basis", name=spoken_name(guide, context), law=first.law, article=first.article, text=sentence(first.text)
    )
    items = [{"text": f"《{b.law}》{b.article}", "note": b.text} for b in guide.basis]
    return Said(text, ({"type": "list", "title": context.say("label_basis"), "items": items},))


async def result(guide: Guide, ask: Ask, context: Context) -> Said:
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


def spoken_name(guide: Guide, context: Context) -> str:
    """The item as people call it."""
    return context.everyday(guide.item.code)


def limit_words(limit: Limit, context: Context) -> str:
    """A limit in words: ``当场办好``, ``7 个工作日``, ``60 天``."""
    if limit.days == 0:
        return context.say("at_once")
    return context.say("workdays" if limit.unit == "工作日" else "days", days=limit.days)


def visits_words(guide: Guide, context: Context) -> str:
    """How often one has to come."""
    return context.say("visits", visits=guide.visits) if guide.visits else context.say("visits_none")


def online_words(guide: Guide, context: Context) -> str:
    return context.say(f"online_{guide.online.depth}")
