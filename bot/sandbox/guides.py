"""The guides of the city: one YAML file for each item, read again when it changes."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import yaml

from bot.errors import ContentError
from bot.platform_api import codec
from bot.platform_api.models import Guide, ServiceItem

log = logging.getLogger(__name__)

LOOK = 1.0  # seconds between looks at the folder
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as quick, where libyaml is there


@dataclass(frozen=True)
class Published:
    """A guide with its JSON as sent, and the version of that for conditional requests."""

    guide: Guide
    body: bytes
    etag: str


class Served(Protocol):
    """Items and their guides, wherever they come from: what the routes ask for."""

    @property
    def broken(self) -> list[str]:
        """Codes of guides that cannot be read, sorted."""

    def get(self, code: str) -> Published | None:
        """The guide of an item, None when it is not published."""

    def item(self, code: str) -> ServiceItem | None:
        """The item; None when there is none."""

    def items(self) -> list[ServiceItem]:
        """Every item, by code."""

    def __len__(self) -> int:
        """How many guides are published."""


class Guides:
    """The guides in ``folder``. A file that breaks the format is logged and counts as not published.

    Editors change files while the sandbox runs, so one broken file must not take the others down; ``python -m bot
    catalogue check`` finds it, and ``broken`` tells it at ``/health``.
    """

    def __init__(
        self, folder: Path, items: Mapping[str, ServiceItem], *, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._folder = folder
        self._items = items
        self._monotonic = monotonic
        self._looked = float("-inf")
        self._stamps: dict[str, tuple[int, int]] = {}
        self._published: dict[str, Published] = {}
        self._broken: set[str] = set()

    @property
    def broken(self) -> list[str]:
        """Codes of guides that cannot be read, sorted."""
        self._look()
        return sorted(self._broken)

    def get(self, code: str) -> Published | None:
        """The guide of an item, None when it is not published."""
        self._look()
        return self._published.get(code)

    def item(self, code: str) -> ServiceItem | None:
        """The item, with whether its guide is published and whom to phone; None when there is none."""
        item = self._items.get(code)
        published = self.get(code)
        if item is None or published is None:
            return item
        return replace(item, published=True, phone=published.guide.phones.consult)

    def items(self) -> list[ServiceItem]:
        """Every item, by code."""
        return [item for code in sorted(self._items) if (item := self.item(code))]

    def __len__(self) -> int:
        self._look()
        return len(self._published)

    def _look(self) -> None:
        if self._monotonic() - self._looked < LOOK:
            return
        self._looked = self._monotonic()
        stamps = {}
        with os.scandir(self._folder) as entries:
            for entry in entries:
                code, suffix = os.path.splitext(entry.name)
                if suffix == ".yml":
                    status = entry.stat()
                    stamps[code] = (status.st_mtime_ns, status.st_size)
        for code in self._stamps.keys() - stamps.keys():
            self._published.pop(code, None)
            self._broken.discard(code)
        for code, stamp in stamps.items():
            if self._stamps.get(code) != stamp:
                self._read(code)
        self._stamps = stamps

    def _read(self, code: str) -> None:
        self._published.pop(code, None)
        self._broken.discard(code)
        try:
            item = self._items.get(code)
            if item is None:
                raise ContentError("no item has this code")
            text = (self._folder / f"{code}.yml").read_text(encoding="utf-8")
            guide = codec.decode_guide_file(yaml.load(text, _Loader), item)  # noqa: S506 - a SafeLoader
        except (ContentError, OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            self._broken.add(code)
            log.error("guide %s is not published: %s", code, " ".join(str(error).split()))
            return
        body = json.dumps(codec.GUIDE.encode(guide), ensure_ascii=False).encode()
        self._published[code] = Published(guide, body, f'"{hashlib.sha256(body).hexdigest()[:20]}"')
