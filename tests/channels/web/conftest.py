"""The web channel on a real Sanic server in this process, with a scripted dialogue."""

from __future__ import annotations

import asyncio
import gzip
import secrets
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
import socketio

from bot.settings import Settings
from tests.channels.web.fake import ScriptedTurns, make_app

SITE = "https://www.yunzhou.example.gov.cn"


@dataclass
class Server:
    url: str
    turns: ScriptedTurns

    @property
    def page(self) -> str:
        return f"{self.url}/webhooks/web"


@pytest.fixture
def build(tmp_path: Path) -> Path:
    """A build as Vite and the compressing script leave it."""
    (tmp_path / "assets").mkdir()
    for name, body in (("index.html", b"<!doctype html>page"), ("assets/index-abc123.js", b"let a = 1;")):
        (tmp_path / name).write_bytes(body)
        (tmp_path / f"{name}.gz").write_bytes(gzip.compress(body))
    return tmp_path


@asynccontextmanager
async def running(build: Path) -> AsyncIterator[Server]:
    """The channel on a free port, behind a proxy it trusts."""
    turns = ScriptedTurns()
    settings = Settings(var=Path("var"), origins=(SITE,), trusted_proxies=("127.0.0.1",))
    app = make_app(turns, settings, static=build, name=f"web_{secrets.token_hex(4)}")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    started = await app.create_server(host="127.0.0.1", port=port, return_asyncio_server=True, access_log=False)
    assert started is not None
    await started.startup()
    await started.start_serving()
    yield Server(f"http://127.0.0.1:{port}", turns)
    await started.close()


@pytest_asyncio.fixture
async def server(build: Path) -> AsyncIterator[Server]:
    async with running(build) as started:
        yield started


class Client:
    """A Socket.IO client that keeps what it hears."""

    def __init__(self) -> None:
        self.sio = socketio.AsyncClient(reconnection=False)
        self.heard: list[dict[str, Any]] = []
        self.confirmed: list[str] = []
        self.ended: list[str | None] = []
        self.sio.on("bot_uttered", self.heard.append)
        self.sio.on("session_confirm", self.confirmed.append)
        self.sio.on("turn_end", lambda data: self.ended.append(data["message_id"]))

    async def connect(self, server: Server, *, transport: str = "websocket", **headers: str) -> Client:
        await self.sio.connect(
            server.url, socketio_path="/webhooks/web/socket.io", transports=[transport], headers=headers
        )
        return self

    async def call(self, event: str, **data: Any) -> dict[str, Any]:
        answer: dict[str, Any] = await self.sio.call(event, data, timeout=5)
        return answer

    async def say(self, message: str, **data: Any) -> dict[str, Any]:
        """Send a message and wait until its turn has ended."""
        before = len(self.ended)
        answer = await self.call("user_uttered", message=message, **data)
        while answer["status"] == "accepted" and len(self.ended) == before:
            await self.sio.sleep(0.01)
        return answer


@pytest_asyncio.fixture
async def client() -> AsyncIterator[Client]:
    opened = Client()
    yield opened
    with suppress(asyncio.TimeoutError):  # a client that polls would wait for its open request
        await asyncio.wait_for(opened.sio.disconnect(), 1)
