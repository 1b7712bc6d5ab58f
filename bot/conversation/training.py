"""Trains the dialogue model with Rasa and puts it in use. Run as a subprocess: ``python -m bot.conversation.training``.

Progress goes to standard output, one line a step: JSON ``{"step", "of", "percent", "text"}`` with ``--json``, else
``训练 3/6 50% …``. Rasa's cache is not used: it would keep a component whose data files have changed.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import logging
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timezone
from pathlib import Path

import yaml

from bot.conversation import model_files
from bot.errors import ModelError
from bot.settings import ROOT

STEPS = ("读取代码", "读取领域和语料", "检查规则", "训练理解和对话", "试用新模型", "启用")

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

#: Step (from 1), number of steps, what is done.
Progress = Callable[[int, int, str], None]


def train(progress: Progress, *, root: Path = ROOT, folder: Path = model_files.FOLDER, activate: bool = True) -> Path:
    """Train on the files under ``root``; returns the model's file. ModelError when training gives none.

    The model is put in use (``activate``) only when it loads and understands a message.
    """
    told = _tell(progress)
    told(1)
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    os.environ.setdefault("TQDM_DISABLE", "1")
    trained_on = model_files.fingerprint(root)
    with tempfile.TemporaryDirectory(prefix="banshi-train-") as cache:
        os.environ["RASA_CACHE_DIRECTORY"] = cache
        import rasa.model_training

        _quiet()
        told(2)
        _check(root)
        told(4)
        name = f"banshi-{datetime.now(timezone.utc):%Y%m%d-%H%M%S}.tar.gz"
        with contextlib.redirect_stdout(sys.stderr):  # standard output is for progress alone
            result = rasa.model_training.train(
                domain=str(root / "domain.yml"),
                config=str(root / "config.yml"),
                training_files=[str(root / "data")],
                output=str(folder),
                fixed_model_name=name,
                force_training=True,
            )
    if result.code != 0 or result.model is None:
        raise ModelError("training gave no model; the lines above say why")
    told(5)
    model = Path(result.model)
    _try(model)
    if activate:
        told(6)
        model_files.set_current(model.name, trained_on, folder)
    return model


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; 0 when a model was trained."""
    parser = argparse.ArgumentParser(prog="python -m bot.conversation.training", description=train.__doc__)
    parser.add_argument("--json", action="store_true", help="progress as JSON lines")
    parser.add_argument("--root", type=Path, default=ROOT, help="folder with config.yml, domain.yml and data/")
    parser.add_argument("--output", type=Path, default=model_files.FOLDER, help="folder of models")
    parser.add_argument("--keep-current", action="store_true", help="train, but leave the model in use as it is")
    args = parser.parse_args(arguments)
    started = time.monotonic()
    try:
        model = train(
            as_json if args.json else as_text, root=args.root, folder=args.output, activate=not args.keep_current
        )
    except ModelError as error:
        print(f"banshi: {error}", file=sys.stderr)
        return 1
    done = f"{model.name} ({time.monotonic() - started:.0f} s)"
    (as_json if args.json else as_text)(len(STEPS), len(STEPS), done)
    return 0


def as_text(step: int, of: int, text: str) -> None:
    """One line of progress for people."""
    print(f"训练 {step}/{of} {percent(step, of):3d}% {text}", flush=True)


def as_json(step: int, of: int, text: str) -> None:
    """One line of progress for programs."""
    print(json.dumps({"step": step, "of": of, "percent": percent(step, of), "text": text}), flush=True)


def percent(step: int, of: int) -> int:
    """How far the training is when this step begins; the last line is the end."""
    return 100 if step >= of else round(100 * (step - 1) / of)


def _tell(progress: Progress) -> Callable[[int], None]:
    return lambda step: progress(step, len(STEPS), STEPS[step - 1])


def _check(root: Path) -> None:
    """Every intent of the examples is in the domain: otherwise Rasa trains, warns, and answers wrongly later."""
    domain = yaml.load((root / "domain.yml").read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - safe loader
    known = {name if isinstance(name, str) else next(iter(name)) for name in domain.get("intents", ())}
    used: set[str] = set()
    for path in (root / "data").rglob("nlu.yml"):
        # Reading them as YAML once more would take as long as the training itself.
        used.update(re.findall(r"^\s*-\s*intent:\s*(\S+)\s*$", path.read_text(encoding="utf-8"), re.MULTILINE))
    if missing := used - known:
        raise ModelError(f"domain.yml does not list these intents of the examples: {', '.join(sorted(missing))}")


def _try(model: Path) -> None:
    """Load the model as the server will and let it read a message."""
    from rasa.core.agent import Agent

    parse = asyncio.run(Agent.load(str(model)).parse_message("身份证丢了怎么补"))
    if not parse.get("asks"):
        raise ModelError(f"{model.name} was trained but understands nothing")


def _quiet() -> None:
    """Warnings and errors only: Rasa tells every state of every rule otherwise."""
    import structlog

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    for name in ("rasa", "tensorflow", "jieba", "matplotlib"):
        logging.getLogger(name).setLevel(logging.ERROR)


if __name__ == "__main__":
    sys.exit(main())
