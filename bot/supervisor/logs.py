"""What the processes print: on the console with the part's name in front, and in ``var/log/PART.log`` with rotation."""

from __future__ import annotations

import asyncio
import contextlib
import logging.handlers
import os
import sys
from collections import deque
from pathlib import Path
from typing import TextIO

#: One log file's size in bytes before it is rotated, and how many old ones are kept.
LOG_BYTES = 10_000_000
LOG_FILES = 5

#: A line longer than this many bytes is cut into several.
LINE_BYTES = 16_384

_COLOURS = (36, 33, 35, 32, 34, 96, 93, 95)


class Terminal:
    """Writes whole lines, each with its source in front; in colour on a terminal unless NO_COLOR is set."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stdout
        self._colour = self._stream.isatty() and not os.environ.get("NO_COLOR")
        self._sources: dict[str, int] = {}

    def line(self, source: str, text: str) -> None:
        """One line of output. A reader that has gone away is no reason to stop."""
        colour = self._sources.setdefault(source, _COLOURS[len(self._sources) % len(_COLOURS)])
        label = f"{source:<9}│"
        if self._colour:
            label = f"\033[{colour}m{label}\033[0m"
        self.plain(f"{label} {text}")

    def plain(self, text: str) -> None:
        """Text without a source in front."""
        with contextlib.suppress(OSError, ValueError):
            print(text, file=self._stream, flush=True)


class PartLog:
    """One part's output: to the terminal, to its file, and the last lines kept for an error message."""

    def __init__(self, name: str, directory: Path, terminal: Terminal, *, keep: int = 12) -> None:
        directory.mkdir(parents=True, exist_ok=True)
        self.name = name
        self.path = directory / f"{name}.log"
        self.last: deque[str] = deque(maxlen=keep)
        self._terminal = terminal
        self._file = logging.handlers.RotatingFileHandler(
            self.path, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8"
        )
        self._file.setFormatter(logging.Formatter("%(asctime)s %(message)s"))

    def line(self, text: str) -> None:
        """Record one line."""
        self.last.append(text)
        self._terminal.line(self.name, text)
        # handle() reports a full disk on stderr instead of raising: a log must never stop the service.
        self._file.handle(logging.LogRecord(self.name, logging.INFO, "", 0, text, None, None))

    async def follow(self, stream: asyncio.StreamReader) -> None:
        """Record what comes out of ``stream`` until it ends."""
        rest = b""
        while chunk := await stream.read(LINE_BYTES):
            *lines, rest = (rest + chunk).split(b"\n")
            if len(rest) > LINE_BYTES:
                lines, rest = [*lines, rest], b""
            for line in lines:
                self._record(line)
        if rest:
            self._record(rest)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _record(self, line: bytes) -> None:
        if text := line.decode(errors="replace").rstrip():
            self.line(text)
