"""A life event is answered with one plan, or with an honest question; nothing is told that no guide says."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace

import jsonschema
import pytest

from bot.errors import NotPublished
from bot.life_events.model import LifeEvents
from bot.life_events.plan import totals
from bot.life_events.reading import load
from bot.platform_api.models import Guide, Known
from bot.reply import Reply, schema
from bot.topics import life_event as topic
from bot.topics.clarify import ask_item
from bot.topics.context import Ask, Context
from tests.support import SeedPlatform, context, guide
from tests.topics import elsewhere

KNOWN = load()
CASES = [(event.id, choice) for event in KNOWN.events.values() for choice in [c.id for c in event.choices] or [""]]


class WithoutOne(SeedPlatform):
    """A platform on which one guide is not published."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code

    async def guide(self, code: str) -> Known[Guide]:
        if code == self.code:
            raise NotPublished(f"{code} has no guide")
        return await super().guide(code)


def answer(text: str = "", to: Context | None = None, **ask: object) -> Reply:
    asked = Ask("life_event", text=text, **ask)  # type: ignore[arg-type]
    reply = asyncio.run(topic.answer(asked, to or context()))
    jsonschema.Draft202012Validator(schema()).validate(reply.to_json())
    return reply


def tapped(payload: str) -> Reply:
    return answer(entities={"life_event": payload})


@pytest.mark.parametrize(("event", "choice"), CASES)
def test_every_plan_names_its_items_sources_and_sums(event: str, choice: str):
    reply = tapped(f"{event}={choice}")
    items = [step.item for step in KNOWN.events[event].of(choice)]
    steps = next(block for block in reply.blocks if block["type"] == "steps")["items"]
    assert reply.kind == "life_event.plan" and reply.status == "answered"
    assert reply.item and reply.item.code in items
    assert len(steps) == len(items) == len(reply.evidence) and all(one.checked_on for one in reply.evidence)
    assert f"{len(items)} 件事" in reply.text.splitlines()[0]
    assert all(step["title"] in reply.text for step in steps)
    assert {block["type"] for block in reply.blocks} <= {"steps", "list", "fields"}
    assert not {"None", "。。", "：。", "{"} & {reply.text[at : at + 2] for at in range(len(reply.text))}


def test_a_newborn_has_its_household_first_and_saves_trips():
    reply = answer("刚生了娃都要办哪些手续")
    assert "先办“新生儿上户口”" in reply.text.splitlines()[0]
    event = KNOWN.events["birth"]
    sums = totals("birth", event.steps, {step.item: guide(step.item) for step in event.steps}, KNOWN)
    assert "②③④⑤⑥ 一起办" in reply.text
    assert sums.trips_together < sums.trips_apart == 7
    assert f"分开跑 7 趟，合着跑 {sums.trips_together} 趟" in reply.text
    assert f"材料分开办要交 {sums.papers_apart} 份，合起来只要 {len(sums.papers)} 样" in reply.text
    assert reply.options[0].payload == '/prepare_documents{"service_item": "1005"}'
    assert '/guide_overview{"service_item": "3101"}' in [option.payload for option in reply.options]


def test_the_case_is_asked_only_when_it_is_not_told():
    asked = answer("买房要办什么")
    assert asked.kind == "life_event.choose" and asked.status == "clarifying"
    assert [option.title for option in asked.options] == ["新房", "二手房"]
    told = answer("买二手房要办什么")
    assert told.kind == "life_event.plan" and "二手房过户" in told.text and "新房合同备案" not in told.text
    assert told.text == tapped("house=used").text


def test_two_events_in_one_message_are_offered():
    reply = answer("我要结婚了，又刚买了房，都要办什么")
    assert reply.kind == "life_event.choose" and reply.options[-1].payload == "/deny"
    assert {"结婚", "买房"} <= {option.title for option in reply.options}


def test_an_event_without_a_plan_is_said_to_have_none():
    reply = answer("我们离婚了，后面要办哪些")
    assert reply.status == "clarifying" and "还没有排成总表" in reply.text
    assert '/guide_overview{"service_item": "2002"}' in [option.payload for option in reply.options]


def test_an_unknown_event_is_answered_honestly_with_the_nearest():
    plain = answer("外星人来了要办什么手续")
    assert "还没有排好总表" in plain.text and len(plain.options) == 4 and plain.options[-1].title == "都不是"
    near = answer("外星人来了要办什么手续", choices=("1029", "6404"))
    assert [option.title for option in near.options] == ["办狗证", "办图书馆借书证", "都不是"]


def test_a_question_which_item_is_meant_offers_the_whole_plan_too():
    ask = Ask("guide_overview", choices=("3010", "4003"), text="离职以后公积金社保失业金都怎么弄")
    reply = topic.beside(ask_item(ask, context()), ask, context())
    assert [option.title for option in reply.options] == ["领失业金", "离职提公积金", "没工作了：全部要办的", "都不是"]
    assert tapped("unemployed").kind == "life_event.plan" and "没工作了：全部要办的" in reply.text
    for other in (replace(ask, text="公积金怎么办"), replace(ask, intent="guide_fee")):
        assert topic.beside(ask_item(other, context()), other, context()) == ask_item(other, context())


def test_an_item_without_a_guide_is_left_out_and_named():
    reply = answer("刚生了娃要办啥", context(WithoutOne("3105")))
    assert "6 件事" in reply.text and "还有“生育津贴”，办事指南没有发布" in reply.text and len(reply.evidence) == 6


def test_old_copies_are_degraded_and_dated():
    reply = answer("刚生了娃要办啥", context(SeedPlatform(stale=True)))
    assert reply.status == "degraded" and reply.stale and "11月18日" in reply.text and reply.as_of


def test_without_platform_and_copy_nothing_is_counted():
    reply = answer("刚生了娃要办啥", context(SeedPlatform(down=True)))
    assert reply.status == "degraded" and "12345" in reply.text and not reply.blocks


def test_the_events_are_the_citys_own():
    reply = answer("刚生了娃要办啥", elsewhere.context())
    assert reply.kind == "life_event.pointer" and "12345" in reply.text


def test_a_made_up_payload_is_no_event():
    assert tapped("lottery=won").status == "clarifying"


def test_without_any_event_the_reply_is_still_honest():
    reply = answer("刚生了娃要办啥", replace(context(), life_events=LifeEvents))
    assert reply.status == "clarifying" and [option.title for option in reply.options] == ["都不是"]


def test_the_sums_follow_the_guides():
    """A changed guide changes the plan: nothing is kept beside it."""
    slower: Callable[[Guide], Guide] = lambda one: replace(one, promised=replace(one.promised, days=40))  # type: ignore[type-var]  # noqa: E731

    class Slower(SeedPlatform):
        async def guide(self, code: str) -> Known[Guide]:
            known = await super().guide(code)
            return replace(known, value=slower(known.value)) if code == "3106" else known

    assert "同时办，40 个工作日" in answer("刚生了娃要办啥", context(Slower())).text
