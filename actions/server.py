"""The action server: rasa-sdk's own app with our resources, kept-alive connections and quiet logs."""

from __future__ import annotations

import asyncio
import logging

import aiohttp
from rasa_sdk.endpoint import create_app

from actions.resources import connect, install
from bot.catalogue.sync import keep_in_step
from bot.serving import serve_until_told
from bot.settings import Settings

KEEP_ALIVE_SECONDS = 75  # rasa-sdk closes idle connections after 5 s; the dialogue keeps its own longer


def run(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    for noisy in ("rasa_sdk", "sanic.root", "sanic.error", "sanic.access"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    asyncio.run(serve(settings))


async def serve(settings: Settings) -> None:
    """Make the resources, serve rasa-sdk's app, close what was opened."""
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=100, keepalive_timeout=30)) as session:
        resources = connect(settings, session)
        install(resources)
        in_step = asyncio.create_task(keep_in_step(resources.platform, settings))
        app = create_app("actions")
        app.config.KEEP_ALIVE_TIMEOUT = KEEP_ALIVE_SECONDS
        app.config.REQUEST_MAX_SIZE = 2 * 1024 * 1024
        try:
            await serve_until_told(app, host=settings.host, port=settings.actions_port)
        finally:
            in_step.cancel()
