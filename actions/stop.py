"""Stopping what is under way, and going one step back."""

from __future__ import annotations

from rasa_sdk.events import ActiveLoop, SlotSet

from actions import checklist, progress
from actions.base import Events, TopicAction, Turn
from bot.reply import Reply
from bot.topics import checklist as checklist_topic
from bot.topics import talk
from bot.topics.context import Ask


class ActionStop(TopicAction):
    """``cancel``: ends the form; a list is kept under its code."""

    def name(self) -> str:
        return "action_stop"

    async def act(self, turn: Turn) -> Events:
        if not turn.form:
            return turn.send(await talk.nothing_to_stop(Ask("cancel"), turn.context))
        ended: Events = [ActiveLoop(None), SlotSet("requested_slot", None)]
        code = checklist.slot(turn).get("code")
        kept = await turn.resources.checklists.load(code) if turn.form == "checklist_form" and code else None
        if kept:
            return [*turn.send(checklist_topic.stopped(kept, turn.context)), *ended]
        reply = Reply(kind="talk.cancel", status="answered", text=turn.context.say("stopped"))
        return [*turn.send(reply), SlotSet("progress", None), *ended]


class ActionGoBack(TopicAction):
    """``go_back``: undoes the last answer of the list, or asks for another application number."""

    def name(self) -> str:
        return "action_go_back"

    async def act(self, turn: Turn) -> Events:
        if turn.form == "progress_form":
            return await progress.step_back(turn)
        if checklist.slot(turn).get("code"):
            return await checklist.step_back(turn)
        return turn.send(await talk.nothing_to_stop(Ask("go_back"), turn.context))
