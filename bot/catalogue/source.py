"""Where the service items come from: the snapshot of the platform's catalogue, or what stands in until there is one.

That is the imported catalogue when one is set (``BANSHI_CATALOGUE``), else the seed of the sandbox city. Each catalogue
has a snapshot of its own, so that none lingers when another is chosen.
"""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from bot.catalogue.imported import Imported, Profile, catalogue_file
from bot.errors import CatalogueError, ContentError
from bot.platform_api import codec
from bot.platform_api.models import ServiceItem
from bot.settings import ROOT, Settings

#: Read as a data file, by path: the catalogue as it ships, before a platform has been asked.
SEED = ROOT / "bot" / "sandbox" / "seed" / "items.csv"


def snapshot_path(settings: Settings) -> Path:
    """Where the snapshot is kept."""
    name = f"items-{settings.catalogue}.json" if settings.catalogue else "items.json"
    return settings.var / "catalogue" / name


def load_items(settings: Settings) -> list[ServiceItem]:
    """The items of the snapshot when there is one, else of the catalogue set, else of the seed.

    CatalogueError names what cannot be read.
    """
    path = _path_in_use(settings)
    if path == SEED:
        return _items(path, lambda text: [_seed_row(row) for row in csv.DictReader(text.splitlines())])
    if path == snapshot_path(settings):
        return _items(path, json.loads)
    return imported_items(settings.var, settings.catalogue)


def imported_items(var: Path, name: str) -> list[ServiceItem]:
    """The items of the imported catalogue ``name``; CatalogueError tells how to import it when it is not there."""
    path = catalogue_file(var, name)
    if not path.exists():
        raise CatalogueError(
            f"目录“{name}”还没有导入，先运行 python -m bot catalogue import FILE --format FORMAT --into {name} "
            "(no such catalogue)"
        )
    imported = Imported(path)
    try:
        return list(imported.items())
    finally:
        imported.close()


def profile_of(settings: Settings) -> Profile | None:
    """The profile of the imported catalogue that is set; None when the city's own is in use."""
    if not settings.catalogue:
        return None
    imported = Imported(catalogue_file(settings.var, settings.catalogue))
    imported.close()
    return imported.profile


def save_snapshot(settings: Settings, items: Sequence[ServiceItem]) -> Path:
    """Keep the items as the snapshot, at once and whole; returns where."""
    path = snapshot_path(settings)
    path.parent.mkdir(parents=True, exist_ok=True)
    waiting = path.with_suffix(f".{os.getpid()}.tmp")
    waiting.write_text(json.dumps([codec.ITEM.encode(item) for item in items], ensure_ascii=False), encoding="utf-8")
    waiting.replace(path)
    return path


def source_stamp(settings: Settings) -> tuple[str, int]:
    """Changes when the items do: the file in use and when it was written (nanoseconds, 0 when it is not there)."""
    path = _path_in_use(settings)
    return str(path), _written(path)


def _path_in_use(settings: Settings) -> Path:
    """The snapshot, unless the catalogue set was imported after it was taken."""
    snapshot = snapshot_path(settings)
    if not settings.catalogue:
        return snapshot if snapshot.exists() else SEED
    imported = catalogue_file(settings.var, settings.catalogue)
    return snapshot if _written(snapshot) > _written(imported) else imported


def _written(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _seed_row(row: dict[str, Any]) -> dict[str, Any]:
    return {"published": False, "phone": "12345", **row}


def _items(path: Path, parse: Any) -> list[ServiceItem]:
    try:
        rows: Iterable[dict[str, Any]] = parse(path.read_text(encoding="utf-8"))
        items = [codec.ITEM.decode(row) for row in rows]
    except (OSError, ValueError, TypeError, KeyError, ContentError) as error:
        raise CatalogueError(f"{path} cannot be read as a catalogue: {error}") from error
    if not items:
        raise CatalogueError(f"{path} holds no service item")
    return items
