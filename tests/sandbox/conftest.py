"""A sandbox of its own for each test: a small seed, a clock that stands still, state in a fresh folder."""

from __future__ import annotations

import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from bot.calendar import FixedClock
from bot.sandbox.app import create_app
from bot.sandbox.seed_files import SEED
from bot.settings import Settings

GUIDES = ("1002", "1003", "4104")

Client = TestClient[Any, Any]
StartSandbox = Callable[[], Awaitable[Client]]


@pytest.fixture
def clock() -> FixedClock:
    """2026-11-20, a Friday, 10:00."""
    return FixedClock.at(2026, 11, 20)


@pytest.fixture
def seed(tmp_path: Path) -> Path:
    """The city's lists with three guides."""
    folder = tmp_path / "seed"
    (folder / "guides").mkdir(parents=True)
    for path in SEED.glob("*.csv"):
        shutil.copy(path, folder)
    for code in GUIDES:
        shutil.copy(SEED / "guides" / f"{code}.yml", folder / "guides")
    return folder


@pytest.fixture
def start(aiohttp_client: Any, tmp_path: Path, seed: Path, clock: FixedClock) -> StartSandbox:
    """Starts a sandbox on the test's state; calling it again is a restart."""

    async def start() -> Client:
        client: Client = await aiohttp_client(create_app(Settings(var=tmp_path / "var"), clock=clock, seed=seed))
        return client

    return start


@pytest.fixture
async def sandbox(start: StartSandbox) -> Client:
    """A running sandbox."""
    return await start()
