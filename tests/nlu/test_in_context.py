"""What a message means after what the assistant just said."""

from __future__ import annotations

import pytest

from bot.nlu.in_context import in_context

SITUATION = {
    "kind": "checklist.question",
    "status": "collecting",
    "options": [
        {"title": "随妈妈", "payload": '/prepare_documents{"situation_answer": "f=mother"}', "says": ["他妈", "跟妈"]},
        {"title": "随爸爸", "payload": '/prepare_documents{"situation_answer": "f=father"}', "says": ["他爸", "跟爸"]},
    ],
}
CHOICE = {
    "kind": "clarify.item",
    "status": "clarifying",
    "options": [
        {"title": "第一次办身份证", "payload": '/guide_fee{"service_item": "1001"}', "says": []},
        {"title": "身份证丢了补", "payload": '/guide_fee{"service_item": "1003"}', "says": []},
        {"title": "都不是", "payload": "/deny", "says": []},
    ],
}


def parsed(text: str, intent: str = "out_of_scope", item: str | None = None, confidence: float = 0.9):
    entities = [{"entity": "service_item", "value": item}] if item else []
    return {"text": text, "intent": {"name": intent, "confidence": confidence}, "entities": entities, "asks": []}


def values(parse, name: str):
    return [e["value"] for e in parse["entities"] if e["entity"] == name]


@pytest.mark.parametrize("said", ["随他爸", "随爸爸", "2", "第二个", "②", "跟爸爸"])
def test_an_option_is_chosen_in_words_or_by_number(said: str):
    read = in_context(parsed(said), {"offered": SITUATION}, "checklist_form")
    assert read["intent"]["name"] == "prepare_documents" and values(read, "situation_answer") == ["f=father"]


@pytest.mark.parametrize(("said", "payload"), [("没", "b"), ("没有", "b"), ("有", "a")])
def test_yes_and_no_in_a_word(said: str, payload: str):
    options = [
        {"title": "领了", "payload": "/a", "says": ["有证"]},
        {"title": "没领", "payload": "/b", "says": ["没有结婚证"]},
    ]
    offered = {"status": "collecting", "options": options}
    assert in_context(parsed(said), {"offered": offered}, None)["intent"]["name"] == payload


def test_a_part_of_a_long_title_chooses_it():
    options = [{"title": "凉菜、生食、裱花", "payload": "/a"}, {"title": "都不做", "payload": "/b"}]
    offered = {"status": "collecting", "options": options}
    assert in_context(parsed("有凉菜"), {"offered": offered}, None)["intent"]["name"] == "a"


@pytest.mark.parametrize("said", ["随爸爸要多少钱", "不随他爸", "他爸他妈都行", "9", "嗯"])
def test_what_does_not_clearly_choose_keeps_its_meaning(said: str):
    parse = parsed(said)
    assert in_context(parse, {"offered": SITUATION}, "checklist_form") is parse


@pytest.mark.parametrize("said", ["丢了要补的", "我是丢了补办"])
def test_a_choice_by_what_tells_the_titles_apart(said: str):
    assert values(in_context(parsed(said), {"offered": CHOICE}, None), "service_item") == ["1003"]


def test_yes_takes_the_only_choice():
    one = {**CHOICE, "options": [CHOICE["options"][1], CHOICE["options"][2]]}
    assert values(in_context(parsed("对的", "affirm"), {"offered": one}, None), "service_item") == ["1003"]
    parse = parsed("对的", "affirm")
    assert in_context(parse, {"offered": CHOICE}, None) is parse, "of two, yes says nothing"


def test_a_number_with_a_digit_missing_is_still_a_number():
    read = in_context(parsed("9901002026 00010"), {}, "progress_form")
    assert read["intent"]["name"] == "check_status" and values(read, "application_number") == ["990100202600010"]


@pytest.mark.parametrize(
    ("said", "intent"), [("签一次多少钱", "guide_fee"), ("电话呢", "guide_contact"), ("天气好", "out_of_scope")]
)
def test_a_short_follow_up_about_the_item_in_focus(said: str, intent: str):
    assert in_context(parsed(said), {"service_item": "1012"}, None)["intent"]["name"] == intent
    assert in_context(parsed(said), {}, None)["intent"]["name"] == "out_of_scope"


def test_a_paper_to_bring_is_no_new_item():
    parse = parsed("没带户口本行吗", "guide_materials", "1013")
    read = in_context(parse, {"service_item": "2001"}, None)
    assert values(read, "service_item") == [] and read["intent"]["name"] == "faq_other"
    assert in_context(parse, {}, None) is parse


def test_danger_is_never_an_answer():
    parse = parsed("他爸倒地上没呼吸了", "emergency", confidence=1.0)
    assert in_context(parse, {"offered": SITUATION}, "checklist_form") is parse
    unsure = in_context(parsed("随他爸", "emergency", confidence=0.3), {"offered": SITUATION}, "checklist_form")
    assert unsure["intent"]["name"] == "prepare_documents", "a guess does not drown a plain answer"


def test_none_of_these():
    assert in_context(parsed("都不是"), {"offered": CHOICE}, None)["intent"]["name"] == "deny"


def test_an_item_named_in_answer_keeps_the_question():
    read = in_context(parsed("临时身份证", "guide_overview", "1004"), {"offered": CHOICE}, None)
    assert read["asks"] == [{"intent": "guide_fee", "item": "1004"}]


@pytest.mark.parametrize("said", ["换成护照呢", "那护照呢", "护照呢"])
def test_a_follow_up_keeps_the_question(said: str):
    read = in_context(parsed(said, "guide_overview", "1015"), {"last_ask": "guide_fee"}, None)
    assert read["asks"] == [{"intent": "guide_fee", "item": "1015"}]


def test_a_district_given_afterwards_keeps_the_question():
    parse = {**parsed("云溪县的呢", "guide_overview"), "entities": [{"entity": "district", "value": "990104"}]}
    assert in_context(parse, {"last_ask": "guide_where"}, None)["intent"]["name"] == "guide_where"


def test_a_new_item_with_what_to_bring_is_a_new_item():
    parse = parsed("社保卡补办要带什么", "guide_materials", "3002")
    assert in_context(parse, {"service_item": "3018"}, None) is parse


def test_a_full_question_is_not_a_follow_up():
    parse = parsed("护照怎么办", "guide_overview", "1015")
    assert in_context(parse, {"last_ask": "guide_fee"}, None) is parse


def test_the_reference_to_an_identity_tail_is_taken():
    read = in_context(parsed("〔核对信息:0123456789abcdef〕"), {}, "progress_form")
    assert read["intent"]["name"] == "check_status" and values(read, "identity") == ["0123456789abcdef"]


def test_words_about_what_one_has_go_to_the_list():
    slots = {"checklist": {"code": "K7M2QX"}}
    assert in_context(parsed("身份证有了，户口本没带"), slots, None)["intent"]["name"] == "prepare_documents"
    parse = parsed("身份证有了，户口本没带")
    assert in_context(parse, {}, None) is parse
