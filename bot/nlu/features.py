"""Features of a message for the intent model.

Three views of the same words: the text as it stands (characters 1-4), its words (singly and in pairs), and its frame,
in which the name of the service item is replaced by one sign, so that 居住证怎么办 and 护照怎么办 teach the same thing.
Numbers are told apart by their kind and length only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from bot.catalogue.linker import Link

_APPLICATION = re.compile(r"9901\d{12}")
_LONG = re.compile(r"0{5,}")
_DIGIT = re.compile(r"\d")

#: Longest character n-gram.
_LONGEST = 4


def intent_features(text: str, words: Sequence[str], link: Link, asking: Iterable[str]) -> Counter[str]:
    """Counts of the features of one normalised message; ``asking`` names the intents whose phrases it holds."""
    features: Counter[str] = Counter()
    features.update(_ngrams("^" + without_numbers(text.lower()) + "$", "c:"))
    features.update(_ngrams("^" + without_numbers(link.frame) + "$", "d:"))
    said = [_DIGIT.sub("0", word.lower()) for word in words if word.strip()]
    features.update("w:" + word for word in said)
    features.update(f"W:{one}|{two}" for one, two in pairwise(said))
    features.update("A:" + intent for intent in asking)
    features[f"L:{link.decision}"] = 1
    features[f"K:{int(link.known * 4)}"] = 1
    features[f"len:{min(len(text) // 4, 6)}"] = 1
    features[f"parts:{min(text.count(' '), 3)}"] = 1
    return features


def without_numbers(text: str) -> str:
    """Application numbers as one sign, other digits as 0, long runs of one length."""
    return _LONG.sub("0000", _DIGIT.sub("0", _APPLICATION.sub("№", text)))


def _ngrams(text: str, family: str) -> list[str]:
    return [family + text[at : at + size] for size in range(1, _LONGEST + 1) for at in range(len(text) - size + 1)]
