"""The page says whose assistant it is, and begins with items of the catalogue in use."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bot.catalogue.names import Names
from bot.settings import ROOT, Settings
from channels.web.pages import Asset
from channels.web.place import Place
from tests.catalogue.importers.importing import FIXTURES, imported

PAGE = (ROOT / "channels" / "web" / "pages" / "index.html").read_bytes()
BUILT = Asset(PAGE, "text/html; charset=utf-8", '"built"', {"gzip": b"packed"})


def test_the_citys_own_page_is_served_as_it_was_built() -> None:
    place = Place()
    assert place.index(BUILT) is BUILT and place.city() == "云州市"


def test_an_imported_catalogue_has_its_region_and_starters_on_the_page(tmp_path: Path) -> None:
    imported(tmp_path, FIXTURES / "guangdong.jsonl", "guangdong")
    place = Place(Names(Settings(var=tmp_path, catalogue="guangdong")))
    served = place.index(BUILT)
    page = served.body.decode()
    assert place.city() == "云岭省" and "云岭省政务服务助手" in page and "云州" not in page
    assert '<meta name="starters" content="热气球驾驶执照补发|' in page
    assert served.encoded == {} and served.etag not in (BUILT.etag, place.index(replace(BUILT, body=b"other")).etag)
