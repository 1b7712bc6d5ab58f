"""A turn: payloads only when offered, tails into the vault, masked history, repeats answered alike, never a raise."""

from __future__ import annotations

import re
from contextlib import asynccontextmanager

import pytest

from bot.reply import Option, Reply
from bot.settings import ROOT
from bot.vault import Vault
from bot.wording import Wording
from channels.turn import LONGEST, Turns
from tests.redis_fixture import redis_client, redis_url  # noqa: F401 - fixtures

OFFER = Option.of("多少钱", "guide_fee", service_item="1003")


class Said:
    """A dialogue that notes what reaches it and answers what it is told to."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.status = "answered"
        self.fails = False
        self.silent = False
        self.forgotten: list[str] = []

    @asynccontextmanager
    async def locked(self, sender: str):
        yield

    async def handle(self, *, sender: str, channel: str, text: str, message_id: str):
        if self.fails:
            raise RuntimeError("broken for the test")
        self.texts.append(text)
        kind = "progress.identity" if self.status == "identity_required" else "guide.fee"
        reply = Reply(kind=kind, status=self.status, text=f"第 {len(self.texts)} 次", options=(OFFER,))
        return [] if self.silent else [reply.to_json()]

    async def forget(self, sender: str) -> None:
        self.forgotten.append(sender)


@pytest.fixture
def dialogue() -> Said:
    return Said()


@pytest.fixture
def turns(dialogue: Said, redis_client) -> Turns:  # noqa: F811
    return Turns(dialogue, redis_client, Vault(redis_client, "key"), Wording(ROOT / "domain.yml"))


async def take(turns: Turns, text: str, **more):
    return await turns.take(channel="rest", sender="a", text=text, **more)


async def test_a_payload_counts_only_when_it_was_offered_to_that_sender(turns: Turns, dialogue: Said):
    await take(turns, OFFER.payload)
    assert dialogue.texts[-1].startswith("／"), "typed by hand it is plain text"
    await take(turns, OFFER.payload)
    assert dialogue.texts[-1] == OFFER.payload, "the first answer offered it"
    await turns.take(channel="rest", sender="b", text=OFFER.payload)
    assert dialogue.texts[-1].startswith("／"), "not to this one"


@pytest.mark.parametrize(
    "said",
    ["0203", "０２０３", "121x", "尾号0203", "19900000203", "99010119880312101 5", "001y", "００１Ｙ", " 001Y。"],
)
async def test_an_expected_tail_goes_to_the_vault(turns: Turns, dialogue: Said, said: str, redis_client):  # noqa: F811
    dialogue.status = "identity_required"
    await take(turns, "查进度")
    await take(turns, said)
    found = re.search(r"〔核对信息:([0-9a-f]+)〕", dialogue.texts[-1])
    assert found, dialogue.texts[-1]
    kept = await Vault(redis_client, "key").get(found.group(1))
    assert kept in ("0203", "121X", "1015", "001Y")
    for entry in await turns.history(channel="rest", sender="a"):
        assert "0203" not in entry["text"] and "1015" not in entry["text"]


async def test_a_tapped_option_is_remembered_by_its_title(turns: Turns):
    await take(turns, "补身份证")
    await take(turns, OFFER.payload)
    said = [entry["text"] for entry in await turns.history(channel="rest", sender="a") if entry["who"] == "citizen"]
    assert said == ["补身份证", "多少钱"]


async def test_four_digits_are_no_tail_when_none_was_asked_for(turns: Turns, dialogue: Said):
    await take(turns, "2026")
    assert dialogue.texts == ["2026"]


async def test_personal_data_is_masked_before_the_dialogue(turns: Turns, dialogue: Said):
    await take(turns, "我的手机 13800138000 帮我登记")
    assert "13800138000" not in dialogue.texts[-1]


async def test_a_repeated_message_id_is_answered_alike_and_runs_once(turns: Turns, dialogue: Said):
    first = await take(turns, "你好", message_id="m1")
    assert await take(turns, "你好", message_id="m1") == first and len(dialogue.texts) == 1


async def test_what_breaks_becomes_a_failed_reply_with_an_id(turns: Turns, dialogue: Said):
    dialogue.fails = True
    reply = (await take(turns, "你好"))[0]
    assert reply["status"] == "failed" and reply["error_id"] in reply["text"]


async def test_silence_becomes_a_failed_reply(turns: Turns, dialogue: Said):
    dialogue.silent = True
    assert (await take(turns, "你好"))[0]["status"] == "failed"


async def test_a_very_long_message_is_refused_with_what_to_do(turns: Turns, dialogue: Said):
    reply = (await take(turns, "长" * (LONGEST + 1)))[0]
    assert reply["status"] == "refused_input" and str(LONGEST) in reply["text"] and not dialogue.texts


async def test_forgetting_takes_history_offers_and_conversation(turns: Turns, dialogue: Said):
    await take(turns, "你好")
    await turns.forget(channel="rest", sender="a")
    assert await turns.history(channel="rest", sender="a") == [] and dialogue.forgotten == ["rest:a"]
    await take(turns, OFFER.payload)
    assert dialogue.texts[-1].startswith("／")
