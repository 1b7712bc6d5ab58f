"""Features of a text for sparse indexes and linear models: character, word and sound n-grams."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from bot.text.pinyin import sound

#: Cuts text into words (a private jieba tokenizer's ``lcut``).
Segment = Callable[[str], Sequence[str]]

_NOISE = re.compile(r"[\s,。.!?;:、()\[\]“”\"'《》<>—\-~…·/]+")


def squeezed(text: str) -> str:
    """The text without spaces and punctuation, in lower case."""
    return _NOISE.sub("", text).lower()


def name_features(text: str, segment: Segment) -> Counter[str]:
    """Features of a name or of a message to be matched with names: characters 1-3, words, syllables 2-3.

    Prefixes keep the families apart (``w:`` words, ``p:`` sounds); characters have none.
    """
    chars = squeezed(text)
    features: Counter[str] = Counter()
    for size in (1, 2, 3):
        features.update(chars[at : at + size] for at in range(len(chars) - size + 1))
    features.update(f"w:{word}" for word in segment(chars) if len(word) > 1)
    sounds = sound(chars)
    for size in (2, 3):
        features.update("p:" + sounds[at : at + size] for at in range(len(sounds) - size + 1))
    return features
