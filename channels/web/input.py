"""The citizens' page on the dialogue server: its files and the printable checklist as a Sanic blueprint under
``/webhooks/web``, and the Socket.IO endpoint at ``/webhooks/web/socket.io``.

``app.blueprint(blueprint(turns, settings))`` adds the pages, ``attach(app, turns, settings)`` the conversation.
"""

from __future__ import annotations

import re
from pathlib import Path

from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, html, redirect
from socketio import AsyncServer

from bot.catalogue.names import Names
from bot.settings import Settings
from channels.web import pages, render
from channels.web.address import client_address
from channels.web.events import Events, Turns, make_server
from channels.web.limits import Window
from channels.web.place import Place

PREFIX = "/webhooks/web"
CODE = re.compile(r"[A-HJ-NP-Z2-9]{6}")

#: Unknown checklist codes one client may ask the printable page for.
MISSES = (10, 600.0)


def blueprint(turns: Turns, settings: Settings, *, static: Path = pages.STATIC) -> Blueprint:
    """The pages: the chat, its assets, and the printable checklist."""
    web = Blueprint("web", url_prefix=PREFIX)
    assets = {
        **{f"print/{name}": asset for name, asset in pages.load_assets(Path(__file__).with_name("print")).items()},
        **pages.load_assets(static),
    }
    misses = Window(*MISSES)
    place = Place(Names(settings) if settings.catalogue else None)

    def headers(request: Request) -> dict[str, str]:
        return pages.security_headers(settings.origins, request.headers.get("host", ""))

    @web.get("/", name="page", strict_slashes=True)
    async def page(request: Request) -> HTTPResponse:
        index = assets.get("index.html")
        if index is None:
            return html(pages.NOT_BUILT, status=503, headers=headers(request))
        return pages.serve(request, place.index(index), headers=headers(request), lasting=False)

    @web.get("", name="bare", strict_slashes=True)
    async def bare(request: Request) -> HTTPResponse:
        return redirect(f"{PREFIX}/", status=308)

    @web.get("/checklist/<code:str>/print", name="print")
    async def printed(request: Request, code: str) -> HTTPResponse:
        client = client_address(request, settings.trusted_proxies)
        sent = {**headers(request), "Cache-Control": "no-store"}
        if misses.is_full(client):
            return html(render.waiting_page(base=PREFIX), status=429, headers={**sent, "Retry-After": "600"})
        code = code.strip().upper()
        block = await turns.printed_checklist(code, client=client) if CODE.fullmatch(code) else None
        if block is None:
            misses.count(client)
            return html(render.unknown_page(base=PREFIX), status=404, headers=sent)
        return html(render.checklist_page(block, base=PREFIX, city=place.city()), headers=sent)

    @web.get("/<folder:assets|print>/<name:str>", name="asset")
    async def asset(request: Request, folder: str, name: str) -> HTTPResponse:
        found = assets.get(f"{folder}/{name}")
        if found is None:
            return html(render.message_page("没有这个页面", (), base=PREFIX), status=404, headers=headers(request))
        return pages.serve(request, found, headers=headers(request), lasting=folder == "assets")

    return web


def attach(app: Sanic, turns: Turns, settings: Settings) -> AsyncServer:
    """Add the Socket.IO endpoint to the app; gives its server, for messages that start on our side."""
    sio = make_server(settings)
    Events(sio, turns)
    sio.attach(app, f"{PREFIX}/socket.io")
    return sio


__all__ = ["attach", "blueprint"]
