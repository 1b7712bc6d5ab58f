"""Applications, for whoever holds a token for one."""

from __future__ import annotations

from aiohttp import web

from bot.platform_api import codec
from bot.sandbox.api import CALLER, PARTS, Route, answer, caller_of, code, ref
from bot.sandbox.applications import tell
from bot.sandbox.problems import Problem


async def application(request: web.Request) -> web.Response:
    """GET /v1/applications/{number}"""
    parts = request.app[PARTS]
    number = request.match_info["number"]
    caller = caller_of(request)
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    usable = scheme.lower() == "bearer" and token.isascii() and number.isascii()
    parts.identity.check(token if usable else "", number if usable else "", caller)
    parts.store.seed(parts.city.applications, parts.clock.today())
    stored = parts.store.application(number)
    item = parts.guides.item(stored.item) if stored else None
    if stored is None or item is None:
        raise Problem(404, "application_unknown", "没有这个办件")
    published = parts.guides.get(stored.item)
    told = tell(stored, item, published.guide if published else None, parts.city)
    return answer(codec.APPLICATION.encode(told), headers={"Cache-Control": "no-store"})


ROUTES = (
    Route(
        "GET",
        "/v1/applications/{number}",
        application,
        "One application as it stands",
        {
            200: ("The application", ref("Application")),
            400: ("X-Caller is missing", ref("Problem")),
            401: ("The token has expired, or is not for this application and caller", ref("Problem")),
            404: ("The application is gone", ref("Problem")),
        },
        parameters=(code("number", "path", "The application's number", example="9901002026000101"), CALLER),
        token=True,
    ),
)
