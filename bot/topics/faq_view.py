"""How questions of the bank are shown: those to choose from, where an answer comes from, what is withheld."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.faq.judge import CHOICES, Candidate
from bot.faq.question import Question
from bot.platform_api.models import Guide
from bot.reply import Evidence, Option, Reply
from bot.topics import clarify
from bot.topics.context import Context, item_ref
from bot.topics.left_open import HOTLINE, phone_of
from bot.topics.moments import spoken_day
from bot.topics.titles import titles

#: Share of the best question's probability below which another is not offered, and the probability below which it is
#: offered only to have something to choose from.
FAR_BEHIND = 0.1
FAINT = 0.02


def choices(candidates: Sequence[Candidate], value: Guide | None, context: Context) -> Reply:
    """Which of these do you ask? Two or three questions and 都不是."""
    near = [one for one in candidates if one.score >= max(FAR_BEHIND * candidates[0].score, FAINT)]
    offered = [one.question for one in near[:CHOICES]]
    listed = "".join(f"\n{at}. {one.question}" for at, one in enumerate(offered, 1))
    return Reply(
        kind="clarify.question",
        status="clarifying",
        text=context.say("faq_choose", questions=listed, phone=phone(value)),
        item=item_ref(value.item) if value else None,
        options=(*options(offered), clarify.none_of_these(context)),
    )


def options(questions: Sequence[Question]) -> tuple[Option, ...]:
    """One option for each question, its title short enough for a button."""
    wordings = [one.question for one in questions]
    return tuple(
        replace(option_of(one, title), says=() if title == one.question else (one.question,))
        for one, title in zip(questions, titles(wordings), strict=True)
    )


def option_of(question: Question, title: str) -> Option:
    """The option that asks this very question."""
    about = {"service_item": question.item} if question.item else {}
    return Option.of(title, "faq_other", faq_id=question.id, **about)


def evidence(question: Question, context: Context) -> Evidence:
    """Where an answer of the bank comes from, with its dates."""
    return Evidence(
        title=question.question,
        source=question.source or context.say("faq_source"),
        effective_on=question.effective_on.isoformat() if question.effective_on else "",
        checked_on=question.checked_on.isoformat() if question.checked_on else "",
    )


def withheld(question: Question, value: Guide | None, context: Context) -> Reply:
    """That there is an answer which does not hold today, and whom to ask instead."""
    today = context.today()
    over = question.expires_on if question.expires_on and question.expires_on < today else None
    day = over or question.effective_on or today
    return Reply(
        kind="faq.withheld",
        status="answered",
        text=context.say("faq_expired" if over else "faq_not_yet", day=spoken_day(day, today), phone=phone(value)),
        item=item_ref(value.item) if value else None,
        options=(clarify.human(context),),
    )


def phone(value: Guide | None) -> str:
    """The phone to ask at: the item's, or the hotline."""
    return phone_of(value) if value else HOTLINE
