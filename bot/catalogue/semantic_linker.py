"""Lets the meaning of names have a say in the order of items; used only when ``BANSHI_EMBEDDING_MODEL`` is set.

``SemanticLinker`` stands in for a :class:`bot.catalogue.linker.Linker`: the same items come close, in an order that
the cosine of sentence vectors takes part in. Whether any item is meant at all (``known``) stays the linker's word.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import exp
from pathlib import Path
from threading import Thread

from bot.catalogue.embedding_search import Embedder, SemanticNames
from bot.catalogue.lexicon import Lexicon
from bot.catalogue.linker import CHOOSE, NONE, SURE, Candidate, Link, Linker
from bot.platform_api.models import ServiceItem
from bot.settings import Settings
from bot.text.embedding import SentenceEmbedder
from bot.text.normalise import plain

log = logging.getLogger(__name__)

#: What a unit of cosine adds to an item's log-odds: as much as the cosine with the nearest message adds in
#: ``bot/catalogue/weights.py``. Not fitted to a model, since none is shipped.
WEIGHT = 2.0
#: Candidates that are put in a new order; the linker keeps no more.
POOL = 20
#: Scores have four digits; what is rounded to nothing may still rise.
_LEAST = 0.00005
#: New names that are worked out while a message waits; more are worked out aside.
_AT_ONCE = 32


class SemanticLinker:
    """A linker whose candidates are ordered by what they share with the text and by what they mean."""

    def __init__(self, linker: Linker, names: SemanticNames, weight: float = WEIGHT) -> None:
        self._linker = linker
        self._names = names
        self._weight = weight
        self.search = linker.search
        self.weights = linker.weights

    def link(self, text: str, top: int = 5) -> Link:
        """Like :meth:`Linker.link`."""
        return self.link_plain(plain(text), top)

    def link_plain(self, text: str, top: int = 5) -> Link:
        """Like :meth:`Linker.link_plain`; until all vectors are there, the same."""
        link = self._linker.link_plain(text, max(top, POOL))
        if self._names.ready and link.decision != NONE and len(link.candidates) > 1:
            content = self.search.query(text).content
            cosines = self._names.cosines(content, [one.code for one in link.candidates])
            link = replace(link, candidates=blended(link.candidates, cosines, self._weight))
            if link.decision in (SURE, CHOOSE):
                link = replace(link, decision=self._decide(link))
        return replace(link, candidates=link.candidates[:top])

    def _decide(self, link: Link) -> str:
        share = link.candidates[0].score / max(link.known, 1e-6)
        return SURE if share >= self.weights.sure_share and link.known >= self.weights.sure_known else CHOOSE


def blended(candidates: Sequence[Candidate], cosines: Mapping[str, float], weight: float) -> tuple[Candidate, ...]:
    """The candidates with ``weight · cosine`` added to each one's log-odds, best first; their sum stays as it is."""
    values = [max(one.score, _LEAST) * exp(weight * cosines[one.code]) for one in candidates]
    scale = sum(one.score for one in candidates) / sum(values)
    scored = [replace(one, score=round(value * scale, 4)) for one, value in zip(candidates, values, strict=True)]
    order = sorted(range(len(scored)), key=lambda at: -values[at])
    return tuple(scored[at] for at in order)


class Meanings:
    """Gives linkers their vectors: one embedder and one file of vectors, whatever linkers come and go."""

    def __init__(self, embedder: Embedder, file: Path) -> None:
        self._embedder = embedder
        self._file = file
        self._serving = False

    @classmethod
    def load(cls, settings: Settings) -> Meanings:
        """With the model that is set; EmbeddingError when it cannot be used."""
        name = settings.catalogue
        file = settings.var / "embeddings" / (f"names-{name}.npz" if name else "names.npz")
        return cls(SentenceEmbedder(Path(settings.embedding_model)), file)

    def wrap(self, linker: Linker) -> SemanticLinker:
        """The linker with vectors. The first one waits for them; later ones, who serve already, for a few only."""
        names, codes = names_of(linker.search.items, linker.search.lexicon)
        found = SemanticNames(names, codes, self._embedder, self._file)
        if self._serving and len(found.missing) > _AT_ONCE:
            Thread(target=_complete, args=(found,), name="vectors-of-names", daemon=True).start()
        else:
            found.complete()
        self._serving = True
        return SemanticLinker(linker, found)


def names_of(items: Sequence[ServiceItem], lexicon: Lexicon) -> tuple[list[str], list[str]]:
    """Every name of every item, official and everyday, also in canonical words, and beside it the item's code."""
    pairs = [
        pair
        for item in items
        for name in (plain(item.name).lower(), *map(str.lower, lexicon.aliases.get(item.code, ())))
        for pair in dict.fromkeys(((name, item.code), (lexicon.canonical(name), item.code)))
    ]
    return [name for name, _ in pairs], [code for _, code in pairs]


def _complete(names: SemanticNames) -> None:
    try:
        names.complete()
    except Exception:
        log.exception("vectors of names could not be worked out; items are found without them")
