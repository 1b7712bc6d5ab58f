"""Fake parts: small programs that do what a real one may do, each carrying a mark by which it is found again."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil

from bot.settings import ROOT

#: Says it is ready, then waits; ends at once on SIGTERM.
WELL = "import pathlib, sys, time; pathlib.Path(sys.argv[2]).touch(); print('here I am', flush=True); time.sleep(600)"

#: Like WELL, but SIGTERM does not impress it.
STUBBORN = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {WELL}"

#: Like WELL, with a process of its own that ignores SIGTERM.
WITH_CHILD = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {STUBBORN!r}, *sys.argv[1:]]); {WELL}"

#: Ends at once with an error.
BROKEN = "print('no such luck'); raise SystemExit(3)"

RUNNER = Path(__file__).with_name("runner.py")


def part(mark: str, directory: Path, program: str, name: str, **more: Any) -> dict[str, Any]:
    """A part that runs ``program`` with the mark and its ready file as arguments."""
    ready = str(directory / f"{name}.ready")
    return {"name": name, "argv": [sys.executable, "-S", "-c", program, mark, ready], "ready": ready, **more}


def alive(mark: str) -> list[psutil.Process]:
    """Every process that carries the mark, without the runner itself."""
    found = []
    for process in psutil.process_iter(["cmdline", "status"]):
        if mark in (process.info["cmdline"] or []) and process.info["status"] != psutil.STATUS_ZOMBIE:
            found.append(process)
    return found


def wait_until(condition: Callable[[], object], seconds: float = 10.0) -> bool:
    """Wait for the condition; whether it came true in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return bool(condition())


class Running:
    """The runner as a process; ``output()`` is what it has printed so far."""

    def __init__(self, directory: Path, parts: list[dict[str, Any]]) -> None:
        file = directory / "parts.json"
        file.write_text(json.dumps(parts))
        self.printed = directory / "printed.txt"
        with self.printed.open("w") as out:
            self.process = subprocess.Popen(
                [sys.executable, str(RUNNER), str(file), str(directory)],
                stdout=out,
                stderr=subprocess.STDOUT,
                cwd=ROOT,
                env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "PYTHONIOENCODING": "utf-8"},
                start_new_session=True,
            )

    def output(self) -> str:
        return self.printed.read_text()

    def up(self) -> bool:
        """Wait until everything is up."""
        return wait_until(lambda: "EVERYTHING IS UP" in self.output() or self.process.poll() is not None) and (
            self.process.poll() is None
        )
