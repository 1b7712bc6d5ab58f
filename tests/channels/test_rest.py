"""The REST channel: Rasa's shape, text and Reply in one element, 400 for what is missing."""

from __future__ import annotations

import itertools
import socket
from collections.abc import AsyncIterator

import aiohttp
import pytest
import pytest_asyncio
from sanic import Sanic

from bot.reply import Reply
from channels.rest.input import blueprint

NAMES = (f"rest_{number}" for number in itertools.count())


class Echo:
    """Answers every message with two Replies."""

    def __init__(self) -> None:
        self.taken: list[dict] = []

    async def take(self, **turn):
        self.taken.append(turn)
        reply = Reply(kind="talk.greet", status="answered", text=f"听到：{turn['text']}").to_json()
        return [reply, reply]


@pytest.fixture
def echo() -> Echo:
    return Echo()


@pytest_asyncio.fixture
async def client(echo: Echo) -> AsyncIterator[aiohttp.ClientSession]:
    """A client of the channel served by a real Sanic app."""
    Sanic.test_mode = True  # several apps in one process
    app = Sanic(next(NAMES), configure_logging=False)
    app.blueprint(blueprint(echo))  # type: ignore[arg-type]
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    server = await app.create_server(sock=listening, return_asyncio_server=True, access_log=False)
    await server.startup()
    async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
        yield session
    server.close()


async def test_one_element_for_each_reply(client: aiohttp.ClientSession, echo: Echo):
    sent = {"sender": "a", "message": "你好", "metadata": {"x": 1}, "input_channel": "facebook"}
    async with client.post("/webhooks/rest/webhook", json=sent) as response:
        body = await response.json()
    assert response.status == 200 and len(body) == 2 and {"recipient_id", "text", "custom"} == set(body[0])
    assert body[0]["text"] == body[0]["custom"]["text"] == "听到：你好"
    assert echo.taken == [{"channel": "rest", "sender": "a", "text": "你好", "message_id": None}]


@pytest.mark.parametrize(
    "body",
    [{}, {"sender": "a"}, {"message": "你好"}, {"sender": "", "message": "x"}, {"sender": "a", "message": "  "},
     {"sender": 1, "message": "x"}, {"sender": "a", "message": ["x"]}, [], "x", {"sender": "a" * 201, "message": "x"}],
)  # fmt: skip
async def test_what_is_missing_is_a_400(client: aiohttp.ClientSession, echo: Echo, body):
    async with client.post("/webhooks/rest/webhook", json=body) as response:
        assert response.status == 400 and (await response.json())["error"]
    assert not echo.taken


async def test_a_body_that_is_no_json_is_a_400(client: aiohttp.ClientSession):
    async with client.post("/webhooks/rest/webhook", data=b"{not json") as response:
        assert response.status == 400
