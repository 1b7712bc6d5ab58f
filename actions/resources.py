"""What actions share: platform client, wording, Redis, vault, checklists. Made once when the action server starts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import aiohttp
import redis.asyncio

from bot.calendar import system_clock
from bot.catalogue.names import Names
from bot.checklists.store import ChecklistStore
from bot.faq.finder import Finder, no_bank
from bot.faq.live import LiveBank
from bot.life_events.model import LifeEvents
from bot.life_events.reading import LiveEvents
from bot.platform_api.cache import Cache
from bot.platform_api.client import PlatformClient
from bot.settings import ROOT, Settings
from bot.vault import Vault
from bot.wording import Wording

REDIS_SECONDS = 1.0  # a turn waits no longer for Redis


@dataclass
class Resources:
    """Everything an action reaches outside itself; tests make one of stand-ins."""

    platform: Any
    wording: Wording
    vault: Vault
    checklists: ChecklistStore
    everyday: Callable[[str], str]
    now: Callable[[], datetime] = system_clock.now
    place: Callable[[], str] = str  # region of an imported catalogue; empty: the city's own
    starters: Callable[[], tuple[str, ...]] = tuple  # codes of the items to offer first in an imported catalogue
    bank: Finder = field(default_factory=no_bank)
    life_events: Callable[[], LifeEvents] = LifeEvents


_installed: list[Resources] = []


def install(resources: Resources) -> None:
    """Make ``resources`` what actions without their own use."""
    _installed[:] = [resources]


def installed() -> Resources:
    """The resources of this process; RuntimeError before the server has installed them."""
    if not _installed:
        raise RuntimeError("the action server has not installed its resources")
    return _installed[0]


def open_redis(settings: Settings) -> Any:
    """A Redis client with short time-outs and no repeats, for what must not be done twice."""
    return redis.asyncio.from_url(
        str(settings.redis_url),
        protocol=2,
        socket_timeout=REDIS_SECONDS,
        socket_connect_timeout=REDIS_SECONDS,
        retry=None,
        retry_on_error=None,
    )


def connect(settings: Settings, session: aiohttp.ClientSession) -> Resources:
    """The real resources of one instance."""
    store = open_redis(settings)
    names = Names(settings)
    return Resources(
        platform=PlatformClient(settings.platform_url, session, Cache(store, space=settings.catalogue)),
        wording=Wording(ROOT / "domain.yml"),
        vault=Vault(store, str(settings.vault_key)),
        checklists=ChecklistStore(store),
        everyday=names,
        place=names.place,
        starters=names.starters,
        bank=Finder(LiveBank(settings).current),
        life_events=LiveEvents(),
    )
