"""Each catalogue has items, names and a snapshot of its own; choosing another leaves nothing behind."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.catalogue.lexicon import Lexicon
from bot.catalogue.names import Names, distinct_names, with_own_names
from bot.catalogue.source import imported_items, load_items, save_snapshot, snapshot_path, source_stamp
from bot.errors import CatalogueError
from bot.platform_api.models import ServiceItem
from bot.settings import Settings
from tests.catalogue.importers.importing import FIXTURES, imported

KITES = ("11990000000000003C2990101004000", "11990100000000004D2990101004000")


@pytest.fixture
def city(tmp_path: Path) -> Settings:
    return Settings(var=tmp_path)


@pytest.fixture
def other(city: Settings) -> Settings:
    imported(city.var, FIXTURES / "guangdong.jsonl", "guangdong")
    return replace(city, catalogue="guangdong")


def item(code: str, name: str, department: str = "某局") -> ServiceItem:
    return ServiceItem(code, name, department, "", "", "")


def test_the_catalogue_that_is_set_is_read(city: Settings, other: Settings) -> None:
    assert len(load_items(other)) == 5 and len(load_items(city)) == 210
    assert load_items(other)[0].published
    assert imported_items(city.var, "guangdong") == load_items(other)


def test_a_catalogue_that_was_never_imported_is_told_with_the_command(city: Settings) -> None:
    with pytest.raises(CatalogueError, match="catalogue import"):
        load_items(replace(city, catalogue="elsewhere"))
    assert source_stamp(replace(city, catalogue="elsewhere"))[1] == 0


def test_the_snapshot_of_one_is_not_the_snapshot_of_another(city: Settings, other: Settings) -> None:
    save_snapshot(other, [item("g1", "广东的")])
    assert len(load_items(city)) == 210
    save_snapshot(city, [item("c1", "本市的")])
    assert [one.code for one in load_items(other)] == ["g1"]
    assert [one.code for one in load_items(city)] == ["c1"]


def test_an_import_is_newer_than_the_snapshot_before_it(other: Settings) -> None:
    save_snapshot(other, [item("g1", "旧的")])
    before = source_stamp(other)
    imported(other.var, FIXTURES / "guangdong.jsonl", "guangdong")
    assert snapshot_path(other).exists() and len(load_items(other)) == 5 and source_stamp(other) != before


def test_aliases_survive_the_snapshot(other: Settings) -> None:
    items = load_items(other)
    save_snapshot(other, items)
    assert load_items(other) == items and any(one.aliases for one in items)


def test_names_place_and_starters_follow_the_catalogue(city: Settings, other: Settings) -> None:
    own = Names(city)
    assert own("1003") == "身份证丢了补" and own.place() == "" and own.starters() == ()
    names = Names(other)
    assert names.place() == "云岭省" and len(names.starters()) == 3
    assert names("1003") == "1003", "the lexicon speaks of the city's own items"
    assert [names(code) for code in KITES] == ["风筝传人认定（云岭省文化厅）", "风筝传人认定（星湖市文化局）"]


def test_names_are_renewed_without_a_restart(other: Settings) -> None:
    now = 0.0
    names = Names(other, clock=lambda: now)
    save_snapshot(other, [item("g1", "新来的")])
    assert names("g1") == "g1"
    now = Names.EVERY
    assert names("g1") == "新来的"


@pytest.mark.parametrize(
    ("items", "names"),
    [
        ([item("a", "甲"), item("b", "乙")], ["甲", "乙"]),
        ([item("a", "甲", "省局"), item("b", "甲", "市局")], ["甲（省局）", "甲（市局）"]),
        ([item("a", "甲", "省局"), item("b", "甲", "省局")], ["甲（省局 a）", "甲（省局 b）"]),
        ([item("a", "认定(（聘用人员）)")], ["认定（聘用人员）"]),
        ([item("a", "鉴定" + "（很长的说明）" * 5)], ["鉴定"]),
        ([item("a", "鉴定（甲" + "长" * 25), item("b", "鉴定（乙")], ["鉴定（甲" + "长" * 25, "鉴定（乙"]),
    ],
)
def test_names_tell_items_apart(items: list[ServiceItem], names: list[str]) -> None:
    assert list(distinct_names(items).values()) == names


def test_a_registers_everyday_names_join_the_lexicon() -> None:
    lexicon = Lexicon(aliases={"a": ("老名字",)})
    joined = with_own_names(lexicon, [replace(item("a", "甲"), aliases=("气球本丢了",)), item("b", "乙")])
    assert joined.aliases == {"a": ("老名字", "气球本丢了")} and lexicon.aliases == {"a": ("老名字",)}
