"""The progress form: number, identity, and what the platform then tells."""

from __future__ import annotations

from typing import Any

from rasa_sdk.events import ActiveLoop, SlotSet

from actions.base import Events, TopicAction, Turn
from bot.errors import NotFound, PlatformUnavailable, VaultError, VerificationRefused
from bot.text.numbers import find_application_number
from bot.topics import progress as topic

INTENT = "check_status"


class ValidateProgressForm(TopicAction):
    """Takes the number and the reference to the tail; asks the platform whether they fit."""

    def name(self) -> str:
        return "validate_progress_form"

    async def act(self, turn: Turn) -> Events:
        said = turn.entities
        if (
            turn.form == "progress_form"
            and turn.intent != INTENT
            and not {"identity", "application_number"} & set(said)
        ):
            return []  # something else was said: the form steps aside and waits
        if turn.context.place:
            return asking(None, None, did="not_here")
        known = dict(turn.tracker.get_slot("progress") or {})
        number = said.get("application_number") or (None if "other" in said else known.get("number"))
        if number is None:
            return asking("application_number", None)
        if find_application_number(number) is None:
            return asking("application_number", None, did="bad_number")
        if await turn.resources.vault.named(token_name(turn, number)):
            return asking(None, number)
        reference = said.get("identity")
        if not reference:
            if turn.form != "progress_form" and "application_number" not in said:
                return asking("application_number", None)  # a new question: the former number needs a new proof
            return asking("identity", number)
        return await verify(turn, number, reference)


async def verify(turn: Turn, number: str, reference: str) -> Events:
    """Ask the platform; the token stays in the vault, the tail is dropped at once."""
    vault = turn.resources.vault
    try:
        tail = await vault.get(reference)
    except VaultError:
        return asking("identity", number)
    try:
        grant = await turn.resources.platform.verify(number, tail, caller=turn.context.caller)
    except VerificationRefused as refusal:
        return asking("identity", number, did="refused", wait=refusal.wait_minutes)
    except PlatformUnavailable:
        return asking(None, number, did="down")
    finally:
        await vault.drop(reference)
    await vault.put(grant.value, ttl=grant.expires_in, name=token_name(turn, number))
    return asking(None, number)


def asking(slot: str | None, number: str | None, *, did: str = "", **more: Any) -> Events:
    """The events that make the form ask for ``slot``, or end."""
    return [
        SlotSet("progress", {"number": number, "did": did, **more}),
        # The form finds its way back by its slots when another question came in between.
        SlotSet("application_number", number if slot == "identity" else None),
        SlotSet("identity", None),
        SlotSet("requested_slot", slot),
    ]


def token_name(turn: Turn, number: str) -> str:
    return f"token:{turn.tracker.sender_id}:{number}"


class AskApplicationNumber(TopicAction):
    def name(self) -> str:
        return "action_ask_progress_form_application_number"

    async def act(self, turn: Turn) -> Events:
        state = turn.tracker.get_slot("progress") or {}
        ask = topic.bad_number if state.get("did") == "bad_number" else topic.ask_number
        return turn.send(turn.asked_again(ask(turn.context), wanted=INTENT))


class AskIdentity(TopicAction):
    def name(self) -> str:
        return "action_ask_progress_form_identity"

    async def act(self, turn: Turn) -> Events:
        state = turn.tracker.get_slot("progress") or {}
        if state.get("did") == "refused" and turn.intent == INTENT:
            return turn.send(topic.refused(turn.context, int(state.get("wait", 15))))
        reply = topic.ask_identity(turn.context, str(state.get("number") or ""))
        return turn.send(turn.asked_again(reply, wanted=INTENT))


class ActionProgress(TopicAction):
    """Tells the progress, or that it cannot be read now."""

    def name(self) -> str:
        return "action_progress"

    async def act(self, turn: Turn) -> Events:
        state = turn.tracker.get_slot("progress") or {}
        number = str(state.get("number") or "")
        if state.get("did") == "not_here":
            return turn.send(topic.not_here(turn.context))
        if state.get("did") == "down":
            return turn.send(topic.unreadable(turn.context, number))
        token = await turn.resources.vault.named(token_name(turn, number))
        if token is None:
            return [*turn.send(topic.ask_identity(turn.context, number)), *reopened("identity")]
        try:
            application = await turn.context.platform.application(number, token, caller=turn.context.caller)
        except PlatformUnavailable:
            return turn.send(topic.unreadable(turn.context, number))
        except (VerificationRefused, NotFound):
            await turn.resources.vault.drop_named(token_name(turn, number))
            return [*turn.send(topic.ask_identity(turn.context, number)), *reopened("identity")]
        reply = await topic.tell(application, turn.context)
        return [*turn.send(reply), SlotSet("service_item", application.item.code)]


def reopened(slot: str) -> Events:
    return [ActiveLoop("progress_form"), SlotSet("requested_slot", slot)]


async def step_back(turn: Turn) -> Events:
    """Another number: the form asks for it again."""
    return [SlotSet("progress", None), SlotSet("application_number", None)]
