"""Fits the linker's weights: ``python -m bot.catalogue.calibration`` prints what belongs into ``weights.py``.

The examples are what people wrote (``data/lexicon/messages.csv``) and the everyday names themselves: a fifth of each is
taken out of the index and must be found again, names bare and in a sentence, some with a typing error. Items taken out
together with those that share a name with them show what
a name that the catalogue does not have looks like; sentences of small talk show messages that name nothing. Sentences
of tests are never used.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.catalogue.lexicon import Lexicon, load_lexicon
from bot.catalogue.matches import Match
from bot.catalogue.register import RegisterSearch
from bot.catalogue.search import ItemSearch
from bot.catalogue.source import load_items
from bot.platform_api.models import ServiceItem
from bot.settings import ROOT, Settings
from bot.text.ngrams import squeezed
from bot.text.normalise import plain
from bot.text.pinyin import sound
from bot.text.segment import make_tokenizer

_FOLDS = 5
_SEED = 5
_TYPING_ERRORS = 0.25
#: What people write is nearer to what is to be read than names in made-up sentences: it counts this many times.
_MESSAGES_COUNT = 3
#: Of the names so many: they are many, and much alike.
_NAMES_SHARE = 3
#: Topics of data/ whose sentences name no item.
_TALK = ("talk", "hall", "rating", "handoff")


@dataclass(frozen=True)
class Example:
    """Matches of one text and the places of those that are meant (none: nothing of it is in the catalogue)."""

    matches: tuple[Match, ...]
    meant: tuple[int, ...]
    said: int
    search: ItemSearch | RegisterSearch


class Examples:
    """Makes examples; deterministic."""

    def __init__(self, items: Sequence[ServiceItem], lexicon: Lexicon) -> None:
        self.items, self.lexicon = list(items), lexicon
        self._tokenizer = make_tokenizer(lexicon.words)
        self._random = random.Random(_SEED)  # noqa: S311 - examples, not secrets
        self._questions = [words for words, intent in lexicon.asking if intent]
        self._talk = [line for topic in _TALK for line in sentences(topic)]
        self.owners: dict[str, set[str]] = defaultdict(set)
        for code, names in lexicon.aliases.items():
            for name in names:
                self.owners[name].add(code)
        self._alike: dict[str, list[str]] = defaultdict(list)
        for char in sorted(set("".join(self.owners))):
            self._alike[sound(char)].append(char)

    def held_out_messages(self) -> Iterator[Example]:
        """Each message in an index that does not hold it."""
        messages = list(self.lexicon.messages)
        self._random.shuffle(messages)
        for fold in range(_FOLDS):
            kept = tuple(message for at, message in enumerate(messages) if at % _FOLDS != fold)
            search = ItemSearch(self.items, replace(self.lexicon, messages=kept), self._tokenizer)
            for text, codes in messages[fold::_FOLDS]:
                yield example(search, text, set(codes))

    def held_out_names(self) -> Iterator[Example]:
        """Each name looked for in an index that does not hold it."""
        names = sorted(name for name in self.owners if len(name) > 2)
        self._random.shuffle(names)
        for fold in range(_FOLDS):
            held = set(names[fold::_FOLDS])
            kept = {code: tuple(name for name in own if name not in held) for code, own in self.lexicon.aliases.items()}
            search = ItemSearch(self.items, replace(self.lexicon, aliases=kept), self._tokenizer)
            for name in sorted(held)[::_NAMES_SHARE]:
                for text in (name, self.sentence(name)):
                    yield example(search, text, self.owners[name])

    def missing_items(self) -> Iterator[Example]:
        """Names of items that are not in the catalogue, nor any other item of the same name."""
        codes = [item.code for item in self.items]
        self._random.shuffle(codes)
        for fold in range(2 * _FOLDS):
            gone = set(codes[fold :: 2 * _FOLDS])
            shared = {code for name, owners in self.owners.items() if owners & gone for code in owners}
            left = [item for item in self.items if item.code not in gone | shared]
            search = ItemSearch(left, self.lexicon, self._tokenizer)
            for text, meant in self.lexicon.messages:
                if set(meant) <= gone:
                    yield example(search, text, set())
            for code in sorted(gone):
                names = [name for name in self.lexicon.aliases.get(code, ()) if len(name) > 2]
                for name in self._random.sample(names, min(8, len(names))):
                    yield example(search, self.sentence(name), set())

    def small_talk(self) -> Iterator[Example]:
        """Sentences that name nothing."""
        search = ItemSearch(self.items, self.lexicon, self._tokenizer)
        for line in self._talk:
            yield example(search, line, set())

    def of_register(self) -> tuple[list[Example], list[Example]]:
        """The same items as a register that has their official names only: names to be found, and names of items taken
        out of it."""
        codes = [item.code for item in self.items]
        self._random.shuffle(codes)
        bare = replace(self.lexicon, aliases={})
        found, missing = [], []
        names = [name for name in sorted(self.owners) if len(name) > 1][::_NAMES_SHARE]
        search = RegisterSearch(self.items, bare, self._tokenizer)
        for name in names:
            for text in (name, self.sentence(name)):
                found.append(example(search, text, self.owners[name]))
        for fold in range(_FOLDS):
            gone = set(codes[fold::_FOLDS])
            search = RegisterSearch([item for item in self.items if item.code not in gone], bare, self._tokenizer)
            for name in names[fold::_FOLDS]:
                if self.owners[name] <= gone:
                    missing += [example(search, name, set()), example(search, self.sentence(name), set())]
            missing += [example(search, line, set()) for line in self._talk[fold::_FOLDS]]
        return found, missing

    def sentence(self, name: str) -> str:
        """The name in a sentence, sometimes misspelt, sometimes with a story around it."""
        said = self._misspelt(name) if self._random.random() < _TYPING_ERRORS else name
        question = self._random.choice(self._questions)
        shapes = (
            f"{said}{question}",
            f"{said} {question}",
            f"我想办{said} {question}",
            f"{self._random.choice(self._talk)[:10]} {said}的{question}",
            f"{said} {self._random.choice(self._talk)[:8]} {question}",
        )
        return self._random.choice(shapes)

    def _misspelt(self, name: str) -> str:
        at = self._random.randrange(len(name))
        others = [char for char in self._alike[sound(name[at])] if char != name[at]]
        return name[:at] + self._random.choice(others) + name[at + 1 :] if others else name


def sentences(topic: str) -> list[str]:
    """The training sentences of one topic, normalised."""
    text = (ROOT / "data" / topic / "nlu.yml").read_text(encoding="utf-8")
    return [plain(line) for line in re.findall(r"^\s+- (?!intent:)(.+)$", text, re.MULTILINE)]


def example(search: ItemSearch | RegisterSearch, text: str, codes: set[str]) -> Example:
    """The matches of a text, and which of them are meant."""
    query = search.query(plain(text))
    matches = tuple(search.matches(query))
    meant = tuple(at for at, match in enumerate(matches) if search.items[match.item].code in codes)
    return Example(matches, meant, len(squeezed(query.content)), search)


def fit_rank(examples: Sequence[Example]) -> NDArray[np.float64]:
    """Weights under which the item meant is most probable among its matches; several meant are equally probable."""
    from scipy.optimize import minimize

    cases = [(np.array([m.features for m in e.matches]), list(e.meant)) for e in examples if e.meant]

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total, gradient = 0.001 * float(weights @ weights) * len(cases), 0.002 * weights * len(cases)
        for features, meant in cases:
            scores = features @ weights
            shares = np.exp(scores - scores.max())
            shares /= shares.sum()
            total -= float(np.log(shares[meant] + 1e-12).mean())
            wanted = np.zeros_like(shares)
            wanted[meant] = 1 / len(meant)  # where several are meant none of them should lead
            gradient = gradient + features.T @ (shares - wanted)
        return total / len(cases), gradient / len(cases)

    result: NDArray[np.float64] = minimize(loss, np.ones(cases[0][0].shape[1]), jac=True, method="L-BFGS-B").x
    return result


def recall(examples: Sequence[Example], rank: NDArray[np.float64]) -> float:
    """The share of the examples whose first item is one that is meant."""
    first = (
        max(range(len(e.matches)), key=lambda at: np.dot(e.matches[at].features, rank), default=-1) for e in examples
    )
    return sum(at in e.meant for at, e in zip(first, examples, strict=True)) / len(examples)


def fit_known(examples: Sequence[Example], rank: NDArray[np.float64]) -> Any:
    """A logistic model of whether the item meant is among the first five."""
    from sklearn.linear_model import LogisticRegression

    rows, right = [], []
    for one in examples:
        if one.matches:
            scores = [float(np.dot(match.features, rank)) for match in one.matches]
            order = sorted(range(len(scores)), key=lambda at: -scores[at])
            ranked = [one.matches[at] for at in order]
            rows.append(one.search.known_features(ranked, scores[order[0]], one.said))
            right.append(bool(set(order[:5]) & set(one.meant)))
    return LogisticRegression(C=1.0, max_iter=2000, class_weight="balanced").fit(rows, right)


def main() -> None:
    """Fit and print."""
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as empty:
        items = load_items(Settings(var=Path(empty)))
    source = Examples(items, load_lexicon())
    messages, names = list(source.held_out_messages()), list(source.held_out_names())
    away = [*source.missing_items(), *source.small_talk()]
    tell("FITTED", {"messages": messages, "names": names}, [*messages * _MESSAGES_COUNT, *names], away)
    register, away = source.of_register()
    tell("REGISTER", {"names": register}, register, away)


def tell(name: str, kinds: dict[str, list[Example]], found: list[Example], away: list[Example]) -> None:
    """Fit on what is to be found and what is not there, and print."""
    rank = fit_rank(found)
    known = fit_known([*found, *away], rank)
    for what, cases in kinds.items():
        print(f"# {len(cases)} {what}, recall@1 {recall(cases, rank):.3f}")
    print(f"{name} = Weights(")
    print(f"    rank={tuple(np.round(rank, 3).tolist())},")
    print(f"    known={tuple(np.round(known.coef_[0], 3).tolist())},")
    print(f"    known_bias={round(float(known.intercept_[0]), 3)},\n)")


if __name__ == "__main__":
    main()
