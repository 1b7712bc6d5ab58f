"""Rasa component: reads the message in the context of the conversation (``in_context``); the last of the pipeline."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.in_context import in_context

READ = ("intent", "entities", "asks")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ContextReader(GraphComponent):
    """Changes intent, entities and asks where the conversation gives the message another meaning."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ContextReader:
        return cls()

    def process(self, messages: list[Message], tracker: DialogueStateTracker | None = None) -> list[Message]:
        """Read each message in context; without a tracker (``/model/parse``) only what stands in the text itself."""
        slots = tracker.current_slot_values() if tracker else {}
        loop = tracker.active_loop.name if tracker and tracker.active_loop else None
        for message in messages:
            parse = {"text": message.get("text"), **{key: message.get(key) for key in (*READ, "intent_ranking")}}
            if not parse["intent"] or str(parse["text"]).startswith("/"):
                continue  # a payload says itself what it means
            read = in_context(parse, slots, loop)
            if read is not parse:
                for key in READ:
                    message.set(key, read[key], add_to_output=True)
        return messages
