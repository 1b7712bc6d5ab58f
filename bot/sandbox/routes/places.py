"""Districts and service halls of the city."""

from __future__ import annotations

from aiohttp import web

from bot.platform_api import codec
from bot.platform_api.models import Page
from bot.sandbox.api import PARTS, Route, answer, code, ref


async def districts(request: web.Request) -> web.Response:
    """GET /v1/districts"""
    return answer(codec.DISTRICTS.encode(Page(request.app[PARTS].city.districts)))


async def halls(request: web.Request) -> web.Response:
    """GET /v1/halls"""
    district = request.query.get("district")
    found = (hall for hall in request.app[PARTS].city.halls if not district or hall.district == district)
    return answer(codec.HALLS.encode(Page(tuple(found))))


ROUTES = (
    Route("GET", "/v1/districts", districts, "Districts, the city first", {200: ("All of them", ref("Districts"))}),
    Route(
        "GET",
        "/v1/halls",
        halls,
        "Service halls",
        {200: ("All that fit", ref("Halls")), 400: ("A parameter is given twice", ref("Problem"))},
        parameters=(code("district", "query", "Code of the district they stand in", example="990101"),),
    ),
)
