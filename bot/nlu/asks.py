"""What a message asks, in order: one thing mostly, sometimes two (办护照多少钱 几天能拿).

Phrases of asking (``data/lexicon/asking.csv``) mark where one question ends and the next begins; where people use no
such phrase, punctuation and joining words do. A part counts as a question of its own only when the intent model is
sure of it, so that a story told first, a greeting or a word of thanks is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

#: Intents that can stand beside another question in one message.
SEPARATE = frozenset(
    "guide_overview guide_materials guide_conditions guide_process guide_where guide_hours guide_duration guide_fee "
    "guide_online guide_proxy guide_basis guide_result guide_contact faq_other check_status urge_application "
    "book_appointment find_hall match_policy view_licence subscribe_progress submit_complaint check_ticket "
    "talk_to_human".split()
)

#: Those of them that are questions; the others are wishes and complaints.
QUESTIONS = frozenset(name for name in SEPARATE if name.startswith("guide_")) | {"faq_other", "find_hall"}

_SEPARATOR = re.compile(r"[ ,。.?!;、\n]+|(?:还有|另外|顺便|以及|再就是|然后|而且|并且|再问下|再问一下|还想问|同时)")
_TRAILING = re.compile(r"^[吗呢吧啊呀嘛么哦哈不没的了]+")

#: A part needs this probability to be a question of its own: with a phrase of asking for it, without one, and
#: without one when it asks what the whole message asks. A phrase of fewer characters (电话, 材料) is a mere word.
_PLAIN_PHRASE = 3
_WITH_PHRASE = 0.35
_WITH_WORD = 0.5
_WITHOUT_PHRASE = 0.85
_OF_WHOLE = 0.5
_NEVER = 1.1
_SHORTEST = 2
_MOST = 3


@dataclass(frozen=True)
class Phrase:
    """A phrase of asking in a text and the intent it asks for."""

    intent: str
    start: int
    end: int


@dataclass(frozen=True)
class Part:
    """A piece of a message that may be a question: what it asks, how probable that is, and the item it names."""

    text: str
    intent: str
    confidence: float
    item: str | None


class AskingWords:
    """The phrases of asking, compiled."""

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        self._intents = {words: intent for words, intent in phrases if intent}
        ordered = sorted(self._intents, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, ordered)) if ordered else r"(?!)")

    def find(self, text: str) -> list[Phrase]:
        """The phrases in the text, in order, without overlap, longer ones first."""
        return [Phrase(self._intents[m.group()], m.start(), m.end()) for m in self._pattern.finditer(text)]


def questions(parts: Iterable[Part], words: AskingWords, whole: str) -> list[Part]:
    """Those parts that are questions of their own when there are two or more, in order; empty when there is one.

    ``whole`` is the intent of the message read as one.
    """
    asked: list[Part] = []
    for part in parts:
        if part.intent not in SEPARATE or part.confidence < _needed(part, words, whole):
            continue
        if asked and asked[-1].intent == part.intent and (part.item is None or part.item == asked[-1].item):
            continue
        if asked and asked[-1].intent == part.intent and asked[-1].item is None:
            asked[-1] = part  # the same question, its item told afterwards
            continue
        asked.append(part)
    return asked[:_MOST] if len({(part.intent, part.item) for part in asked}) > 1 else []


def _needed(part: Part, words: AskingWords, whole: str) -> float:
    """The probability from which on a part is a question; a topic without a question (社保卡 去哪补) never is."""
    longest = max((p.end - p.start for p in words.find(part.text) if p.intent == part.intent), default=0)
    told = whole not in QUESTIONS and part.intent != whole  # beside a wish or a complaint little is a question
    if longest >= _PLAIN_PHRASE:
        return _WITHOUT_PHRASE if told else _WITH_PHRASE
    if part.intent == "guide_overview" or told:
        return _NEVER
    if part.intent == whole:
        return _OF_WHOLE
    return _WITH_WORD if longest else _WITHOUT_PHRASE


def cut(text: str, words: AskingWords) -> list[str]:
    """The text cut after each phrase that is followed by one for another intent, and at separators; empty if whole."""
    phrases = words.find(text)
    cuts = set()
    for one, other in pairwise(phrases):
        between = text[one.end : other.start]
        if one.intent != other.intent and not _SEPARATOR.search(between):
            particles = _TRAILING.match(between)
            cuts.add(one.end + (particles.end() if particles else 0))
    for match in _SEPARATOR.finditer(text):
        cuts.add(match.start())
    pieces, at = [], 0
    for cut in [*sorted(cuts), len(text)]:
        piece = _SEPARATOR.sub(" ", text[at:cut]).strip()
        if len(piece) >= _SHORTEST:
            pieces.append(piece)
        at = cut
    return pieces if len(pieces) > 1 else []
