"""Whose assistant the page is: the city it was built for, or the region of an imported catalogue."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from html import escape

from bot.catalogue.names import Names
from channels.web.pages import Asset

CITY = "云州市"
STARTERS = re.compile(r'(?<=<meta name="starters" content=")(?=")')


class Place:
    """The city of the page. ``names`` are those of an imported catalogue, None for the city's own."""

    def __init__(self, names: Names | None = None) -> None:
        self._names = names

    def city(self) -> str:
        """The city, or the region of the imported catalogue."""
        return (self._names.place() if self._names else "") or CITY

    def index(self, built: Asset) -> Asset:
        """The page with its city and its first examples put in; as it was built for the city's own."""
        if self._names is None:
            return built
        starters = "|".join(self._names(code) for code in self._names.starters())
        page = built.body.decode().replace(CITY, escape(self.city()))
        body = STARTERS.sub(lambda _: escape(starters), page).encode()
        return replace(built, body=body, etag=f'"{hashlib.sha256(body).hexdigest()[:20]}"', encoded={})
