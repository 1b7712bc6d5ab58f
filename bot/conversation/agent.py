"""The dialogue of one worker: a loaded model, the stores, and one turn after another."""

from __future__ import annotations

import logging
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import UserMessage

from bot.conversation.action_endpoint import ActionEndpoint, check_answers_lightly
from bot.conversation.lock_store import RedisLocks
from bot.conversation.nlg import WordingGenerator
from bot.conversation.runner import Processor
from bot.conversation.tracker_store import TurnTrackerStore
from bot.errors import ModelError
from bot.reply import Reply

log = logging.getLogger(__name__)


@dataclass
class Dialogue:
    """Understands and answers; ``model`` is the file it was loaded from."""

    processor: Processor
    store: TurnTrackerStore
    locks: RedisLocks
    model: str

    @classmethod
    def load(
        cls, model: Path, *, store: TurnTrackerStore, locks: RedisLocks, wording: Any, actions: ActionEndpoint
    ) -> Dialogue:
        """Load a model; ModelError when the file is missing or cannot be read."""
        check_answers_lightly()
        try:
            processor = Processor(
                model_path=model,
                tracker_store=store,
                lock_store=None,  # ours is held around the whole turn, see ``locked``
                generator=WordingGenerator(wording),
                action_endpoint=actions,
            )
        except Exception as error:
            raise ModelError(f"model {model.name} does not load: {error}") from error
        store.domain = processor.domain
        return cls(processor, store, locks, model.name)

    async def parse(self, text: str) -> dict[str, Any]:
        """What the understanding makes of a text outside any conversation (Rasa's parse shape)."""
        parsed: dict[str, Any] = await self.processor.parse_message(UserMessage(text, sender_id="parse"))
        return parsed

    def locked(self, sender: str) -> AbstractAsyncContextManager[None]:
        """Hold the conversation for one turn."""
        return self.locks.lock(sender)

    async def handle(self, *, sender: str, channel: str, text: str, message_id: str) -> list[dict[str, Any]]:
        """One turn of a held conversation; the Replies in the order they were said."""
        output = Collector()
        message = UserMessage(text, output, sender, input_channel=channel, message_id=message_id)
        await self.processor.handle_message(message)
        return output.replies

    async def forget(self, sender: str) -> None:
        """Delete the conversation."""
        await self.store.delete(sender)


class Collector:
    """Rasa's output channel, as far as it is used: keeps Replies; anything else becomes one."""

    def __init__(self) -> None:
        self.replies: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        return "collector"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Take one bot message."""
        custom = message.get("custom")
        if isinstance(custom, dict) and "kind" in custom:
            self.replies.append(custom)
        elif message.get("text"):
            self.replies.append(Reply(kind="notice.text", status="answered", text=str(message["text"])).to_json())
