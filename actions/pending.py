"""The question a form still waits for, said again after an interruption."""

from __future__ import annotations

from actions.base import Turn
from bot.errors import BanshiError
from bot.reply import Reply
from bot.topics import checklist, progress


async def pending_question(turn: Turn) -> Reply | None:
    """The open question of the form under way, or None."""
    if turn.form == "progress_form":
        number = (turn.tracker.get_slot("progress") or {}).get("number")
        reply = progress.ask_identity(turn.context, number) if number else progress.ask_number(turn.context)
    elif turn.form == "checklist_form":
        code = (turn.tracker.get_slot("checklist") or {}).get("code")
        kept = await turn.resources.checklists.load(code) if code else None
        if kept is None:
            return None
        try:
            known = await turn.context.platform.guide(kept.item)
        except BanshiError:
            return None
        step = checklist.go_on(kept, known, turn.context)
        if not step.asking:
            return None
        reply = step.reply
    else:
        return None
    return reply.but(text=turn.context.say("pending_question", question=reply.text))
