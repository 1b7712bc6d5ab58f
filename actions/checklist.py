"""The checklist form: which list, which question next, and the list when the questions are answered."""

from __future__ import annotations

from typing import Any

from rasa_sdk.events import ActiveLoop, SlotSet

from actions.base import Events, TopicAction, Turn
from bot.checklists import mentions
from bot.checklists.compose import materials, open_questions
from bot.checklists.store import Checklist
from bot.errors import NotFound, NotPublished, PlatformUnavailable
from bot.reply import Reply
from bot.topics import checklist as topic
from bot.topics import clarify, guide
from bot.topics.checklist_view import list_reply
from bot.topics.context import Ask

INTENT = "prepare_documents"
DONE: Events = [SlotSet("situation_answer", None), SlotSet("requested_slot", None)]


class ValidateChecklistForm(TopicAction):
    """Takes what the message does to the list and tells the form whether a question is open."""

    def name(self) -> str:
        return "validate_checklist_form"

    async def act(self, turn: Turn) -> Events:
        if turn.form == "checklist_form" and turn.intent != INTENT:
            return []  # something else was said: the form steps aside and waits
        now = turn.resources.now()
        did, current = await operation(turn)
        if current is None:
            return [SlotSet("checklist", {**slot(turn), "did": did}), *DONE]
        try:
            known = await turn.context.platform.guide(current.item)
        except (NotPublished, NotFound):
            return [SlotSet("checklist", {"did": "unpublished", "item": current.item}), *DONE]
        except PlatformUnavailable:
            return [SlotSet("checklist", {"code": current.code, "did": "down"}), *DONE]
        kept = topic.paused(current, now)
        if did == "answered":
            step = topic.answered(current, turn.entities["situation_answer"], known, turn.context)
            current = step.checklist
        elif did == "ticked":
            current = topic.ticked(current, turn.text, known, turn.context).checklist
        elif did == "toggled":
            current = topic.toggled(current, turn.entities["tick"], known, turn.context).checklist
        current = await turn.resources.checklists.save(current, now=now)
        asking = did not in ("ticked", "toggled", "missing") and bool(open_questions(known.value, current.answers))
        return [
            SlotSet("checklist", {"code": current.code, "did": did, "kept": kept}),
            SlotSet("service_item", current.item),
            SlotSet("situation_answer", None),
            SlotSet("requested_slot", "situation_answer" if asking else None),
        ]


async def operation(turn: Turn) -> tuple[str, Checklist | None]:
    """What the message does, and to which list; ``None`` when there is none to work on."""
    store = turn.resources.checklists
    entities = turn.entities
    if code := entities.get("checklist_code"):
        found = await store.resume(code.upper(), client=turn.context.caller)
        return ("resumed", found) if found else ("not_found", None)
    kept = slot(turn).get("code")
    current = await store.load(kept) if kept else None
    ask = turn.asks[0] if turn.asks else Ask(INTENT)
    if "situation_answer" in entities and "service_item" in entities:
        # The first question was asked along with the guide's materials: its answer begins a list.
        return "answered", await store.create(entities["service_item"], now=turn.resources.now())
    if current:
        if "situation_answer" in entities:
            return "answered", current
        if "tick" in entities:
            return "toggled", current
        if "show" in entities:
            return "missing", current
        if ask.item in (None, current.item) and current.item == (turn.focus or current.item):
            return await worked_on(turn, current)
    item = ask.item or (turn.focus if not ask.choices or turn.focus in ask.choices else None)
    if item:
        return "new", await store.create(item, now=turn.resources.now())
    return ("choose" if ask.choices else "which"), None


async def worked_on(turn: Turn, current: Checklist) -> tuple[str, Checklist]:
    """A message about the list under way: ticks in words, a look at what is missing, or the open question again."""
    try:
        guide_value = (await turn.context.platform.guide(current.item)).value
    except (NotPublished, NotFound, PlatformUnavailable):
        return "shown", current
    if open_questions(guide_value, current.answers):
        return "again", current
    if mentions.read(turn.text, materials(guide_value, current.answers)):
        return "ticked", current
    return "missing" if any(word in turn.text for word in ("差", "缺", "齐", "少什么")) else "shown", current


def slot(turn: Turn) -> dict[str, Any]:
    return dict(turn.tracker.get_slot("checklist") or {})


class AskSituation(TopicAction):
    """Asks the open situation question."""

    def name(self) -> str:
        return "action_ask_checklist_form_situation_answer"

    async def act(self, turn: Turn) -> Events:
        step, did = await current_step(turn)
        if step is None:
            return turn.send(topic.not_found(turn.context))
        reply = step.reply
        if slot(turn).get("kept") and did != "resumed":
            reply = reply.but(text=turn.context.say("pending_kept", question=reply.text))
        elif did == "again":
            reply = reply.but(text=turn.context.say("checklist_again", question=reply.text))
        return turn.send(turn.asked_again(reply, wanted=INTENT))


class ActionChecklist(TopicAction):
    """Shows the list, or says why there is none."""

    def name(self) -> str:
        return "action_checklist"

    async def act(self, turn: Turn) -> Events:
        state = slot(turn)
        context = turn.context
        did = state.get("did", "")
        ask = turn.asks[0] if turn.asks else Ask(INTENT, text=turn.text)
        if did == "not_found":
            return turn.send(topic.not_found(context))
        if did in ("choose", "which"):
            return turn.send(clarify.unknown_item(ask, context))
        if did == "unpublished":
            reply = await guide.unpublished(state["item"], "checklist.unpublished", context)
            return [*turn.send(reply), SlotSet("checklist", None)]
        if did == "down":
            return turn.send(guide.unavailable("checklist.down", context))
        if did in ("ticked", "toggled", "missing"):
            return turn.send(await missing(turn))
        step, _ = await current_step(turn)
        if step is None:
            return turn.send(topic.not_found(context))
        seen_before = did in ("resumed", "shown")
        return turn.send(step.reply.but(status="answered") if seen_before and not step.reply.stale else step.reply)


async def missing(turn: Turn) -> Reply:
    """What is still to be got."""
    code = slot(turn)["code"]
    current = await turn.resources.checklists.load(code)
    if current is None:
        return topic.not_found(turn.context)
    known = await turn.context.platform.guide(current.item)
    reply = list_reply(current, known.value, turn.context, as_of=known.as_of, missing_first=True)
    return guide.as_known(reply, known, turn.context)


async def current_step(turn: Turn) -> tuple[topic.Step | None, str]:
    """The list's next step, said as the validation left it; None when the list is gone."""
    state = slot(turn)
    did = state.get("did", "")
    current = await turn.resources.checklists.load(state["code"]) if state.get("code") else None
    if current is None:
        return None, did
    known = await turn.context.platform.guide(current.item)
    if did == "resumed":
        return topic.resumed(current, known, turn.context), did
    return topic.go_on(current, known, turn.context, new=did == "new" and turn.intent == INTENT), did


async def step_back(turn: Turn) -> Events:
    """Undo the last answer: the form asks it again."""
    code = slot(turn).get("code")
    current = await turn.resources.checklists.load(code) if code else None
    if current is None:
        return turn.send(topic.not_found(turn.context))
    known = await turn.context.platform.guide(current.item)
    step = topic.back(current, known, turn.context)
    await turn.resources.checklists.save(step.checklist, now=turn.resources.now())
    if not step.asking:
        return turn.send(step.reply)
    # The form takes over and asks.
    state = SlotSet("checklist", {"code": current.code, "did": "back"})
    return [state, ActiveLoop("checklist_form"), SlotSet("requested_slot", "situation_answer")]
