"""Service items: the list with its filters, and one item."""

from __future__ import annotations

from aiohttp import web

from bot.platform_api import codec
from bot.platform_api.models import ServiceItem
from bot.sandbox.api import PARTS, Parameter, Route, answer, one_of, page, path_code, ref
from bot.sandbox.problems import Problem

LIMIT = 50
MOST = 500
_FILTERS = ("department", "theme", "object")
_TEXT = {"type": "string", "maxLength": 100}


async def items(request: web.Request) -> web.Response:
    """GET /v1/items"""
    query = one_of(request, "q")
    wanted = {name: value for name in _FILTERS if (value := one_of(request, name))}
    found = [
        item
        for item in request.app[PARTS].guides.items()
        if query in item.name and all(getattr(item, name) == value for name, value in wanted.items())
    ]
    shown = page(found, one_of(request, "cursor"), _limit(request), lambda item: item.code)
    return answer(codec.ITEMS.encode(shown))


async def item(request: web.Request) -> web.Response:
    """GET /v1/items/{code}"""
    return answer(codec.ITEM.encode(known_item(request, request.match_info["code"])))


def known_item(request: web.Request, code: str) -> ServiceItem:
    """The item with that code; Problem 404 when there is none."""
    found = request.app[PARTS].guides.item(code)
    if found is None:
        raise Problem(404, "item_unknown", "没有这个事项")
    return found


def _limit(request: web.Request) -> int:
    raw = one_of(request, "limit")
    if not raw and "limit" not in request.query:
        return LIMIT
    if not (raw.isascii() and raw.isdigit() and len(raw) <= 4 and 1 <= int(raw) <= MOST):
        raise Problem(400, "bad_parameter", f"limit 要在 1 到 {MOST} 之间", detail="limit")
    return int(raw)


ROUTES = (
    Route(
        "GET",
        "/v1/items",
        items,
        "Service items, by code",
        {200: ("A page of items", ref("Items")), 400: ("A parameter cannot be used", ref("Problem"))},
        parameters=(
            Parameter("q", "query", _TEXT, "Part of the name"),
            Parameter("department", "query", _TEXT, "Department, exactly"),
            Parameter("theme", "query", _TEXT, "Theme, exactly"),
            Parameter("object", "query", _TEXT, "自然人 or 法人"),
            Parameter("limit", "query", {"type": "integer", "minimum": 1, "maximum": MOST}, f"Default {LIMIT}"),
            Parameter("cursor", "query", _TEXT, "`next_cursor` of the page before"),
        ),
    ),
    Route(
        "GET",
        "/v1/items/{code}",
        item,
        "One service item",
        {200: ("The item", ref("Item")), 404: ("No such item", ref("Problem"))},
        parameters=(path_code("code", "The item's code"),),
    ),
)
