"""A small understanding, trained once from the shipped sentences."""

from __future__ import annotations

import re

import pytest
import yaml

from bot.nlu.intents import train
from bot.nlu.understanding import Preparation, Understanding
from bot.settings import ROOT, Settings

#: Sentences of each intent: enough to tell them apart, few enough to train in seconds.
MOST = 60


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(var=tmp_path_factory.mktemp("var"))


@pytest.fixture(scope="session")
def understanding(settings: Settings) -> Understanding:
    preparation = Preparation(settings)
    texts, labels = zip(*shipped_sentences(), strict=True)
    model = train([preparation.features(text) for text in texts], labels)
    return Understanding.load(settings, model)


def shipped_sentences() -> list[tuple[str, str]]:
    """Sentence and intent; the first ``MOST`` of each."""
    sentences = []
    for path in sorted((ROOT / "data").glob("*/nlu.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            lines = [line.strip().removeprefix("- ") for line in block.get("examples", "").splitlines()]
            plain = [re.sub(r"\[([^]]*)\](?:\([^)]*\)|\{[^}]*\})", r"\1", line) for line in lines if line]
            sentences += [(line, block["intent"]) for line in plain[:MOST]]
    return sentences
