"""Understanding in context: what a message means after what the assistant just said.

Pure functions over the parse of the message alone and the conversation's slots. ``offered`` is what the last reply
offered (``actions/base.py`` writes it): a title, a number, or other words for an option choose it; a short follow-up
(换成护照呢) keeps the question; words about what one has go to the checklist under way.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

Parse = dict[str, Any]

#: What a channel puts in place of the tail of an identity number; the reference leads to the vault.
IDENTITY = re.compile(r"〔核对信息:([0-9a-f]{8,64})〕")
ORDINAL = re.compile(r"^(?:选|第)?\s*([1-9一二三四五六①②③④⑤⑥])\s*(?:个|项|条|吧|号)?$")
DIGITS = {mark: index for marks in ("123456789", "一二三四五六", "①②③④⑤⑥") for index, mark in enumerate(marks)}
ASKING = re.compile(r"多少|怎么|咋|哪|吗|几|什么|啥|能不能|可不可以|要不要|[?？]")
INSTEAD = re.compile(
    r"^(?:换成|换做|那么|那|要是|如果是|改成|再问下|还有)?.{1,10}?(?:呢|的话|呐|咧)[?？]?$|^(?:换成|改成).{1,10}$"
)
AT_HAND = re.compile(r"有了|带了|没带|没有带|还没|备齐|都有|都带|齐了|准备好|差啥|差什么|还差|缺什么|缺啥")
YES = re.compile(r"^(?:是|对|嗯|恩|好|没错|就是)(?:的|啊|呀|呢|这个|它)?$")
NUMBER_LIKE = re.compile(r"^[\s:：]*\d[\d\s-]{5,22}\d[\s。.]*$")
BRINGING = re.compile(
    r"^(?:那|要是|如果|万一|我|还|就)*(?:没|没有|不|不用|用不用|要不要|要|非得|必须|忘了?|忘记)带(?!什么|啥|哪|点|些|几|的)"
)
ALLOWED = re.compile(r"(?:行吗|行不行|行不|可以吗|可不可以|能办吗|能不能办|咋办|怎么办)[?？。]?$")
CERTAIN = 0.9  # confidence of a meaning that stands whatever was asked
#: Probability from which the question behind «out of scope» is taken as one about the item in focus.
CLOSE_BEHIND = 0.3
SHORT = 12  # characters of a follow-up whose only word may be its question
#: What a short follow-up about the item in focus asks for.
FIELDS = tuple(
    (intent, re.compile(words))
    for intent, words in (
        ("guide_fee", r"多少钱|好多钱|几块|几元|收费|要钱|花钱|工本费"),
        ("guide_duration", r"多久|几天|多长时间|啥时候能|什么时候能"),
        ("guide_materials", r"带什么|带啥|什么材料|啥材料|要什么|要啥"),
        ("guide_where", r"在哪|去哪|到哪|哪里办|哪儿办|地址"),
        ("guide_hours", r"几点|周末|周六|上班"),
        ("guide_contact", r"电话|热线"),
        ("guide_online", r"网上|手机上|线上"),
        ("guide_proxy", r"代办|替我|帮我去"),
    )
)
ADOPTABLE = ("guide_overview", "out_of_scope", "faq_other", "affirm", "deny", "prepare_documents", "guide_materials")
NEGATIONS = "不没非无"
TRIM = re.compile(r"[\s，。！？、；：,.!?;:~…“”\"'（）()]+")
SPLIT = re.compile(r"[、，,/／（）()]|或者|或")
LONGEST_ANSWER = 30  # characters of a message that may still be an answer to a choice


def in_context(parse: Parse, slots: Mapping[str, Any], loop: str | None) -> Parse:
    """The parse as it reads in the conversation; the same object when the context changes nothing."""
    text = str(parse.get("text") or "")
    if found := IDENTITY.search(text):
        return meaning(parse, "check_status", [*entities(parse), entity("identity", found.group(1))])
    if parse["intent"]["name"] == "emergency" and parse["intent"]["confidence"] >= CERTAIN:
        return parse  # danger told in plain words is never an answer to a question
    offered = slots.get("offered") or {}
    payload = chosen(text, offered)
    if payload:
        return from_payload(parse, payload)
    if loop == "progress_form":
        if any(e["entity"] == "application_number" for e in entities(parse)):
            return meaning(parse, "check_status", entities(parse))
        if digits := NUMBER_LIKE.match(text):
            return meaning(parse, "check_status", [entity("application_number", TRIM.sub("", digits.group()))])
    if slots.get("checklist") and loop != "progress_form" and speaks_of_having(parse, text):
        return meaning(parse, "prepare_documents", [e for e in entities(parse) if e["entity"] != "service_item"])
    if slots.get("service_item"):
        parse = about_focus(parse, text)
    return kept_question(parse, text, slots, offered)


def about_focus(parse: Parse, text: str) -> Parse:
    """The parse with the item in focus in mind: a paper to bring is no new item, a bare question word asks about it."""
    if BRINGING.search(text) and linked(parse):
        # 没带户口本行吗
        kept = [e for e in entities(parse) if e["entity"] != "service_item"]
        if ALLOWED.search(text):
            return meaning(parse, "faq_other", kept)
        return {**parse, "entities": kept, "asks": [{**ask, "item": None} for ask in parse.get("asks") or ()]}
    if parse["intent"]["name"] == "out_of_scope" and len(TRIM.sub("", text)) <= SHORT:
        field = next((intent for intent, words in FIELDS if words.search(text)), None) or runner_up(parse)
        return meaning(parse, field, entities(parse)) if field else parse
    return parse


def runner_up(parse: Parse) -> str | None:
    """The question about a field that comes close behind «out of scope»: said of the item in focus, it is asked."""
    ranking = [one for one in parse.get("intent_ranking") or () if one["name"] != "out_of_scope"]
    if not ranking or not ranking[0]["name"].startswith("guide_"):
        return None
    return str(ranking[0]["name"]) if ranking[0]["confidence"] >= CLOSE_BEHIND else None


def chosen(text: str, offered: Mapping[str, Any]) -> str | None:
    """The payload of the option that the text chooses, if it clearly chooses one."""
    options: Sequence[Mapping[str, Any]] = offered.get("options") or ()
    said = TRIM.sub("", text)
    if not said or not options or len(said) > LONGEST_ANSWER:
        return None
    for option in options:
        if said == TRIM.sub("", option["title"]):
            return str(option["payload"])
    asked = offered.get("status") in ("clarifying", "collecting") or "situation_answer" in options[0]["payload"]
    real = [option for option in options if option["payload"] != "/deny"]
    if str(offered.get("kind")) == "clarify.item" and len(real) == 1 and YES.match(said):
        return str(real[0]["payload"])
    if ordinal := ORDINAL.match(said):
        index = DIGITS[ordinal.group(1)]
        return str(options[index]["payload"]) if asked and index < len(options) else None
    if not asked or ASKING.search(text):
        return None
    best = only_best([weight(said, option) for option in options])
    if best is None and len(said) <= 2:
        best = only_best([int(begins(said, option)) for option in options])
    if best is None and str(offered.get("kind")).startswith("clarify."):
        best = only_best(shared_pairs(said, [TRIM.sub("", option["title"]) for option in options]))
    return None if best is None else str(options[best]["payload"])


def begins(said: str, option: Mapping[str, Any]) -> bool:
    """Whether one of the option's words begins with the little that was said: 没 → 没领."""
    return any(TRIM.sub("", words).startswith(said) for words in (option["title"], *option.get("says", ())))


