"""Channels: between citizens' media and the dialogue. ``mount`` puts them all on the dialogue server's app."""

from __future__ import annotations

from typing import Any

from bot.settings import Settings


def mount(app: Any, turns: Any, settings: Settings) -> None:
    """Add every channel's routes to the Sanic app."""
    from channels.rest.input import blueprint as rest
    from channels.web import input as web

    app.blueprint(rest(turns))
    app.blueprint(web.blueprint(turns, settings))
    web.attach(app, turns, settings)
