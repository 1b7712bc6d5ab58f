"""Channels: between citizens' media and the dialogue. ``mount`` puts them all on the dialogue server's app."""

from __future__ import annotations

from typing import Any

from bot.settings import Settings


def make_turns(dialogue: Any, redis: Any, wording: Any, session: Any, settings: Settings) -> Any:
    """What takes the messages of all channels; ``session`` is an ``aiohttp.ClientSession``."""
    from bot.catalogue.names import Names
    from bot.checklists.store import ChecklistStore
    from bot.platform_api.cache import Cache
    from bot.platform_api.client import PlatformClient
    from bot.vault import Vault
    from channels.printing import Printer
    from channels.turn import Turns

    platform = PlatformClient(settings.platform_url, session, Cache(redis, space=settings.catalogue))
    names = Names(settings)
    printer = Printer(ChecklistStore(redis), platform, wording, names, names.place)
    return Turns(dialogue, redis, Vault(redis, str(settings.vault_key)), wording, printer)


def mount(app: Any, turns: Any, settings: Settings) -> None:
    """Add every channel's routes to the Sanic app."""
    from channels.rest.input import blueprint as rest
    from channels.web import input as web

    app.blueprint(rest(turns))
    app.blueprint(web.blueprint(turns, settings))
    web.attach(app, turns, settings)
