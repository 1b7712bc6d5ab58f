"""From evidence to one meaning: rules that stand above the intent model where they are certain."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.catalogue.linker import NAME_SIGN, NONE, SURE, UNKNOWN, Link
from bot.nlu.intents import Guess
from bot.nlu.reader import Reading
from bot.nlu.safety import is_emergency

#: Intents that are about no service item; a name that the linker sees in them is none.
WITHOUT_ITEM = frozenset(
    "greet goodbye thank affirm deny cancel go_back bot_identity privacy insult emergency out_of_scope talk_to_human "
    "rate_service find_hall".split()
)

#: Courtesies that stand before or after what is wanted.
POLITE = frozenset({"greet", "thank", "goodbye", "affirm"})

#: Below this probability, and with no item named, nothing is claimed to be understood.
_UNDERSTOOD = 0.3
#: Even a named item does not save a reading below this.
_LEAST = 0.12
#: With this probability of being out of scope a message that names no item and asks by no known phrase is so.
_MAYBE_OUT = 0.3
#: A question that names no item, and looks out of scope for that, needs this probability.
_FIELD = 0.1
_BARE = re.compile(r"[\s,。.!?;:、的]+")
#: 给我列个清单, 拉张单子: whatever else is asked, the list answers it.
_LISTING = re.compile(
    r"(?:列|开|拉|理|整|做|出)(?:成|出|一|个|张|份|好|个儿)*(?:材料|资料)?(?:清单|单子)|(?:给我|帮我)列"
)
_NUMBER_WORDS = re.compile(
    r"查|看|一下|下|帮我|我的|我|这个|办件|编号|受理号|申请号|流水号|号码|号|单号|进度|是|的|到|哪|了|吗|呢|[\s,。.!?;:、#]+"
)


@dataclass(frozen=True)
class Meaning:
    """The intent that was decided on, every intent's probability, and why (for the log)."""

    intent: Guess
    ranking: tuple[Guess, ...]
    why: str


def decide(reading: Reading, link: Link, guesses: Sequence[Guess], danger: str, asked: Collection[str] = ()) -> Meaning:
    """The meaning of one message; ``asked`` are the intents whose phrases of asking it holds."""
    by_name = {guess.name: guess.confidence for guess in guesses}
    danger_now = is_emergency(
        danger, reading.text, by_name.get("emergency", 0.0), names_item=link.decision == SURE and link.known > 0.6
    )
    if danger_now:
        # By its words danger is certain; by the model alone it is as sure as the model is.
        return _certain("emergency", guesses, "danger", 1.0 if danger else by_name["emergency"])
    if reading.first("checklist_code"):
        return _certain("prepare_documents", guesses, "checklist code")
    if reading.first("application_number") and not _NUMBER_WORDS.sub("", _without_values(reading)):
        return _certain("check_status", guesses, "application number alone")
    if _LISTING.search(reading.text):
        return _certain("prepare_documents", guesses, "a list is wanted")
    if _BARE.sub("", link.frame) == NAME_SIGN:
        return _certain("guide_overview", guesses, "a name alone")
    guesses = [guess for guess in guesses if guess.name != "emergency"]
    if not guesses or not any(char.isalnum() for char in reading.text):
        return _certain("out_of_scope", guesses, "nothing to read")
    best = guesses[0]
    if best.name == "out_of_scope" and link.decision == NONE and (field := _field(guesses[1:], asked)):
        return Meaning(field, tuple(guesses), "model")  # 多少钱啊
    by_chance = by_name.get("out_of_scope", 0.0) >= _MAYBE_OUT and not asked and link.decision in (NONE, UNKNOWN)
    if best.name != "out_of_scope" and by_chance:
        return _certain("out_of_scope", guesses, "nothing of it is known", confidence=by_name["out_of_scope"])
    unclear = best.confidence < _UNDERSTOOD and link.decision in (NONE, UNKNOWN)
    if unclear or best.confidence < _LEAST:
        return _certain("out_of_scope", guesses, "nothing certain", confidence=1 - best.confidence)
    return Meaning(best, tuple(guesses), "model")


def _field(guesses: Sequence[Guess], asked: Collection[str]) -> Guess | None:
    """The next best guess when it is a question about a field whose phrase stands in the text, and not unlikely."""
    best = next(iter(guesses), None)
    fits = best is not None and best.name.startswith("guide_") and best.name in asked
    return best if fits and best is not None and best.confidence >= _FIELD else None


def _certain(name: str, guesses: Sequence[Guess], why: str, confidence: float = 1.0) -> Meaning:
    chosen = Guess(name, confidence)
    return Meaning(chosen, (chosen, *(guess for guess in guesses if guess.name != name)), why)


def _without_values(reading: Reading) -> str:
    """The message as it came in, without the application number."""
    source = reading.normalised.source
    for entity in sorted(reading.entities, key=lambda one: -one.start):
        if entity.kind == "application_number":
            source = source[: entity.start] + source[entity.end :]
    return source
