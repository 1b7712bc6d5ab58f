"""Progress of an application: what it stands at in plain words, what is promised, how late, what to do.

The dates are counted in ``progress_dates``.
"""

from __future__ import annotations

from bot.errors import NotPublished, PlatformError
from bot.platform_api.models import Application, Guide
from bot.reply import Block, Evidence, Option, Reply
from bot.topics.clarify import human
from bot.topics.context import Context, evidence_of, guide_option, item_ref
from bot.topics.moments import spoken_day
from bot.topics.progress_dates import ENDED, Due, due_dates

#: The stages a citizen sees, and at which one each state stands.
STAGES = ("submitted", "accepted", "reviewed", "completed")
STAGE_OF = {
    "待受理": 0, "补正": 0, "已受理": 1, "审核中": 2, "特别程序": 2, "公示中": 2,
    "办结": 3, "办结不通过": 3, "不予受理": 1, "已撤回": 3,
}  # fmt: skip
WORDING_OF = {
    "待受理": "pending", "已受理": "accepted", "补正": "correction", "特别程序": "special", "审核中": "reviewing",
    "公示中": "publicity", "办结": "done", "办结不通过": "not_passed", "不予受理": "not_accepted",
    "已撤回": "withdrawn",
}  # fmt: skip


def ask_number(context: Context) -> Reply:
    """Which application? Its number, and where it stands written."""
    return Reply(
        kind="progress.number",
        status="collecting",
        text=context.say("progress_ask_number"),
        blocks=(
            {
                "type": "form",
                "field": "application_number",
                "label": context.say("label_number"),
                "hint": context.say("label_number_hint"),
            },
        ),
        options=(Option.of(context.say("option_cancel"), "cancel"),),
    )


def ask_identity(context: Context, number: str) -> Reply:
    """Who asks? The last 4 characters, before anything about the number is looked up."""
    return Reply(
        kind="progress.identity",
        status="identity_required",
        text=context.say("progress_ask_identity"),
        blocks=(
            {
                "type": "form",
                "field": "identity",
                "label": context.say("label_identity"),
                "hint": context.say("label_identity_hint", number=number),
                "secret": True,
            },
        ),
        options=(Option.of(context.say("option_cancel"), "cancel"),),
    )


def refused(context: Context, wait_minutes: int) -> Reply:
    """One answer for a wrong number, a wrong tail, a locked number and another person's application."""
    return Reply(
        kind="progress.refused",
        status="refused_input",
        text=context.say("progress_refused", minutes=wait_minutes),
        blocks=({"type": "form", "field": "identity", "label": context.say("label_identity"), "secret": True},),
        options=(
            Option.of(context.say("option_other_number"), "check_status", other="1"),
            Option.of(context.say("option_cancel"), "cancel"),
        ),
    )


def not_here(context: Context) -> Reply:
    """Guides of another place are served here, and no applications."""
    return Reply(
        kind="progress.status",
        status="answered",
        text=context.say("progress_not_here"),
        options=(human(context),),
    )


def bad_number(context: Context) -> Reply:
    return ask_number(context).but(status="refused_input", text=context.say("progress_bad_number"))


def unreadable(context: Context, number: str) -> Reply:
    """The platform cannot be read now: the number is kept, and there is a phone."""
    return Reply(
        kind="progress.status",
        status="degraded",
        text=context.say("progress_down", number=number),
        options=(
            Option.of(context.say("option_try_again"), "check_status", application_number=number),
            human(context),
        ),
    )


async def tell(application: Application, context: Context) -> Reply:
    """The application's progress in plain words."""
    guide = await guide_of(application, context)
    today = context.today()
    due = due_dates(application, guide.statutory if guide else None, today)
    parts = [state_words(application, context)]
    if due.promised:
        parts.append(promise_words(due, context))
    elif due.paused:
        parts.append(context.say("progress_clock_stopped"))
    todo = todo_words(application, context)
    parts.append(todo)
    if application.note and application.state not in ("补正",):
        parts.append(context.say("progress_note", note=application.note))
    return Reply(
        kind="progress.status",
        status="answered",
        text="\n".join(part for part in parts if part),
        item=item_ref(application.item),
        blocks=(progress_block(application, due, todo, context),),
        options=options(application, context),
        evidence=(evidence(application, guide, context),),
        as_of=context.now(),
    )


