"""Rasa graph components, thin: each takes one step of ``understanding`` and hands on by the message.

``IntentByNgrams`` (trained) → ``MeaningDecider``; ``context.ContextReader`` comes last. A message that starts with
``/`` is a payload: Rasa has set its intent already and no step touches it.
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


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentByNgrams(GraphComponent):
    """Reads each message (plain form, spelling, words, numbers, places, days, items) and asks the intent model for it
    and for each of its pieces. The model is trained on the examples."""

    def __init__(self, model_storage: ModelStorage, resource: Resource, model: IntentModel | None = None) -> None:
        self._model_storage = model_storage
        self._resource = resource
        self._model = model
        # The index is built while the model loads, not at the first message.
        self._preparation = Preparation(Settings.from_env(), pairs=model.pairs) if model else None

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
        """Read each message and guess its intent and that of its pieces."""
        for message in messages:
            text = _text(message)
            if text is not None and self._model is not None and self._preparation is not None:
                prepared = self._preparation.prepare(text)
                message.set(_PREPARED, prepared)
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
