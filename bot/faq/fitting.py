"""Fits the weights of the search: ``python -m bot.faq.fitting BANK QUERIES`` prints what belongs into ``weights.py``.

BANK is a question bank, QUERIES a CSV with ``query``, ``question`` (the one that is asked, empty when none fits) and
``half``: only rows with ``half`` = dev are read. Each query is taken with what the linker says of items and without.
Sentences that train the intents of a guide's fields are examples of messages that name an item and ask nothing of the
bank, unless they repeat one of its questions.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from textwrap import wrap

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from bot.catalogue.lexicon import load_lexicon
from bot.catalogue.linker import Linker
from bot.catalogue.source import load_items
from bot.faq.bank import sort_rows
from bot.faq.judge import CHOICES, FOR_IT, SIGNS, rank, signs
from bot.faq.search import FEATURES, FIRST_FEATURES, NEAR, BankSearch, Match
from bot.faq.weights import FITTED, Items, Weights
from bot.faq.words import load_words
from bot.settings import ROOT, Settings

#: Keeps weights small; squares are added to the loss of one query.
_SHRINK = 0.0001
#: Stands for a question that the bank does not have.
MISSING = "(missing)"
#: How much examples count together, against 1 of the queries whose question is there: those that ask nothing of the
#: bank, the same queries without their question, and the sentences, for messages that were taken for a question beside
#: the guide's fields and for messages of any kind.
_NOTHING, _MISSING, _FEW_SENTENCES, _SENTENCES = 0.3, 0.5, 0.05, 0.8
#: Similarity, of 100, from which a sentence repeats a question of the bank.
_REPEATS = 75


#: Matches with their ranks, best first.
Ranked = list[tuple[float, Match]]


@dataclass(frozen=True)
class Example:
    """A query, what its items are, and the question that it asks (empty: none). ``sentence``: it is one that trains
    the intents."""

    text: str
    items: Items
    question: str
    sentence: bool = False


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(prog="python -m bot.faq.fitting", description=__doc__)
    parser.add_argument("bank", type=Path)
    parser.add_argument("queries", type=Path)
    args = parser.parse_args(arguments)
    lexicon = load_lexicon()
    linker = Linker(load_items(Settings.from_env()), lexicon)
    examples = [*read_examples(args.queries, linker), *read_sentences(linker)]
    search = BankSearch([replace(one, shipped=True) for one in sort_rows(args.bank).kept], load_words(lexicon))
    fitted = fit(search, examples)
    for name in ("first", "rank", "right", "certain", "known"):
        told = ", ".join(str(value) for value in np.round(getattr(fitted, name), 3).tolist())
        print("\n".join(wrap(f"{name}=({told}),", 110, initial_indent="    ", subsequent_indent="        ")))


def read_examples(path: Path, linker: Linker, half: str = "dev") -> list[Example]:
    """Each query of that half, and each question almost as it is, twice: with the linker's items and without."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["half"] == half]
    asked = [(row["query"], row["question"]) for row in rows]
    asked += [(nearly(question), question) for question in sorted({one for _, one in asked if one})]
    linked = [Example(text, items_of(linker, text), question) for text, question in asked]
    return [*linked, *(replace(one, items={}) for one in linked)]


def nearly(question: str) -> str:
    """A question as somebody types it who almost knows its wording."""
    chance = random.Random(question)  # noqa: S311 - examples, not secrets
    text = re.sub("吗$|呢$", lambda _: chance.choice(["不", "么", "吗", ""]), question.rstrip("？?"))
    at = chance.randrange(len(text))
    return chance.choice([f"想问下{text}", text[:at] + text[at + 1 :], text, f"{text} 急"])


def read_sentences(linker: Linker) -> list[Example]:
    """The sentences that train the intents of a guide's fields, as queries that ask nothing of the bank; each twice."""
    text = (ROOT / "data" / "guide" / "nlu.yml").read_text(encoding="utf-8")
    lines = re.findall(r"^\s+- (?!intent:)(.+)$", text, re.MULTILINE)
    linked = [Example(line, items_of(linker, line), "", sentence=True) for line in lines]
    return [*linked, *(replace(one, items={}) for one in linked)]


def items_of(linker: Linker, text: str) -> Items:
    """The probability of each item that the text may mean."""
    return {one.code: one.score for one in linker.link(text).candidates}


def fit(search: BankSearch, examples: Sequence[Example]) -> Weights:
    """The weights under which the questions asked come first; ``search`` holds the bank they belong to."""
    asking = [one for one in examples if one.question]
    wide = replace(FITTED, first=(1.0,) * len(FIRST_FEATURES), close=NEAR)
    first = fit_rank([found(search.weighing(wide), one) for one in asking], len(FIRST_FEATURES))
    weights = replace(FITTED, first=tuple(first))
    ours = search.weighing(weights)
    weights = replace(weights, rank=tuple(fit_rank([found(ours, one) for one in asking], len(FEATURES))))
    cases = [(one, rank(matches, weights)) for one in examples if (matches := ours.matches(one.text, one.items))]
    cases = [(one, ranked) for one, ranked in cases if one.question or not repeats(one.text, ranked)]
    cases += [
        (replace(one, question=MISSING), rest) for one, ranked in cases if (rest := without(one.question, ranked))
    ]
    return replace(
        weights,
        right=fit_signs(cases, 1, _FEW_SENTENCES),
        certain=fit_signs(cases, 1, _SENTENCES),
        known=fit_signs(cases, CHOICES, _FEW_SENTENCES),
    )


def without(question: str, ranked: Ranked) -> Ranked:
    """What ranks when the bank does not have the question asked; empty when none is asked."""
    return [pair for pair in ranked if pair[1].question.question != question] if question else []


def repeats(text: str, ranked: Ranked) -> bool:
    """Whether a text repeats the question that ranks first, so that it is no example of one that asks nothing."""
    return any(fuzz.ratio(text, wording) >= _REPEATS for wording in ranked[0][1].question.wordings)


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


def fit_signs(cases: Sequence[tuple[Example, Ranked]], among: int, sentences: float) -> tuple[float, ...]:
    """A logistic model, over the signs of a ranking, of whether the question asked is ``among`` the first of it.

    ``sentences`` is how much the sentences count together. The constant is last.
    """
    from scipy.optimize import minimize

    right = np.array([one.question in [m.question.question for _, m in ranked[:among]] for one, ranked in cases])
    kinds = [
        "missing" if one.question == MISSING else "asked" if one.question else "sentence" if one.sentence else "nothing"
        for one, _ in cases
    ]
    counts = Counter(kinds)
    share = {"asked": 1.0, "nothing": _NOTHING, "missing": _MISSING, "sentence": sentences}
    weight = np.array([share[kind] / counts[kind] for kind in kinds])
    told = np.array([(*signs(ranked), 1.0) for _, ranked in cases])

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        probable = 1 / (1 + np.exp(-np.clip(told @ weights, -30, 30)))
        total = -float(weight @ np.log(np.where(right, probable, 1 - probable) + 1e-12))
        return total + _SHRINK * float(weights @ weights), told.T @ (
            weight * (probable - right)
        ) + 2 * _SHRINK * weights

    # A sign for it never counts against it, nor one against it for it.
    bounds = [(0, None) if name in FOR_IT else (None, 0) for name in SIGNS] + [(None, None)]
    fitted = minimize(loss, np.zeros(len(bounds)), jac=True, method="L-BFGS-B", bounds=bounds).x
    return tuple(fitted.tolist())


if __name__ == "__main__":
    main()
