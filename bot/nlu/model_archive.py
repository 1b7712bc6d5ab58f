"""The understanding out of a trained model's file, without Rasa: for the command line, checks and benchmarks."""

from __future__ import annotations

import tarfile
from pathlib import Path

from bot.errors import ModelError
from bot.nlu.intents import FILE, IntentModel
from bot.nlu.understanding import Understanding
from bot.settings import Settings


def load_understanding(model: Path, settings: Settings | None = None) -> Understanding:
    """The understanding of a model's file; ModelError when it holds none."""
    return Understanding.load(settings or Settings.from_env(), read_intents(model))


def read_intents(model: Path) -> IntentModel:
    """The intent model inside a model's file."""
    try:
        with tarfile.open(model) as archive:
            for member in archive:
                if Path(member.name).name == FILE and (file := archive.extractfile(member)) is not None:
                    return IntentModel.from_bytes(file.read())
    except (OSError, tarfile.TarError) as error:
        raise ModelError(f"{model} cannot be read: {error}") from error
    raise ModelError(f"{model.name} holds no intent model")
