"""Finds items of a register that has official names only: an imported catalogue without everyday names.

Names come from the register, everyday words from the project's thesaurus (``data/lexicon/related.csv``): a word that
no name of this register writes is looked for as the words that names write instead (探望 → 探访). A word that names do
write stands for itself. ``RegisterSearch`` takes the place of ``ItemSearch`` in the linker.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from bot.catalogue.lexicon import Lexicon
from bot.catalogue.matches import Match, Query, squeezed_spaces
from bot.catalogue.register_index import RegisterIndex, grams
from bot.catalogue.weights import REGISTER
from bot.catalogue.wording import QuestionWords
from bot.platform_api.models import ServiceItem
from bot.text.ngrams import squeezed
from bot.text.normalise import plain
from bot.text.pinyin import sound
from bot.text.segment import make_tokenizer

#: Names of the features of a match, in the order of ``Match.features``.
FEATURES = (
    "score",  # against the best name
    "explained",  # share of what the text says, by weight, that the name says or that the thesaurus leads to it
    "begins",  # the name begins with the text
    "holds",  # the text stands in the name
    "covered",  # share of the name's characters that the text has
    "sound",  # share of the text's pairs of syllables that the name has
    "department",  # pairs of the text that the department has, for each of the text's characters
)

#: A text of so many characters is taken as a name whole, unless it asks.
_NAME = 8

#: Departments of which a text may speak, and items of one name that are looked at.
_DEPARTMENTS, _BEARERS = 40, 3

_NAMES = 40
_ITEMS = 12
#: What a word of the thesaurus counts beside a word that was said, and how much less each further one does.
_RELATED, _FURTHER, _MOST = 0.7, 0.93, 6
_LONGEST_SAID = 8


class RegisterSearch:
    """Matches of a text among the items of one register; immutable."""

    weights = REGISTER

    def __init__(self, items: Sequence[ServiceItem], lexicon: Lexicon, tokenizer: Any = None) -> None:
        self.items = tuple(items)
        self.lexicon = lexicon
        self.tokenizer = tokenizer or make_tokenizer(lexicon.words)
        self._questions = QuestionWords(lexicon, self.tokenizer)
        places: dict[str, list[int]] = {}
        for at, item in enumerate(self.items):
            for name in dict.fromkeys((item.name, *lexicon.aliases.get(item.code, ()))):
                places.setdefault(squeezed(plain(name)), []).append(at)
        self.names = tuple(places)
        self._items_of = tuple(self._by_department(found) for found in places.values())
        self._index = RegisterIndex(self.names)
        self._with_pair: dict[str, list[str]] = defaultdict(list)
        for department in dict.fromkeys(item.department for item in self.items):
            for pair in _pairs(squeezed(plain(department))):
                self._with_pair[pair].append(department)

    def query(self, text: str) -> Query:
        """The text (normalised) made ready: words of asking taken out."""
        wording = squeezed_spaces(text.lower())
        content = wording  # a few words are a name: 会见, 查询证书
        if len(wording) > _NAME:
            content = self._questions.without(wording, self._named(wording) + self.lexicon.situation_spans(wording))
        return Query(text=wording, content=content, kinds=self.lexicon.kinds(text))

    def matches(self, query: Query) -> list[Match]:
        """The items that share most with the query, best score first; empty when nothing is shared."""
        said = squeezed(query.content)
        if not said:
            return []
        own = grams(said)
        related = self._related(said, own)
        wanted: dict[str, float] = {**{gram: weight for _, words in related for gram, weight in words.items()}}
        wanted.update(dict.fromkeys(own, 1.0))
        scores = self._index.scores(wanted)
        count = min(_NAMES, len(scores))
        nearest = np.argpartition(-scores, count - 1)[:count]
        top = [int(at) for at in nearest[np.lexsort((nearest, -scores[nearest]))] if scores[at] > 0]
        if not top:
            return []
        best, heard = float(scores[top[0]]), _pairs(sound(said))
        spoken = self._departments(said)
        total = sum(self._index.weight(gram) for gram in own)
        matches: dict[int, Match] = {}
        for at in top:
            name = self.names[at]
            share = sum(char in said for char in name) / len(name)
            features = (
                float(scores[at]) / best,
                min(1.0, self._explained(name, own, related) / total),
                float(name.startswith(said)),
                float(said in name),
                share,
                len(heard & _pairs(sound(name))) / max(len(heard), 1),
            )
            for item, pairs in self._nearest_items(at, spoken):
                matches.setdefault(item, Match(item, name, (*features, pairs / len(said))))
        return sorted(matches.values(), key=lambda match: -match.features[0])[:_ITEMS]

    def known_features(self, ranked: Sequence[Match], best: float, said: int) -> tuple[float, ...]:
        """What tells whether the item meant is among the ranked ones."""
        first = ranked[0].features
        return (*first[1:6], min(said, 12) / 12, best / 5)

    def frame(self, query: Query, ranked: Sequence[Match], sign: str) -> str:
        """The text with the sign in place of the longest stretch that the first item's name says too."""
        name, text = (ranked[0].name if ranked else ""), query.text
        start = end = 0
        for at in range(len(text)):
            until = at
            while until < len(text) and text[at : until + 1] in name:
                until += 1
            if until - at > end - start:
                start, end = at, until
        return f"{text[:start]}{sign}{text[end:]}" if end - start > 1 else text

    def _named(self, text: str) -> list[tuple[int, int]]:
        """Where two or more words of asking could be part of a name: stretches of three and more characters of one."""
        spans = []
        for at in range(len(text) - 2):
            if self._index.has((text[at : at + 2], text[at + 1 : at + 3])):
                spans.append((at, at + 3))
        return spans

    def _related(self, said: str, own: Mapping[str, int]) -> list[tuple[tuple[int, int], dict[str, float]]]:
        """Where words that no name writes stand in the text, and the grams to look for instead with their weights."""
        found = []
        for start in range(len(said)):
            for end in range(min(len(said), start + _LONGEST_SAID), start, -1):
                words = self.lexicon.related.get(said[start:end])
                if words is None or (end - start == 1 < len(said)) or self._written(said[start:end]):
                    continue
                kept = [word for word in words if self._index.has(_pairs(word))][:_MOST]
                weights: dict[str, float] = {}
                for rank, word in enumerate(kept):
                    for gram in grams(word):
                        if gram not in own:
                            weights.setdefault(gram, _RELATED * _FURTHER**rank)
                if weights:
                    found.append(((start, end), weights))
        return found

    def _written(self, word: str) -> bool:
        return len(word) > 1 and self._index.has(_pairs(word))

    def _explained(
        self, name: str, own: Mapping[str, int], related: Sequence[tuple[tuple[int, int], Mapping[str, float]]]
    ) -> float:
        shared = sum(self._index.weight(gram) for gram in own if gram in name)
        for (start, end), words in related:
            if any(len(gram) > 1 and gram in name for gram in words):
                shared += self._index.unknown * (end - start)
        return shared

    def _departments(self, said: str) -> list[tuple[str, int]]:
        """The departments that share most pairs with the text, and how many."""
        counts = Counter(department for pair in _pairs(said) for department in self._with_pair.get(pair, ()))
        return counts.most_common(_DEPARTMENTS)

    def _nearest_items(self, at: int, spoken: Sequence[tuple[str, int]]) -> list[tuple[int, int]]:
        """The items that bear the name, those first whose department the text speaks of; with the pairs they share."""
        own = self._items_of[at]
        if len(own) == 1:
            department, item = next(iter(own.items()))
            return [(item, dict(spoken).get(department, 0))]
        named = [(own[department], pairs) for department, pairs in spoken if department in own][:_BEARERS]
        return named or [(item, 0) for item in list(own.values())[:_BEARERS]]

    def _by_department(self, found: Sequence[int]) -> dict[str, int]:
        """Department → the first of its items among these."""
        first: dict[str, int] = {}
        for at in found:
            first.setdefault(self.items[at].department, at)
        return first


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}
