"""Rasa graph components, thin: each takes one step of ``understanding`` and hands on by the message.

``MessageReader`` → ``IntentByNgrams`` (trained) → ``MeaningDecider``; ``context.ContextReader`` comes last. A message
that starts with ``/`` is a payload: Rasa has set its intent already and no step touches it.
"""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.catalogue.lexicon import load_lexicon
from bot.nlu.intents import FILE, IntentModel, train
from bot.nlu.understanding import RANKED, Conclusion, Preparation, as_entities, as_intent, as_item_entity
from bot.settings import Settings

_PREPARED, _GUESSES, _OF_PIECES = "banshi_prepared", "banshi_guesses", "banshi_guesses_of_pieces"


def _text(message: Message) -> str | None:
    """The text to understand; None for a payload or a message without text."""
    text = message.get("text")
    return text if isinstance(text, str) and not text.startswith("/") else None


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class MessageReader(GraphComponent):
    """Normalises, cuts into words, finds numbers, places and days, links items, works out features."""

    def __init__(self) -> None:
        self._preparation: Preparation | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MessageReader:
        return cls()

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> MessageReader:
        """Build the index while the model loads, not at the first message."""
        reader = cls()
        reader._preparation = Preparation(Settings.from_env())
        return reader

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Training reads for itself (``IntentByNgrams.train``)."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Prepare each message."""
        if self._preparation is None:
            self._preparation = Preparation(Settings.from_env())
        for message in messages:
            text = _text(message)
            if text is not None:
                message.set(_PREPARED, self._preparation.prepare(text))
        return messages


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentByNgrams(GraphComponent):
    """The intent model: trained on the examples, asked for every message and each of its pieces."""

    def __init__(self, model_storage: ModelStorage, resource: Resource, model: IntentModel | None = None) -> None:
        self._model_storage = model_storage
        self._resource = resource
        self._model = model

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> IntentByNgrams:
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> IntentByNgrams:
        """Read the trained model."""
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, IntentModel.from_bytes((folder / FILE).read_bytes()))

    def train(self, training_data: TrainingData) -> Resource:
        """Train on every example that has a text and an intent."""
        preparation = Preparation(Settings.from_env())
        examples = [message for message in training_data.intent_examples if _text(message)]
        features = [preparation.features(str(message.get("text"))) for message in examples]
        self._model = train(features, [str(message.get("intent")) for message in examples])
        with self._model_storage.write_to(self._resource) as folder:
            (folder / FILE).write_bytes(self._model.to_bytes())
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Guess the intent of each message and of its pieces."""
        for message in messages:
            prepared = message.get(_PREPARED)
            if prepared is not None and self._model is not None:
                message.set(_GUESSES, self._model.predict(prepared.features))
                message.set(_OF_PIECES, [self._model.predict(piece.features) for piece in prepared.pieces])
        return messages


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class MeaningDecider(GraphComponent):
    """Decides on intent, entities and asks: emergencies, codes, what is out of scope, two questions in one message."""

    def __init__(self) -> None:
        self._conclusion = Conclusion(load_lexicon())

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MeaningDecider:
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Write the meaning of each message where Rasa and the actions read it."""
        for message in messages:
            prepared = message.get(_PREPARED)
            if prepared is None:
                continue
            outcome = self._conclusion.conclude(prepared, message.get(_GUESSES) or [], message.get(_OF_PIECES) or [])
            intent = outcome.meaning.intent
            message.set("intent", as_intent(intent), add_to_output=True)
            message.set(
                "intent_ranking", [as_intent(one) for one in outcome.meaning.ranking[:RANKED]], add_to_output=True
            )
            found = [*as_entities(prepared.reading), *as_item_entity(prepared, intent.name)]
            message.set("entities", found, add_to_output=True)
            message.set("asks", outcome.asks, add_to_output=True)
            for key in (_PREPARED, _GUESSES, _OF_PIECES):
                message.data.pop(key, None)
        return messages
