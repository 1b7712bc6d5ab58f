"""The real registers, where they lie beside the project."""

from __future__ import annotations

import re

import pytest

from bot.settings import ROOT
from tests.catalogue.importers.importing import Outcome, imported

SHARED = ROOT.parent / "shared" / "data"


def real(tmp_path_factory: pytest.TempPathFactory, *parts: str) -> Outcome:
    path = SHARED.joinpath(*parts)
    if not path.is_file():
        pytest.skip(f"the real register {'/'.join(parts)} is not beside the project")
    return imported(tmp_path_factory.mktemp("var"), path, parts[0])


@pytest.fixture(scope="module")
def guangdong(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return real(tmp_path_factory, "guangdong", "policy.jsonl")


@pytest.fixture(scope="module")
def guangan(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return real(tmp_path_factory, "guangan", "bszl-data.js")


def test_guangdong_is_kept_whole(guangdong: Outcome) -> None:
    assert (guangdong.report.read, guangdong.report.kept, guangdong.rejected) == (2262, 2262, [])
    kinds = {reason.partition("：")[0] for reason in guangdong.odd}
    assert {"受理条件没有写完", "投诉电话认不出号码", "咨询电话认不出号码"} <= kinds
    assert guangdong.catalogue.profile.region == "广东省" and len(guangdong.catalogue.profile.starters) == 3


def test_no_markup_empty_words_or_lost_bytes_are_left_in_guangdong(guangdong: Outcome) -> None:
    for item in guangdong.catalogue.items():
        guide = guangdong.guide(item.code)
        texts = [*guide.conditions, *(m.name for m in guide.materials), *(p.address for p in guide.places)]
        for text in [*texts, *(value for _, value in guide.extra)]:
            assert text and text == text.strip() and text not in ("无", "[]"), (item.code, text)
            assert not re.search(r"<[a-z/]|&[a-z]+;|\ufffd|\u3000", text), (item.code, text)


def test_every_guangdong_item_has_a_source_and_someone_to_call(guangdong: Outcome) -> None:
    for item in guangdong.catalogue.items():
        source = guangdong.guide(item.code).source
        assert source is not None and source.region.startswith("广东省") and source.as_of == "2021"
        assert re.fullmatch(r"[\d-]+(?:转\d+)?", item.phone), (item.code, item.phone)


def test_guangan_is_kept_whole(guangan: Outcome) -> None:
    assert (guangan.report.read, guangan.report.kept) == (1135, 1135)
    assert all(item.type and item.department for item in guangan.catalogue.items())
