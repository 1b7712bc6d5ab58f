"""The OpenAPI document is complete and true: every route stands in it, and schemathesis finds no answer against it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.app import ALL_ROUTES, create_app
from bot.settings import ROOT, Settings


async def test_the_document_names_every_route_and_no_other(sandbox: Any, tmp_path: Path) -> None:
    document = await (await sandbox.get("/openapi.json")).json()
    assert document["openapi"].startswith("3.1")
    described = {(method.upper(), path) for path, methods in document["paths"].items() for method in methods}
    served = {
        (route.method, route.resource.canonical)
        for route in create_app(Settings(var=tmp_path)).router.routes()
        if route.resource is not None and route.method != "HEAD"
    }
    assert described | {("GET", "/openapi.json")} == served
    assert len(described) == len(ALL_ROUTES)


async def test_every_reference_leads_somewhere(sandbox: Any) -> None:
    document = await (await sandbox.get("/openapi.json")).json()

    def references(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            if "$ref" in value:
                yield value["$ref"]
            for inner in value.values():
                yield from references(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from references(inner)

    used = {reference.rpartition("/")[2] for reference in references(document)}
    assert used == set(document["components"]["schemas"])


def schemathesis() -> str:
    """The tool's executable: it has an environment of its own, since its needs conflict with Rasa's."""
    folder = Path(os.environ.get("BANSHI_TOOLS_BIN") or ROOT / ".tools" / "bin")
    found = shutil.which("schemathesis", path=str(folder))
    if found is None:
        pytest.skip(f"schemathesis is not in {folder}: `make test` installs it, or set BANSHI_TOOLS_BIN")
    return found


@pytest.fixture
def running(tmp_path: Path) -> Iterator[str]:
    """A sandbox process on an inherited socket, as the supervisor starts it; gives its address."""
    with socket.create_server(("127.0.0.1", 0)) as own:
        own.set_inheritable(True)
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "serve", "sandbox", "--fd", str(own.fileno())],
            cwd=ROOT,
            env={**os.environ, "BANSHI_VAR": str(tmp_path)},
            pass_fds=[own.fileno()],
        )
        address = f"http://127.0.0.1:{own.getsockname()[1]}"
    try:
        wait_for(address)
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0


def wait_for(address: str) -> None:
    """Until /health answers, 20 seconds at most."""
    deadline = time.monotonic() + 20
    while True:
        try:
            with urllib.request.urlopen(f"{address}/health", timeout=2):  # noqa: S310 - our own address
                return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


@pytest.mark.parametrize(
    "selection",
    [
        # What breaks everything else on purpose is tried by itself.
        ("--exclude-path", "/v1/faults", "--max-time", "30"),
        ("--include-path", "/v1/faults", "--max-time", "8"),
    ],
    ids=["resources", "faults"],
)
def test_schemathesis_finds_nothing(running: str, selection: tuple[str, ...], tmp_path: Path) -> None:
    command = [
        schemathesis(), "run", f"{running}/openapi.json", *selection,
        "--checks", "all", "--max-examples", "25", "--generation-deterministic", "--no-color",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, timeout=110, check=False)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
