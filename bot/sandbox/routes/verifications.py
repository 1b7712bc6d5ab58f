"""Verification: who shows the last 4 characters gets a token for one application."""

from __future__ import annotations

from aiohttp import web

from bot.platform_api import codec
from bot.platform_api.models import AccessToken
from bot.sandbox.api import CALLER, PARTS, Route, answer, caller_of, read_body, ref
from bot.sandbox.identity import TOKEN_LIFE


async def verify(request: web.Request) -> web.Response:
    """POST /v1/verifications"""
    caller = caller_of(request)
    claim = await read_body(request, codec.VERIFICATION.decode)
    token = request.app[PARTS].identity.verify(claim.number, claim.tail, caller)
    return answer(codec.TOKEN.encode(AccessToken(token, TOKEN_LIFE)), status=201, headers={"Cache-Control": "no-store"})


ROUTES = (
    Route(
        "POST",
        "/v1/verifications",
        verify,
        "Show that the caller is the applicant",
        {
            201: ("A token for this application and caller", ref("Token")),
            400: ("The request cannot be read", ref("Problem")),
            403: (
                "Refused: the same answer to an unknown number, a wrong tail, someone else's application and a lock. "
                "5 wrong tries for a number or a caller in 15 minutes lock it for 15 minutes",
                ref("VerificationProblem"),
            ),
            413: ("The body is too large", ref("Problem")),
            415: ("The body is not JSON", ref("Problem")),
        },
        parameters=(CALLER,),
        body=ref("Verification"),
    ),
)
