"""Puts right a mistyped character inside a word that the service uses: 居主证 → 居住证, 公枳金 → 公积金.

A character is doubtful when nobody writes it beside its neighbours: neither pair it forms stands in the sentences and
names that are known (``pairs``). A doubtful character is replaced when that makes a word of the vocabulary: one that
sounds the same, or one of four characters and more that differs in this character alone (a similar shape, a slip).
The text keeps its length, so what was found in it stays where it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Set

from bot.text.pinyin import sound

#: Words shorter than this sound like too much else, or differ from too much else in one character.
_HEARD_FROM = 2
_SEEN_FROM = 4
_LONGEST = 8
_ANY = "\0"
#: Characters that stand beside any other; they are hardly ever mistyped for one that is in a word.
_COMMON = frozenset(
    "的地得了着过吗呢吧啊呀嘛么是不没在有无我你您他她它咱这那哪谁要想能会可以和跟与给把被让从向为因去来到回说问看听用"
    "先再还也就都只才又很太更最多少几什怎咋啥个些上下里外中前后时天月年日号一二两三四五六七八九十百千万办交拿带找等"
)


class Speller:
    """Corrects texts by a vocabulary and the pairs of characters that are known to stand together."""

    def __init__(self, words: Iterable[str], pairs: Set[str]) -> None:
        self._pairs = set(pairs)
        self._heard: dict[str, list[str]] = defaultdict(list)
        self._gaps: dict[str, list[str]] = defaultdict(list)
        for word in dict.fromkeys(words):
            if not _HEARD_FROM <= len(word) <= _LONGEST or not all("一" <= char <= "鿿" for char in word):
                continue
            self._pairs |= pairs_of(word)
            self._heard[sound(word)].append(word)
            if len(word) >= _SEEN_FROM:
                for at in range(len(word)):
                    self._gaps[word[:at] + _ANY + word[at + 1 :]].append(word)

    def correct(self, text: str) -> str:
        """The text with doubtful characters put right where that makes a word; as it came when nothing is wrong."""
        doubtful = self._doubtful(text)
        if not doubtful:
            return text
        heard = sound(text)
        for size in range(min(_LONGEST, len(text)), _HEARD_FROM - 1, -1):
            for start in range(len(text) - size + 1):
                span = range(start, start + size)
                if not doubtful & set(span):
                    continue
                word = self._word(text[start : start + size], heard[start : start + size], doubtful, start)
                if word is not None and self._flows(text[:start] + word + text[start + size :], text):
                    text = text[:start] + word + text[start + size :]
                    heard = sound(text)
                    doubtful = self._doubtful(text)
        return text

    def _doubtful(self, text: str) -> set[int]:
        """Places of characters that form no known pair with either neighbour."""
        known = [text[at : at + 2] in self._pairs for at in range(len(text) - 1)]
        return {
            at
            for at, char in enumerate(text)
            if "一" <= char <= "鿿" and char not in _COMMON
            if not (at and known[at - 1]) and not (at < len(known) and known[at])
        }

    def _flows(self, text: str, before: str) -> bool:
        """Whether each new character forms known pairs with both its neighbours, as far as these are characters."""
        changed = [at for at, (new, old) in enumerate(zip(text, before, strict=True)) if new != old]
        starts = {at for at in changed if at + 1 < len(text)} | {at - 1 for at in changed if at}
        pairs = (text[start : start + 2] for start in starts)
        return all(pair in self._pairs for pair in pairs if all("一" <= char <= "鿿" for char in pair))

    def _word(self, said: str, heard: str, doubtful: set[int], start: int) -> str | None:
        """The word that stands for what is said, when it differs in doubtful characters only."""

        def fits(word: str) -> bool:
            differ = {start + at for at, (new, old) in enumerate(zip(word, said, strict=True)) if new != old}
            return bool(differ) and differ <= doubtful

        for word in self._heard.get(heard, ()):
            if fits(word):
                return word
        if len(said) >= _SEEN_FROM:
            for at in range(len(said)):
                if start + at in doubtful:
                    words = self._gaps.get(said[:at] + _ANY + said[at + 1 :], ())
                    if len(words) == 1 and fits(words[0]):
                        return words[0]
        return None


def pairs_of(text: str) -> set[str]:
    """The pairs of neighbouring characters in a text."""
    return {text[at : at + 2] for at in range(len(text) - 1)}
