"""Prometheus metrics of the dialogue, merged over all workers (prometheus_client's multi-process files)."""

from __future__ import annotations

import os
import time
from typing import Any

from sanic import Sanic
from sanic.request import Request

from bot.settings import Settings

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
BUCKETS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 4, 8)  # seconds


def observe(app: Sanic, settings: Settings) -> None:
    """Count and time every request by route; no message, sender or address becomes a label."""
    folder = settings.var / "metrics"
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)
    from prometheus_client import Counter, Histogram  # reads the folder when it is first imported

    requests = Counter("banshi_requests_total", "Requests by route and status", ("route", "status"))
    seconds = Histogram("banshi_request_seconds", "Time to answer by route", ("route",), buckets=BUCKETS)

    @app.on_request
    async def begin(request: Request) -> None:
        request.ctx.began = time.monotonic()

    @app.on_response
    async def end(request: Request, response: Any) -> None:
        route = request.route.path if request.route else "unknown"
        requests.labels(route, str(response.status)).inc()
        seconds.labels(route).observe(time.monotonic() - getattr(request.ctx, "began", time.monotonic()))


def exposition(settings: Settings) -> str:
    """All workers' metrics in Prometheus text format."""
    from prometheus_client import CollectorRegistry, generate_latest
    from prometheus_client.multiprocess import MultiProcessCollector

    registry = CollectorRegistry()
    MultiProcessCollector(registry, path=str(settings.var / "metrics"))  # type: ignore[no-untyped-call]
    return generate_latest(registry).decode()
