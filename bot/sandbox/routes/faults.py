"""Faults on demand (sandbox only)."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.errors import ContentError
from bot.sandbox.api import Route, answer, read_body, ref
from bot.sandbox.faults import FAULTS, LONGEST, MODES, Faults

SCHEMA = {
    "type": "object",
    "properties": {
        "mode": {"type": "string", "enum": list(MODES)},
        "seconds": {"type": "number", "minimum": 0, "maximum": LONGEST, "description": "Delay of mode `slow`"},
    },
    "required": ["mode"],
    "additionalProperties": False,
}


async def told(request: web.Request) -> web.Response:
    """GET /v1/faults"""
    return _answer(request.app[FAULTS])


async def make(request: web.Request) -> web.Response:
    """POST /v1/faults"""
    wanted = await read_body(request, _decode)
    return _set(request, wanted)


async def mend(request: web.Request) -> web.Response:
    """DELETE /v1/faults"""
    return _set(request, Faults())


def _set(request: web.Request, wanted: Faults) -> web.Response:
    faults = request.app[FAULTS]
    faults.mode, faults.seconds = wanted.mode, wanted.seconds
    return _answer(faults)


def _answer(faults: Faults) -> web.Response:
    return answer({"mode": faults.mode, "seconds": faults.seconds})


def _decode(document: Any) -> Faults:
    if not isinstance(document, dict) or document.keys() - {"mode", "seconds"}:
        raise ContentError("expected an object with mode and seconds")
    mode, seconds = document.get("mode"), document.get("seconds", Faults.seconds)
    if mode not in MODES:
        raise ContentError("mode: expected one of " + ", ".join(MODES))
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 0 <= seconds <= LONGEST:
        raise ContentError(f"seconds: expected a number from 0 to {LONGEST:g}")
    return Faults(mode, float(seconds))


_NOW = ("What is wrong now", ref("Faults"))

ROUTES = (
    Route("GET", "/v1/faults", told, "What is wrong now", {200: _NOW}),
    Route(
        "POST",
        "/v1/faults",
        make,
        "Make the platform slow, failing or gone",
        {
            200: _NOW,
            400: ("The request cannot be read", ref("Problem")),
            413: ("The body is too large", ref("Problem")),
            415: ("The body is not JSON", ref("Problem")),
        },
        body=ref("Faults"),
    ),
    Route("DELETE", "/v1/faults", mend, "Mend everything", {200: _NOW}),
)
