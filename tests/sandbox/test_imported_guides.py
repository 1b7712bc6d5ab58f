"""The sandbox serves an imported catalogue through the same API, and the city again without it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import aiohttp
import jsonschema
import pytest
from aiohttp.test_utils import TestClient

from bot.catalogue.imported import catalogue_file
from bot.errors import CatalogueError, NotFound
from bot.platform_api import codec
from bot.platform_api.client import PlatformClient
from bot.sandbox.app import create_app
from bot.sandbox.guides import LOOK
from bot.sandbox.imported_guides import ImportedGuides
from bot.settings import Settings
from tests.catalogue.importers.importing import FIXTURES, imported

FILE = FIXTURES / "guangdong.jsonl"
REISSUE = "11990000000000001A2990101001000"
CITY_APPLICATION = "9901002026000101"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    imported(tmp_path / "var", FILE, "guangdong")
    return Settings(var=tmp_path / "var", catalogue="guangdong")


async def started(aiohttp_client: Any, settings: Settings) -> TestClient[Any, Any]:
    client: TestClient[Any, Any] = await aiohttp_client(create_app(settings))
    return client


async def json_of(client: TestClient[Any, Any], path: str, status: int = 200) -> Any:
    answer = await client.get(path)
    assert answer.status == status
    return await answer.json()


async def test_items_and_guides_come_from_the_import(aiohttp_client: Any, settings: Settings) -> None:
    client = await started(aiohttp_client, settings)
    assert await json_of(client, "/health") == {"status": "ok", "items": 5, "guides": 5, "broken_guides": []}
    page = await json_of(client, "/v1/items?limit=2&department=云岭省航空局")
    assert [item["name"] for item in page["items"]] == ["热气球驾驶执照补发", "热气球驾驶执照换发"]
    guide = codec.GUIDE.decode(await json_of(client, f"/v1/guides/{REISSUE}"))
    assert guide.source is not None and guide.source.region == "云岭省" and guide.fee is None
    materials = await json_of(client, f"/v1/materials?item={REISSUE}")
    assert len(materials["materials"]) == 3 and materials["materials"][0]["original"] is None
    assert (await json_of(client, "/v1/items/1003", 404))["code"] == "item_unknown"


async def test_nothing_of_the_city_is_served_beside(aiohttp_client: Any, settings: Settings) -> None:
    client = await started(aiohttp_client, settings)
    assert (await json_of(client, "/v1/halls"))["halls"] == [] == (await json_of(client, "/v1/districts"))["districts"]
    answer = await client.post(
        "/v1/verifications",
        json={"application_number": CITY_APPLICATION, "tail": "1015"},
        headers={"X-Caller": "c"},
    )
    assert answer.status == 403


async def test_every_guide_matches_the_published_schema(aiohttp_client: Any, settings: Settings) -> None:
    client = await started(aiohttp_client, settings)
    schemas = (await json_of(client, "/openapi.json"))["components"]["schemas"]
    for item in (await json_of(client, "/v1/items"))["items"]:
        jsonschema.Draft202012Validator(schemas["Item"]).validate(item)
        jsonschema.Draft202012Validator(schemas["Guide"]).validate(await json_of(client, f"/v1/guides/{item['code']}"))


async def test_the_client_reads_it_and_asks_again_by_version(aiohttp_client: Any, settings: Settings) -> None:
    client = await started(aiohttp_client, settings)
    async with aiohttp.ClientSession() as session:
        platform = PlatformClient(str(client.make_url("")), session)
        assert len((await platform.items()).value) == 5
        first, again = await platform.guide(REISSUE), await platform.guide(REISSUE)
        assert first.value is again.value, "told unchanged by its version"
        with pytest.raises(NotFound):
            await platform.guide("1003")


async def test_the_city_is_served_again_with_its_applications(aiohttp_client: Any, settings: Settings) -> None:
    await started(aiohttp_client, settings)
    city = await started(aiohttp_client, replace(settings, catalogue=""))
    assert (await json_of(city, "/health"))["items"] == 210
    answer = await city.post(
        "/v1/verifications",
        json={"application_number": CITY_APPLICATION, "tail": "1015"},
        headers={"X-Caller": "c"},
    )
    assert answer.status in (200, 201), "the applications are not taken for seeded by the other catalogue"


async def test_a_catalogue_that_is_not_there_stops_the_start(aiohttp_client: Any, tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="no such catalogue"):
        await started(aiohttp_client, Settings(var=tmp_path, catalogue="guangdong"))


def test_a_replaced_catalogue_is_served_and_a_broken_one_is_not(tmp_path: Path) -> None:
    imported(tmp_path, FILE, "guangdong")
    path = catalogue_file(tmp_path, "guangdong")
    now = 0.0
    guides = ImportedGuides(path, monotonic=lambda: now)
    assert len(guides) == 5 and guides.get(REISSUE) is not None
    short = tmp_path / "short.jsonl"
    short.write_text(FILE.read_text(encoding="utf-8").splitlines()[1], encoding="utf-8")
    imported(tmp_path, short, "guangdong")
    assert len(guides) == 5, "looks at the file once a second"
    now += LOOK
    assert guides.get(REISSUE) is None and len(guides) == 1
    (tmp_path / "broken.db").write_text("no database")
    (tmp_path / "broken.db").replace(path)
    now += LOOK
    assert guides.item(REISSUE) is None and len(guides) == 1
    path.unlink()
    now += LOOK
    assert len(guides.items()) == 1
    guides.close()
