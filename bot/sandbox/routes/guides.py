"""Guides of service items, whole and in parts."""

from __future__ import annotations

from aiohttp import web

from bot.platform_api import codec
from bot.platform_api.models import Page
from bot.sandbox.api import PARTS, Parameter, Route, answer, one_of, path_code, ref
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
    return answer(codec.SITUATIONS.encode(Page(_published(request, _item(request)).guide.situations)))


async def materials(request: web.Request) -> web.Response:
    """GET /v1/materials?item="""
    return answer(codec.MATERIALS.encode(Page(_published(request, _item(request)).guide.materials)))


def _published(request: web.Request, code: str) -> Published:
    item = known_item(request, code)
    found = request.app[PARTS].guides.get(code)
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


def _item(request: web.Request) -> str:
    code = one_of(request, "item")
    if not code:
        raise Problem(400, "bad_parameter", "请给出 item", detail="item")
    return code


_ITEM = Parameter(
    "item", "query", {"type": "string", "minLength": 1, "maxLength": 64}, "The item's code", required=True
)
_MISSING = ("No such item (`item_unknown`), or its guide is not published (`guide_unpublished`)", ref("GuideProblem"))
_NO_ITEM = ("The item is not given", ref("Problem"))

ROUTES = (
    Route(
        "GET",
        "/v1/guides/{code}",
        guide,
        "The guide of an item; answers If-None-Match with 304",
        {200: ("The guide", ref("Guide")), 304: ("Not changed", None), 404: _MISSING},
        parameters=(path_code("code", "The item's code"),),
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
