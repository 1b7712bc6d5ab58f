"""Run every check and test, and say at the end which failed (``make test``, ``make lint``).

Usage: ``.venv/bin/python deploy/check.py all|lint``. All of them run even when one fails, so that one run tells all.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import setup

PYTHON = str(setup.VENV / "bin" / "python")


class Check(NamedTuple):
    """One check: its name, command, and the directory it runs in."""

    name: str
    command: Sequence[str]
    directory: Path = setup.ROOT


LINT = (
    Check("ruff check", (PYTHON, "-m", "ruff", "check", ".")),
    Check("ruff format", (PYTHON, "-m", "ruff", "format", "--check", "-q", ".")),
    Check("mypy", (PYTHON, "-m", "mypy")),
)


def checks(goal: str) -> list[Check]:
    """The checks of a goal; the web pages' own come only where their sources are."""
    if goal == "lint":
        return list(LINT)
    found = [*LINT, Check("pytest", (PYTHON, "-m", "pytest"))]
    if (setup.PAGES / "package.json").exists():
        # Before pytest: its closing line, with the number of tests, is then the last of all.
        found.insert(len(LINT), Check("npm test", ("npm", "test", "--silent"), setup.PAGES))
    return found


def main(arguments: Sequence[str]) -> int:
    """Run the checks of the goal; 0 when all passed."""
    failed = []
    environment: Mapping[str, str] = setup.node_environment()
    for check in checks(arguments[0] if arguments else "all"):
        setup.step(check.name)
        begun = time.monotonic()
        code = subprocess.run(check.command, cwd=check.directory, env=environment, check=False).returncode
        print(f"  {check.name}: {'通过' if code == 0 else '失败'}（{time.monotonic() - begun:.0f} 秒）", flush=True)
        if code:
            failed.append(check.name)
    print(f"✗ 没有通过：{'、'.join(failed)}" if failed else "✓ 全部通过", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