def only_best(weights: Sequence[int]) -> int | None:
    """The index of the largest weight; None when it is 0 or not alone."""
    largest = max(weights)
    return weights.index(largest) if largest and list(weights).count(largest) == 1 else None


def shared_pairs(said: str, titles: Sequence[str]) -> list[int]:
    """How many character pairs each title shares with what was said, without those that all titles hold."""
    pairs = [{title[i : i + 2] for i in range(len(title) - 1)} for title in titles]
    common = set.intersection(*pairs[:-1]) if len(pairs) > 2 else set()
    spoken = {said[i : i + 2] for i in range(len(said) - 1)} - common
    return [len(own & spoken) for own in pairs]


def weight(said: str, option: Mapping[str, Any]) -> int:
    """Length of the longest of the option's words that the text contains; words after 不/没 do not count."""
    best = 0
    parts = (part for part in SPLIT.split(option["title"]) if len(part) > 1)
    for words in (option["title"], *parts, *option.get("says", ())):
        words = TRIM.sub("", words)
        if len(words) < 2 and len(said) > 4:
            continue  # one character says nothing in a sentence
        at = said.find(words)
        if words and at >= 0 and (words[0] in NEGATIONS or not set(said[max(0, at - 2) : at]) & set(NEGATIONS)):
            best = max(best, len(words))
    return best


def speaks_of_having(parse: Parse, text: str) -> bool:
    """Whether the text tells what is at hand or missing for the list under way."""
    intent = parse["intent"]["name"]
    return bool(AT_HAND.search(text)) and (intent in ADOPTABLE or parse["intent"].get("confidence", 0) < 0.6)


def kept_question(parse: Parse, text: str, slots: Mapping[str, Any], offered: Mapping[str, Any]) -> Parse:
    """An item named in answer to «which one?», or in a follow-up, is asked what was asked before."""
    intent = parse["intent"]["name"]
    elsewhere = any(e["entity"] == "district" for e in entities(parse))  # 云溪县的呢
    if intent not in ADOPTABLE or not (linked(parse) or elsewhere):
        return parse
    short = len(TRIM.sub("", text)) <= 12 and not ASKING.search(text)
    kind = str(offered.get("kind") or "")
    wanted = None
    if short and kind in ("clarify.item", "clarify.which") and offered.get("options"):
        wanted = split_payload(offered["options"][0]["payload"])[0]
    elif slots.get("last_ask") and (INSTEAD.match(text.strip()) or (elsewhere and len(TRIM.sub("", text)) <= 6)):
        wanted = str(slots["last_ask"])
    return meaning(parse, wanted, entities(parse)) if wanted and wanted != intent else parse


def linked(parse: Parse) -> bool:
    return any(e["entity"] == "service_item" and e.get("value") for e in entities(parse))


def from_payload(parse: Parse, payload: str) -> Parse:
    intent, values = split_payload(payload)
    return meaning(parse, intent, [entity(name, value) for name, value in values.items()])


def split_payload(payload: str) -> tuple[str, dict[str, str]]:
    """``/intent{"name": "value"}`` → intent and entities."""
    name, brace, rest = payload.removeprefix("/").partition("{")
    return name, json.loads(brace + rest) if brace else {}


def meaning(parse: Parse, intent: str, found: list[dict[str, Any]]) -> Parse:
    """The parse with one certain meaning."""
    item = next((e["value"] for e in found if e["entity"] == "service_item"), None)
    return {
        **parse,
        "intent": {"name": intent, "confidence": 1.0},
        "entities": found,
        "asks": [{"intent": intent, "item": item}],
    }


def entities(parse: Parse) -> list[dict[str, Any]]:
    return list(parse.get("entities") or ())


def entity(name: str, value: str) -> dict[str, Any]:
    return {"entity": name, "value": value, "start": 0, "end": 0, "confidence_entity": 1.0, "extractor": "InContext"}
