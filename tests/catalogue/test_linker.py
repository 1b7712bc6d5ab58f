"""Everyday words to service items, on the shipped catalogue and lexicon."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.catalogue.lexicon import Lexicon, load_lexicon
from bot.catalogue.linker import CHOOSE, NONE, SURE, UNKNOWN, Linker, LiveLinker
from bot.catalogue.source import load_items, save_snapshot
from bot.errors import CatalogueError, ContentError
from bot.platform_api.models import ServiceItem
from bot.settings import Settings


@pytest.fixture(scope="module")
def linker(tmp_path_factory: pytest.TempPathFactory) -> Linker:
    return Linker(load_items(Settings(var=tmp_path_factory.mktemp("var"))), load_lexicon())


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("身份证丢了咋办", "1003"),
        ("身份证到期了", "1002"),
        ("第一次办护照", "1015"),
        ("补护照", "1017"),
        ("居住证签注", "1012"),
        ("港澳通行证签注", "1019"),
        ("刚生了娃，上户口要带啥", "1005"),
        ("公积金租房提取", "4001"),
        ("开餐馆办证分几步", "5013"),
        ("社保卡在哪儿补办", "3002"),
        ("社保卡在哪兒補辦", "3002"),
        ("我要申请失业金", "3010"),
        ("离婚", "2002"),
    ],
)
def test_sure(linker: Linker, text: str, item: str) -> None:
    link = linker.link(text)
    assert (link.decision, link.item) == (SURE, item)
    assert link.candidates[0].score > 0.5


@pytest.mark.parametrize(("text", "item"), [("居主证怎么办", "1011"), ("公集金租房提取", "4001"), ("事业登记", "3009")])
def test_typing_errors_sound_right(linker: Linker, text: str, item: str) -> None:
    assert linker.link(text).item == item


@pytest.mark.parametrize(
    ("text", "items"),
    [("身份证", {"1001", "1002", "1003"}), ("护照", {"1015", "1016", "1017"}), ("营业执照", {"5001", "5002"})],
)
def test_several_could_be_meant(linker: Linker, text: str, items: set[str]) -> None:
    link = linker.link(text)
    assert link.decision == CHOOSE
    assert items <= {candidate.code for candidate in link.candidates}


@pytest.mark.parametrize("text", ["那收费吗", "怎么办", "要带什么", "你好", "多少钱 几天能拿", ""])
def test_no_item_is_named(linker: Linker, text: str) -> None:
    assert linker.link(text).decision == NONE


@pytest.mark.parametrize("text", ["今天天气怎么样", "给我写首诗", "红烧排骨怎么做"])
def test_nothing_we_have(linker: Linker, text: str) -> None:
    link = linker.link(text)
    assert link.decision == UNKNOWN
    assert link.item is None


def test_scores_are_probabilities_best_first(linker: Linker) -> None:
    scores = [candidate.score for candidate in linker.link("营业执照几天能下来").candidates]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == 5
    assert 0 < sum(scores) <= 1


def test_the_frame_shows_how_it_is_asked(linker: Linker) -> None:
    assert linker.link("居住证多少钱").frame == "◇多少钱"


def item(code: str, name: str) -> ServiceItem:
    return ServiceItem(code, name, "某局", "行政许可", "自然人", "其他")


def test_a_catalogue_without_any_words_works() -> None:
    link = Linker([item("a", "潜水员证核发"), item("b", "游泳场所许可")], Lexicon()).link("潜水员证")
    assert link.candidates[0].code == "a"


def test_changed_files_are_in_use_without_restart(tmp_path: Path) -> None:
    settings, folder = Settings(var=tmp_path), tmp_path / "lexicon"
    folder.mkdir()
    aliases = folder / "aliases.csv"
    aliases.write_text("item,alias\n1003,那张小卡\n", encoding="utf-8")
    now = 0.0
    live = LiveLinker(settings, folder, clock=lambda: now)
    assert live.current().link("那张小卡").item == "1003"
    aliases.write_text("item,alias\n3002,那张小卡\n", encoding="utf-8")
    os.utime(aliases, ns=(1, 1))
    assert live.current().link("那张小卡").item == "1003"  # not looked at again yet
    now = LiveLinker.EVERY
    assert live.current().link("那张小卡").item == "3002"
    save_snapshot(settings, [item("x1", "那张小卡申领")])
    now = 2 * LiveLinker.EVERY
    assert live.current().link("那张小卡").item == "x1"


def test_snapshot_comes_before_the_seed(tmp_path: Path) -> None:
    settings = Settings(var=tmp_path)
    assert len(load_items(settings)) == 210
    save_snapshot(settings, [item("x1", "某证")])
    assert [one.code for one in load_items(settings)] == ["x1"]
    (tmp_path / "catalogue" / "items.json").write_text("{", encoding="utf-8")
    with pytest.raises(CatalogueError):
        load_items(settings)


def test_a_lexicon_with_other_columns_is_refused(tmp_path: Path) -> None:
    (tmp_path / "aliases.csv").write_text("code;name\n", encoding="utf-8")
    with pytest.raises(ContentError, match=r"aliases\.csv"):
        load_lexicon(tmp_path)
