"""Asking a part over HTTP: what it says, and why it does not answer."""

from __future__ import annotations

import asyncio
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from bot.health import http_health


@pytest.fixture
async def part(aiohttp_server):
    async def ready(request: web.Request) -> web.Response:
        return web.json_response({"release": "m1"})

    async def unready(request: web.Request) -> web.Response:
        return web.json_response({"problems": ["actions do not answer", "Redis does not answer"]}, status=503)

    async def slow(request: web.Request) -> web.Response:
        await asyncio.sleep(5)
        return web.Response()

    async def strange(request: web.Request) -> web.Response:
        return web.Response(text="{not json", content_type="application/json")

    app = web.Application()
    app.add_routes([web.get("/ready", ready), web.get("/unready", unready), web.get("/slow", slow)])
    app.add_routes([web.get("/strange", strange)])
    return await aiohttp_server(app)


@pytest.mark.parametrize(
    ("path", "ok", "detail"),
    [
        ("/ready", True, ""),
        ("/unready", False, "HTTP 503：actions do not answer；Redis does not answer"),
        ("/missing", False, "HTTP 404"),
        ("/slow", False, "0.2 秒内没有应答"),
        ("/strange", True, ""),
    ],
)
async def test_answers(part, path: str, ok: bool, detail: str) -> None:
    async with aiohttp.ClientSession() as session:
        health = await http_health(session, str(part.make_url(path)), deadline=0.2)
    assert (health.ok, health.detail) == (ok, detail)


async def test_nobody_there(unused_tcp_port: int) -> None:
    async with aiohttp.ClientSession() as session:
        health = await http_health(session, f"http://127.0.0.1:{unused_tcp_port}/ready")
    assert (health.ok, health.detail) == (False, "连接不上：没有在运行，或地址不对")


async def test_facts_come_from_the_answer(part, tmp_path: Path) -> None:
    async with aiohttp.ClientSession() as session:
        assert (await http_health(session, str(part.make_url("/ready")))).facts == {"release": "m1"}
