"""Questions beside the guide's fields: answered as written, offered, withheld, or honestly not known."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import jsonschema
import pytest

from bot.catalogue.lexicon import load_lexicon
from bot.faq.finder import Finder
from bot.faq.question import Question
from bot.faq.search import BankSearch
from bot.faq.words import load_words
from bot.reply import Reply, schema
from bot.topics import faq as topic
from bot.topics.context import Ask, Context
from tests.support import NOW, SeedPlatform, context, guide, unpublished

LENDING = Question(
    "补身份证可以先垫别人的证吗？", "不可以，要用自己的证。", "1003", "云州市公安局", date(2026, 1, 1), None, NOW.date()
)
OVER = Question("身份证照片可以戴美瞳吗？", "可以。", "1003", "旧规定", None, date(2026, 6, 30))
COMING = Question("身份证可以印少数民族文字吗？", "可以。", "1003", "新规定", date(2027, 1, 1))
COPIES = Question("大厅里有免费的复印机吗？", "有，一楼自助区，每人每天 20 张。", "", "云州市政务服务中心")
LONG = Question("在外地上大学的学生放假回来补身份证要不要带学生证和学校的证明？", "不用。", "1003", "云州市公安局")
LIKE = Question("在外地上大学的学生放假回来换身份证要不要带学生证和学校的证明？", "也不用。", "1002", "云州市公安局")
FOREIGN = Question("外地户口补身份证多交钱吗？", "不多交。", "1003", "云州市公安局", shipped=True)


@pytest.fixture(scope="module")
def bank() -> Finder:
    search = BankSearch([LENDING, OVER, COMING, COPIES, LONG, LIKE, FOREIGN], load_words(load_lexicon()))
    return Finder(lambda: search)


def ask(text: str, item: str | None = "1003", *, likely: Mapping[str, float] | None = None, **more: object) -> Ask:
    likely = {item: 0.95} if likely is None and item else likely or {}
    return Ask("faq_other", item, text=text, likely=likely, **more)  # type: ignore[arg-type]


def answered(asked: Ask, bank: Finder, platform: SeedPlatform | None = None, **changes: object) -> Reply:
    return checked(topic.answer(asked, of(bank, platform, **changes)))


def of(bank: Finder, platform: SeedPlatform | None = None, **changes: object) -> Context:
    return replace(context(platform), bank=bank, **changes)  # type: ignore[arg-type]


def checked(reply: object) -> Reply:
    done: Reply = asyncio.run(reply)  # type: ignore[arg-type]
    jsonschema.Draft202012Validator(schema()).validate(done.to_json())
    return done


def test_a_question_of_the_bank_answers_as_written_with_source_and_dates(bank: Finder):
    reply = answered(ask("补身份证的时候能不能先垫别人的证"), bank)
    assert (reply.kind, reply.status, reply.text) == ("faq.answer", "answered", LENDING.answer)
    assert reply.item and reply.item.code == "1003" and reply.options
    (where,) = reply.evidence
    assert (where.source, where.effective_on, where.checked_on) == ("云州市公安局", "2026-01-01", "2026-11-20")


def test_a_question_of_the_guide_is_searched_the_same_way(bank: Finder):
    own = guide("1003").faq[1]
    reply = answered(ask(own.question.replace("怎么办", "咋整")), bank)
    assert (reply.kind, reply.text) == ("faq.answer", own.answer)
    assert reply.evidence[0].title.endswith("办事指南") and reply.as_of


def test_a_question_of_the_guide_is_told_to_be_an_older_copy(bank: Finder):
    reply = answered(ask(guide("1003").faq[1].question), bank, SeedPlatform(stale=True))
    assert reply.status == "degraded" and reply.stale and "11月18日" in reply.text


def test_a_question_of_a_guide_that_could_be_meant_needs_no_choice_of_item(bank: Finder):
    asked = Ask(
        "faq_other", text="补身份证期间要坐高铁咋办", choices=("1003", "1004"), likely={"1003": 0.5, "1004": 0.3}
    )
    reply = answered(asked, bank)
    assert reply.kind == "faq.answer" and reply.item and reply.item.code == "1003" and "12306" in reply.text


def test_a_general_question_needs_no_item(bank: Finder):
    reply = answered(ask("大厅里有没有免费的复印机", None), bank)
    assert reply.text == COPIES.answer and reply.item is None and reply.evidence


@pytest.mark.parametrize("platform", [SeedPlatform(down=True), unpublished("1003")])
def test_the_bank_answers_when_the_guide_is_not_to_be_had(bank: Finder, platform: SeedPlatform):
    assert answered(ask(LENDING.question), bank, platform).text == LENDING.answer


def test_an_expired_answer_is_withheld_by_the_citys_date(bank: Finder):
    reply = answered(ask(OVER.question), bank)
    assert reply.kind == "faq.withheld" and OVER.answer not in reply.text
    assert "6月30日" in reply.text and guide("1003").phones.consult in reply.text
    before = NOW.replace(month=6, day=30)
    assert answered(ask(OVER.question), bank, now=lambda: before).text == OVER.answer


def test_an_answer_that_does_not_hold_yet_is_withheld(bank: Finder):
    reply = answered(ask(COMING.question), bank)
    assert reply.kind == "faq.withheld" and "2027年1月1日" in reply.text and COMING.answer not in reply.text
    assert answered(ask(COMING.question), bank, now=lambda: NOW.replace(year=2027)).text == COMING.answer


def test_questions_that_may_be_asked_are_offered_and_can_be_chosen(bank: Finder):
    asked = ask("上大学的学生放假回来身份证要带学校证明不", None, likely={"1003": 0.4, "1002": 0.4})
    reply = answered(asked, bank)
    assert (reply.kind, reply.status) == ("clarify.question", "clarifying")
    assert [option.title for option in reply.options][-1] == "都不是" and 3 <= len(reply.options) <= 4
    assert LONG.question in reply.text and LIKE.question in reply.text and "12345" in reply.text
    titles = [option.title for option in reply.options]
    assert len(set(titles)) == len(titles) and all(len(title) <= 20 for title in titles)
    picked = {option.payload: option for option in reply.options}
    about = {json.loads(payload.partition("{")[1] + payload.partition("{")[2])["faq_id"] for payload in [*picked][:-1]}
    assert {LONG.id, LIKE.id} <= about
    chosen = answered(Ask("faq_other", "1002", text="/faq_other", entities={"faq_id": LIKE.id}), bank)
    assert chosen.text == LIKE.answer and chosen.item and chosen.item.code == "1002"


def test_a_chosen_question_of_the_guide_answers(bank: Finder):
    (one, *_) = topic.questions_of(guide("1003"))
    reply = answered(Ask("faq_other", "1003", text="/faq_other", entities={"faq_id": one.id}), bank)
    assert (reply.kind, reply.text) == ("faq.answer", one.answer)


@pytest.mark.parametrize("identity", [OVER.id, COMING.id, "gone"])
def test_a_chosen_question_that_does_not_hold_answers_nothing(bank: Finder, identity: str):
    reply = answered(Ask("faq_other", "1003", text="/faq_other", entities={"faq_id": identity}), bank)
    assert reply.kind == "faq.unknown"
    assert answered(Ask("faq_other", text="/faq_other", entities={"faq_id": identity}), bank).status == "out_of_scope"


def test_what_is_not_known_is_said_with_the_phone(bank: Finder):
    reply = answered(ask("身份证能刻上我家狗的名字吗为什么"), bank)
    assert reply.kind in ("faq.unknown", "clarify.question")
    assert guide("1003").phones.consult in reply.text


def test_a_question_about_another_item_than_the_one_named_is_no_answer(bank: Finder):
    asked = ask(LIKE.question, "1015", likely={"1015": 0.98})
    assert answered(asked, bank).text != LIKE.answer


def test_a_matter_told_without_a_question_is_answered_with_the_guide(bank: Finder):
    assert answered(ask("我身份证在火车上没了"), bank).kind == "guide.overview"


def test_a_paper_not_brought_is_answered_with_the_materials(bank: Finder):
    assert answered(ask("没带结婚证要紧吗"), bank).kind == "guide.materials"


def test_several_items_are_asked_for_when_no_question_is_near(bank: Finder):
    reply = answered(Ask("faq_other", text="颜色有啥讲究", choices=("1015", "1018")), bank)
    assert reply.kind == "clarify.item"


def test_what_ships_does_not_answer_for_another_region(bank: Finder):
    asked = ask(FOREIGN.question)
    assert answered(asked, bank).text == FOREIGN.answer
    assert answered(asked, bank, place="广东省").text != FOREIGN.answer


def test_out_of_scope_is_answered_only_by_a_question_that_is_asked_beyond_doubt(bank: Finder):
    def outside(text: str, item: str | None = None) -> Reply:
        return checked(topic.or_out_of_scope(Ask("out_of_scope", item, text=text), of(bank)))

    assert outside("大厅里有免费的复印机吗").text == COPIES.answer
    assert outside(guide("1003").faq[1].question, "1003").text == guide("1003").faq[1].answer
    for text in ("给我写首诗", "复印机怎么修", "附近哪家火锅好吃"):
        assert outside(text).status == "out_of_scope", text


def test_a_doubtful_intent_gives_way_and_a_confident_one_does_not(bank: Finder):
    asked = Ask("guide_fee", "1003", text=LENDING.question, likely={"1003": 0.95}, confidence=0.3)
    doubtful = asyncio.run(topic.in_doubt(asked, of(bank)))
    assert doubtful and doubtful.text == LENDING.answer
    assert asyncio.run(topic.in_doubt(replace(asked, confidence=0.8), of(bank))) is None
    other = replace(asked, text="补身份证几天能拿到")
    assert asyncio.run(topic.in_doubt(other, of(bank))) is None
