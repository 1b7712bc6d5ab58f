"""The intent model: a linear classifier over sparse features, trained by scikit-learn, served by one gather and sum.

Training is deterministic. The probabilities are a softmax over the margins with one temperature, fitted on a quarter
of the examples that the first model has not seen. Serving needs neither scikit-learn nor a sparse matrix.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from bot.errors import ModelError

Floats = NDArray[np.float32]

#: Raised when the features change, so that an older file is refused and not misread.
FORMAT = 2

#: The name of the model's file inside a Rasa model.
FILE = "intents.npz"

#: A feature of fewer examples than this teaches nothing that holds elsewhere (0.844 → 0.858, a quarter of the size).
_RARE = 2

#: How the features of characters begin (``features.intent_features``).
_PAIR = "c:"

_C = 1.0
_SEED = 7
_HELD_OUT = 4  # every fourth example of each intent sets the temperature


@dataclass(frozen=True)
class Guess:
    """An intent and how probable it is, 0 to 1."""

    name: str
    confidence: float


class IntentModel:
    """Intents of messages given their features (``features.intent_features``)."""

    def __init__(
        self,
        classes: Sequence[str],
        vocabulary: Sequence[str],
        weights: Floats,
        bias: Floats,
        pairs: Iterable[str] = (),
    ) -> None:
        self.classes = tuple(classes)
        #: Pairs of neighbouring characters that stand in the examples, for ``bot.text.spelling``.
        self.pairs = frozenset(pairs)
        self.vocabulary = tuple(vocabulary)
        self._at = {feature: at for at, feature in enumerate(self.vocabulary)}
        self._idf: Floats = weights[:, 0].copy()
        self._weights: Floats = weights[:, 1:].copy()
        self._bias = bias

    def predict(self, features: Mapping[str, int]) -> list[Guess]:
        """Every intent with its probability, most probable first."""
        pairs = [(at, count) for feature, count in features.items() if (at := self._at.get(feature)) is not None]
        margins = self._bias.copy()
        if pairs:
            ids = np.fromiter((at for at, _ in pairs), dtype=np.int64, count=len(pairs))
            counts = np.fromiter((count for _, count in pairs), dtype=np.float32, count=len(pairs))
            values = (1 + np.log(counts)) * self._idf[ids]
            margins += (values / np.sqrt((values**2).sum())) @ self._weights[ids]
        scores = np.exp(margins - margins.max())
        scores /= scores.sum()
        order = np.argsort(-scores, kind="stable")
        return [Guess(self.classes[at], float(scores[at])) for at in order]

    def to_bytes(self) -> bytes:
        """The model as one file (a NumPy archive without pickled objects)."""
        buffer = io.BytesIO()
        np.savez_compressed(
            buffer,
            format=np.array(FORMAT),
            classes=np.array("\n".join(self.classes)),
            vocabulary=np.frombuffer("\n".join(self.vocabulary).encode(), dtype=np.uint8),
            pairs=np.frombuffer("\n".join(sorted(self.pairs)).encode(), dtype=np.uint8),
            idf=self._idf,
            weights=self._weights.astype(np.float16),
            bias=self._bias,
        )
        return buffer.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> IntentModel:
        """Read what :meth:`to_bytes` wrote; ModelError when it is something else."""
        try:
            with np.load(io.BytesIO(data), allow_pickle=False) as file:
                if int(file["format"]) != FORMAT:
                    raise ModelError("the intent model was written by another version: train again")
                weights = np.column_stack([file["idf"], file["weights"].astype(np.float32)])
                vocabulary = file["vocabulary"].tobytes().decode().split("\n")
                pairs = file["pairs"].tobytes().decode().split("\n")
                return cls(str(file["classes"]).split("\n"), vocabulary, weights, file["bias"], pairs)
        except (OSError, KeyError, ValueError, EOFError, BadZipFile) as error:
            raise ModelError(f"the intent model cannot be read: {error}") from error


def train(examples: Sequence[Mapping[str, int]], labels: Sequence[str]) -> IntentModel:
    """Train on features and intents; ValueError when there are fewer than two intents."""
    if len(set(labels)) < 2:
        raise ValueError("training needs examples of at least two intents")
    seen: Counter[str] = Counter()
    held = []
    for label in labels:
        held.append(seen[label] % _HELD_OUT == _HELD_OUT - 1)
        seen[label] += 1
    temperature = 1.0
    if any(held):
        kept = [at for at, out in enumerate(held) if not out]
        first = _fit([examples[at] for at in kept], [labels[at] for at in kept], 1.0)
        temperature = _temperature(first, [(examples[at], labels[at]) for at, out in enumerate(held) if out])
    return _fit(examples, labels, temperature)


def _fit(examples: Sequence[Mapping[str, int]], labels: Sequence[str], temperature: float) -> IntentModel:
    from scipy.sparse import csr_matrix
    from sklearn.preprocessing import normalize
    from sklearn.svm import LinearSVC

    frequency = Counter(feature for example in examples for feature in example)
    vocabulary = sorted(feature for feature, count in frequency.items() if count >= _RARE)
    at = {feature: index for index, feature in enumerate(vocabulary)}
    idf = np.array([np.log((1 + len(examples)) / (1 + frequency[name])) + 1 for name in vocabulary], dtype=np.float32)
    starts, ids, values = [0], [], []
    for example in examples:
        for feature, count in example.items():
            if feature in at:
                ids.append(at[feature])
                values.append((1 + np.log(count)) * idf[at[feature]])
        starts.append(len(ids))
    matrix = normalize(csr_matrix((values, ids, starts), shape=(len(examples), len(vocabulary))))
    # Squared hinge, one against the rest: the best of those compared (docs/adr/0004-intent-classifier.md).
    machine: Any = LinearSVC(C=_C, random_state=_SEED)
    machine.fit(matrix, list(labels))
    coefficients, intercept = machine.coef_, machine.intercept_
    if len(machine.classes_) == 2:  # scikit-learn keeps one row for two classes
        coefficients, intercept = np.vstack([-coefficients, coefficients]), np.hstack([-intercept, intercept])
    weights = np.column_stack([idf, (coefficients.T * temperature).astype(np.float32)])
    pairs = {name[len(_PAIR) :] for name in frequency if name.startswith(_PAIR) and len(name) == len(_PAIR) + 2}
    return IntentModel(list(machine.classes_), vocabulary, weights, (intercept * temperature).astype(np.float32), pairs)


def _temperature(model: IntentModel, examples: Sequence[tuple[Mapping[str, int], str]]) -> float:
    """The factor on the margins under which held-out examples are most probable."""
    margins = np.array([_margins(model, features) for features, _ in examples])
    gold = np.array([model.classes.index(label) for _, label in examples])
    best, least = 1.0, np.inf
    for factor in np.geomspace(0.5, 20, 60):
        scaled = margins * factor
        top = scaled.max(axis=1, keepdims=True)
        log_sum = np.log(np.exp(scaled - top).sum(axis=1)) + top[:, 0]
        loss = float((log_sum - scaled[np.arange(len(gold)), gold]).mean())
        if loss < least:
            best, least = float(factor), loss
    return best


def _margins(model: IntentModel, features: Mapping[str, int]) -> list[float]:
    guesses = {guess.name: guess.confidence for guess in model.predict(features)}
    return [float(np.log(max(guesses[name], 1e-30))) for name in model.classes]
