"""Faults on demand reach every /v1 route but their own, and end."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import aiohttp
import pytest


async def make(sandbox: Any, **fault: Any) -> None:
    assert (await sandbox.post("/v1/faults", json=fault)).status == 200


async def test_failing_answers_500_and_is_mended(sandbox: Any) -> None:
    await make(sandbox, mode="failing")
    response = await sandbox.get("/v1/items/1003")
    assert (response.status, response.content_type) == (500, "application/problem+json")
    assert (await sandbox.get("/v1/faults")).status == 200
    assert (await sandbox.get("/health")).status == 200
    assert await (await sandbox.delete("/v1/faults")).json() == {"mode": "none", "seconds": 5.0}
    assert (await sandbox.get("/v1/items/1003")).status == 200


async def test_down_breaks_the_connection(sandbox: Any) -> None:
    await make(sandbox, mode="down")
    with pytest.raises(aiohttp.ClientConnectionError):
        await sandbox.get("/v1/items/1003")
    await make(sandbox, mode="none")
    assert (await sandbox.get("/v1/items/1003")).status == 200


async def test_slow_delays_but_answers_and_faults_are_not_slow(sandbox: Any) -> None:
    await make(sandbox, mode="slow", seconds=0.3)
    started = time.monotonic()
    assert (await sandbox.get("/v1/items/1003")).status == 200
    assert time.monotonic() - started >= 0.3
    await make(sandbox, mode="slow", seconds=60)
    waiting = asyncio.create_task(sandbox.get("/v1/items/1003"))
    await asyncio.sleep(0.05)
    await asyncio.wait_for(sandbox.delete("/v1/faults"), 2)
    waiting.cancel()


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"mode": "odd"},
        {"mode": ["slow"]},
        {"mode": "slow", "seconds": -1},
        {"mode": "slow", "seconds": 61},
        {"mode": "slow", "seconds": "2"},
        {"mode": "slow", "seconds": True},
        {"mode": "slow", "more": 1},
        [],
    ],
)
async def test_what_is_no_fault_is_refused(sandbox: Any, body: Any) -> None:
    assert (await sandbox.post("/v1/faults", json=body)).status == 400
    assert (await (await sandbox.get("/v1/faults")).json())["mode"] == "none"
