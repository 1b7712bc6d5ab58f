"""Our side of the comparison: the whole stack, started by ``python -m bot up`` on free ports."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from bot.settings import ROOT

HELLO = {"sender": "first", "message": "补身份证多少钱"}
PATIENCE = 300  # seconds to the first answer


@dataclass(frozen=True)
class Running:
    """A started server: where it answers, and seconds from its start to the first answered message."""

    url: str
    actions_url: str
    start_seconds: float
    process: int


def free_ports(count: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [s.getsockname()[1] for s in sockets]
    for s in sockets:
        s.close()
    return ports


@contextmanager
def stack(var: Path) -> Iterator[Running]:
    """The stack on free ports and its own state; stopped at the end."""
    names = ("DIALOGUE", "ACTIONS", "CONSOLE", "SANDBOX")
    ports = dict(zip(names, free_ports(4), strict=True))
    env = {**os.environ, "BANSHI_VAR": str(var), **{f"BANSHI_{n}_PORT": str(p) for n, p in ports.items()}}
    var.mkdir(parents=True, exist_ok=True)
    with (var / "up.log").open("w") as log:
        began = time.monotonic()
        process = subprocess.Popen([sys.executable, "-m", "bot", "up"], cwd=ROOT, env=env, stdout=log, stderr=log)
        try:
            url = f"http://127.0.0.1:{ports['DIALOGUE']}"
            first_answer(url, process)
            actions = f"http://127.0.0.1:{ports['ACTIONS']}/webhook"
            yield Running(url, actions, time.monotonic() - began, process.pid)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=60)


def first_answer(url: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until a message is answered with at least one element."""
    deadline = time.monotonic() + PATIENCE
    request = urllib.request.Request(  # noqa: S310 - http on this machine
        f"{url}/webhooks/rest/webhook", data=json.dumps(HELLO).encode(), headers={"Content-Type": "application/json"}
    )
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode} before it answered")
        try:
            with urllib.request.urlopen(request, timeout=60) as response:  # noqa: S310
                if json.load(response):
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"no answer within {PATIENCE} s")


def resident_mb(process: int, needle: str) -> float:
    """Resident megabytes of the largest process among ``process`` and its children whose command holds ``needle``."""
    top = psutil.Process(process)
    sizes = [p.memory_info().rss for p in (top, *top.children(recursive=True)) if needle in " ".join(p.cmdline())]
    return max(sizes, default=0) / 1e6
