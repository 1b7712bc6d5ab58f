"""Guides of service items, whole and in parts."""

from __future__ import annotations

from aiohttp import web

from bot.platform_api import codec
from bot.platform_api.models import Page
from bot.sandbox.api import PARTS, Route, answer, code, ref
from bot.sandbox.guides import Published
from bot.sandbox.problems import Problem
from bot.sandbox.routes.items import known_item


async def guide(request: web.Request) -> web.StreamResponse:
    """GET /v1/guides/{code}"""
    found = _published(request, request.match_info["code"])
    headers = {"ETag": found.etag, "Cache-Control": "no-cache"}
    if found.etag in [part.strip() for part in request.headers.get("If-None-Match", "").split(",")]:
        return web.Response(status=304, headers=headers)
    return web.Response(body=found.body, content_type="application/json", headers=headers)


async def situations(request: web.Request) -> web.Response:
    """GET /v1/situations?item="""
    return answer(codec.SITUATIONS.encode(Page(_published(request, request.query["item"]).guide.situations)))


async def materials(request: web.Request) -> web.Response:
    """GET /v1/materials?item="""
    return answer(codec.MATERIALS.encode(Page(_published(request, request.query["item"]).guide.materials)))


def _published(request: web.Request, item_code: str) -> Published:
    item = known_item(request, item_code)
    found = request.app[PARTS].guides.get(item_code)
    if found is None:
        named = {name: getattr(item, name) for name in ("code", "name", "department", "phone")}
        raise Problem(
            404,
            "guide_unpublished",
            "这个事项的办事指南还没有发布",
            detail=f"{item.name}由{item.department}办理，请打 {item.phone} 咨询。",
            item=named,
        )
    return found


_ITEM = code("item", "query", "The item's code", example="1003", required=True)
_MISSING = ("No such item (`item_unknown`), or its guide is not published (`guide_unpublished`)", ref("GuideProblem"))
_NO_ITEM = ("The item is not given", ref("Problem"))

ROUTES = (
    Route(
        "GET",
        "/v1/guides/{code}",
        guide,
        "The guide of an item; answers If-None-Match with 304",
        {200: ("The guide", ref("Guide")), 304: ("Not changed", None), 404: _MISSING},
        parameters=(code("code", "path", "The item's code", example="1003"),),
    ),
    Route(
        "GET",
        "/v1/situations",
        situations,
        "The questions whose answers change the list of materials",
        {200: ("The situations", ref("Situations")), 400: _NO_ITEM, 404: _MISSING},
        parameters=(_ITEM,),
    ),
    Route(
        "GET",
        "/v1/materials",
        materials,
        "The materials of an item",
        {200: ("The materials", ref("Materials")), 400: _NO_ITEM, 404: _MISSING},
        parameters=(_ITEM,),
    ),
)
