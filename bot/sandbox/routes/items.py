"""Service items: the list with its filters, and one item."""

from __future__ import annotations

from aiohttp import web

from bot.platform_api import codec
from bot.platform_api.models import ServiceItem
from bot.sandbox.api import PARTS, Parameter, Route, answer, code, page, ref
from bot.sandbox.problems import Problem

LIMIT = 50
MOST = 500
_FILTERS = ("department", "theme", "object")
_TEXT = {"type": "string", "maxLength": 100}


async def items(request: web.Request) -> web.Response:
    """GET /v1/items"""
    query = request.query.get("q", "")
    wanted = {name: value for name in _FILTERS if (value := request.query.get(name))}
    found = request.app[PARTS].guides.items()
    if query or wanted:
        found = [
            item
            for item in found
            if query in item.name and all(getattr(item, name) == value for name, value in wanted.items())
        ]
    limit = int(request.query.get("limit", LIMIT))
    shown = page(found, request.query.get("cursor", ""), limit, lambda item: item.code)
    return answer(codec.ITEMS.encode(shown))


async def item(request: web.Request) -> web.Response:
    """GET /v1/items/{code}"""
    return answer(codec.ITEM.encode(known_item(request, request.match_info["code"])))


def known_item(request: web.Request, item_code: str) -> ServiceItem:
    """The item with that code; Problem 404 when there is none."""
    found = request.app[PARTS].guides.item(item_code)
    if found is None:
        raise Problem(404, "item_unknown", "没有这个事项")
    return found


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
        parameters=(code("code", "path", "The item's code", example="1003"),),
    ),
)
