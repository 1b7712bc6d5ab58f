"""``utter_*`` comes from the wording as it is now, and as a Reply."""

from __future__ import annotations

import jsonschema

from bot.conversation.nlg import WordingGenerator
from bot.reply import schema
from tests.support import wording


async def test_a_response_is_a_reply_of_its_kind():
    said = await WordingGenerator(wording()).generate("utter_talk_thank", None, "rest")  # type: ignore[arg-type]
    assert said and said["custom"]["kind"] == "talk.thank" and said["custom"]["text"]
    jsonschema.Draft202012Validator(schema()).validate(said["custom"])


async def test_an_unknown_response_is_none():
    assert await WordingGenerator(wording()).generate("utter_nothing", None, "rest") is None  # type: ignore[arg-type]
