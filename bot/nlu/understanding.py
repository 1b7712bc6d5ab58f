"""The whole understanding as plain Python: a text in, the shape of ``/model/parse`` out. No Rasa here.

Three steps, which the Rasa components (``components.py``) take one by one: ``Preparation.prepare`` reads the message,
links its items and works out features, for the message and for each piece that may be a question of its own; the
intent model guesses; ``Conclusion.conclude`` decides. ``Understanding.parse`` takes all three.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.catalogue.lexicon import FOLDER, Lexicon, load_lexicon
from bot.catalogue.linker import CHOOSE, NONE, SURE, Link, LiveLinker
from bot.catalogue.register import RegisterSearch
from bot.catalogue.search import ItemSearch
from bot.catalogue.words import vocabulary
from bot.nlu.asks import AskingWords, Part, cut, questions
from bot.nlu.decide import POLITE, WITHOUT_ITEM, Meaning, decide
from bot.nlu.features import intent_features
from bot.nlu.intents import Guess, IntentModel
from bot.nlu.reader import Reader, Reading, read_districts
from bot.nlu.safety import DangerWords
from bot.settings import Settings
from bot.text.spelling import Speller

Parse = dict[str, Any]

#: What entities say of where they come from.
EXTRACTOR = "Banshi"

#: Intents told in ``intent_ranking``.
RANKED = 10


@dataclass(frozen=True)
class Prepared:
    """A message with everything that is known of it before the intent model speaks.

    ``text`` is its plain form with mistyped words put right, of the same length as the reading's.
    """

    reading: Reading
    text: str
    link: Link
    features: Mapping[str, int]
    pieces: tuple[Prepared, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What a message means: its intent, and each thing asked as ``{"intent", "item"}``, in order."""

    meaning: Meaning
    asks: list[dict[str, Any]]


class Preparation:
    """Reads messages and links their items; one for each loaded model, since words belong to a model."""

    def __init__(self, settings: Settings, folder: Path = FOLDER, *, pairs: Set[str] = frozenset()) -> None:
        """``pairs`` of characters that are known to stand together (``IntentModel.pairs``); without any, spelling is
        left as it is."""
        self._linker = LiveLinker(settings, folder)
        search = self._linker.current().search
        self._reader = Reader(search.tokenizer, read_districts())
        self._asking = AskingWords(search.lexicon.asking)
        self._pairs = pairs
        self._speller, self._spells_for = self._make_speller(search), search

    def prepare(self, text: str) -> Prepared:
        """Read one message and its pieces."""
        whole = self._one(text)
        return replace(whole, pieces=tuple(self._one(piece) for piece in cut(whole.text, self._asking)))

    def features(self, text: str) -> Mapping[str, int]:
        """The features of one message, as training needs them."""
        return self._one(text).features

    def _one(self, text: str) -> Prepared:
        linker = self._linker.current()
        if linker.search is not self._spells_for:
            self._speller, self._spells_for = self._make_speller(linker.search), linker.search
        reading = self._reader.read(text)
        right = self._speller.correct(reading.text) if self._speller else reading.text
        words = reading.words if right == reading.text else tuple(linker.search.tokenizer.lcut(right))
        link = linker.link_plain(right)
        asking = (phrase.intent for phrase in self._asking.find(right))
        return Prepared(reading, right, link, intent_features(right, words, link, asking))

    def _make_speller(self, search: ItemSearch | RegisterSearch) -> Speller | None:
        return Speller(vocabulary(search), self._pairs) if self._pairs else None