async def guide_of(application: Application, context: Context) -> Guide | None:
    """The item's guide, for the statutory limit and the place to collect; progress is told without it too."""
    try:
        return (await context.platform.guide(application.item.code)).value
    except (NotPublished, PlatformError):
        return None


def state_words(application: Application, context: Context) -> str:
    today = context.today()
    key = WORDING_OF.get(application.state, "unknown") if application.state_known else "unknown"
    return context.say(
        f"progress_{key}",
        name=application.item.name,
        since=spoken_day(application.state_since, today),
        submitted=spoken_day(application.submitted_on, today),
        state=application.state,
    )


def promise_words(due: Due, context: Context) -> str:
    """Until when it is promised, and by how much that is past; nothing while no date is known."""
    if due.promised is None:
        return ""
    today = context.today()
    promised = spoken_day(due.promised, today) + (context.say("estimated") if due.estimated else "")
    if not due.late_workdays:
        return context.say("progress_promised", promised=promised)
    key = "progress_late_statutory" if due.statutory and due.statutory < today else "progress_late"
    legal = spoken_day(due.statutory, today) if due.statutory else ""
    return context.say(key, promised=promised, days=due.late_workdays, statutory=legal)


def todo_words(application: Application, context: Context) -> str:
    """What the citizen has to do now: hand in by when, collect where, or nothing."""
    today = context.today()
    if not application.state_known:
        return ""
    if application.state == "补正":
        by = spoken_day(application.correction_due, today) if application.correction_due else ""
        return context.say(
            "progress_todo_correction" if by else "progress_todo_correction_open", material=application.note, by=by
        )
    if application.state == "办结":
        return context.say("progress_todo_collect", place=application.collect_at) if application.collect_at else ""
    if application.state in ENDED:
        return context.say(f"progress_todo_{WORDING_OF[application.state]}")
    return context.say("progress_todo_wait", department=application.item.department)


def progress_block(application: Application, due: Due, todo: str, context: Context) -> Block:
    at = STAGE_OF.get(application.state)
    days = dict(application.history)
    stages = []
    for index, name in enumerate(STAGES):
        state = (
            "todo"
            if at is None or index > at
            else "current"
            if index == at and application.state not in ENDED
            else "done"
        )
        stage = {"name": context.say(f"label_stage_{name}"), "state": state if at is not None or index else "done"}
        if index == 0:
            stage["on"] = application.submitted_on.isoformat()
        elif index == 1 and application.accepted_on:
            stage["on"] = application.accepted_on.isoformat()
        elif index == at and application.state in days:
            stage["on"] = days[application.state].isoformat()
        stages.append(stage)
    block: Block = {
        "type": "progress",
        "number": application.number,
        "state": application.state if application.state_known else context.say("label_ask_window"),
        "since": application.state_since.isoformat(),
        "stages": stages,
        "late_workdays": due.late_workdays,
        "paused": due.paused,
        "estimated": due.estimated,
    }
    if due.promised:
        block["promised_on"] = due.promised.isoformat()
    if due.statutory:
        block["statutory_on"] = due.statutory.isoformat()
    if todo:
        block["todo"] = todo
    return block


def options(application: Application, context: Context) -> tuple[Option, ...]:
    contact = guide_option(context, "guide_contact", application.item.code)
    number = application.number
    if application.state in ENDED:
        return (contact,)
    if application.state == "补正":
        return (
            Option.of(context.say("option_prepare_documents"), "prepare_documents", service_item=application.item.code),
            contact,
        )
    return (
        Option.of(context.say("option_urge"), "urge_application", application_number=number),
        Option.of(context.say("option_subscribe"), "subscribe_progress", application_number=number),
        contact,
    )


def evidence(application: Application, guide: Guide | None, context: Context) -> Evidence:
    city = context.city
    if guide:
        return evidence_of(guide, city)
    return Evidence(
        title=context.say("evidence_application", name=application.item.name),
        source=f"{city}{application.item.department}",
    )
