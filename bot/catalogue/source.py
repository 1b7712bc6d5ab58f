"""Where the service items come from: the snapshot of the platform's catalogue, or the seed until there is one."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from bot.errors import CatalogueError
from bot.platform_api.models import ServiceItem
from bot.settings import ROOT, Settings

#: Read as a data file, by path: the catalogue as it ships, before a platform has been asked.
SEED = ROOT / "bot" / "sandbox" / "seed" / "items.csv"

_FIELDS = tuple(field.name for field in fields(ServiceItem))


def snapshot_path(settings: Settings) -> Path:
    """Where the snapshot is kept."""
    return settings.var / "catalogue" / "items.json"


def load_items(settings: Settings) -> list[ServiceItem]:
    """The items of the snapshot when there is one, else of the seed. CatalogueError names what cannot be read."""
    path = snapshot_path(settings)
    if path.exists():
        return _items(path, lambda text: json.loads(text))
    return _items(SEED, lambda text: list(csv.DictReader(text.splitlines())))


def save_snapshot(settings: Settings, items: Sequence[ServiceItem]) -> Path:
    """Keep the items as the snapshot, at once and whole; returns where."""
    path = snapshot_path(settings)
    path.parent.mkdir(parents=True, exist_ok=True)
    waiting = path.with_suffix(f".{os.getpid()}.tmp")
    waiting.write_text(json.dumps([asdict(item) for item in items], ensure_ascii=False), encoding="utf-8")
    waiting.replace(path)
    return path


def source_stamp(settings: Settings) -> tuple[str, int]:
    """Changes when the items do: the file in use and when it was written (nanoseconds)."""
    path = snapshot_path(settings)
    path = path if path.exists() else SEED
    return str(path), path.stat().st_mtime_ns


def _items(path: Path, parse: Any) -> list[ServiceItem]:
    try:
        rows: Iterable[dict[str, Any]] = parse(path.read_text(encoding="utf-8"))
        items = [ServiceItem(**{name: row[name] for name in _FIELDS if name in row}) for row in rows]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise CatalogueError(f"{path} cannot be read as a catalogue: {error}") from error
    if not items:
        raise CatalogueError(f"{path} holds no service item")
    return items
