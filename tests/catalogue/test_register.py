"""Items of a register with official names only, found by everyday words through the thesaurus."""

from __future__ import annotations

import pytest

from bot.catalogue.lexicon import Lexicon
from bot.catalogue.linker import NAME_SIGN, Linker
from bot.catalogue.register import RegisterSearch
from bot.catalogue.register_index import RegisterIndex
from bot.platform_api.models import ServiceItem

NAMES = (
    "被监管人员家属探访预约",
    "律师协会基本信息查询",
    "国家统一法律职业资格考试报名",
    "普通货运企业查询",
    "股权公证指引",
    "对股权出质设立登记",
    "设置专用航标审批",
)
LEXICON = Lexicon(
    related={"探监": ("探访", "会见"), "律协": ("律师协会",), "法考": ("法律职业资格",), "股权": ("股份",)}
)


def items(names: tuple[str, ...] = NAMES, department: str = "司法局") -> list[ServiceItem]:
    return [ServiceItem(f"G{at}", name, department, "公共服务", "自然人", "") for at, name in enumerate(names)]


@pytest.fixture(scope="module")
def linker() -> Linker:
    return Linker(items(), LEXICON)


def test_a_register_without_everyday_names_is_read_by_its_names(linker: Linker) -> None:
    assert isinstance(linker.search, RegisterSearch)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("探监", "被监管人员家属探访预约"),
        ("律协", "律师协会基本信息查询"),
        ("法考怎么报名", "国家统一法律职业资格考试报名"),
        ("法考報名", "国家统一法律职业资格考试报名"),
        ("股权公证", "股权公证指引"),
        ("航标审批", "设置专用航标审批"),
    ],
)
def test_everyday_words_lead_to_names(linker: Linker, said: str, name: str) -> None:
    assert linker.link(said).candidates[0].name == name


def test_a_word_that_names_write_stands_for_itself(linker: Linker) -> None:
    assert {c.name for c in linker.link("股权").candidates[:2]} == {"股权公证指引", "对股权出质设立登记"}


def test_nothing_shared_names_nothing(linker: Linker) -> None:
    assert linker.link("xyz").candidates == ()


def test_the_department_tells_items_of_one_name_apart() -> None:
    both = [*items(("身份证换领",), "东城区公安局"), *items(("身份证换领",), "西湖区公安局")]
    both = [ServiceItem(f"D{at}", i.name, i.department, i.type, i.object, i.theme) for at, i in enumerate(both)]
    linker = Linker(both, Lexicon())
    assert linker.link("西湖区身份证换领").candidates[0].code == "D1"
    assert linker.link("东城区身份证换领").candidates[0].code == "D0"


def test_the_name_is_one_sign_in_the_frame(linker: Linker) -> None:
    assert linker.link("股权公证指引要带什么").frame == f"{NAME_SIGN}要带什么"


def test_scores_grow_with_what_is_shared() -> None:
    index = RegisterIndex(["护照换发", "护照补发", "户口迁移"])
    scores = index.scores({"护": 1.0, "护照": 1.0, "换": 1.0})
    assert scores[0] > scores[1] > scores[2] == 0
