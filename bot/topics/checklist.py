"""The personal checklist: ask what changes it, show it, tick it off, go back, resume.

Every function takes the list as it is and gives a ``Step``: what to say, the list as it is now, and whether a question
is open. Saving is the caller's.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.checklists import compose, mentions
from bot.checklists.store import Checklist
from bot.platform_api.models import Guide, Known, Situation
from bot.reply import Option, Reply
from bot.topics.checklist_view import list_reply
from bot.topics.context import Context, evidence_of, item_ref
from bot.topics.guide import as_known

PAUSE = timedelta(minutes=30)  # after so long a silence the citizen is told that the list was kept
MARKS = "①②③④⑤⑥⑦⑧⑨"


@dataclass(frozen=True)
class Step:
    """What to say and how the list stands; ``asking`` while a situation question is open."""

    reply: Reply
    checklist: Checklist
    asking: bool = False


def go_on(checklist: Checklist, known: Known[Guide], context: Context, *, new: bool = False) -> Step:
    """The next question that changes the list; the list when there is none left."""
    questions = compose.open_questions(known.value, checklist.answers)
    if questions:
        return Step(question(checklist, questions, known, context, new=new), checklist, asking=True)
    reply = list_reply(checklist, known.value, context, as_of=known.as_of)
    return Step(as_known(reply, known, context), checklist)


def question(
    checklist: Checklist, questions: tuple[Situation, ...], known: Known[Guide], context: Context, *, new: bool
) -> Reply:
    """One situation question with its options."""
    situation = questions[0]
    done = len(checklist.answers)
    total = done + len(questions)
    words = "／".join(option.title for option in situation.options)
    asked = f"{MARKS[min(done, 8)] if total > 1 else ''}{situation.ask}（{words}）"
    intro = intro_words(known.value, total, context) if new else ""
    options = tuple(
        replace(
            Option.of(option.title, "prepare_documents", situation_answer=f"{situation.id}={option.id}"),
            says=option.says,
        )
        for option in situation.options
    )
    back = (Option.of(context.say("option_go_back"), "go_back"),) if done else ()
    reply = Reply(
        kind="checklist.question",
        status="collecting",
        text=f"{intro}{asked}",
        item=item_ref(known.value.item),
        blocks=({"type": "form", "field": "situation", "label": situation.ask, "step": done + 1, "steps": total},),
        options=(*options, *back),
        evidence=(evidence_of(known.value, context.city),),
        as_of=known.as_of,
    )
    return reply.but(stale=known.stale)


def intro_words(guide: Guide, count: int, context: Context) -> str:
    """What is going to be asked; how often is only said when no answer can call for a further question."""
    key = "checklist_intro_some" if any(s.only_if for s in guide.situations) else "checklist_intro"
    return context.say(key, count=count, name=context.everyday(guide.item.code))


def answered(checklist: Checklist, answer: str, known: Known[Guide], context: Context) -> Step:
    """Take ``situation=option``; an answer the guide does not know is asked again."""
    situation_id, _, option_id = answer.partition("=")
    for situation in known.value.situations:
        if situation.id == situation_id and any(o.id == option_id for o in situation.options):
            kept = compose.without(known.value, checklist.answers, situation_id)
            return go_on(checklist.but(answers={**kept, situation_id: option_id}), known, context)
    return go_on(checklist, known, context)


def back(checklist: Checklist, known: Known[Guide], context: Context) -> Step:
    """Undo the last answer and ask it again."""
    if not checklist.answers:
        return go_on(checklist, known, context)
    last = list(checklist.answers)[-1]
    return change(checklist, last, known, context)


def change(checklist: Checklist, situation_id: str, known: Known[Guide], context: Context) -> Step:
    """Ask an answered question again."""
    return go_on(checklist.but(answers=compose.without(known.value, checklist.answers, situation_id)), known, context)


def ticked(checklist: Checklist, text: str, known: Known[Guide], context: Context) -> Step:
    """Take what the person says they have or lack; tell what is still missing."""
    listed = compose.materials(known.value, checklist.answers)
    said = mentions.read(text, listed)
    have = tuple(m for m in dict.fromkeys((*checklist.have, *said.have)) if m not in said.lack)
    updated = checklist.but(have=have)
    reply = list_reply(updated, known.value, context, as_of=known.as_of, missing_first=True)
    return Step(as_known(reply, known, context), updated)


def toggled(checklist: Checklist, material_id: str, known: Known[Guide], context: Context) -> Step:
    """Tick a material off, or take the tick away."""
    have = checklist.have
    have = tuple(m for m in have if m != material_id) if material_id in have else (*have, material_id)
    updated = checklist.but(have=have)
    reply = list_reply(updated, known.value, context, as_of=known.as_of, missing_first=True)
    return Step(as_known(reply, known, context), updated)


def resumed(checklist: Checklist, known: Known[Guide], context: Context) -> Step:
    """The list as it was left, said to be so when it was left a while ago."""
    step = go_on(checklist, known, context)
    name = context.everyday(known.value.item.code)
    intro = context.say("checklist_resumed", name=name, code=checklist.code)
    return Step(step.reply.but(text=f"{intro}{step.reply.text}"), step.checklist, step.asking)


def paused(checklist: Checklist, now: datetime) -> bool:
    """Whether the list was last touched so long ago that its return deserves a word."""
    return bool(checklist.touched_at) and now - datetime.fromisoformat(checklist.touched_at) > PAUSE


def not_found(context: Context) -> Reply:
    """The code opens nothing: unknown, expired, or too many wrong ones (one answer for all)."""
    return Reply(
        kind="checklist.not_found",
        status="refused_input",
        text=context.say("checklist_not_found"),
        options=(Option.of(context.say("option_new_checklist"), "prepare_documents"),),
    )


def stopped(checklist: Checklist, context: Context) -> Reply:
    """The citizen stops: the list is kept under its code."""
    return Reply(
        kind="checklist.stopped",
        status="answered",
        text=context.say("checklist_stopped", code=checklist.code),
        options=(
            Option.of(context.say("option_resume"), "prepare_documents", checklist_code=checklist.code),
            Option.of(context.say("option_none_more"), "goodbye"),
        ),
    )