class Conclusion:
    """Decides what a message means once the intent model has spoken."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._asking = AskingWords(lexicon.asking)
        self._danger = DangerWords(lexicon.danger)

    def conclude(
        self, prepared: Prepared, guesses: Sequence[Guess], of_pieces: Sequence[Sequence[Guess]] = ()
    ) -> Outcome:
        """The meaning of the message; ``of_pieces`` are the guesses for its pieces, in the same order."""
        link = prepared.link
        asked = {phrase.intent for phrase in self._asking.find(prepared.text)}
        meaning = decide(prepared.reading, link, guesses, self._danger.level(prepared.text), asked)
        whole = {"intent": meaning.intent.name, "item": _item(meaning.intent.name, link.item)}
        if meaning.why != "model":
            return Outcome(meaning, [whole])
        parts = [_part(piece, guess[0]) for piece, guess in zip(prepared.pieces, of_pieces, strict=True) if guess]
        if meaning.intent.name in POLITE and (wish := next((part for part in parts if _is_wish(part)), None)):
            # 你好 居住证多少钱: the courtesy is no answer to what follows it.
            meaning = replace(meaning, intent=Guess(wish.intent, wish.confidence))
            whole = {"intent": wish.intent, "item": _item(wish.intent, link.item)}
        asks: list[dict[str, Any]] = []
        item = link.item
        for part in questions(parts, self._asking, meaning.intent.name):
            item = part.item or item
            asks.append({"intent": part.intent, "item": _item(part.intent, item)})
        if not asks:
            return Outcome(meaning, [whole])
        # What is asked first gives the message its intent; what follows is in ``asks``.
        leading = Guess(asks[0]["intent"], meaning.intent.confidence)
        return Outcome(replace(meaning, intent=leading), asks)


class Understanding:
    """Understands messages, outside any conversation."""

    def __init__(self, preparation: Preparation, model: IntentModel, conclusion: Conclusion) -> None:
        self._preparation = preparation
        self._model = model
        self._conclusion = conclusion

    @classmethod
    def load(cls, settings: Settings, model: IntentModel, folder: Path = FOLDER) -> Understanding:
        """The understanding with the catalogue and lexicon in use."""
        return cls(Preparation(settings, folder, pairs=model.pairs), model, Conclusion(load_lexicon(folder)))

    def parse(self, text: str) -> Parse:
        """``text``, ``intent``, ``entities``, ``intent_ranking`` and ``asks`` of one message."""
        prepared = self._preparation.prepare(text)
        of_pieces = [self._model.predict(piece.features) for piece in prepared.pieces]
        outcome = self._conclusion.conclude(prepared, self._model.predict(prepared.features), of_pieces)
        intent = outcome.meaning.intent
        return {
            "text": text,
            "intent": as_intent(intent),
            "entities": [*as_entities(prepared.reading), *as_item_entity(prepared, intent.name)],
            "intent_ranking": [as_intent(guess) for guess in outcome.meaning.ranking[:RANKED]],
            "asks": outcome.asks,
        }


def as_intent(guess: Guess) -> dict[str, Any]:
    """An intent as Rasa writes it."""
    return {"name": guess.name, "confidence": round(guess.confidence, 4)}


def as_entities(reading: Reading) -> list[dict[str, Any]]:
    """The values of a reading as Rasa writes entities."""
    return [
        {
            "entity": entity.kind,
            "value": entity.value,
            "start": entity.start,
            "end": entity.end,
            "confidence_entity": 1.0,
            "extractor": EXTRACTOR,
        }
        for entity in reading.entities
    ]


def as_item_entity(prepared: Prepared, intent: str) -> list[dict[str, Any]]:
    """The service item as an entity: none when the message names none, ``value`` None when we do not have it."""
    link = prepared.link
    if link.decision == NONE or not link.candidates or intent in WITHOUT_ITEM:
        return []
    return [
        {
            "entity": "service_item",
            "value": link.item,
            "start": 0,
            "end": len(prepared.reading.normalised.source),
            "confidence_entity": link.candidates[0].score if link.decision in (SURE, CHOOSE) else link.known,
            "decision": link.decision,
            "named": link.named,
            "candidates": [{"code": c.code, "name": c.name, "score": c.score} for c in link.candidates],
            "extractor": EXTRACTOR,
        }
    ]


def _part(piece: Prepared, guess: Guess) -> Part:
    named = piece.link.item if piece.link.decision == SURE else None
    return Part(piece.text, guess.name, guess.confidence, named)


def _is_wish(part: Part) -> bool:
    return part.intent not in WITHOUT_ITEM and part.confidence >= 0.5


def _item(intent: str, item: str | None) -> str | None:
    return None if intent in WITHOUT_ITEM else item
