"""The landing page and the health it reports."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from aiohttp import web

from bot.console.app import create_app
from bot.console.overview import TITLES, model_health
from bot.health import Health
from bot.settings import Settings

READY = {"worker": 1, "release": "models/20261120-city.tar.gz", "ready": True, "problems": []}


def app(
    tmp_path: Path, *, platform_url: str = "http://127.0.0.1:8001", asked: list[Health] | None = None, **states: Health
) -> web.Application:
    async def answer(health: Health) -> Health:
        if asked is not None:
            asked.append(health)
        return health

    well = {"dialogue": Health(True, facts=READY), "actions": Health(True), "platform": Health(True)}
    found = {**well, "redis": Health(True, facts={"used_memory": 2 * 1024 * 1024}), **states}
    settings = Settings(var=tmp_path, platform_url=platform_url)
    return create_app(settings, asked={name: lambda health=health: answer(health) for name, health in found.items()})


async def test_every_part_is_reported(aiohttp_client, tmp_path: Path) -> None:
    client = await aiohttp_client(app(tmp_path))
    report = await (await client.get("/api/health")).json()
    assert report["ok"] is True
    assert [part["name"] for part in report["parts"]] == list(TITLES)
    details = {part["name"]: part["detail"] for part in report["parts"]}
    assert details["redis"] == "占用内存 2.0 MB"
    assert details["model"] == "20261120-city"


async def test_what_fails_says_why(aiohttp_client, tmp_path: Path) -> None:
    client = await aiohttp_client(app(tmp_path, dialogue=Health(False, "2 秒内没有应答")))
    report = await (await client.get("/api/health")).json()
    assert report["ok"] is False
    failing = {part["name"]: part["detail"] for part in report["parts"] if not part["ok"]}
    assert failing == {"dialogue": "2 秒内没有应答", "model": "对话服务没有报告已加载的模型"}


async def test_many_who_ask_cost_one_round(aiohttp_client, tmp_path: Path) -> None:
    asked: list[Health] = []
    client = await aiohttp_client(app(tmp_path, asked=asked))
    for _ in range(20):
        await client.get("/api/health")
    assert len(asked) == 4


async def test_the_page_links_to_the_host_it_was_reached_by(aiohttp_client, tmp_path: Path) -> None:
    client = await aiohttp_client(app(tmp_path))
    answer = await client.get("/", headers={"Host": "banshi.example:8000"})
    page = await answer.text()
    assert answer.status == 200
    assert 'href="http://banshi.example:5005/webhooks/web/"' in page
    assert 'href="http://banshi.example:8001/openapi.json"' in page
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


async def test_a_hostile_host_header_stays_text(aiohttp_client, tmp_path: Path) -> None:
    client = await aiohttp_client(app(tmp_path))
    answer = await client.get("/", headers={"Host": '"><script>alert(1)</script>'})
    assert "<script>alert" not in await answer.text()


async def test_a_city_platform_is_linked_as_such(aiohttp_client, tmp_path: Path) -> None:
    client = await aiohttp_client(app(tmp_path, platform_url="https://platform.example/api"))
    page = await (await client.get("/")).text()
    assert 'href="https://platform.example/api"' in page
    assert "沙箱" not in page


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(5, "刚刚训练"), (600, "10 分钟前训练"), (3 * 3600, "3 小时前训练"), (50 * 86400, "50 天前训练")],
)
def test_the_age_of_the_model(tmp_path: Path, seconds: int, words: str) -> None:
    file = tmp_path / "20261120-city.tar.gz"
    file.touch()
    os.utime(file, (time.time() - seconds,) * 2)
    assert model_health(Health(True, facts=READY), tmp_path).detail == f"20261120-city，{words}"


async def test_files_are_served(aiohttp_client, tmp_path: Path) -> None:
    client = await aiohttp_client(app(tmp_path))
    for name in ("style.css", "console.js", "icon.svg"):
        assert (await client.get(f"/static/{name}")).status == 200
    assert (await client.get("/static/../app.py")).status in (403, 404)
    assert await (await client.get("/health")).json() == {"status": "ok"}
