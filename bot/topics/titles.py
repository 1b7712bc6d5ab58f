"""Names short enough for a button, that still tell items apart: official names of a register run to 98 characters."""

from __future__ import annotations

from collections.abc import Sequence

LONGEST = 20  # characters, the limit of the Reply's schema
MARKS = "①②③④⑤⑥⑦⑧⑨"


def titles(names: Sequence[str]) -> tuple[str, ...]:
    """One title for each name, of at most 20 characters, all different for as many as there are marks."""
    short = [
        shortened(name, max((alike(name, other) for other in names if other != name), default=0)) for name in names
    ]
    if len(set(short)) == len(short):
        return tuple(short)
    return tuple(f"{MARKS[at % len(MARKS)]}{title[: LONGEST - 1]}" for at, title in enumerate(short))


def shortened(name: str, since: int) -> str:
    """The name when it fits; else its beginning, or what follows ``since`` when it differs from others only there."""
    if len(name) <= LONGEST:
        return name
    room = LONGEST - 1
    if since < room:
        return f"{name[:room]}…"
    if len(name) - since <= room:
        return f"…{name[-room:]}"
    return f"…{name[since : since + room - 1]}…"


def alike(name: str, other: str) -> int:
    """How many characters both begin with."""
    pairs = zip(name, other, strict=False)
    return next((at for at, (one, two) in enumerate(pairs) if one != two), min(len(name), len(other)))
