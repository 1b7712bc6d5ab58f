"""The events as shipped hold together, are recognised, and are counted right."""

from __future__ import annotations

import csv
import shutil
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest

from bot.errors import ContentError
from bot.life_events.check import check
from bot.life_events.model import LifeEvents, Step
from bot.life_events.plan import chain, shared_halls, together, totals, waits_for, workdays
from bot.life_events.reading import FOLDER, LiveEvents, load
from bot.life_events.recognise import choice_in, recognise
from bot.platform_api.models import Guide, Limit
from tests.support import guide, items

KNOWN = load()

#: What people say → event; at least four a piece, none of them a row of words.csv.
SAID = {
    "birth": (
        "刚生了娃都要办哪些手续",
        "我老婆下个月生，要跑哪些地方",
        "家里添了个大胖小子，接下来办啥",
        "準備生二胎 要辦什麼",
    ),
    "school": (
        "孩子要上小学了 有哪些手续",
        "明年娃上幼儿园，要准备啥",
        "女儿考上大学要办什么",
        "打工的，孩子想在这边读书都要办啥",
    ),
    "job": (
        "我大学刚毕业，档案户口咋弄",
        "换工作了社保公积金怎么办",
        "刚入职，要自己办哪些",
        "第一份工作找着了 有啥要办的",
    ),
    "marriage": (
        "我们要结婚了 全套手续",
        "下个月跟对象领证，还有啥一起办",
        "儿子娶媳妇要跑哪些事",
        "新婚 户口医保这些怎么弄",
    ),
    "house": (
        "刚买了房，要办的事都有啥",
        "看中一套二手房 全程要办什么",
        "收房以后水电房本一堆咋办",
        "买新楼盘的房子 手续有哪些",
    ),
    "restaurant": (
        "想开个面馆 要哪些证",
        "盘了个店做餐饮全套手续",
        "开家奶茶店从头到尾办什么",
        "我爸想办个小饭馆要跑哪",
    ),
    "company": (
        "注册公司从头到尾要办几件事",
        "想创业，都要办什么",
        "跟朋友成立一家公司 手续有哪些",
        "自己当老板第一步办啥",
    ),
    "illness": (
        "我妈得了癌 报销救助能办什么",
        "在工地摔断了腿 后面办啥",
        "家里老人瘫了 能办哪些",
        "住院花了好多钱，有哪些可以办",
    ),
    "unemployed": (
        "被裁了 社保医保怎么办",
        "下岗了该去办啥",
        "离职以后公积金社保失业金都怎么弄",
        "厂子倒闭了，我们要办什么",
    ),
    "retirement": (
        "马上退休了要办哪些事",
        "我明年到龄 提前准备什么",
        "快六十了，养老医保公积金怎么弄",
        "老爸要办内退 手续有哪些",
    ),
    "death": (
        "我爸走了 后面一堆事要办什么",
        "奶奶过世，户口存款怎么处理",
        "老伴不在了，先办啥后办啥",
        "家裡老人去世了 要辦哪些手續",
    ),
    "veteran": (
        "当兵回来了要办什么",
        "我儿子刚退伍 户口优待证咋弄",
        "退役报到要办哪些手续",
        "从部队下来，落户找活一堆怎么办",
    ),
}

#: What people say that is another matter, however near it sounds.
ELSEWHERE = (
    "我们离婚了 要办什么",
    "买了新车要办哪些",
    "公司不开了 手续有哪些",
    "开药店要办什么证",
    "要出国留学办啥",
    "收养了个女娃",
)


@lru_cache(maxsize=1)
def guides() -> dict[str, Guide]:
    return {code: guide(code) for code, item in items().items() if item.published}


def rewritten(tmp_path: Path, name: str, old: str, new: str) -> LifeEvents:
    """The events as shipped, with a change in one file."""
    folder = tmp_path / "events"
    shutil.copytree(FOLDER, folder)
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return load(folder)


def test_the_shipped_events_hold_together():
    assert len(KNOWN.events) == 12
    assert check(KNOWN, guides()) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("steps.csv", "birth,1005,,", "birth,1005,3001,", "stands behind it"),
        ("steps.csv", "birth,1005,,", "birth,1005,9999,", "waits for 9999, which is no step"),
        ("steps.csv", "birth,1005", "birth,9999", "no guide for 9999"),
        ("steps.csv", "follow=mother", "follow=aunt", "no answer follow=aunt"),
        ("steps.csv", "house,4102,,,new", "house,4102,,,newer", "no choice newer"),
        ("visits.csv", "birth,newborn,", "birth,others,", "are not in both"),
        ("visits.csv", "house,transfer,yes", "house,transfer,", "which takes days"),
        ("steps.csv", "购房合同,合同在网上", "购房合同|喜糖,合同在网上", "gives 喜糖"),
        ("unlisted.csv", "离婚,2002", "离婚,9999", "unlisted: item 9999"),
        ("events.csv", "买的是新房，还是二手房？", "", "belong together"),
    ],
)
def test_the_check_finds_what_is_broken(tmp_path: Path, file: str, old: str, new: str, said: str):
    problems = check(rewritten(tmp_path, file, old, new), guides())
    assert any(said in problem for problem in problems), problems


