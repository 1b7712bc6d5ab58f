"""Items and guides of an imported catalogue, as the city's own are served: read from its file, and anew when that
has been replaced.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable
from pathlib import Path

from bot.catalogue.imported import Imported
from bot.errors import CatalogueError
from bot.platform_api.models import ServiceItem
from bot.sandbox.guides import LOOK, Published

log = logging.getLogger(__name__)


class ImportedGuides:
    """The catalogue in the file ``path``; CatalogueError when it cannot be read at the start.

    A file that cannot be read later is logged, and the one before stays in service.
    """

    def __init__(self, path: Path, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._path = path
        self._monotonic = monotonic
        self._looked = monotonic()
        self._stamp = _stamp(path)
        self._catalogue = Imported(path)
        self._items: list[ServiceItem] | None = None

    @property
    def broken(self) -> list[str]:
        """Codes of guides that cannot be read: none, since the import rejects them."""
        return []

    def get(self, code: str) -> Published | None:
        """The guide of an item; None when there is none."""
        self._look()
        guide, body = self._catalogue.guide(code), self._catalogue.guide_body(code)
        if guide is None or body is None:
            return None
        return Published(guide, body, f'"{hashlib.sha256(body).hexdigest()[:20]}"')

    def item(self, code: str) -> ServiceItem | None:
        """The item; None when there is none."""
        self._look()
        return self._catalogue.item(code)

    def items(self) -> list[ServiceItem]:
        """Every item, by code."""
        self._look()
        if self._items is None:
            self._items = list(self._catalogue.items())
        return self._items

    def __len__(self) -> int:
        return len(self.items())

    def close(self) -> None:
        """Let go of the file."""
        self._catalogue.close()

    def _look(self) -> None:
        if self._monotonic() - self._looked < LOOK:
            return
        self._looked = self._monotonic()
        stamp = _stamp(self._path)
        if stamp == self._stamp:
            return
        self._stamp = stamp
        try:
            catalogue = Imported(self._path)
        except CatalogueError as error:
            log.error("the imported catalogue stays as it was: %s", error)
            return
        self._catalogue.close()
        self._catalogue, self._items = catalogue, None
        log.info("the imported catalogue was replaced: %d items", len(catalogue))


def _stamp(path: Path) -> tuple[int, int]:
    """Changes when the file is replaced; zeros when it is not there."""
    try:
        status = path.stat()
    except OSError:
        return 0, 0
    return status.st_mtime_ns, status.st_ino
