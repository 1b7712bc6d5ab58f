"""The action server: rasa-sdk's own app with our resources, kept-alive connections and quiet logs."""

from __future__ import annotations

import asyncio
import logging
import signal

import aiohttp
from rasa_sdk.endpoint import create_app
from sanic import Sanic

from actions.resources import connect, install
from bot.settings import Settings

KEEP_ALIVE_SECONDS = 75  # rasa-sdk closes idle connections after 5 s; the dialogue keeps its own longer


def run(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    for noisy in ("rasa_sdk", "sanic.root", "sanic.access"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    asyncio.run(serve(settings))


async def serve(settings: Settings) -> None:
    """Make the resources, serve rasa-sdk's app, close what was opened."""
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=100, keepalive_timeout=30)) as session:
        install(connect(settings, session))
        app = create_app("actions")
        app.config.KEEP_ALIVE_TIMEOUT = KEEP_ALIVE_SECONDS
        app.config.REQUEST_MAX_SIZE = 2 * 1024 * 1024
        await serve_app(app, settings.host, settings.actions_port)


async def serve_app(app: Sanic, host: str, port: int) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    server = await app.create_server(host=host, port=port, return_asyncio_server=True, access_log=False)
    if server is None:
        raise OSError(f"the action server could not listen on {host}:{port}")
    await server.startup()
    await server.before_start()
    await server.after_start()
    await stop.wait()
    await server.before_stop()
    server.close()
    await server.after_stop()
