"""Supervises the fake parts of a JSON file, as a program of its own that tests can signal and kill.

Usage: ``python runner.py PARTS.json DIRECTORY``; each part: ``{"name", "argv", "after", "grace", "ready"}``, where
``ready`` is a file that exists once the part is well.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

from bot.errors import StartError
from bot.health import Health
from bot.supervisor.child import Child, Patience
from bot.supervisor.instance import InstanceLock
from bot.supervisor.leash import Leash
from bot.supervisor.logs import PartLog, Terminal
from bot.supervisor.parts import Part, Probe
from bot.supervisor.supervisor import Supervisor

PATIENCE = Patience(first=0.05, longest=0.4, steady=0.3, poll=0.02)


def file_probe(path: Path) -> Probe:
    async def probe() -> Health:
        return Health(path.exists(), "" if path.exists() else "not there yet")

    return probe


async def supervise(parts: list[dict], directory: Path, leash: Leash) -> None:
    terminal = Terminal()
    children = [
        Child(
            Part(
                part["name"],
                part["argv"],
                file_probe(Path(part["ready"])),
                after=part.get("after", ()),
                grace=part.get("grace", 5.0),
            ),
            PartLog(part["name"], directory / "log", terminal),
            leash,
            PATIENCE,
        )
        for part in parts
    ]
    await Supervisor(children, terminal, timeout=10).run("EVERYTHING IS UP")


def main() -> int:
    directory = Path(sys.argv[2])
    lock = InstanceLock(directory, "http://nowhere/")
    try:
        lock.acquire(patience=10)
        leash = Leash(grace=2.0, keep_open=(lock.descriptor,))
        try:
            asyncio.run(supervise(json.loads(Path(sys.argv[1]).read_text()), directory, leash))
        finally:
            leash.close()
        lock.release()
    except StartError as error:
        print(f"START ERROR {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
