"""Fits the weights of the search: ``python -m bot.faq.fitting BANK QUERIES`` prints what belongs into ``weights.py``.

BANK is a question bank, QUERIES a CSV with ``query``, ``question`` (the one that is asked, empty when none fits) and
``half``: only rows with ``half`` = dev are read. Each query is taken with what the linker says of items and without.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.catalogue.lexicon import load_lexicon
from bot.catalogue.linker import Linker
from bot.catalogue.source import load_items
from bot.faq.bank import sort_rows
from bot.faq.judge import CHOICES, rank, signs
from bot.faq.search import FEATURES, FIRST_FEATURES, NEAR, BankSearch, Match
from bot.faq.weights import FITTED, Items, Weights
from bot.faq.words import load_words
from bot.settings import Settings

#: Keeps weights small; squares are added to the loss of one query.
_SHRINK = 0.0001
#: How much a query counts that nothing in the bank fits, so that they are a third of all.
_NOTHING = 3.0


@dataclass(frozen=True)
class Example:
    """A query, what its items are, and the question that it asks (empty: none)."""

    text: str
    items: Items
    question: str


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(prog="python -m bot.faq.fitting", description=__doc__)
    parser.add_argument("bank", type=Path)
    parser.add_argument("queries", type=Path)
    args = parser.parse_args(arguments)
    lexicon = load_lexicon()
    linker = Linker(load_items(Settings.from_env()), lexicon)
    examples = read_examples(args.queries, linker)
    search = BankSearch([replace(one, shipped=True) for one in sort_rows(args.bank).kept], load_words(lexicon))
    fitted = fit(search, examples)
    for name in ("first", "rank", "right", "known"):
        print(f"    {name}={tuple(np.round(getattr(fitted, name), 3).tolist())},")


def read_examples(path: Path, linker: Linker, half: str = "dev") -> list[Example]:
    """Each query of that half twice, with the linker's items and without."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["half"] == half]
    linked = [Example(row["query"], items_of(linker, row["query"]), row["question"]) for row in rows]
    return [*linked, *(replace(one, items={}) for one in linked)]


def items_of(linker: Linker, text: str) -> Items:
    """The probability of each item that the text may mean."""
    return {one.code: one.score for one in linker.link(text).candidates}


def fit(search: BankSearch, examples: Sequence[Example]) -> Weights:
    """The weights under which the questions asked come first; ``search`` holds the bank they belong to."""
    wide = replace(FITTED, first=(1.0,) * len(FIRST_FEATURES), close=NEAR)
    first = fit_rank([found(search.weighing(wide), one) for one in examples], len(FIRST_FEATURES))
    weights = replace(FITTED, first=tuple(first))
    close = [found(search.weighing(weights), one) for one in examples]
    weights = replace(weights, rank=tuple(fit_rank(close, len(FEATURES))))
    ranked = [rank(matches, weights) for matches, _ in close]
    asked = [one.question for one in examples]
    right = fit_signs(
        ranked, [bool(r) and q == r[0][1].question.question for r, q in zip(ranked, asked, strict=True)], asked
    )
    known = fit_signs(
        ranked, [q in [m.question.question for _, m in r[:CHOICES]] for r, q in zip(ranked, asked, strict=True)], asked
    )
    return replace(weights, right=right, known=known)


def found(search: BankSearch, example: Example) -> tuple[list[Match], int]:
    """The matches of an example and the place of the question asked among them, -1 when it is not there."""
    matches = search.matches(example.text, example.items)
    asked = [at for at, match in enumerate(matches) if match.question.question == example.question]
    return matches, asked[0] if asked else -1


def fit_rank(cases: Sequence[tuple[list[Match], int]], width: int) -> NDArray[np.float64]:
    """Weights of the first ``width`` features under which the question asked is most probable among its matches."""
    from scipy.optimize import minimize

    known = [(np.array([m.features[:width] for m in matches]), at) for matches, at in cases if at >= 0]

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total, gradient = 0.0, np.zeros_like(weights)
        for features, asked in known:
            scores = features @ weights
            shares = np.exp(scores - scores.max())
            shares /= shares.sum()
            total -= float(np.log(shares[asked] + 1e-12))
            gradient = gradient + features.T @ shares - features[asked]
        return (
            total / len(known) + _SHRINK * float(weights @ weights),
            gradient / len(known) + 2 * _SHRINK * weights,
        )

    result: NDArray[np.float64] = minimize(loss, np.ones(width), jac=True, method="L-BFGS-B").x
    return result


def fit_signs(ranked: Sequence[Any], truth: Sequence[bool], asked: Sequence[str]) -> tuple[float, ...]:
    """A logistic model of ``truth`` over the signs of each ranking, its constant last."""
    from sklearn.linear_model import LogisticRegression

    used = [at for at, one in enumerate(ranked) if one]
    weight = [1.0 if asked[at] else _NOTHING for at in used]
    model = LogisticRegression(C=3.0, max_iter=5000)
    model.fit([signs(ranked[at]) for at in used], [truth[at] for at in used], sample_weight=weight)
    return (*model.coef_[0].tolist(), float(model.intercept_[0]))


if __name__ == "__main__":
    main()
