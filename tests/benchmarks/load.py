"""Load over REST: closed loop, a fixed number of senders at once, each its own conversation."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass

import aiohttp


@dataclass(frozen=True)
class Measured:
    """Of one run: messages a second, and milliseconds to answer at the 50th, 95th and 99th percentile."""

    rate: float
    p50: float
    p95: float
    p99: float
    empty: int  # answers without a single element
    errors: int


async def run(url: str, messages: Sequence[str], *, at_once: int, name: str) -> Measured:
    """Send every message once, ``at_once`` under way, each sender keeping its conversation for five messages."""
    waiting = asyncio.Queue[tuple[int, str]]()
    for numbered in enumerate(messages):
        waiting.put_nowait(numbered)
    times: list[float] = []
    counts = {"empty": 0, "errors": 0}
    timeout = aiohttp.ClientTimeout(total=60)
    async with aiohttp.ClientSession(timeout=timeout, connector=aiohttp.TCPConnector(limit=0)) as session:

        async def citizen(number: int) -> None:
            taken = 0
            while not waiting.empty():
                _, text = waiting.get_nowait()
                sender = f"{name}-{number}-{taken // 5}"
                taken += 1
                began = time.perf_counter()
                async with session.post(url, json={"sender": sender, "message": text}) as response:
                    body = await response.json() if response.status == 200 else None
                times.append((time.perf_counter() - began) * 1000)
                counts["errors"] += response.status != 200
                counts["empty"] += body == []

        began = time.perf_counter()
        await asyncio.gather(*(citizen(number) for number in range(at_once)))
        seconds = time.perf_counter() - began
    times.sort()
    return Measured(
        rate=len(times) / seconds,
        p50=percentile(times, 50),
        p95=percentile(times, 95),
        p99=percentile(times, 99),
        **counts,
    )


def percentile(ordered: Sequence[float], percent: float) -> float:
    """The value below which ``percent`` of the ordered values lie."""
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


async def accuracy(url: str, rows: Sequence[dict[str, str]]) -> tuple[float, float]:
    """Share of messages whose intent, and whose intent and item, are right by ``/model/parse``.

    A row without an item counts for the second share by its intent alone.
    """
    right = both = 0
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60)) as session:
        for row in rows:
            async with session.post(url, json={"text": row["text"]}) as response:
                parse = await response.json()
            intent = parse["intent"]["name"] == row["intent"]
            items = [str(e["value"]) for e in parse["entities"] if e["entity"] == "service_item"]
            wanted = row["item"].split("|") if row["item"] else []
            right += intent
            both += intent and (not wanted or bool(set(items[:1]) & set(wanted)))
    return right / len(rows), both / len(rows)
