"""Each of the 13 guide questions gets its own field, from every published guide."""

from __future__ import annotations

import asyncio
import re

import jsonschema
import pytest

from bot.reply import Reply, schema
from bot.topics import guide as topic
from bot.topics.context import Ask
from tests.support import SeedPlatform, context, guide, path, unpublished

CODES = sorted(p.stem for p in path("bot", "sandbox", "seed", "guides").glob("*.yml"))


def answer(intent: str, code: str | None, platform: SeedPlatform | None = None, **ask: object) -> Reply:
    reply = asyncio.run(topic.answer(Ask(intent, code, **ask), context(platform)))  # type: ignore[arg-type]
    jsonschema.Draft202012Validator(schema()).validate(reply.to_json())
    return reply


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("intent", sorted(topic.FIELDS))
def test_every_field_of_every_guide(intent: str, code: str):
    reply = answer(intent, code)
    assert reply.kind == f"guide.{intent.removeprefix('guide_')}" and reply.status == "answered"
    assert reply.item and reply.item.code == code and reply.evidence[0].checked_on
    assert 1 <= len(reply.options) <= 9
    assert not re.search(r"。。|：。|（）|None", reply.text), reply.text


def test_a_fee_question_is_answered_with_the_fee():
    text = answer("guide_fee", "1003").text
    assert "40 元" in text and "户口簿" not in text


def test_duration_gives_the_date():
    assert "12月1日" in answer("guide_duration", "1003").text


def test_where_prefers_the_district_named():
    reply = answer("guide_where", "1003", entities={"district": "990104"})
    assert "云溪县政务服务中心" in reply.text and len(reply.blocks[0]["places"]) == 1


def test_an_unpublished_guide_is_said_to_be_so():
    reply = answer("guide_fee", "5021", unpublished("5021"))
    assert "还没有发布" in reply.text and "12345" in reply.text and reply.item and not reply.evidence


def test_a_stale_copy_is_degraded_and_dated():
    reply = answer("guide_fee", "1003", SeedPlatform(stale=True))
    assert reply.status == "degraded" and reply.stale and "11月18日" in reply.text and "40 元" in reply.text


def test_without_platform_and_copy_there_is_a_phone():
    reply = answer("guide_fee", "1003", SeedPlatform(down=True))
    assert reply.status == "degraded" and "12345" in reply.text


def test_items_with_the_same_answer_need_no_choice():
    reply = answer("guide_duration", None, choices=("1015", "1016", "1017"))
    assert reply.status == "answered" and reply.item and reply.item.code == "1015" and "7 个工作日" in reply.text


def test_close_items_are_asked_with_at_most_three_and_a_way_out():
    reply = answer("guide_fee", None, choices=("1001", "1002", "1003", "1004"))
    assert reply.status == "clarifying" and [o.title for o in reply.options][-1] == "都不是" and len(reply.options) == 4


def test_promised_days_stand_in_the_answer():
    for code in CODES:
        days = guide(code).promised.days
        assert days == 0 or str(days) in answer("guide_duration", code).text
