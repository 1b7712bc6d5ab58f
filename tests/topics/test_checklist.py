"""The checklist journey as a topic: asked, answered, gone back, ticked, resumed."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta

import jsonschema

from bot.checklists.store import Checklist
from bot.reply import schema
from bot.topics import checklist as topic
from tests.support import NOW, context


def known(code: str = "1005"):
    return asyncio.run(context().platform.guide(code))


def start(code: str = "1005") -> topic.Step:
    return topic.go_on(Checklist("K7M2QX", code, touched_at=NOW.isoformat()), known(code), context(), new=True)


def choose(step: topic.Step, title: str, code: str = "1005") -> topic.Step:
    option = next(o for o in step.reply.options if o.title == title)
    answer = json.loads(option.payload.removeprefix("/prepare_documents"))["situation_answer"]
    return topic.answered(step.checklist, answer, known(code), context())


def finished() -> topic.Step:
    return choose(choose(choose(start(), "随爸爸"), "领了"), "国内医院")


def test_questions_then_the_list_with_its_code():
    step = start()
    assert step.asking and step.reply.status == "collecting" and "随爸爸" in step.reply.text
    done = finished()
    assert not done.asking and done.reply.status == "completed"
    block = done.reply.blocks[0]
    assert block["code"] == "K7M2QX" and block["total"] == len(block["items"])
    assert f"共需准备 {block['total']} 份，其中 {block['exempt']} 份可免提交" in done.reply.text
    jsonschema.Draft202012Validator(schema()).validate(done.reply.to_json())


def test_back_asks_the_last_question_again():
    step = topic.back(choose(start(), "随爸爸").checklist, known(), context())
    assert step.asking and step.checklist.answers == {}


def test_an_unknown_answer_is_asked_again():
    step = topic.answered(start().checklist, "nonsense=1", known(), context())
    assert step.asking and step.checklist.answers == {}


def test_ticking_in_words_and_by_tap():
    done = finished()
    said = topic.ticked(done.checklist, "户口本有了", known(), context())
    assert "齐了" in said.reply.text
    undone = topic.toggled(said.checklist, said.checklist.have[0], known(), context())
    assert "还差 1 样" in undone.reply.text


def test_a_long_pause_is_noticed():
    kept = Checklist("K7M2QX", "1005", touched_at=(NOW - timedelta(hours=1)).isoformat())
    assert topic.paused(kept, NOW) and not topic.paused(kept.but(touched_at=NOW.isoformat()), NOW)
