"""Serves ``utter_*`` from the same wording as the topics, as a Reply like every other answer."""

from __future__ import annotations

from typing import Any

from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.core.trackers import DialogueStateTracker

from bot.reply import Reply
from bot.wording import Wording


class WordingGenerator(NaturalLanguageGenerator):
    """Generates responses from ``domain.yml`` as it is now, not as it was when the model was trained."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> dict[str, Any] | None:
        """The response's text as a Reply in ``custom``; None when there is no such response."""
        self._wording.reload()
        key = utter_action.removeprefix("utter_")
        if key not in self._wording:
            return None
        topic, _, what = key.partition("_")
        kind = f"talk.{what}" if topic == "talk" and what else f"notice.{key}"
        return {"custom": Reply(kind=kind, status="answered", text=self._wording(key, **kwargs)).to_json()}
