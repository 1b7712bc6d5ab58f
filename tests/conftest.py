"""Fixtures for all tests. ``stack``: the whole assistant, started once, on free ports and with a state of its own."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.settings import ROOT, Settings
from bot.supervisor.leash import Leash

#: Seconds until the whole stack must be up.
START_S = 120

READY = "办事已启动"


@dataclass(frozen=True)
class Stack:
    """Addresses of the running assistant (without a closing slash), its settings, and what it printed."""

    settings: Settings
    dialogue: str
    actions: str
    console: str
    sandbox: str
    service_token: str
    printed: Path
    process: subprocess.Popen[bytes]


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Redis, sandbox, actions, dialogue and console by ``python -m bot up``; trains when there is no current model."""
    environment = stack_environment(tmp_path_factory.mktemp("var"))
    trained = subprocess.run(
        [sys.executable, "-m", "bot", "train"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if trained.returncode:
        # Not skipped: a suite that is green because nothing could be trained would say nothing.
        pytest.fail(f"no model can be trained:\n{trained.stdout[-500:]}\n{trained.stderr[-3000:]}")
    printed = tmp_path_factory.mktemp("stack") / "printed.txt"
    leash = Leash(grace=30)  # ends the stack when the tests themselves are killed
    process = start(environment, printed, leash)
    try:
        yield describe(environment, printed, process)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)
        leash.drop(process.pid)
        leash.close()


def start(environment: dict[str, str], printed: Path, leash: Leash) -> subprocess.Popen[bytes]:
    """Start the stack and wait until it says that it is up; fails with what it printed when it does not."""
    with printed.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "up"],
            cwd=ROOT,
            env=environment,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # a Ctrl-C for pytest must not race with the teardown
        )
    leash.hold(process.pid)
    deadline = time.monotonic() + START_S
    while READY not in printed.read_text(errors="replace"):
        if process.poll() is not None or time.monotonic() > deadline:
            process.terminate()
            process.wait(60)
            pytest.fail(f"the stack did not come up:\n{printed.read_text(errors='replace')[-6000:]}")
        time.sleep(0.1)
    return process


def stack_environment(var: Path) -> dict[str, str]:
    """An environment for one more instance on this machine: free ports, own state, none of the caller's settings."""
    dialogue, actions, console, sandbox = free_ports(4)
    own = {name: value for name, value in os.environ.items() if not name.startswith("BANSHI_")}
    return {
        **own,
        "BANSHI_VAR": str(var),
        "BANSHI_DIALOGUE_PORT": str(dialogue),
        "BANSHI_ACTIONS_PORT": str(actions),
        "BANSHI_CONSOLE_PORT": str(console),
        "BANSHI_SANDBOX_PORT": str(sandbox),
        "BANSHI_SERVICE_TOKEN": secrets.token_urlsafe(24),
    }


def describe(environment: dict[str, str], printed: Path, process: subprocess.Popen[bytes]) -> Stack:
    """The running stack as tests see it."""
    settings = Settings.from_env(environment)

    def address(port: int) -> str:
        return f"http://{settings.host}:{port}"

    return Stack(
        settings=settings,
        dialogue=address(settings.dialogue_port),
        actions=address(settings.actions_port),
        console=address(settings.console_port),
        sandbox=address(settings.sandbox_port),
        service_token=str(settings.service_token),
        printed=printed,
        process=process,
    )


def free_ports(count: int) -> list[int]:
    """Ports nobody listens on; all found before any is given back, so that they differ."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    try:
        return [each.getsockname()[1] for each in sockets]
    finally:
        for each in sockets:
            each.close()
