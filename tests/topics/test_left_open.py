"""Guides of another register: what it says is told with source and year, what it leaves open is said to be open."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import replace

import jsonschema
import pytest

from bot.checklists.store import Checklist
from bot.platform_api.models import Basis, Fee, Guide, Limit, Online, Phones, Proxy, Result, Step
from bot.reply import Reply, schema
from bot.topics import checklist, clarify, faq, hall, pointers, progress, talk
from bot.topics import guide as topic
from bot.topics.context import Ask, full_department
from tests.support import context as city_context
from tests.support import guide as city_guide
from tests.topics.elsewhere import CITY_KITE, EXCHANGE, KITE, REISSUE, WELL, context, guides

Change = Callable[[Guide], Guide]


def answer(intent: str, code: str | None, changed: Change = lambda guide: guide, **ask: object) -> Reply:
    reply = asyncio.run(topic.answer(Ask(intent, code, **ask), context(changed)))  # type: ignore[arg-type]
    jsonschema.Draft202012Validator(schema()).validate(reply.to_json())
    return reply


@pytest.mark.parametrize("code", sorted(guides()))
@pytest.mark.parametrize("intent", sorted(topic.FIELDS))
def test_every_question_about_every_item(intent: str, code: str) -> None:
    reply = answer(intent, code)
    assert reply.status == "answered" and reply.item and reply.item.code == code
    assert not re.search(r"。。|：。|，，|（）|None|云州", reply.text), reply.text
    [evidence] = reply.evidence
    assert "广东政务服务网" in evidence.source and evidence.version == "2021" and "云州" not in evidence.source
    assert "2021 年" in reply.text or "没有写" in reply.text


def test_what_the_register_says_is_told() -> None:
    assert "居民身份证（正、反面）" in answer("guide_materials", REISSUE).text
    assert "5 个工作日" in answer("guide_duration", REISSUE).text
    assert "长风路12号航空大楼" in answer("guide_where", REISSUE).text
    assert "遗失满 7 日" in answer("guide_conditions", REISSUE).text
    online = answer("guide_online", REISSUE)
    assert "https://zwfw.example.com/balloon?code=1 " in online.text and "要跑 1 趟。" in online.text
    assert online.blocks[-1]["url"] == "https://zwfw.example.com/balloon?code=1"
    contact = answer("guide_contact", REISSUE).text
    assert "0990-81002001、0990-81002002" in contact and "0990-12345" in contact


@pytest.mark.parametrize(
    "intent", ["guide_fee", "guide_proxy", "guide_basis", "guide_result", "guide_process", "guide_hours"]
)
def test_what_it_leaves_open_is_said_with_phone_and_page(intent: str) -> None:
    reply = answer(intent, REISSUE)
    assert "没有写" in reply.text and "0990-81002001 问云岭省航空局" in reply.text
    assert "https://zwfw.example.com/balloon?code=1" in reply.text
    assert reply.blocks[-1] == {"type": "link", "title": "办事页面", "url": "https://zwfw.example.com/balloon?code=1"}


def test_no_materials_named_is_not_no_materials_needed() -> None:
    reply = answer("guide_materials", EXCHANGE)
    assert "没有写" in reply.text and "不用交" not in reply.text
    assert not any("prepare_documents" in option.payload for option in reply.options)


def test_forms_nobody_wrote_down_are_not_made_up() -> None:
    text = answer("guide_materials", REISSUE).text
    assert "出示" not in text and "原件 " not in text and "没写明" in text


def test_no_window_is_told_from_no_word_on_windows() -> None:
    assert "不用去窗口" in answer("guide_where", EXCHANGE).text
    assert "没有写" in answer("guide_where", KITE).text
    neither = answer("guide_where", EXCHANGE, lambda guide: replace(guide, online=Online(1, "")))
    assert "没有线下窗口" in neither.text and "12345" in neither.text


def test_a_limit_by_law_in_words_or_in_days() -> None:
    assert "法定时限是20 个工作日" in answer("guide_duration", EXCHANGE).text
    assert "3 个月" in answer("guide_duration", WELL).text
    assert "30 天内" in answer("guide_duration", KITE).text


def test_conditions_that_break_off_are_said_to() -> None:
    assert (
        "断了" in answer("guide_conditions", EXCHANGE).text and "断了" not in answer("guide_conditions", REISSUE).text
    )


def test_without_a_phone_the_hotline_is_given() -> None:
    reply = answer("guide_contact", EXCHANGE)
    assert "没有写" in reply.text and "12345" in reply.text
    also = answer("guide_contact", EXCHANGE, lambda guide: replace(guide, phones=Phones("", "0990-81009999")))
    assert "要投诉打 0990-81009999" in also.text


def test_a_guide_of_this_year_is_not_said_to_be_old() -> None:
    def recent(guide: Guide) -> Guide:
        assert guide.source is not None
        return replace(guide, source=replace(guide.source, as_of="2026-05"))

    assert "公开的内容" not in answer("guide_duration", REISSUE, recent).text


def test_what_a_fuller_register_says_is_told_too() -> None:
    def fuller(guide: Guide) -> Guide:
        return replace(
            guide,
            fee=Fee(False, "不收费"),
            proxy=Proxy(True, "带委托书"),
            basis=(Basis("", "", "省航空局文件"),),
            result=Result("热气球驾驶执照", "", ""),
            steps=(Step("受理", 1, ""),),
            places=tuple(replace(place, hours="工作日 9:00–17:00") for place in guide.places),
            materials=(
                replace(guide.materials[0], original=1, copy=0),
                replace(guide.materials[2], necessity="按情形"),
            ),
            unsaid=(),
            extra=(("窗口办理流程", "取号、交表"),),
            promised=Limit(0),
        )

    said = {intent: answer(f"guide_{intent}", REISSUE, fuller).text for intent in ("fee", "proxy", "basis", "result")}
    assert "不收费" in said["fee"] and "带委托书" in said["proxy"] and "省航空局文件" in said["basis"]
    assert "热气球驾驶执照" in said["result"]
    assert "工作日 9:00–17:00" in answer("guide_hours", REISSUE, fuller).text
    materials = answer("guide_materials", REISSUE, fuller).text
    assert "原件 1 份" in materials and "看情况才要：遗失声明" in materials and "没写明" not in materials
    assert "分 1 步" in answer("guide_process", REISSUE, fuller).text
    flow = answer("guide_process", REISSUE, lambda guide: replace(fuller(guide), steps=()))
    assert "窗口办理流程：取号、交表" in flow.text
    assert "当场" in answer("guide_duration", REISSUE, fuller).text


def test_the_overview_shows_what_else_there_is_for_people() -> None:
    reply = answer("guide_overview", REISSUE)
    rows = {row["label"]: row["value"] for row in reply.blocks[0]["items"]}
    assert rows["物流快递"] == "支持" and rows["联办部门"] == "市级航空（受理）"
    assert "没有写" in rows["收费"] and "机构代码" not in rows and "主项名称" not in rows
    assert "云岭省航空局" in reply.text and "5 个工作日" in reply.text


def test_items_alike_in_what_is_left_open_are_still_asked_for() -> None:
    reply = answer("guide_fee", None, choices=(REISSUE, WELL, KITE))
    assert reply.status == "clarifying"


def test_the_same_item_of_two_departments_can_be_chosen() -> None:
    reply = answer("guide_duration", None, choices=(KITE, CITY_KITE))
    titles = [option.title for option in reply.options]
    assert titles == ["风筝传人认定（云岭省文化厅）", "风筝传人认定（星湖市文化局）", "都不是"]


def test_starters_are_of_the_register() -> None:
    reply = clarify.unknown_item(Ask("guide_fee"), context())
    assert [option.title for option in reply.options] == [
        "热气球驾驶执照补发",
        "古井水质检测申请",
        "风筝传人认定（云岭省文化厅）",
    ]
    greeting = asyncio.run(talk.answer(Ask("greet"), context())).text
    assert "云岭省" in greeting and "云州" not in greeting


@pytest.mark.parametrize("intent", sorted({*pointers.KINDS, *talk.PLAIN}))
def test_no_pointer_speaks_of_the_sandbox_city(intent: str) -> None:
    answering = pointers.answer if intent in pointers.KINDS else talk.answer
    for item in (REISSUE, None):
        reply = asyncio.run(answering(Ask(intent, item), context()))
        jsonschema.Draft202012Validator(schema()).validate(reply.to_json())
        assert "云州" not in reply.text, reply.text


def test_the_way_in_for_applying_and_booking_is_given() -> None:
    apply = asyncio.run(pointers.answer(Ask("apply_service", REISSUE), context()))
    book = asyncio.run(pointers.answer(Ask("book_appointment", REISSUE), context()))
    assert "https://zwfw.example.com/balloon?code=1" in apply.text and "https://book.example.com/balloon" in book.text
    none = asyncio.run(pointers.answer(Ask("book_appointment", WELL), context()))
    assert "0990-81003000" in none.text and "http" not in none.text


def test_there_are_no_halls_and_no_progress() -> None:
    assert "云岭省" in asyncio.run(hall.answer(Ask("find_hall"), context())).text
    assert "查不了进度" in progress.not_here(context()).text


def test_a_list_without_materials_is_none() -> None:
    known = asyncio.run(context().platform.guide(EXCHANGE))
    for show in (checklist.go_on, checklist.resumed):
        reply = show(Checklist("ABCDEF", EXCHANGE), known, context()).reply
        assert "没有写" in reply.text and not any(block["type"] == "checklist" for block in reply.blocks)


def test_a_list_says_what_the_source_leaves_open() -> None:
    known = asyncio.run(context().platform.guide(REISSUE))
    reply = checklist.go_on(Checklist("ABCDEF", REISSUE), known, context()).reply
    jsonschema.Draft202012Validator(schema()).validate(reply.to_json())
    assert "列了 3 样" in reply.text and "没写明" in reply.text and "2021 年" in reply.text
    block = next(block for block in reply.blocks if block["type"] == "checklist")
    assert [row["form"] for row in block["items"]] == ["", "", ""] and len(block["notes"]) == 2


def test_other_questions_are_sent_to_the_items_phone() -> None:
    text = asyncio.run(faq.answer(Ask("faq_other", REISSUE, text="要不要登报呢"), context())).text
    assert "请打 0990-81002001 问" in text


def test_the_citys_own_guides_are_told_as_before() -> None:
    reply = asyncio.run(topic.answer(Ask("guide_materials", "1003"), city_context()))
    assert city_guide("1003").source is None and "公开的内容" not in reply.text
    assert reply.evidence[0].source.startswith("云州市")


@pytest.mark.parametrize(
    ("region", "department", "whole"),
    [
        ("云州市", "公安局", "云州市公安局"),
        ("云岭省", "云岭省航空局", "云岭省航空局"),
        ("云岭省星湖市", "星湖市水务局", "星湖市水务局"),
        ("甲省乙市丙区", "区教科体局", "甲省乙市丙区教科体局"),
        ("云岭省", "中华人民共和国星湖海关", "中华人民共和国星湖海关"),
        ("云岭省", "", "云岭省"),
        ("", "某局", "某局"),
    ],
)
def test_full_department(region: str, department: str, whole: str) -> None:
    assert full_department(region, department) == whole


def test_an_item_of_which_only_the_page_is_known_sends_there_and_to_a_person() -> None:
    def bare(guide: Guide) -> Guide:
        return replace(
            guide, audience="", conditions=(), materials=(), places=(), statutory=None, promised=None, visits=None,
            online=None, phones=Phones("", ""), unsaid=("materials", "places"), extra=(),
        )  # fmt: skip

    reply = answer("guide_overview", WELL, bare)
    assert "归星湖市水务局管" in reply.text and "都没有写" in reply.text
    assert [option.title for option in reply.options] == ["转人工"]
    page = answer("guide_overview", KITE, bare)
    assert "http://kite.example.com/" in page.text and page.blocks[-1]["type"] == "link"
