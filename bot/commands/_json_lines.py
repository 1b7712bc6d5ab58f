"""JSON lines in, JSON lines out: the shape of the commands that other programs drive."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TextIO

#: Turns the text of one line into the answer to it.
Answer = Callable[[str], dict[str, Any]]


def answer_lines(source: TextIO, target: TextIO, answer: Answer) -> int:
    """Answer each ``{"text"}`` line with one line; a line that is none gets ``{"error"}``. 1 when there was one."""
    failed = 0
    for number, line in enumerate(source, 1):
        if not line.strip():
            continue
        text = _text(line)
        if text is None:
            failed = 1
            result: dict[str, Any] = {"error": f'line {number} is not a JSON object with a string "text"'}
        else:
            result = answer(text)
        target.write(json.dumps(result, ensure_ascii=False) + "\n")
        target.flush()
    return failed


def _text(line: str) -> str | None:
    try:
        value = json.loads(line)
    except ValueError:
        return None
    text = value.get("text") if isinstance(value, dict) else None
    return text if isinstance(text, str) else None
