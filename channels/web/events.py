"""The Socket.IO events of the citizens' page, with Rasa's names so that existing Rasa web clients work.

==================  ============================================  ==============================================
from the client     data                                          acknowledgement
==================  ============================================  ==============================================
session_request     {session_id?}                                 {session_id}; ``session_confirm`` is emitted too
user_uttered        {message, session_id?, message_id?}           {status: accepted | refused, reason?, message_id}
history             {limit?}                                      {messages: [{who, text, reply, at}]}
session_clear       —                                             {session_id} of the new, empty conversation
==================  ============================================  ==============================================

Each Reply goes out as ``bot_uttered`` {text, custom, quick_replies, message_id, index, of}; ``turn_end`` {message_id}
closes the turn. A message is acknowledged when it is taken, not when it is answered; a client that heard no
``turn_end`` sends it again under the same ``message_id`` and gets the answer that was saved.
"""

from __future__ import annotations

import asyncio
import logging
import re
from typing import Any, Protocol

from socketio import AsyncServer

from bot.settings import Settings
from channels.web.address import may_connect
from channels.web.limits import Window
from channels.web.sessions import new_session, presented

log = logging.getLogger(__name__)

CHANNEL = "web"
MESSAGE_MAX = 4_000  # far above what a turn takes: it has the words for a message that is a little too long
PACKET_MAX = 32 * 1024  # room for a long message whose every character is escaped
HISTORY_MAX = 100
MESSAGE_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")

#: Messages one conversation may send: enough for fast ticking, too few to keep a worker busy.
RATE = (40, 30.0)

Json = dict[str, Any]


class Turns(Protocol):
    """The dialogue as the channel sees it (``channels/turn.py``)."""

    async def take(self, *, channel: str, sender: str, text: str, message_id: str | None = None) -> list[Json]: ...

    async def forget(self, *, channel: str, sender: str) -> None: ...

    async def history(self, *, channel: str, sender: str, limit: int = 50) -> list[Json]: ...

    async def printed_checklist(self, code: str, *, client: str) -> Json | None: ...


class Refused(Exception):
    """A message that is not taken; ``reason`` is for the page, which has the words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def make_server(settings: Settings) -> AsyncServer:
    """The Socket.IO server: our own page and the sites of ``BANSHI_ORIGINS`` only, small packets only."""

    def allowed(origin: str | None, environ: Json) -> bool:
        return may_connect(origin or "", environ.get("HTTP_HOST", ""), settings.origins)

    return AsyncServer(
        async_mode="sanic",
        cors_allowed_origins=allowed,
        cors_credentials=False,
        max_http_buffer_size=PACKET_MAX,
        logger=False,
        engineio_logger=False,
    )


class Events:
    """The handlers, registered on ``sio``; which conversation a connection speaks for is kept with the connection."""

    def __init__(self, sio: AsyncServer, turns: Turns) -> None:
        self._sio = sio
        self._turns = turns
        self._rate = Window(*RATE)
        self._running: set[asyncio.Task[None]] = set()
        for name in ("session_request", "user_uttered", "history", "session_clear"):
            sio.on(name, getattr(self, name))

    async def session_request(self, sid: str, data: Any = None) -> Json:
        """Confirm the conversation the client wants to go on with, or a new one."""
        return {"session_id": await self._bind(sid, presented(data) or new_session())}

    async def user_uttered(self, sid: str, data: Any = None) -> Json:
        """Take a message: acknowledge it at once, answer it in a task of its own that outlives the connection."""
        message_id = message_id_of(data)
        try:
            session = await self._session(sid) or presented(data)
            if session is None:
                raise Refused("no_session")
            text = text_of(data)
            if not self._rate.take(session):
                raise Refused("too_many")
        except Refused as refusal:
            return {"status": "refused", "reason": refusal.reason, "message_id": message_id}
        if await self._session(sid) is None:
            await self._bind(sid, session)
        task = asyncio.create_task(self._answer(session, text, message_id))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return {"status": "accepted", "message_id": message_id}

    async def history(self, sid: str, data: Any = None) -> Json:
        """The conversation so far, for a page that was loaded again."""
        session = await self._session(sid)
        if session is None:
            return {"messages": []}
        wanted = data.get("limit") if isinstance(data, dict) else None
        limit = wanted if isinstance(wanted, int) and 0 < wanted <= HISTORY_MAX else 50
        return {"messages": await self._turns.history(channel=CHANNEL, sender=session, limit=limit)}

    async def session_clear(self, sid: str, data: Any = None) -> Json:
        """Forget the conversation and start an empty one under a new id."""
        session = await self._session(sid)
        if session is not None:
            await self._turns.forget(channel=CHANNEL, sender=session)
        return {"session_id": await self._bind(sid, new_session())}

    async def _answer(self, session: str, text: str, message_id: str | None) -> None:
        try:
            replies = await self._turns.take(channel=CHANNEL, sender=session, text=text, message_id=message_id)
            for index, reply in enumerate(replies):
                uttered = {**as_rasa(reply), "message_id": message_id, "index": index, "of": len(replies)}
                await self._sio.emit("bot_uttered", uttered, room=room_of(session))
        except Exception:
            # A turn does not raise; should one all the same, the page must not wait for ever.
            log.exception("web: a turn failed")
        finally:
            await self._sio.emit("turn_end", {"message_id": message_id}, room=room_of(session))

    async def _session(self, sid: str) -> str | None:
        kept: Json = await self._sio.get_session(sid)
        return kept.get("session_id")

    async def _bind(self, sid: str, session: str) -> str:
        before = await self._session(sid)
        if before is not None and before != session:
            await self._sio.leave_room(sid, room_of(before))
        await self._sio.save_session(sid, {"session_id": session})
        await self._sio.enter_room(sid, room_of(session))
        await self._sio.emit("session_confirm", session, to=sid)
        return session


def room_of(session: str) -> str:
    """The room that every connection of a conversation is in."""
    return f"session:{session}"


def message_id_of(data: Any) -> str | None:
    found = data.get("message_id") if isinstance(data, dict) else None
    return found if isinstance(found, str) and MESSAGE_ID.fullmatch(found) else None


def text_of(data: Any) -> str:
    """The message's text; Refused when there is none or it is too long."""
    text = data.get("message") if isinstance(data, dict) else None
    if not isinstance(text, str) or not text.strip():
        raise Refused("empty")
    text = text.strip().replace("\x00", "")
    if len(text) > MESSAGE_MAX:
        raise Refused("too_long")
    return text


def as_rasa(reply: Json) -> Json:
    """A Reply in the shape Rasa's web clients read; ours reads ``custom``."""
    quick_replies = [
        {"content_type": "text", "type": "postback", "title": option["title"], "payload": option["payload"]}
        for option in reply.get("options", ())
    ]
    return {"text": reply["text"], "custom": reply, "quick_replies": quick_replies}
