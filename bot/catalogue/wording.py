"""Words of asking (怎么, 多少钱, 要带什么) taken out of a text, so that what is left names the item."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from bot.catalogue.lexicon import Lexicon


class QuestionWords:
    """The words of asking of one lexicon, compiled."""

    def __init__(self, lexicon: Lexicon, tokenizer: Any) -> None:
        self._tokenizer = tokenizer
        asking = sorted((words for words, _ in lexicon.asking if len(words) > 1), key=len, reverse=True)
        self._asking = re.compile("|".join(map(re.escape, asking)) if asking else r"(?!)")
        self._function_words = frozenset(words for words, _ in lexicon.asking if len(words) == 1)

    def without(self, text: str, keep: Sequence[tuple[int, int]]) -> str:
        """The text without words of asking; what stands at ``keep`` (start, end) stays whole."""

        def cut(match: re.Match[str]) -> str:
            start, end = match.span()
            inside = any(start < until and since < end for since, until in keep)
            return match.group() if inside else " " * (end - start)

        words = self._tokenizer.lcut(self._asking.sub(cut, text))
        return "".join(" " if word in self._function_words else word for word in words).strip()
