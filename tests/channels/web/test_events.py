"""The Socket.IO events, spoken by a real client to a real server."""

from __future__ import annotations

import pytest
import socketio

from channels.web.events import MESSAGE_MAX, RATE
from tests.channels.web import gallery
from tests.channels.web.conftest import SITE, Client, Server

OWN = "s" * 20


@pytest.mark.parametrize("transport", ["websocket", "polling"])
async def test_a_conversation(server: Server, client: Client, transport: str) -> None:
    await client.connect(server, transport=transport)
    confirmed = await client.call("session_request")
    assert client.confirmed == [confirmed["session_id"]]
    assert len(confirmed["session_id"]) >= 32

    answer = await client.say("身份证", session_id=confirmed["session_id"], message_id="message-1")
    assert answer == {"status": "accepted", "message_id": "message-1"}
    (heard,) = client.heard
    assert heard["text"] == gallery.CLARIFY.text
    assert heard["custom"] == gallery.CLARIFY.to_json()
    assert heard["quick_replies"][0] == {
        "content_type": "text",
        "type": "postback",
        "title": "第一次办身份证",
        "payload": gallery.CLARIFY.options[0].payload,
    }
    assert (heard["message_id"], heard["index"], heard["of"]) == ("message-1", 0, 1)
    assert client.ended == ["message-1"]
    assert server.turns.taken == [(confirmed["session_id"], "身份证", "message-1")]


async def test_several_replies_come_in_order(server: Server, client: Client) -> None:
    await client.connect(server)
    await client.call("session_request")
    await client.say("两件事")
    assert [(heard["index"], heard["of"]) for heard in client.heard] == [(0, 2), (1, 2)]


async def test_as_rasa_web_clients_speak(server: Server, client: Client) -> None:
    """No acknowledgements, no message id, and a session id of the client's own."""
    await client.connect(server)
    await client.sio.emit("session_request", {"session_id": "a1b2c3d4e5f6a7b8c9d0"})
    await client.sio.emit("user_uttered", {"message": "补身份证", "session_id": "a1b2c3d4e5f6a7b8c9d0"})
    while not client.ended:
        await client.sio.sleep(0.01)
    assert client.confirmed == ["a1b2c3d4e5f6a7b8c9d0"]
    assert client.heard[0]["text"] == gallery.OVERVIEW.text


@pytest.mark.parametrize(
    "session", ["short", "x" * 65, "a b c d e f g h i j", "web:other:session:id", 42, None, ["s" * 20]]
)
async def test_a_session_id_that_could_be_guessed_is_replaced(server: Server, client: Client, session: object) -> None:
    await client.connect(server)
    confirmed = await client.call("session_request", session_id=session)
    assert confirmed["session_id"] != session
    await client.say("身份证")
    assert server.turns.taken[0][0] == confirmed["session_id"]


async def test_a_connection_speaks_for_one_conversation(server: Server, client: Client) -> None:
    await client.connect(server)
    await client.call("session_request", session_id=OWN)
    await client.say("身份证", session_id="t" * 20)
    assert server.turns.taken[0][0] == OWN


async def test_without_a_session_nothing_is_taken(server: Server, client: Client) -> None:
    await client.connect(server)
    assert await client.call("user_uttered", message="身份证") == {
        "status": "refused",
        "reason": "no_session",
        "message_id": None,
    }
    assert await client.call("history") == {"messages": []}
    assert server.turns.taken == []


@pytest.mark.parametrize(
    ("message", "reason"),
    [("", "empty"), ("  \n", "empty"), (None, "empty"), (7, "empty"), ("长" * (MESSAGE_MAX + 1), "too_long")],
)
async def test_what_is_not_a_message_is_refused(server: Server, client: Client, message: object, reason: str) -> None:
    await client.connect(server)
    await client.call("session_request")
    answer = await client.call("user_uttered", message=message)
    assert (answer["status"], answer["reason"]) == ("refused", reason)
    assert server.turns.taken == []


async def test_a_packet_too_large_closes_the_connection(server: Server, client: Client) -> None:
    await client.connect(server)
    await client.call("session_request")
    await client.sio.emit("user_uttered", {"message": "长" * 40_000})
    await client.sio.wait()
    assert not client.sio.connected
    assert server.turns.taken == []


async def test_too_many_messages_are_refused(server: Server, client: Client) -> None:
    await client.connect(server)
    await client.call("session_request")
    answers = [await client.call("user_uttered", message="身份证") for _ in range(RATE[0] + 1)]
    assert {answer["status"] for answer in answers[:-1]} == {"accepted"}
    assert answers[-1]["reason"] == "too_many"


async def test_history_is_the_sessions_own(server: Server, client: Client) -> None:
    await client.connect(server)
    await client.call("session_request", session_id=OWN)
    await client.say("补身份证")
    messages = (await client.call("history"))["messages"]
    assert [entry["who"] for entry in messages] == ["citizen", "assistant"]
    assert messages[1]["reply"] == gallery.OVERVIEW.to_json()
    assert len((await client.call("history", limit=1))["messages"]) == 1
    await client.call("session_request")
    assert await client.call("history") == {"messages": []}


async def test_an_answer_reaches_the_session_after_a_broken_connection(server: Server, client: Client) -> None:
    server.turns.delay = 0.3
    first = Client()
    await first.connect(server)
    await first.call("session_request", session_id=OWN)
    await first.call("user_uttered", message="补身份证", message_id="message-1")
    await first.sio.disconnect()
    await client.connect(server)
    await client.call("session_request", session_id=OWN)
    while not client.ended:
        await client.sio.sleep(0.01)
    assert [heard["message_id"] for heard in client.heard] == ["message-1"]


async def test_clearing_forgets_and_starts_anew(server: Server, client: Client) -> None:
    await client.connect(server)
    await client.call("session_request", session_id=OWN)
    await client.say("补身份证")
    cleared = await client.call("session_clear")
    assert cleared["session_id"] != OWN
    assert server.turns.kept.get(OWN) is None
    assert await client.call("history") == {"messages": []}
    await client.say("身份证")
    assert server.turns.taken[-1][0] == cleared["session_id"]


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "https://www.yunzhou.example.gov.cn.evil.example"])
async def test_another_sites_page_may_not_connect(server: Server, client: Client, origin: str) -> None:
    with pytest.raises(socketio.exceptions.ConnectionError):
        await client.connect(server, Origin=origin)


async def test_our_own_page_and_listed_sites_may_connect(server: Server, client: Client) -> None:
    await client.connect(server, Origin=server.url)
    other = await Client().connect(server, Origin=SITE)
    assert (await other.call("session_request"))["session_id"]
    await other.sio.disconnect()
