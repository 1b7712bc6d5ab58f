"""Which model is in use: the pointer ``models/current.json``, and whether it still fits what it was trained on.

The pointer decides, not the newest file: a training that failed half-way leaves nothing in use, and going back is
setting the pointer. It holds ``model`` (a file name in the same folder), ``fingerprint`` and ``trained_at``. Rasa is
not imported here, so that looking costs nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timezone
from pathlib import Path

from bot.errors import ModelError
from bot.settings import ROOT

FOLDER = ROOT / "models"
POINTER = "current.json"

#: Parts of domain.yml that only change wording or presentation; changing them needs no training.
_NOT_TRAINED = ("responses:", "session_config:")
#: Code that shapes what a model holds or how features are made.
_CODE = ("bot/nlu", "bot/text")
_LINKING = ("index.py", "linker.py", "search.py", "weights.py")
#: Words that features are made of. Everyday names and situations reload by themselves and are left out.
_WORDS = ("userdict.txt", "synonyms.csv", "asking.csv")


@dataclass(frozen=True)
class Current:
    """What the pointer says. ``trained_at`` is a time in UTC, ISO 8601."""

    model: str
    fingerprint: str
    trained_at: str


def current(folder: Path = FOLDER) -> Path | None:
    """The model in use; None when none has been trained (or its file is gone)."""
    pointer = read_pointer(folder)
    if pointer is None:
        return None
    path = folder / pointer.model
    return path if path.exists() else None


def is_current(folder: Path = FOLDER, root: Path = ROOT) -> bool:
    """Whether the model in use was trained on what stands in the repository now."""
    pointer = read_pointer(folder)
    return pointer is not None and current(folder) is not None and pointer.fingerprint == fingerprint(root)


def read_pointer(folder: Path = FOLDER) -> Current | None:
    """The pointer; None when there is none. ModelError when it cannot be read."""
    path = folder / POINTER
    if not path.exists():
        return None
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        return Current(str(values["model"]), str(values["fingerprint"]), str(values["trained_at"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{path} cannot be read: {error}") from error


def set_current(model: str, trained_on: str, folder: Path = FOLDER) -> Current:
    """Put a model of the folder in use, at once and whole."""
    pointer = Current(model, trained_on, datetime.now(timezone.utc).isoformat(timespec="seconds"))
    folder.mkdir(parents=True, exist_ok=True)
    waiting = folder / f".{POINTER}.{os.getpid()}"
    waiting.write_text(json.dumps(asdict(pointer), indent=1) + "\n", encoding="utf-8")
    waiting.replace(folder / POINTER)
    return pointer


def fingerprint(root: Path = ROOT) -> str:
    """A digest of everything a model is trained on: configuration, domain without wording, data, words, code."""
    digest = hashlib.sha256()
    for name, content in _trained_on(root):
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:32]


def _trained_on(root: Path) -> Iterator[tuple[str, bytes]]:
    config = root / "config.yml"
    yield "config.yml", config.read_bytes() if config.exists() else b""
    domain = root / "domain.yml"
    yield "domain.yml", _without_wording(domain.read_text(encoding="utf-8")).encode() if domain.exists() else b""
    files = [*(root / "data").rglob("*.yml"), *(root / "data" / "lexicon" / name for name in _WORDS)]
    files += (root / "bot" / "catalogue" / name for name in _LINKING)
    for folder in _CODE:
        files += (root / folder).rglob("*.py")
    for path in sorted(files):
        if path.exists():
            yield path.relative_to(root).as_posix(), path.read_bytes()


def _without_wording(domain: str) -> str:
    """The domain's text without comments and without its sections of wording."""
    kept, skipping = [], False
    for line in domain.splitlines():
        if re.match(r"[^\s#]", line):
            skipping = line.startswith(_NOT_TRAINED)
        if not skipping and line.strip() and not line.lstrip().startswith("#"):
            kept.append(line.rstrip())
    return "\n".join(kept)
