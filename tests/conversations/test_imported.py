"""Plays conversations over an imported register, then serves the sandbox city again from the same state."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.settings import ROOT
from bot.supervisor.leash import Leash
from tests.conftest import describe, stack_environment, start
from tests.conversations import player
from tests.conversations.test_conversations import HERE, SCHEMA, post_to

FILE = ROOT / "tests" / "fixtures" / "catalogues" / "guangdong.jsonl"
CONVERSATIONS: list[dict[str, Any]] = yaml.safe_load((HERE / "imported" / "guides.yml").read_text(encoding="utf-8"))

pytestmark = pytest.mark.integration


class Instance:
    """The assistant on a state of its own, with one catalogue or another."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.environment = environment
        self._printed = folder / "printed.txt"
        self._leash = Leash(grace=30)
        self._process: subprocess.Popen[bytes] | None = None

    def serve(self, catalogue: str) -> str:
        """Start with that catalogue (empty: the sandbox city) and give the dialogue's address."""
        self.stop()
        environment = {**self.environment, "BANSHI_CATALOGUE": catalogue}
        self._process = start(environment, self._printed, self._leash)
        return describe(environment, self._printed, self._process).dialogue

    def stop(self) -> None:
        if self._process:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(60)
            self._leash.drop(self._process.pid)
            self._process = None

    def close(self) -> None:
        self.stop()
        self._leash.close()


@pytest.fixture(scope="module")
def instance(stack: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    """An instance beside ``stack`` (which has trained when that was needed), the register imported into its state."""
    environment = stack_environment(tmp_path_factory.mktemp("var"))
    command = [sys.executable, "-m", "bot", "catalogue", "import", str(FILE), "--format", "guangdong"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    made = Instance(tmp_path_factory.mktemp("instance"), environment)
    yield made
    made.close()


def played(dialogue: str) -> player.Player:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return player.Player(post=post_to(dialogue), sender=f"played-{uuid.uuid4().hex}", schema=schema)


def test_the_register_answers_and_the_city_comes_back(instance: Instance) -> None:
    dialogue = instance.serve("guangdong")
    for conversation in CONVERSATIONS:
        played(dialogue).play(conversation["turns"])
    city = [{"says": "身份证丢了补一个多少钱", "expect": {"kind": "guide.fee", "item": "1003", "text": ["40 元"]}}]
    played(instance.serve("")).play(city)
