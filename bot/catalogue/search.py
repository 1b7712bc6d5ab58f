"""Finds the items whose names a text comes closest to, with what the linker needs to judge them.

``ItemSearch`` holds one catalogue with its words. It is immutable: a change of catalogue or lexicon makes a new one
(``0.3 s`` for 210 items with 5,500 names), and whoever holds it swaps the reference.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from bot.catalogue.evidence import ItemEvidence
from bot.catalogue.examples import Examples
from bot.catalogue.index import Floats, Hits, Ints, NameIndex
from bot.catalogue.lexicon import Lexicon
from bot.catalogue.matches import Match, Query, lengths, squeezed_spaces
from bot.catalogue.weights import FITTED
from bot.catalogue.wording import QuestionWords
from bot.platform_api.models import ServiceItem
from bot.text.ngrams import name_features, squeezed
from bot.text.normalise import plain
from bot.text.pinyin import sound
from bot.text.segment import make_tokenizer

#: Entries looked at closely, and items kept of them.
_ENTRIES = 160
_ITEMS = 20

#: A name is known by its sound alone from this length on: two syllables sound like too much else.
_HEARD_FROM = 3
#: No name longer than this is looked for letter for letter.
_LONGEST_NAME = 20

#: Situations that go without saying: who names a paper and no more wants it for the first time, for himself.
_UNSAID = frozenset({"首次", "企业", "个人"})

#: Evidence is never counted as that of fewer characters: a bare name (护照) says little.
_SHORTEST = 6

#: Names longer than this many characters are never cut by a word of asking that they hold.
_PROTECTED = 2

#: Names of the features of a match, in the order of ``Match.features``.
FEATURES = (
    "cosine",  # of the best name with the text
    "coverage",  # share of that name which the text says
    "explained",  # share of the text which that name explains
    "evidence",  # how much they share, as a square root, against the best item
    "item_explained",  # share of the text which all names of the item together explain
    "official",  # share of the official name which the text says
    "literal",  # length of the longest name that stands in the text letter for letter, in characters / 6
    "sound",  # the same for names that only sound like it, three characters at least
    "situation",  # how well the item's names speak of the situations that the text speaks of, against the best item
    "against",  # situations in the item's official name that the text does not speak of
    "evidence_behind",  # log-likelihood under the item's names behind the best item's, / 10
    "evidence_a_character",  # the same for each character of the content
    "example",  # cosine of the nearest message that means the item
    "nearest",  # whether the nearest message of all means the item
)


class ItemSearch:
    """Matches of a text among the items of one catalogue."""

    weights = FITTED

    def __init__(self, items: Sequence[ServiceItem], lexicon: Lexicon, tokenizer: Any = None) -> None:
        self.items = tuple(items)
        self.lexicon = lexicon
        self.tokenizer = tokenizer or make_tokenizer(lexicon.words)
        names = [(at, name) for at, item in enumerate(self.items) for name in self._names(item)]
        self.names = tuple(name for _, name in names)
        self._item_of: Ints = np.array([at for at, _ in names], dtype=np.int32)
        features = [name_features(name, self.tokenizer.lcut) for name in self.names]
        self._entries = NameIndex(features)
        of_items: list[Counter[str]] = [Counter() for _ in self.items]
        for at, found in zip(self._item_of, features, strict=True):
            of_items[at].update(found)
        self._by_item = NameIndex(of_items)
        self._evidence = ItemEvidence(of_items)
        self._official: list[int] = []
        self._literal: dict[str, list[int]] = defaultdict(list)
        self._heard: dict[str, list[int]] = defaultdict(list)
        for entry, (at, name) in enumerate(names):
            if len(self._official) == at:
                self._official.append(entry)
            literal = squeezed(name)
            self._literal[literal].append(at)
            if len(literal) >= _HEARD_FROM:
                self._heard[sound(literal)].append(at)
        self._longest = min(max((len(name) for name in self._literal), default=0), _LONGEST_NAME)
        self._kinds = [self._shares(item) for item in self.items]
        self._own_kinds = [lexicon.kinds(plain(item.name)) for item in self.items]
        self._questions = QuestionWords(lexicon, self.tokenizer)
        self._examples = self._read_examples()

    def query(self, text: str) -> Query:
        """The text (normalised) made ready: everyday words replaced, words of asking taken out."""
        wording = squeezed_spaces(self.lexicon.canonical(text.lower()))
        named = self._spans(wording, self._literal)
        heard = self._spans(sound(wording), self._heard)
        return Query(
            text=wording,
            content=self._content(wording, [*named, *heard]),
            kinds=self.lexicon.kinds(text) | self.lexicon.kinds(wording),
            named=named,
            heard=heard,
        )

    def matches(self, query: Query) -> list[Match]:
        """The items that share most with the query, best evidence first; empty when nothing is shared."""
        found = name_features(query.content, self.tokenizer.lcut)
        hits = self._entries.look_up(found)
        if not len(hits.entries):
            return []
        best = self._best_entries(hits)
        items = list(best)[:_ITEMS]
        explained = self._item_explained(found, items)
        literal = lengths(query.text, query.named, self._literal, items)
        heard = lengths(sound(query.text), query.heard, self._heard, items)
        official = self._official_coverage(hits, items)
        fits = self._situation_fits(query.kinds, items)
        evidence = self._evidence.scores(found)[items]
        behind = evidence - evidence.max()
        examples = self._examples.nearest(query.content, found)
        nearest = max(examples, key=lambda at: examples[at], default=-1)
        bearers = set(self._literal.get(squeezed(query.content), ()))
        if bearers:
            # The text is a name and nothing else: it means one of those that bear it, all of them alike.
            behind = np.where(np.isin(items, list(bearers)), 0.0, np.minimum(behind, -1.0))
            alike = max(examples.values(), default=0.0)
            examples, nearest = {**examples, **dict.fromkeys(bearers, alike)}, -1
        top = max(best[at][1] for at in items)
        matches = []
        for position, at in enumerate(items):
            entry, shared = best[at]
            norm = float(self._entries.norm[entry])
            unsaid = len(self._own_kinds[at] - query.kinds - _UNSAID)
            features = (
                shared / float(np.sqrt(norm * max(hits.query, 1e-6))),
                shared / norm,
                shared / max(hits.query, 1e-6),
                float(np.sqrt(shared / top)),
                explained[position],
                official[position],
                literal[position],
                heard[position],
                fits[position],
                float(unsaid),
                float(behind[position]) / 10,
                float(behind[position]) / max(len(query.content), _SHORTEST),
                examples.get(at, 0.0),
                float(at == nearest),
            )
            matches.append(Match(at, self.names[entry], features))
        return matches

    def known_features(self, ranked: Sequence[Match], best: float, said: int) -> tuple[float, ...]:
        """What tells whether the item meant is among the ranked ones: ``best`` is the first one's rank, ``said`` the
        length of the content in characters."""
        first = dict(zip(FEATURES, ranked[0].features, strict=True))
        literal, sound, example = (FEATURES.index(name) for name in ("literal", "sound", "example"))
        return (
            max(match.features[0] for match in ranked),
            max(match.features[example] for match in ranked),
            first["example"],
            first["coverage"],
            first["item_explained"],
            first["official"],
            first["situation"],
            max(match.features[literal] for match in ranked),
            max(match.features[sound] for match in ranked),
            min(said, 12) / 12,
            best / 5,
        )

    def frame(self, query: Query, ranked: Sequence[Match], sign: str) -> str:
        """The query's text with the sign in place of each name that stands in it, or is heard in it."""
        parts, at = [], 0
        for start, end in sorted({*query.named, *query.heard}, key=lambda span: (span[0], -span[1])):
            if start >= at:
                parts += [query.text[at:start], sign]
                at = end
        return "".join([*parts, query.text[at:]])

    def _read_examples(self) -> Examples:
        """The lexicon's messages about items of this catalogue."""
        places = {item.code: at for at, item in enumerate(self.items)}
        messages = [
            (self.query(text).content, meant)
            for text, codes in self.lexicon.messages
            if (meant := tuple(places[code] for code in codes if code in places))
        ]
        contents = [content for content, _ in messages]
        features = [name_features(content, self.tokenizer.lcut) for content in contents]
        return Examples(contents, features, [meant for _, meant in messages])

    def _names(self, item: ServiceItem) -> list[str]:
        """Official name first, then its parts in brackets, then everyday names; each in canonical words."""
        official = plain(item.name)
        parts = [part for part in re.split(r"[()（）、,]", official) if len(part) > 2]
        everyday = self.lexicon.everyday.get(item.code, "")
        names = [official, *parts, plain(everyday), *self.lexicon.aliases.get(item.code, ())]
        both = [form for name in names if name for form in (name, self.lexicon.canonical(name.lower()))]
        return list(dict.fromkeys(both))

    def _shares(self, item: ServiceItem) -> dict[str, float]:
        """Situation kind → how much of the item it is: 1 in its official name, else the share of names with it."""
        counts: Counter[str] = Counter()
        names = self.lexicon.aliases.get(item.code, ())
        for name in names:
            counts.update(self.lexicon.kinds(name))
        shares = {kind: count / max(len(names), 1) for kind, count in counts.items()}
        return {**shares, **{kind: 1.0 for kind in self.lexicon.kinds(plain(item.name))}}

    def _spans(self, text: str, names: Mapping[str, list[int]]) -> tuple[tuple[int, int], ...]:
        """Where names stand in the text: the longest from each place on, in order."""
        spans = []
        for start in range(len(text)):
            for end in range(min(len(text), start + self._longest), start + 1, -1):
                if text[start:end] in names:
                    spans.append((start, end))
                    break
        return tuple(spans)

    def _content(self, text: str, named: list[tuple[int, int]]) -> str:
        """The text without words of asking; names and words of a situation stay whole (改地址, 个体户)."""
        keep = [span for span in named if span[1] - span[0] > _PROTECTED]
        return self._questions.without(text, keep + self.lexicon.situation_spans(text))

    def _best_entries(self, hits: Hits) -> dict[int, tuple[int, float]]:
        """Item → its best entry and what it shares, best item first."""
        cosine: Floats = hits.shared / np.sqrt(self._entries.norm[hits.entries])
        count = min(_ENTRIES, len(cosine))
        top = np.argpartition(-cosine, count - 1)[:count]
        top = top[np.lexsort((hits.entries[top], -cosine[top]))]
        best: dict[int, tuple[int, float]] = {}
        for at in top:
            entry = int(hits.entries[at])
            best.setdefault(int(self._item_of[entry]), (entry, float(hits.shared[at])))
        return best

    def _item_explained(self, found: Mapping[str, int], items: list[int]) -> list[float]:
        hits = self._by_item.look_up(found)
        shared = dict(zip(hits.entries.tolist(), hits.shared.tolist(), strict=True))
        return [shared.get(at, 0.0) / max(hits.query, 1e-6) for at in items]

    def _official_coverage(self, hits: Hits, items: list[int]) -> list[float]:
        covered = []
        for at in items:
            entry = self._official[at]
            place = int(np.searchsorted(hits.entries, entry))
            here = place < len(hits.entries) and hits.entries[place] == entry
            covered.append(float(hits.shared[place] / self._entries.norm[entry]) if here else 0.0)
        return covered

    def _situation_fits(self, kinds: frozenset[str], items: list[int]) -> list[float]:
        raw = [sum(self._kinds[at].get(kind, 0.0) for kind in kinds) for at in items]
        best = max(raw, default=0.0)
        return [value / best if best > 0.05 else 0.0 for value in raw]
