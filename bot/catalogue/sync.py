"""Keeps the catalogue's snapshot in step with the platform, so that new items are understood without a restart."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from typing import Protocol

from bot.catalogue.source import load_items, save_snapshot, snapshot_path
from bot.errors import BanshiError
from bot.platform_api.models import Known, ServiceItem
from bot.settings import Settings

log = logging.getLogger(__name__)

EVERY_SECONDS = 600.0
SOONER_SECONDS = 10.0  # after the platform could not be asked


class Items(Protocol):
    """The part of the platform's client that is used here."""

    async def items(self) -> Known[tuple[ServiceItem, ...]]: ...


async def keep_in_step(platform: Items, settings: Settings) -> None:
    """Ask for the items now and every ten minutes; never ends by itself, never raises for a platform that is away."""
    while True:
        try:
            changed = await refresh(platform, settings)
            if changed:
                log.info("catalogue snapshot renewed")
            pause = EVERY_SECONDS
        except (BanshiError, OSError) as error:
            log.warning("catalogue not renewed: %s", error)
            pause = SOONER_SECONDS
        await asyncio.sleep(pause)


async def refresh(platform: Items, settings: Settings) -> bool:
    """Take the platform's items as the snapshot; whether that changed anything. A stale or empty answer does not."""
    known = await platform.items()
    if known.stale or not known.value:
        return False
    if snapshot_path(settings).exists() and same(load_items(settings), known.value):
        return False
    save_snapshot(settings, known.value)
    return True


def same(kept: Sequence[ServiceItem], given: Sequence[ServiceItem]) -> bool:
    return tuple(kept) == tuple(given)
