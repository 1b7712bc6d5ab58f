"""A stock Rasa beside us: its project made from ours, trained with ``rasa train``, served with ``rasa run``."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

import yaml

from bot.settings import ROOT

RASA = [sys.executable, "-m", "rasa"]
CONFIG = Path(__file__).with_name("stock.yml")


def make_project(folder: Path, *, epochs: int, share: float) -> None:
    """Write the stock project: our training sentences and rules, Rasa's own pipeline.

    Rules become stories too, otherwise TED would have nothing to learn. ``share`` of each intent's sentences is kept.
    """
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "data").mkdir(parents=True)
    config = yaml.safe_load(CONFIG.read_text(encoding="utf-8"))
    for component in (*config["pipeline"], *config["policies"]):
        if "epochs" in component:
            component["epochs"] = epochs
    write(folder / "config.yml", config)
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    write(folder / "domain.yml", domain)
    stories = []
    for source in sorted((ROOT / "data").glob("*/*.yml")):
        loaded = yaml.safe_load(source.read_text(encoding="utf-8"))
        for block in loaded.get("nlu", ()):
            lines = block["examples"].splitlines()
            block["examples"] = "\n".join(lines[: max(8, int(len(lines) * share))]) + "\n"
        write(folder / "data" / f"{source.parent.name}_{source.name}", loaded)
        stories += [
            {"story": rule["rule"], "steps": rule["steps"]}
            for rule in loaded.get("rules", ())
            if "condition" not in rule
        ]
    plain = [story for story in stories if len(story["steps"]) == 2]
    write(folder / "data" / "stories.yml", {"version": "3.1", "stories": plain})


def write(path: Path, value: object) -> None:
    path.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=1000), encoding="utf-8")


def train(folder: Path) -> tuple[float, float]:
    """Train the stock model; seconds of the whole command, on the wall and on the processors."""
    began, used = time.monotonic(), cpu_seconds()
    with (folder / "train.log").open("w") as log:
        subprocess.run(
            [*RASA, "train", "--fixed-model-name", "stock", "--out", "models"],
            cwd=folder, check=True, stdout=log, stderr=log,
        )  # fmt: skip
    return time.monotonic() - began, cpu_seconds() - used


def cpu_seconds() -> float:
    """Processor seconds of all ended child processes."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def serve(folder: Path, *, port: int, actions_url: str) -> subprocess.Popen[bytes]:
    """Start ``rasa run`` with our action server; the caller waits for its first answer and stops it."""
    write(folder / "endpoints.yml", {"action_endpoint": {"url": actions_url}})
    write(folder / "credentials.yml", {"rest": None})
    log = (folder / "run.log").open("w")
    run = [sys.executable, "-m", "tests.benchmarks.rasa_run", "run", "--enable-api", "--model", "models/stock.tar.gz"]
    where = ["-i", "127.0.0.1", "-p", str(port)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen([*run, *where], cwd=folder, stdout=log, stderr=log, env=environment)
