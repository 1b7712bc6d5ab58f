"""Faults on demand: makes every answer under /v1 slow, failing or gone, so that tests see what citizens then see."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.sandbox.problems import Problem

MODES = ("none", "slow", "failing", "down")
LONGEST = 60.0  # seconds


@dataclass
class Faults:
    """What is wrong now; ``seconds`` is the delay of mode ``slow``. Kept in memory: a restart mends everything."""

    mode: str = "none"
    seconds: float = 5.0


FAULTS = web.AppKey("faults", Faults)


@web.middleware
async def with_faults(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Applies the present fault to every /v1 route but /v1/faults itself."""
    faults = request.app[FAULTS]
    path = request.path
    if faults.mode == "none" or not path.startswith("/v1/") or path == "/v1/faults":
        return await handler(request)
    if faults.mode == "slow":
        await asyncio.sleep(faults.seconds)
        return await handler(request)
    if faults.mode == "down" and request.transport is not None:
        request.transport.abort()  # the caller sees the connection break; the answer below goes nowhere
    raise Problem(503 if faults.mode == "down" else 500, "fault", "平台故障（演练）")