def test_what_is_done_in_one_visit_shares_a_hall():
    moved = {**guides(), "3007": replace(guides()["3007"], places=guides()["2008"].places[:1])}
    assert moved["3007"].places[0].hall not in {place.hall for place in guides()["4004"].places}
    assert check(KNOWN, moved) == ["retirement: visit retire: no hall does all of 3007, 4004"]


def test_a_file_that_cannot_be_used_is_named(tmp_path: Path):
    with pytest.raises(ContentError, match="no event births"):
        rewritten(tmp_path, "words.csv", "birth,", "births,")
    with pytest.raises(ContentError, match=r"visits\.csv: has not the columns"):
        rewritten(tmp_path / "b", "visits.csv", "event,visit,joint,how", "event,visit,how")
    with pytest.raises(ContentError, match="row 2 has not as many cells"):
        rewritten(tmp_path / "c", "choices.csv", "school,kindergarten,", "school,kindergarten,a,b,")


def test_an_edit_is_live_and_a_broken_one_changes_nothing(tmp_path: Path):
    folder = tmp_path / "events"
    shutil.copytree(FOLDER, folder)
    live = LiveEvents(folder)
    table = folder / "events.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("birth,生孩子", "birth,家里添了孩子"), encoding="utf-8")
    assert live().events["birth"].name == "家里添了孩子"
    table.write_text("nothing\n", encoding="utf-8")
    assert live().events["birth"].name == "家里添了孩子"


@pytest.mark.parametrize(("event", "text"), [(event, text) for event, texts in SAID.items() for text in texts])
def test_events_are_recognised(event: str, text: str):
    assert recognise(text, KNOWN).events == (event,)


def test_every_event_has_four_phrasings_to_be_known_by():
    assert set(SAID) == set(KNOWN.events) and all(len(texts) >= 4 for texts in SAID.values())


@pytest.mark.parametrize("text", ELSEWHERE)
def test_what_has_no_plan_is_known_to_have_none(text: str):
    found = recognise(text, KNOWN)
    assert not found.events and found.unlisted and found.unlisted.items


@pytest.mark.parametrize("text", ["", "今天天气怎么样", "身份证丢了怎么补", "我妈社保卡没了"])
def test_no_event_is_read_into_other_words(text: str):
    assert recognise(text, KNOWN).events == ()


def test_a_case_is_told_by_its_words():
    house = KNOWN.events["house"]
    assert [choice_in(text, house) for text in ("买了套二手的", "楼盘是期房", "买房", "新房二手房都行")] == [
        "used", "new", "", "used",
    ]  # fmt: skip


def step(item: str, *after: str, visit: str = "", only_if: str = "") -> Step:
    return Step(item, "为什么", after, visit, only_if=only_if)


def test_days_run_side_by_side_and_wait_only_for_what_they_must():
    steps = (step("a"), step("b", "a"), step("c"), step("d", "b", "c"))
    days = {"a": 1, "b": 5, "c": 10, "d": 2}
    assert chain(steps[3], steps, days) == 12 and chain(steps[1], steps, days) == 6
    assert waits_for(steps[3], steps) == {"a", "b", "c"} and waits_for(step("x", "gone"), steps) == set()


def test_days_of_the_calendar_count_five_for_seven():
    assert [workdays(limit) for limit in (Limit(7), Limit(60, "自然日"), Limit(None, note="3个月"), None)] == [
        7,
        43,
        0,
        0,
    ]


def test_one_visit_does_several_items():
    steps = (step("a", visit="v"), step("b"), step("c", visit="v"))
    assert [[one.item for one in group] for group in together(steps)] == [["a", "c"], ["b"]]


def test_papers_visits_and_days_are_counted_from_the_guides():
    """Two real guides: what both ask for is counted once, and what the first gives is not asked for again."""
    first, second = guide("5002"), guide("5101")
    steps = (
        replace(step("5002", visit="v"), gives=("营业执照",)),
        step("5101", "5002", visit="v", only_if="要开发票的话"),
    )
    called = {"营业执照信息": "营业执照", "法定代表人实名认证": "老板", "经营者身份证": "老板"}
    known = replace(KNOWN, same={("", name): material for name, material in called.items()})
    sums = totals("x", steps, {"5002": first, "5101": second}, known)
    needed = [
        m for m in (*first.materials, *second.materials) if m.necessity == "必要" and not m.name.startswith("现场")
    ]
    assert sums.papers_apart == len(needed) and len(sums.papers) == len(needed) - 2
    assert sums.given == ("营业执照",) and sums.papers[0].name == "老板" and sums.papers[0].times == 2
    assert (sums.items, sums.must) == (2, 1)
    assert (sums.trips_apart, sums.trips_together, sums.days_apart, sums.days_together) == (2, 1, 1, 1)
    assert "H01" in shared_halls(steps, {"5002": first, "5101": second})


def test_every_material_that_is_called_alike_exists():
    names = {
        (event.id, name)
        for event in KNOWN.events.values()
        for one in event.steps
        for name in (m.name for m in guides()[one.item].materials)
    }
    spoken = {(event, name.partition("（")[0]) for event, name in names}
    with (FOLDER / "same_materials.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            for name in row["names"].split("|"):
                assert any(
                    event == row["event"] and (full == name or name.startswith(full) or full.startswith(name))
                    for event, full in spoken
                ), (row["event"], name)
