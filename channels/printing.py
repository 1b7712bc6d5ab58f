"""A checklist by its code, for paper: read from the store and the platform, without any conversation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.calendar import system_clock
from bot.checklists.store import ChecklistStore
from bot.errors import PlatformError
from bot.topics.checklist_view import checklist_block
from bot.topics.context import Context, Platform
from bot.wording import Wording


class Printer:
    """Gives the ``checklist`` block of a code."""

    def __init__(
        self,
        checklists: ChecklistStore,
        platform: Platform,
        wording: Wording,
        everyday: Callable[[str], str],
        place: Callable[[], str] = str,
    ) -> None:
        self._checklists = checklists
        self._context = Context(platform=platform, wording=wording, now=system_clock.now, everyday=everyday)
        self._place = place

    async def block(self, code: str, *, client: str) -> dict[str, Any] | None:
        """The list as it stands; None for a code that opens nothing, or while the platform has no guide to show."""
        checklist = await self._checklists.resume(code, client=client)
        if checklist is None:
            return None
        try:
            guide = (await self._context.platform.guide(checklist.item)).value
        except PlatformError:
            return None
        return checklist_block(checklist, guide, replace(self._context, place=self._place()))
