"""The sandbox platform: a stand-in for a city's government service platform, with the API the assistant talks to.

``create_app`` makes the aiohttp application, ``run`` serves it until it is told to stop.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import socket
from collections.abc import AsyncIterator
from pathlib import Path

from aiohttp import web

from bot.calendar import Clock, system_clock
from bot.catalogue.imported import catalogue_file
from bot.errors import StartError
from bot.sandbox import openapi
from bot.sandbox.api import PARTS, Parts, Route, answer, checked
from bot.sandbox.faults import FAULTS, Faults, with_faults
from bot.sandbox.guides import Guides, Served
from bot.sandbox.identity import Identity
from bot.sandbox.imported_guides import ImportedGuides
from bot.sandbox.problems import as_problems
from bot.sandbox.routes import ROUTES
from bot.sandbox.seed_files import NOWHERE, SEED, City, read_city
from bot.sandbox.store import Store
from bot.settings import Settings, kept_secret

log = logging.getLogger(__name__)

LARGEST_BODY = 64 * 1024  # bytes
KEEP_ALIVE = 75.0  # seconds; longer than our client keeps a connection, so that it never writes into a closing one


def create_app(settings: Settings, *, clock: Clock = system_clock, seed: Path = SEED) -> web.Application:
    """The application. State goes under ``settings.var``; ``seed`` is the folder of the city's lists and guides."""
    app = web.Application(middlewares=[as_problems, with_faults], client_max_size=LARGEST_BODY)
    app[FAULTS] = Faults()
    document = openapi.document(ALL_ROUTES)

    async def described(request: web.Request) -> web.Response:
        return answer(document)

    async def parts(app: web.Application) -> AsyncIterator[None]:
        city = NOWHERE if settings.catalogue else read_city(seed)
        # A state of its own, or the city's applications would be gone when it is served again on the same day.
        store = Store(settings.var / (f"sandbox-{settings.catalogue}.db" if settings.catalogue else "sandbox.db"))
        try:
            store.seed(city.applications, clock.today())
            key, _ = kept_secret(settings.var, "sandbox.key")
            identity = Identity(store, city.applicants, clock, str.__str__(key))
            app[PARTS] = Parts(city, served(settings, city, seed), store, identity, clock)
            log.info("%d items, %d guides", len(app[PARTS].guides.items()), len(app[PARTS].guides))
            yield
        finally:
            store.close()

    app.cleanup_ctx.append(parts)
    app.router.add_get("/openapi.json", described)
    for route in ALL_ROUTES:
        app.router.add_route(route.method, route.path, checked(route))
    return app


def served(settings: Settings, city: City, seed: Path) -> Served:
    """The imported catalogue that is set, else the city's own guides; CatalogueError when it was not imported."""
    if settings.catalogue:
        return ImportedGuides(catalogue_file(settings.var, settings.catalogue))
    return Guides(seed / "guides", city.items)


async def health(request: web.Request) -> web.Response:
    """GET /health"""
    guides = request.app[PARTS].guides
    return answer(
        {
            "status": "ok",
            "items": len(guides.items()),
            "guides": len(guides),
            "broken_guides": guides.broken,
        }
    )


_HEALTH = {
    "type": "object",
    "properties": {
        "status": {"type": "string", "enum": ["ok"]},
        "items": {"type": "integer"},
        "guides": {"type": "integer", "description": "How many are published"},
        "broken_guides": {
            "type": "array",
            "items": {"type": "string"},
            "description": "Codes of guides that cannot be read and count as not published",
        },
    },
    "required": ["status", "items", "guides", "broken_guides"],
}

ALL_ROUTES = (Route("GET", "/health", health, "Whether the sandbox is well", {200: ("It is", _HEALTH)}), *ROUTES)


def run(settings: Settings, fd: int | None = None) -> None:
    """Serve until SIGTERM or SIGINT, on the listening socket ``fd`` or on the port of ``settings``."""
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(settings, fd))


async def _serve(settings: Settings, fd: int | None) -> None:
    runner = web.AppRunner(
        create_app(settings), access_log=None, keepalive_timeout=KEEP_ALIVE, handler_cancellation=True
    )
    await runner.setup()
    try:
        site: web.BaseSite
        if fd is not None:
            site = web.SockSite(runner, socket.socket(fileno=fd), shutdown_timeout=2.0)
        else:
            site = web.TCPSite(runner, settings.host, settings.sandbox_port, shutdown_timeout=2.0)
        try:
            await site.start()
        except OSError as error:
            raise StartError(
                f"the sandbox cannot listen on {settings.host}:{settings.sandbox_port} ({error.strerror}); "
                "set BANSHI_SANDBOX_PORT to a free port"
            ) from error
        stopped = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, stopped.set)
        await stopped.wait()
    finally:
        await runner.cleanup()
