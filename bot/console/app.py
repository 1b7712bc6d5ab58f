"""The console: for now its landing page, with links to every part and their live health."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Mapping
from html import escape
from pathlib import Path
from string import Template

import aiohttp
from aiohttp import web

from bot.console.overview import Overview, Probe, probes
from bot.settings import Settings, loopback

STATIC = Path(__file__).parent / "static"

SETTINGS = web.AppKey("settings", Settings)
OVERVIEW = web.AppKey("overview", Overview)

#: Nothing from elsewhere, no framing, no sniffing.
SECURITY_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}

routes = web.RouteTableDef()


def run(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    web.run_app(
        create_app(settings),
        host=settings.host,
        port=settings.console_port,
        print=None,
        access_log=None,
        shutdown_timeout=3,
    )


def create_app(settings: Settings, *, asked: Mapping[str, Probe] | None = None) -> web.Application:
    """The application; ``asked`` replaces the real probes in tests."""
    app = web.Application(client_max_size=64 * 1024)
    app[SETTINGS] = settings
    app.add_routes(routes)
    app.router.add_static("/static", STATIC)
    app.on_response_prepare.append(_add_headers)

    async def connections(app: web.Application) -> AsyncIterator[None]:
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(force_close=True)) as session:
            app[OVERVIEW] = Overview(probes(settings, session) if asked is None else asked)
            yield

    app.cleanup_ctx.append(connections)
    return app


@routes.get("/")
async def landing(request: web.Request) -> web.Response:
    """The landing page. Links lead to the host by which the console itself was reached."""
    settings = request.app[SETTINGS]
    host = _host(request)
    filled = Template((STATIC / "index.html").read_text(encoding="utf-8")).substitute(
        citizens=escape(f"http://{host}:{settings.dialogue_port}/webhooks/web/"),
        rest=escape(f"http://{host}:{settings.dialogue_port}/webhooks/rest/webhook"),
        ready=escape(f"http://{host}:{settings.dialogue_port}/ready"),
        metrics=escape(f"http://{host}:{settings.dialogue_port}/metrics"),
        platform=escape(_platform_link(settings, host)),
        platform_title="沙箱平台接口" if _is_sandbox(settings) else "政务平台",
    )
    return web.Response(text=filled, content_type="text/html", charset="utf-8")


@routes.get("/health")
async def health(request: web.Request) -> web.Response:
    """The console itself is alive."""
    return web.json_response({"status": "ok"})


@routes.get("/api/health")
async def health_of_all(request: web.Request) -> web.Response:
    """Every part's health; 200 also when some are not well, since this answer itself is right."""
    return web.json_response(await request.app[OVERVIEW].report(), headers={"Cache-Control": "no-store"})


def _host(request: web.Request) -> str:
    host = request.url.host or "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def _is_sandbox(settings: Settings) -> bool:
    return settings.platform_url == f"http://{loopback(settings.host)}:{settings.sandbox_port}"


def _platform_link(settings: Settings, host: str) -> str:
    return f"http://{host}:{settings.sandbox_port}/openapi.json" if _is_sandbox(settings) else settings.platform_url


async def _add_headers(request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(SECURITY_HEADERS)
