"""Wording: every sentence of every reply by its key, from ``responses:`` of ``domain.yml``.

``wording("guide_fee_free", item="…")`` gives the text of ``utter_guide_fee_free`` with its ``{placeholders}`` filled.
Several texts under one key are variants; one is picked by ``seed`` (for example the turn's number), so that a test and
a retry get the same words. The file is read again when it has changed, so that an editor's change is live at once.
"""

from __future__ import annotations

import logging
import zlib
from pathlib import Path
from string import Formatter
from typing import Any

import yaml

from bot.errors import ContentError

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # written in C where the wheel has it

log = logging.getLogger(__name__)


class Wording:
    """The texts of one ``domain.yml``."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._texts: dict[str, tuple[str, ...]] = {}
        self._stamp = (0, 0)
        self.reload()

    def __call__(self, key: str, seed: str = "", /, **values: Any) -> str:
        """The text of ``utter_<key>``; ContentError when the key or a placeholder's value is missing."""
        try:
            variants = self._texts[key]
        except KeyError:
            raise ContentError(f"{self._path.name}: no response utter_{key}") from None
        text = variants[zlib.crc32(seed.encode()) % len(variants)] if len(variants) > 1 else variants[0]
        try:
            return text.format(**values)
        except (KeyError, IndexError, ValueError) as error:
            raise ContentError(f"{self._path.name}: utter_{key} needs {error}") from error

    def __contains__(self, key: str) -> bool:
        return key in self._texts

    def keys(self) -> frozenset[str]:
        """All keys, without ``utter_``."""
        return frozenset(self._texts)

    def placeholders(self, key: str) -> frozenset[str]:
        """The names a key's variants expect values for."""
        return frozenset(
            name for text in self._texts[key] for _, name, _, _ in Formatter().parse(text) if name is not None
        )

    def reload(self) -> bool:
        """Read the file again if it has changed; keep the texts in use when the new ones cannot be read."""
        status = self._path.stat()
        stamp = (status.st_mtime_ns, status.st_size)
        if stamp == self._stamp:
            return False
        try:
            texts = read_texts(self._path)
        except ContentError:
            if not self._texts:
                raise
            log.exception("wording not reloaded, the former texts stay in use")
            self._stamp = stamp
            return False
        self._texts, self._stamp = texts, stamp
        return True


def read_texts(path: Path) -> dict[str, tuple[str, ...]]:
    """Key → variants of every ``utter_*`` response in a domain file; ContentError says what is wrong with it."""
    try:
        loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 - the safe one
        responses = loaded["responses"]
        texts = {
            key.removeprefix("utter_"): tuple(str(variant["text"]).strip() for variant in variants)
            for key, variants in responses.items()
        }
    except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise ContentError(f"{path.name}: responses cannot be read: {error}") from error
    empty = sorted(key for key, variants in texts.items() if not variants or not all(variants))
    if empty:
        raise ContentError(f"{path.name}: empty texts: {', '.join(empty)}")
    return texts
