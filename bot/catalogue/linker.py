"""From everyday words to the service item that is meant, with an honest word on how sure that is.

``Linker.link(text)`` ranks the items whose names come close (``search``), turns the ranking into probabilities, and
decides: ``sure`` (one item), ``choose`` (several could be meant), ``unknown`` (something is named that the catalogue
does not have), ``none`` (no item is named: 那收费吗). The weights were fitted on everyday names held out of the index,
in sentences, with typing errors, and with whole items taken out; ``bot/catalogue/calibration.py`` fits them again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.catalogue.lexicon import FOLDER, Lexicon, lexicon_stamp, load_lexicon
from bot.catalogue.matches import Match
from bot.catalogue.names import with_own_names
from bot.catalogue.register import RegisterSearch
from bot.catalogue.search import ItemSearch
from bot.catalogue.source import load_items, source_stamp
from bot.catalogue.weights import Weights
from bot.platform_api.models import ServiceItem
from bot.settings import Settings
from bot.text.ngrams import squeezed
from bot.text.normalise import plain

if TYPE_CHECKING:
    from bot.catalogue.semantic_linker import Meanings, SemanticLinker

#: Stands for a name in ``Link.frame``.
NAME_SIGN = "◇"

SURE, CHOOSE, UNKNOWN, NONE = "sure", "choose", "unknown", "none"


@dataclass(frozen=True)
class Candidate:
    """An item that may be meant; ``score`` is the probability of it, 0 to 1."""

    code: str
    name: str
    score: float


@dataclass(frozen=True)
class Link:
    """What a message says about items. ``known`` is the probability that the item meant is among the candidates.

    ``frame`` is the text in canonical words with ``◇`` in place of each name: how things are asked, whatever item.
    """

    candidates: tuple[Candidate, ...]
    decision: str
    known: float = 0.0
    frame: str = ""

    @property
    def named(self) -> bool:
        """Whether a name of an item stands (or is heard) in the text, rather than words that merely resemble one."""
        return NAME_SIGN in self.frame

    @property
    def item(self) -> str | None:
        """The code of the item that is meant or most likely so; None when none is."""
        return self.candidates[0].code if self.decision in (SURE, CHOOSE) and self.candidates else None


class Linker:
    """Links messages to the items of one catalogue; safe to use from several threads."""

    def __init__(
        self, items: Sequence[ServiceItem], lexicon: Lexicon, weights: Weights | None = None, *, tokenizer: Any = None
    ) -> None:
        known = sum(item.code in lexicon.aliases for item in items)
        # Where most items have nothing but an official name, names have to be read in another way.
        self.search: ItemSearch | RegisterSearch = (ItemSearch if 2 * known >= len(items) else RegisterSearch)(
            items, lexicon, tokenizer
        )
        self.weights = weights or self.search.weights

    def link(self, text: str, top: int = 5) -> Link:
        """The items the text may mean, at most ``top``, best first. The text may be as the citizen typed it."""
        return self.link_plain(plain(text), top)

    def link_plain(self, text: str, top: int = 5) -> Link:
        """Like :meth:`link` for text that is normalised already."""
        query = self.search.query(text)
        said = len(squeezed(query.content))
        matches = self.search.matches(query) if said else []
        if not matches:
            return Link((), UNKNOWN if said >= self.weights.named_from else NONE, frame=query.text)
        scored = sorted(((self._rank(match), -at) for at, match in enumerate(matches)), reverse=True)
        ranked = [matches[-at] for _, at in scored]
        total = sum(exp(value - scored[0][0]) for value, _ in scored)
        known = self._known(ranked, scored[0][0], said)
        candidates = tuple(
            Candidate(item.code, item.name, round(known * exp(value - scored[0][0]) / total, 4))
            for (value, _), match in zip(scored[:top], ranked, strict=False)
            for item in (self.search.items[match.item],)
        )
        return Link(
            candidates,
            self._decide(known, candidates, said),
            round(known, 4),
            self.search.frame(query, ranked, NAME_SIGN),
        )

    def _rank(self, match: Match) -> float:
        return sum(weight * value for weight, value in zip(self.weights.rank, match.features, strict=True))

    def _known(self, ranked: list[Match], best: float, said: int) -> float:
        features = self.search.known_features(ranked, best, said)
        logit = self.weights.known_bias + sum(w * x for w, x in zip(self.weights.known, features, strict=True))
        return 1 / (1 + exp(-logit))

    def _decide(self, known: float, candidates: tuple[Candidate, ...], said: int) -> str:
        if known < self.weights.known_from:
            return UNKNOWN if said >= self.weights.named_from else NONE
        share = candidates[0].score / max(known, 1e-6)
        if share >= self.weights.sure_share and known >= self.weights.sure_known:
            return SURE
        return CHOOSE


class LiveLinker:
    """A linker that follows its files: a changed catalogue or lexicon is in use from the next look on."""

    def __init__(self, settings: Settings, folder: Path = FOLDER, clock: Callable[[], float] | None = None) -> None:
        from time import monotonic

        self._settings = settings
        self._folder = folder
        self._clock = clock or monotonic
        self._stamp: object = None
        self._linker: Linker | SemanticLinker | None = None
        self._meanings: Meanings | None = None
        self._looked = 0.0

    #: Seconds between looks at the files.
    EVERY = 5.0

    def current(self) -> Linker | SemanticLinker:
        """The linker in use. When the new files cannot be read, the one before stays."""
        now = self._clock()
        if self._linker is None or now - self._looked >= self.EVERY:
            self._looked = now
            stamp = (lexicon_stamp(self._folder), source_stamp(self._settings))
            if stamp != self._stamp:
                lexicon = load_lexicon(self._folder)
                before = self._linker.search if self._linker else None
                # A tokenizer takes 60 MB and 0.2 s: a new one only for new words.
                kept = before.tokenizer if before and before.lexicon.words == lexicon.words else None
                items = load_items(self._settings)
                linker = Linker(items, with_own_names(lexicon, items), tokenizer=kept)
                self._linker = self._with_meanings(linker) if self._settings.embedding_model else linker
                self._stamp = stamp
        assert self._linker is not None  # noqa: S101 - set above on the first call
        return self._linker

    def _with_meanings(self, linker: Linker) -> SemanticLinker:
        from bot.catalogue.semantic_linker import Meanings

        self._meanings = self._meanings or Meanings.load(self._settings)
        return self._meanings.wrap(linker)
