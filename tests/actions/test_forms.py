"""The two forms as actions: a list after an hour's pause, a tail that is dropped, refusals that are all alike."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.checklist import AskSituation, ValidateChecklistForm
from actions.progress import ActionProgress, AskIdentity, ValidateProgressForm
from actions.resources import Resources
from bot.checklists.store import ChecklistStore
from bot.errors import PlatformUnavailable, VerificationRefused
from bot.platform_api.models import AccessToken
from bot.vault import Vault
from tests.redis_fixture import redis_client, redis_url  # noqa: F401 - fixtures
from tests.support import NOW, SeedPlatform, everyday, wording

NUMBER = "9901002026000104"


class Gate(SeedPlatform):
    """A platform that opens for one tail."""

    def __init__(self) -> None:
        super().__init__()
        self.tails: list[str] = []
        self.away = False

    async def verify(self, number: str, tail: str, caller: str) -> AccessToken:
        if self.away:
            raise PlatformUnavailable("away for the test")
        self.tails.append(tail)
        if tail != "0203":
            raise VerificationRefused("no")
        return AccessToken("token", 600)


class Clock:
    def __init__(self) -> None:
        self.moment: datetime = NOW

    def __call__(self) -> datetime:
        return self.moment


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def resources(redis_client, clock: Clock) -> Resources:  # noqa: F811
    vault = Vault(redis_client, "key")
    return Resources(Gate(), wording(), vault, ChecklistStore(redis_client), lambda code: everyday()[code], clock)


class Talk:
    """A conversation's slots over several action calls."""

    def __init__(self, resources: Resources) -> None:
        self.resources = resources
        self.slots: dict = {}
        self.form = ""

    async def run(self, action: type, intent: str, *, item: str | None = None, **entities: str) -> list[dict]:
        message = {
            "text": "一句",
            "intent": {"name": intent},
            "entities": [{"entity": name, "value": value} for name, value in entities.items()],
            "asks": [{"intent": intent, "item": item}],
        }
        tracker = Tracker(
            "rest:a", self.slots, message, [], False, None, {"name": self.form} if self.form else {}, None
        )
        dispatcher = CollectingDispatcher()
        for event in await action(self.resources).run(dispatcher, tracker, {}):
            if event["event"] == "slot":
                self.slots[event["name"]] = event["value"]
        return [message["custom"] for message in dispatcher.messages]


async def test_a_half_filled_list_is_kept_over_an_hour_and_says_so(resources: Resources, clock: Clock):
    talk = Talk(resources)
    await talk.run(ValidateChecklistForm, "prepare_documents", item="1005")
    talk.form = "checklist_form"
    assert talk.slots["requested_slot"] == "situation_answer"
    clock.moment += timedelta(hours=1)
    answer = (await talk.run(AskSituation, "prepare_documents"))[0]["options"][0]["payload"]
    await talk.run(ValidateChecklistForm, "prepare_documents", situation_answer=answer.split('"')[3])
    (reply,) = await talk.run(AskSituation, "prepare_documents")
    assert "都给您留着" in reply["text"] and "②" in reply["text"]


async def test_another_question_leaves_the_form_as_it_is(resources: Resources):
    talk = Talk(resources)
    await talk.run(ValidateChecklistForm, "prepare_documents", item="1005")
    talk.form, before = "checklist_form", dict(talk.slots)
    await talk.run(ValidateChecklistForm, "guide_fee", item="1003")
    assert talk.slots == before


async def test_the_tail_is_dropped_and_the_second_look_needs_none(resources: Resources):
    talk = Talk(resources)
    await talk.run(ValidateProgressForm, "check_status", application_number=NUMBER)
    assert talk.slots["requested_slot"] == "identity"
    talk.form = "progress_form"
    reference = await resources.vault.put("0203", ttl=60)
    await talk.run(ValidateProgressForm, "check_status", identity=reference)
    assert talk.slots["requested_slot"] is None and "0203" not in str(talk.slots)
    assert await resources.vault.named("token:rest:a:" + NUMBER) == "token"
    talk.form = ""
    await talk.run(ValidateProgressForm, "check_status", application_number=NUMBER)
    assert talk.slots["requested_slot"] is None and resources.platform.tails == ["0203"]


async def test_a_refusal_asks_again_in_words_that_tell_nothing(resources: Resources):
    talk = Talk(resources)
    talk.form = "progress_form"
    await talk.run(ValidateProgressForm, "check_status", application_number=NUMBER)
    reference = await resources.vault.put("9999", ttl=60)
    await talk.run(ValidateProgressForm, "check_status", identity=reference)
    (reply,) = await talk.run(AskIdentity, "check_status")
    assert reply["status"] == "refused_input" and "12345" in reply["text"] and NUMBER not in reply["text"]


async def test_a_platform_that_is_away_keeps_the_number(resources: Resources):
    talk = Talk(resources)
    talk.form = "progress_form"
    await talk.run(ValidateProgressForm, "check_status", application_number=NUMBER)
    resources.platform.away = True
    reference = await resources.vault.put("0203", ttl=60)
    await talk.run(ValidateProgressForm, "check_status", identity=reference)
    (reply,) = await talk.run(ActionProgress, "check_status")
    assert reply["status"] == "degraded" and NUMBER in reply["text"]


async def test_what_breaks_in_an_action_becomes_a_failed_reply(resources: Resources):
    talk = Talk(resources)
    talk.slots["checklist"] = {"code": object()}
    (reply,) = await talk.run(AskSituation, "prepare_documents")
    assert reply["status"] == "failed" and reply["error_id"] in reply["text"]
