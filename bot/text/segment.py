"""Words of Chinese text: a private jieba tokenizer with the project's own words.

jieba's module-level tokenizer is shared by the whole process; each model and each index gets one of its own, so that
loading a model aside never changes the words of the one that serves.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Any

#: Far above every word of jieba's dictionary that could split one of ours.
_USER_FREQUENCY = 20_000


def make_tokenizer(words: Iterable[str] = ()) -> Any:
    """A tokenizer of its own that knows ``words`` too; reads jieba's dictionary (about 0.2 s, cached by jieba)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba imports pkg_resources, which warns of its own end
        import jieba

    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    for word in words:
        if len(word) > 1:
            tokenizer.add_word(word, freq=_USER_FREQUENCY)
    return tokenizer


def read_words(path: Path) -> list[str]:
    """The words of a user dictionary (one a line, ``#`` begins a comment); empty when there is no such file."""
    if not path.exists():
        return []
    words = []
    for line in path.read_text(encoding="utf-8").splitlines():
        word = line.partition("#")[0].strip().split(" ")[0]
        if word:
            words.append(word)
    return words
