"""Compares classifiers over the same features by cross-validation: ``python -m tests.benchmarks.intent_classifiers``.

Prints the table of docs/adr/0004-intent-classifier.md, accuracy for each intent, and the intents most often confused.
"""

from __future__ import annotations

import re
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.linear_model import LogisticRegression, RidgeClassifier
from sklearn.model_selection import StratifiedKFold
from sklearn.naive_bayes import ComplementNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import LinearSVC

from bot.nlu.understanding import Preparation
from bot.settings import ROOT, Settings

FOLDS = 5
CANDIDATES: dict[str, Any] = {
    "LinearSVC, C=1": LinearSVC(C=1.0, random_state=7),
    "LinearSVC, C=0.3": LinearSVC(C=0.3, random_state=7),
    "LogisticRegression, one against the rest, C=30": LogisticRegression(C=30, solver="liblinear", random_state=7),
    "RidgeClassifier, alpha=1": RidgeClassifier(alpha=1.0),
    "ComplementNB, alpha=0.3": ComplementNB(alpha=0.3),
    "nearest 5 examples, cosine": KNeighborsClassifier(5, weights="distance", metric="cosine", algorithm="brute"),
}


def shipped() -> list[tuple[str, str]]:
    """Every training sentence with its intent."""
    found = []
    for path in sorted((ROOT / "data").glob("*/nlu.yml")):
        for block in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["nlu"]:
            lines = [line.strip().removeprefix("- ") for line in block.get("examples", "").splitlines()]
            marked = r"\[([^]]*)\](?:\([^)]*\)|\{[^}]*\})"
            found += [(re.sub(marked, r"\1", line), str(block["intent"])) for line in lines if line]
    return found


def main() -> None:
    """Measure and print."""
    texts, labels = zip(*shipped(), strict=True)
    gold = np.array(labels)
    with tempfile.TemporaryDirectory() as empty:
        preparation = Preparation(Settings(var=Path(empty)))
    features = [dict(preparation.features(text)) for text in texts]
    print(f"{len(texts)} sentences, {len(set(labels))} intents, {FOLDS} folds\n")
    print("| classifier | accuracy | seconds a training |\n|---|---|---|")
    kept: Any = None
    for name, classifier in CANDIDATES.items():
        predicted, seconds = cross_validated(classifier, features, gold)
        kept = predicted if kept is None else kept
        print(f"| {name} | {(predicted == gold).mean():.3f} | {seconds:.1f} |", flush=True)
    print("\nthe first, by intent:")
    print(", ".join(f"{one} {(kept[gold == one] == one).mean():.2f}" for one in sorted(set(labels))))
    wrong = Counter((str(a), str(b)) for a, b in zip(gold, kept, strict=True) if a != b)
    print("\n" + "\n".join(f"{count} {a} read as {b}" for (a, b), count in wrong.most_common(25)))


def cross_validated(classifier: Any, features: list[dict[str, int]], gold: Any) -> tuple[Any, float]:
    """Predictions for every sentence by a model that has not seen it, and the mean time of a training."""
    predicted = np.empty(len(gold), dtype=object)
    seconds = 0.0
    for train, test in StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(gold, gold):
        counts = Counter(feature for at in train for feature in features[at])
        common = [{f: n for f, n in one.items() if counts[f] > 1} for one in features]
        vectorizer, weights = DictVectorizer(), TfidfTransformer(sublinear_tf=True)
        matrix = weights.fit_transform(vectorizer.fit_transform([common[at] for at in train]))
        started = time.perf_counter()
        classifier.fit(matrix, gold[train])
        seconds += time.perf_counter() - started
        predicted[test] = classifier.predict(weights.transform(vectorizer.transform([common[at] for at in test])))
    return predicted, seconds / FOLDS


if __name__ == "__main__":
    main()
