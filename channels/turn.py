"""A turn: what every channel does with a message between receiving it and rendering the Replies.

In order: hold the conversation, answer a repeated message id with what was said, decide whether a payload was offered,
put an identity tail into the vault, mask personal data, let the dialogue answer, and keep the answer with the turn.
"""

from __future__ import annotations

import hashlib
import json
import logging
import secrets
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol

from bot.calendar import system_clock
from bot.errors import new_error_id
from bot.reply import Option, Reply
from bot.text.mask import mask
from bot.vault import Vault
from bot.wording import Wording
from channels.identity import find_identity_tail
from channels.printing import Printer

log = logging.getLogger(__name__)

LONGEST = 500  # characters of a message
HISTORY = 200  # entries kept for showing the conversation again
HISTORY_SECONDS = 30 * 86400
OFFER_SECONDS = 30 * 86400
REPEAT_SECONDS = 600
TAIL_SECONDS = 600  # a tail is kept no longer than it takes to check it
EXPECT_SECONDS = 30 * 86400  # as long as the form waits for it
PREFIX = "banshi:turn:"

ReplyJson = dict[str, Any]


class Dialogue(Protocol):
    """What answers: the worker's dialogue."""

    def locked(self, sender: str) -> AbstractAsyncContextManager[None]: ...

    async def handle(self, *, sender: str, channel: str, text: str, message_id: str) -> list[ReplyJson]: ...

    async def forget(self, sender: str) -> None: ...


class Turns:
    """Takes messages of all channels; ``redis`` is a ``redis.asyncio`` client."""

    def __init__(
        self, dialogue: Dialogue, redis: Any, vault: Vault, wording: Wording, printer: Printer | None = None
    ) -> None:
        self._dialogue = dialogue
        self._redis = redis
        self._vault = vault
        self._wording = wording
        self._printer = printer

    async def take(self, *, channel: str, sender: str, text: str, message_id: str | None = None) -> list[ReplyJson]:
        """The Replies to one message, at least one. Never raises: what breaks becomes a ``failed`` Reply."""
        conversation = f"{channel}:{sender}"
        try:
            async with self._dialogue.locked(conversation):
                return await self._held(conversation, channel, text, message_id)
        except Exception:
            error_id = new_error_id()
            log.exception("turn failed, error id %s", error_id)
            return [self._failed(error_id)]

    async def _held(self, conversation: str, channel: str, text: str, message_id: str | None) -> list[ReplyJson]:
        said = f"{PREFIX}said:{conversation}:{message_id}"
        if message_id and (kept := await self._redis.get(said)):
            repeated: list[ReplyJson] = json.loads(kept)
            return repeated
        text = text.strip()
        if len(text) > LONGEST:
            return [self._too_long(len(text))]
        shown, passed = await self._readable(conversation, text)
        replies = await self._dialogue.handle(
            sender=conversation, channel=channel, text=passed, message_id=message_id or secrets.token_hex(8)
        )
        if not replies:
            error_id = new_error_id()
            log.error("the dialogue gave no reply, error id %s", error_id)
            replies = [self._failed(error_id)]
        await self._keep(conversation, shown, replies, said if message_id else None)
        return replies

    async def _readable(self, conversation: str, text: str) -> tuple[str, str]:
        """The message as it may be shown again, and as it may be passed on: masked, payloads checked, no tail."""
        if text.startswith("/"):
            title = await self._redis.hget(f"{PREFIX}offers:{conversation}", digest(text))
            if title is not None:
                return title.decode(), text
            text = "／" + text[1:]  # typed by hand: plain text, not a payload
        expected = bool(await self._redis.get(f"{PREFIX}expects:{conversation}"))
        tail = find_identity_tail(text, expected=expected)
        if tail is None:
            masked = mask(text)[0]
            return masked, masked
        reference = await self._vault.put(tail.value, ttl=TAIL_SECONDS)
        before, after = mask(text[: tail.start])[0], mask(text[tail.end :])[0]
        return f"{before}••••{after}", f"{before}〔核对信息:{reference}〕{after}"

    async def _keep(self, conversation: str, shown: str, replies: list[ReplyJson], said: str | None) -> None:
        """Save what was said, what was offered, and whether an identity tail is expected next."""
        at = system_clock.now().isoformat(timespec="seconds")
        entries = [{"who": "assistant", "text": r["text"], "reply": r, "at": at} for r in replies]
        if shown:
            entries.insert(0, {"who": "citizen", "text": shown, "reply": None, "at": at})
        history, offers = f"{PREFIX}history:{conversation}", f"{PREFIX}offers:{conversation}"
        expects = f"{PREFIX}expects:{conversation}"
        offered = {digest(payload): title for reply in replies for payload, title in offers_of(reply).items()}
        async with self._redis.pipeline(transaction=True) as pipe:
            pipe.rpush(history, *(json.dumps(entry, ensure_ascii=False) for entry in entries))
            pipe.ltrim(history, -HISTORY, -1).expire(history, HISTORY_SECONDS)
            if offered:
                pipe.hset(offers, mapping=offered).expire(offers, OFFER_SECONDS)
            if any(wants_identity(reply) for reply in replies):
                pipe.set(expects, "1", ex=EXPECT_SECONDS)
            else:
                pipe.delete(expects)
            if said:
                pipe.set(said, json.dumps(replies, ensure_ascii=False), ex=REPEAT_SECONDS)
            await pipe.execute()

    async def forget(self, *, channel: str, sender: str) -> None:
        """Forget the conversation: what was said, what was offered, what the dialogue knows."""
        conversation = f"{channel}:{sender}"
        async with self._dialogue.locked(conversation):
            await self._dialogue.forget(conversation)
            await self._redis.delete(*(f"{PREFIX}{name}:{conversation}" for name in ("history", "offers", "expects")))

    async def history(self, *, channel: str, sender: str, limit: int = 50) -> list[dict[str, Any]]:
        """The last entries, oldest first: ``{"who", "text", "reply", "at"}``, personal data masked."""
        kept = await self._redis.lrange(f"{PREFIX}history:{channel}:{sender}", -limit, -1)
        return [json.loads(entry) for entry in kept]

    async def printed_checklist(self, code: str, *, client: str) -> dict[str, Any] | None:
        """The ``checklist`` block of a code for printing, or None; wrong codes are counted by ``client``."""
        return await self._printer.block(code, client=client) if self._printer else None

    def _failed(self, error_id: str) -> ReplyJson:
        text = self._wording("failed", error_id=error_id)
        human = Option.of(self._wording("option_talk_to_human"), "talk_to_human")
        reply = Reply(kind="notice.failed", status="failed", text=text, options=(human,), error_id=error_id)
        return reply.to_json()

    def _too_long(self, length: int) -> ReplyJson:
        text = self._wording("too_long", length=length, most=LONGEST)
        return Reply(kind="notice.too_long", status="refused_input", text=text).to_json()


def offers_of(reply: ReplyJson) -> dict[str, str]:
    """What can be tapped in a reply: payload → title. The ticks of a checklist have none: they leave no bubble."""
    ticks = [row.get("payload", "") for block in reply["blocks"] for row in block.get("items", ())]
    return {**{tick: "" for tick in ticks if tick}, **{o["payload"]: o["title"] for o in reply["options"]}}


def wants_identity(reply: ReplyJson) -> bool:
    """Whether the next message may hold the tail of an identity number."""
    return bool(reply["status"] == "identity_required" or reply["kind"] == "progress.refused")


def digest(payload: str) -> str:
    return hashlib.sha256(payload.encode()).hexdigest()[:16]
