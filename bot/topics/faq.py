"""Questions beside the guide's fields: answered from the question bank and the guide's own questions, as written.

Both are searched together. One that is certainly asked answers with its source and dates; several that may be asked
are offered; an answer that has expired, or does not hold yet, is withheld and that is said.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.errors import NotFound, NotPublished, PlatformError, PlatformUnavailable
from bot.faq.finder import Found
from bot.faq.judge import NONE, SURE
from bot.faq.question import Question
from bot.platform_api.models import Guide, Known
from bot.reply import Option, Reply
from bot.topics import clarify, guide
from bot.topics.context import Ask, Context, evidence_of, guide_option, item_ref
from bot.topics.faq_view import choices, evidence, phone, withheld

ASKING = re.compile(
    r"[?？吗么呢]|多少|怎么|咋|哪|谁|几|什么|啥|为何|能不能|会不会|要不要|是不是|有没有|算不算|行不行|可不可以"
)

#: Probability from which a question answers although the message was taken for something else.
CERTAIN = 0.7
#: Confidence below which what the message was taken for is in doubt.
DOUBTED = 0.5
#: Guides by the code of their item.
Guides = dict[str, Known[Guide]]

#: Probability from which the item of the message is not to be changed by a question about another one.
NAMED = 0.7
#: Probability from which a question about another item than the one spoken of is offered.
POSSIBLE = 0.2


async def answer(ask: Ask, context: Context) -> Reply:
    """The question that is certainly asked; else those that may be, or honest words and whom to ask."""
    if identity := ask.entities.get("faq_id"):
        return await chosen(identity, ask, context)
    guides, missing = await guides_of(ask, context)
    known = guides.get(ask.item or "")
    found = search(ask, context, guides)
    if fits(found, ask):
        return await told(found.candidates[0].question, guides, context)
    if found.withheld:
        return withheld(found.withheld, known.value if known else None, context)
    if missing:
        return missing
    if known and "带" in ask.text:
        return await guide.answer(replace(ask, intent="guide_materials"), context)
    if known and not ASKING.search(ask.text):
        return await guide.answer(replace(ask, intent="guide_overview"), context)  # a matter told, no question asked
    offered = [one for one in found.candidates if may_be_about(one.question.item, ask)]
    if found.decision != NONE and offered:
        return choices(offered, known.value if known else None, context)
    if known:
        return unknown(known, context)
    return clarify.ask_item(ask, context) if ask.choices else clarify.not_understood(ask, context)


async def or_out_of_scope(ask: Ask, context: Context) -> Reply:
    """A message that seems out of scope: the answer to a question that it certainly asks, if there is one."""
    return await certain(ask, context) or clarify.not_understood(ask, context)


async def in_doubt(ask: Ask, context: Context) -> Reply | None:
    """The answer to a question that a message certainly asks which was taken for something else without confidence."""
    return await certain(ask, context) if ask.confidence < DOUBTED else None


async def certain(ask: Ask, context: Context) -> Reply | None:
    """The answer to a question that the message asks beyond doubt."""
    guides, _ = await guides_of(ask, context)
    found = search(ask, context, guides)
    if fits(found, ask) and found.certain >= CERTAIN:
        return await told(found.candidates[0].question, guides, context)
    return None


async def chosen(identity: str, ask: Ask, context: Context) -> Reply:
    """The answer to a question that was offered and chosen."""
    guides, missing = await guides_of(ask, context)
    own = {one.id: one for known in guides.values() for one in questions_of(known.value)}
    question = own.get(identity) or context.bank.get(identity, context.today())
    if question:
        return await told(question, guides, context)
    known = guides.get(ask.item or "")
    return missing or (unknown(known, context) if known else clarify.not_understood(ask, context))


async def guides_of(ask: Ask, context: Context) -> tuple[Guides, Reply | None]:
    """The guides of the item meant, or of those that could be; and what to say when the item meant has none."""
    if ask.item is None:
        likely = [(code, await about(code, context)) for code in ask.choices[: clarify.CHOICES]]
        return {code: known for code, known in likely if known}, None
    try:
        return {ask.item: await context.platform.guide(ask.item)}, None
    except NotPublished:
        return {}, await guide.unpublished(ask.item, "faq.other", context)
    except NotFound:
        return {}, clarify.not_understood(ask, context)
    except PlatformUnavailable:
        return {}, guide.unavailable("faq.other", context)


def search(ask: Ask, context: Context, guides: Guides) -> Found:
    """The bank and the guides' own questions searched for what the message asks.

    Beside a catalogue of another region the answers that ship with the project, which are this city's, are left out.
    """
    return context.bank.find(
        ask.text,
        context.today(),
        items_of(ask),
        beside=[one for known in guides.values() for one in questions_of(known.value)],
        shipped=not context.place,
    )


def items_of(ask: Ask) -> dict[str, float]:
    """The probability of each item that the message may mean; one that was settled on is at least likely."""
    settled = {ask.item: max(ask.likely.get(ask.item, 0.0), NAMED)} if ask.item else {}
    return {**ask.likely, **settled}


def questions_of(value: Guide) -> tuple[Question, ...]:
    """The guide's own questions as questions of the bank; they hold as long as the guide does."""
    return tuple(Question(one.question, one.answer, value.item.code, checked_on=value.checked_on) for one in value.faq)


def fits(found: Found, ask: Ask) -> bool:
    """Whether one question is certainly asked, and not about another item than the message names."""
    if found.decision != SURE:
        return False
    item = found.candidates[0].question.item
    return not item or not ask.item or item == ask.item or ask.likely.get(ask.item, 0.0) < NAMED


def may_be_about(item: str, ask: Ask) -> bool:
    """Whether a question about the item may be offered: any, unless another item is spoken of."""
    return not item or not ask.item or item == ask.item or ask.likely.get(item, 0.0) >= POSSIBLE


async def told(question: Question, guides: Guides, context: Context) -> Reply:
    """The answer as it is written, with its source and dates."""
    known = guides.get(question.item) or await about(question.item, context)
    own = known is not None and question in questions_of(known.value)
    reply = Reply(
        kind="faq.answer",
        status="answered",
        text=question.answer,
        item=item_ref(known.value.item) if known else None,
        options=guide.follow_ups("faq_other", known.value, context) if known else (clarify.human(context),),
        evidence=(evidence_of(known.value, context.city) if own and known else evidence(question, context),),
        as_of=known.as_of if own and known else None,
    )
    return guide.as_known(reply, known, context) if own and known else reply


async def about(code: str, context: Context) -> Known[Guide] | None:
    """The guide of a question's item; None when there is none to be had."""
    if not code:
        return None
    try:
        return await context.platform.guide(code)
    except PlatformError:
        return None


def unknown(known: Known[Guide], context: Context) -> Reply:
    """Nothing near: that it is not written, and whom to ask."""
    value = known.value
    reply = Reply(
        kind="faq.unknown",
        status="answered",
        text=context.say("faq_unknown", name=context.everyday(value.item.code), phone=phone(value)),
        item=item_ref(value.item),
        options=unknown_options(value.item.code, context),
        evidence=(evidence_of(value, context.city),),
        as_of=known.as_of,
    )
    return guide.as_known(reply, known, context)


def unknown_options(code: str, context: Context) -> tuple[Option, ...]:
    return (
        guide_option(context, "guide_overview", code),
        clarify.human(context),
    )
