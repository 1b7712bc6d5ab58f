"""Errors as problem documents (RFC 9457), whatever raised them."""

from __future__ import annotations

import json
import logging
from typing import Any

from aiohttp import web
from aiohttp.typedefs import Handler

log = logging.getLogger(__name__)

TYPE = "urn:banshi:problem:"

_TITLES = {
    404: ("not_found", "没有这个地址"),
    405: ("method_not_allowed", "这个地址不支持这种方法"),
    413: ("too_large", "请求太大"),
    415: ("media_type", "只收 application/json"),
}


class Problem(Exception):
    """An answer that is an error: HTTP status, a stable code, a title for people, and further members."""

    def __init__(
        self, status: int, code: str, title: str, *, headers: dict[str, str] | None = None, **members: Any
    ) -> None:
        super().__init__(code)
        self.status = status
        self.headers = headers or {}
        self.document = {"type": TYPE + code, "title": title, "status": status, "code": code, **members}

    def response(self) -> web.Response:
        """The HTTP response."""
        return web.Response(
            status=self.status,
            body=json.dumps(self.document, ensure_ascii=False).encode(),
            content_type="application/problem+json",
            headers=self.headers,
        )


@web.middleware
async def as_problems(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn every error into a problem document; what nobody foresaw is logged and becomes a 500."""
    try:
        return await handler(request)
    except Problem as problem:
        return problem.response()
    except web.HTTPException as error:
        if error.status < 400:
            raise
        code, title = _TITLES.get(error.status, ("http_error", error.reason))
        allow = error.headers.get("Allow")
        return Problem(error.status, code, title, headers={"Allow": allow} if allow else None).response()
    except Exception:
        log.exception("%s %s failed", request.method, request.match_info.route.resource)
        return Problem(500, "internal", "平台内部错误").response()


SCHEMA: dict[str, Any] = {
    "type": "object",
    "description": "RFC 9457. `code` is stable; `title` is for people.",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "detail": {"type": "string"},
    },
    "required": ["type", "title", "status", "code"],
}
