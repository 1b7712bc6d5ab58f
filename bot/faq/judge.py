"""Ranks the matches of a message and says honestly how sure it is: one answers, some are offered, or none fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

import numpy as np

from bot.faq.question import Question
from bot.faq.search import FEATURES, Match
from bot.faq.weights import Weights

SURE, CHOOSE, NONE = "sure", "choose", "none"

#: Probability of a question that the message repeats word for word, and the share from which no other one does.
REPEATED = 0.99
_ALONE = 0.9

#: A rank this much above the next is as good as any more.
_LEAD = 5.0

#: Choices that are offered at most.
CHOICES = 3

#: Features of the best match that speak for it, and those that speak against it.
_FOR = (
    "said", "asked", "ratio", "covered_concept", "explained_concept", "item", "same_asking", "numbers", "answered",
)  # fmt: skip
_AGAINST = ("other_item", "other_asking", "asks_more", "asks_less", "against", "denial")
_PLACES = [FEATURES.index(name) for name in (*_FOR, *_AGAINST)]
_TOPIC = FEATURES.index("topic")

#: What tells whether the best match is right: signs for it, then signs against it.
FOR_IT = ("rank", "lead", "share", *_FOR)
SIGNS = (*FOR_IT, *_AGAINST, "beyond", "better_said")
_SAID, _RATIO = FEATURES.index("said"), FEATURES.index("ratio")


@dataclass(frozen=True)
class Candidate:
    """A question that may be asked; ``score`` is the probability of it, 0 to 1."""

    question: Question
    score: float


@dataclass(frozen=True)
class Judged:
    """Candidates, best first, and ``decision``: sure (the first is asked), choose (ask which), none.

    ``certain`` is the probability of the first when nothing says that the message asks a question of the bank at all.
    """

    candidates: tuple[Candidate, ...]
    decision: str
    certain: float = 0.0


def judge(matches: Sequence[Match], weights: Weights, top: int = 5) -> Judged:
    """The matches as candidates, at most ``top``."""
    if not matches:
        return Judged((), NONE)
    ranked = rank(matches, weights)
    shares = _shares([value for value, _ in ranked])
    told = signs(ranked)
    right, known, certain = (probability(told, model) for model in (weights.right, weights.known, weights.certain))
    if ranked[0][1].features[_RATIO] == 1 and shares[0] >= _ALONE:
        right = certain = max(right, certain, REPEATED)
    scores = [right, *(min(right, max(known - right, 0.0) * share / (1 - shares[0] + 1e-9)) for share in shares[1:])]
    candidates = tuple(
        Candidate(match.question, round(score, 4)) for (_, match), score in zip(ranked[:top], scores, strict=False)
    )
    decision = SURE if right >= weights.sure_from else CHOOSE if known >= weights.known_from else NONE
    return Judged(candidates, decision, round(certain, 4))


def rank(matches: Sequence[Match], weights: Weights) -> list[tuple[float, Match]]:
    """Each match with its rank, best first; those that rank alike in the order of their wording."""
    values = np.array([match.features for match in matches]) @ np.array(weights.rank)
    values += [0.0 if match.question.shipped else weights.imported for match in matches]
    values += [weights.exact if match.features[_RATIO] == 1 else 0.0 for match in matches]
    pairs = zip(values.tolist(), matches, strict=True)
    return sorted(pairs, key=lambda pair: (-pair[0], pair[1].question.question))


def signs(ranked: Sequence[tuple[float, Match]]) -> tuple[float, ...]:
    """What tells whether the best of the ranked matches is right, in the order of SIGNS."""
    values = [value for value, _ in ranked]
    best = ranked[0][1].features
    lead = values[0] - values[1] if len(values) > 1 else _LEAD
    return (
        values[0] / 10,
        min(lead, _LEAD) / _LEAD,
        _shares(values)[0],
        *(float(best[place]) for place in _PLACES),
        max(float(best[_TOPIC] - best[_SAID]), 0.0),  # what the message says of the item and the question does not
        max(float(match.features[_SAID]) for _, match in ranked) - float(best[_SAID]),
    )


def probability(told: Sequence[float], weights: Sequence[float]) -> float:
    """The logistic model's answer to the signs; the last weight is its constant."""
    logit = weights[-1] + sum(weight * sign for weight, sign in zip(weights, told, strict=False))
    return 1 / (1 + exp(-max(-30.0, min(30.0, logit))))


def _shares(values: Sequence[float]) -> list[float]:
    raw = [exp(value - values[0]) for value in values]
    return [value / sum(raw) for value in raw]
