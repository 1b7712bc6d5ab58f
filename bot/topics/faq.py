"""Questions outside the guide's fields: answered from the questions people ask often about the item, as written."""

from __future__ import annotations

import re
from dataclasses import replace

from rapidfuzz import fuzz, utils

from bot.errors import NotFound, NotPublished, PlatformError, PlatformUnavailable
from bot.platform_api.models import Faq
from bot.reply import Option, Reply
from bot.topics import clarify, guide
from bot.topics.context import Ask, Context, evidence_of, guide_option, item_ref
from bot.topics.left_open import phone_of

ASKING = re.compile(
    r"[?？吗么呢]|多少|怎么|咋|哪|谁|几|什么|啥|为何|能不能|会不会|要不要|是不是|有没有|算不算|行不行|可不可以"
)
SURE = 62  # token similarity of 100 from which a question counts as asked


async def answer(ask: Ask, context: Context) -> Reply:
    """The nearest answered question of the item meant; otherwise honest words and whom to ask."""
    if ask.item is None:
        return clarify.ask_item(ask, context) if ask.choices else clarify.not_understood(ask, context)
    try:
        known = await context.platform.guide(ask.item)
    except NotPublished:
        return await guide.unpublished(ask.item, "faq.other", context)
    except NotFound:
        return clarify.not_understood(ask, context)
    except PlatformUnavailable:
        return guide.unavailable("faq.other", context)
    value = known.value
    found = nearest(ask.text, value.faq)
    if found is None and "带" in ask.text:
        return await guide.answer(replace(ask, intent="guide_materials"), context)
    if found is None and not ASKING.search(ask.text):
        return await guide.answer(replace(ask, intent="guide_overview"), context)  # a matter told, no question asked
    if found:
        text = found.answer
    else:
        text = context.say("faq_unknown", name=context.everyday(value.item.code), phone=phone_of(value))
    follow = guide.follow_ups("faq_other", value, context) if found else unknown_options(ask.item, context)
    reply = Reply(
        kind="faq.answer" if found else "faq.unknown",
        status="answered",
        text=text,
        item=item_ref(value.item),
        options=follow,
        evidence=(evidence_of(value, context.city),),
        as_of=known.as_of,
    )
    return guide.as_known(reply, known, context)


async def or_out_of_scope(ask: Ask, context: Context) -> Reply:
    """A message that seems out of scope: the question people often ask about the item in focus, if it is that."""
    if ask.item:
        try:
            known = await context.platform.guide(ask.item)
        except PlatformError:
            return clarify.not_understood(ask, context)
        if nearest(ask.text, known.value.faq):
            return await answer(ask, context)
    return clarify.not_understood(ask, context)


def unknown_options(code: str, context: Context) -> tuple[Option, ...]:
    return (
        guide_option(context, "guide_overview", code),
        clarify.human(context),
    )


def nearest(text: str, questions: tuple[Faq, ...]) -> Faq | None:
    """The question that the text asks, by shared characters; None when none is near."""
    scored = [(similarity(text, faq.question), faq) for faq in questions]
    best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return best[1] if best[0] >= SURE else None


def similarity(text: str, question: str) -> float:
    """0 to 100: the mean of ordered similarity and of shared character pairs."""
    said, asked = utils.default_process(text), utils.default_process(question)
    pairs = {said[i : i + 2] for i in range(len(said) - 1)}
    wanted = {asked[i : i + 2] for i in range(len(asked) - 1)}
    shared = 100 * len(pairs & wanted) / max(1, min(len(pairs), len(wanted)))
    return (fuzz.ratio(said, asked) + shared) / 2
