"""The dialogue server: our launcher on Rasa's public parts, one process a worker, on a socket it is given.

``rasa run`` is not used: it leaves ``/conversations/*`` and ``PUT /model`` open, falls back to memory when its store
is gone, and never restarts a worker. Only the routes made here and the channels' exist.
"""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import aiohttp
import redis.asyncio
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, json, text

from bot.conversation import metrics, model_files
from bot.conversation.action_endpoint import ActionEndpoint
from bot.conversation.agent import Dialogue
from bot.conversation.lock_store import RedisLocks
from bot.conversation.tracker_store import TurnTrackerStore
from bot.errors import ModelError
from bot.serving import serve_until_told
from bot.settings import ROOT, Settings, loopback
from bot.wording import Wording

log = logging.getLogger(__name__)

LARGEST_BODY = 256 * 1024  # bytes
LOOPBACK = ("127.0.0.1", "::1")

Mount = Callable[[Sanic, Any, Settings], None]
MakeTurns = Callable[[Dialogue, Any, Wording, aiohttp.ClientSession, Settings], Any]


@dataclass
class Worker:
    """What one worker process runs on."""

    settings: Settings
    number: int
    dialogue: Dialogue
    redis: Any
    session: aiohttp.ClientSession


def run(settings: Settings, *, fd: int, worker: int, mount: Mount, make_turns: MakeTurns) -> None:
    """Serve until SIGTERM or SIGINT on the listening socket ``fd``; ModelError when there is no model to load."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    for noisy in ("rasa", "sanic.root", "sanic.error", "apscheduler", "matplotlib", "tensorflow"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    asyncio.run(serve(settings, fd=fd, number=worker, mount=mount, make_turns=make_turns))


async def serve(settings: Settings, *, fd: int, number: int, mount: Mount, make_turns: MakeTurns) -> None:
    """Load the released model, build the app, serve, and close what was opened."""
    model = model_files.current()
    if model is None:
        raise ModelError("no trained model: run `python -m bot train`")
    wording = Wording(ROOT / "domain.yml")
    store = redis.asyncio.from_url(
        str(settings.redis_url), protocol=2, socket_timeout=2.0, socket_connect_timeout=1.0, retry=None
    )
    session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=200, keepalive_timeout=60))
    try:
        actions = ActionEndpoint(f"http://{loopback(settings.host)}:{settings.actions_port}/webhook", session)
        dialogue = Dialogue.load(
            model, store=TurnTrackerStore(store), locks=RedisLocks(store), wording=wording, actions=actions
        )
        turns = make_turns(dialogue, store, wording, session, settings)
        app = create_app(Worker(settings, number, dialogue, store, session), turns, mount)
        await serve_until_told(app, sock=socket.socket(fileno=fd))
    finally:
        await session.close()
        await store.aclose()


def create_app(worker: Worker, turns: Any, mount: Mount) -> Sanic:
    """The Sanic app: parse, health, ready, metrics, and the channels."""
    app = Sanic("banshi_dialogue", configure_logging=False)
    app.config.REQUEST_MAX_SIZE = LARGEST_BODY
    app.config.KEEP_ALIVE_TIMEOUT = 75
    app.config.RESPONSE_TIMEOUT = 60
    app.config.FALLBACK_ERROR_FORMAT = "json"
    metrics.observe(app, worker.settings)

    @app.get("/health")
    async def health(request: Request) -> HTTPResponse:
        return json({"status": "ok"})

    @app.get("/ready")
    async def ready(request: Request) -> HTTPResponse:
        problems = await what_is_missing(worker)
        body = {"worker": worker.number, "release": worker.dialogue.model, "ready": not problems, "problems": problems}
        return json(body, status=503 if problems else 200)

    @app.post("/model/parse")
    async def parse(request: Request) -> HTTPResponse:
        if not may_parse(request, worker.settings):
            return json({"error": "a service token is needed"}, status=401)
        body = request.json
        if not isinstance(body, dict) or not isinstance(body.get("text"), str) or not body["text"].strip():
            return json({"error": "text must be a text that is not empty"}, status=400)
        return json(await worker.dialogue.parse(body["text"]), ensure_ascii=False)

    @app.get("/metrics")
    async def measured(request: Request) -> HTTPResponse:
        return text(metrics.exposition(worker.settings), content_type=metrics.CONTENT_TYPE)

    mount(app, turns, worker.settings)
    return app


async def what_is_missing(worker: Worker) -> list[str]:
    """Why this worker should not be sent citizens; empty when all is well."""
    problems = []
    if type(worker.dialogue.processor.tracker_store) is not TurnTrackerStore:
        problems.append("another tracker store is in use")
    try:
        await worker.redis.ping()
    except (redis.exceptions.RedisError, OSError) as error:
        problems.append(f"Redis does not answer: {type(error).__name__}")
    url = f"http://{loopback(worker.settings.host)}:{worker.settings.actions_port}/health"
    try:
        async with worker.session.get(url, timeout=aiohttp.ClientTimeout(total=2)) as response:
            if response.status != 200:
                problems.append(f"actions answer {response.status}")
    except (aiohttp.ClientError, TimeoutError, asyncio.TimeoutError) as error:
        problems.append(f"actions do not answer: {type(error).__name__}")
    return problems


def may_parse(request: Request, settings: Settings) -> bool:
    """From this machine itself, or with the service token; a forwarded request is not from this machine."""
    if request.ip in LOOPBACK and "x-forwarded-for" not in request.headers:
        return True
    token = str(settings.service_token)
    return bool(token) and request.headers.get("authorization") == f"Bearer {token}"
