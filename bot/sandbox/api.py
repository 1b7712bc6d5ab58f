"""What the route files share: how a route describes itself, the parts it works with, and reading a request strictly."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from aiohttp import web

from bot.calendar import Clock
from bot.errors import ContentError
from bot.platform_api.models import Page
from bot.sandbox.guides import Served
from bot.sandbox.identity import Identity
from bot.sandbox.problems import Problem
from bot.sandbox.seed_files import City
from bot.sandbox.store import Store

T = TypeVar("T")

#: A pseudonym of the citizen, given by the assistant: visible ASCII.
CALLER_PATTERN = r"^[\x21-\x7e]{1,128}$"


@dataclass(frozen=True)
class Parts:
    """What handlers work with."""

    city: City
    guides: Served
    store: Store
    identity: Identity
    clock: Clock


PARTS = web.AppKey("parts", Parts)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Schema = dict[str, Any]


@dataclass(frozen=True)
class Parameter:
    """A parameter of a route: where it stands (``query``, ``path`` or ``header``) and its JSON Schema."""

    name: str
    where: str
    schema: Schema
    text: str
    required: bool = False

    def document(self) -> dict[str, Any]:
        """The OpenAPI parameter object."""
        return {
            "name": self.name,
            "in": self.where,
            "required": self.required or self.where == "path",
            "description": self.text,
            "schema": self.schema,
        }


@dataclass(frozen=True)
class Route:
    """One operation and its description; ``answers`` maps a status to what it means and the schema of its body."""

    method: str
    path: str
    handler: Handler
    summary: str
    answers: Mapping[int, tuple[str, Schema | None]]
    parameters: tuple[Parameter, ...] = ()
    body: Schema | None = None
    token: bool = False
    tags: tuple[str, ...] = field(default=())


CALLER = Parameter(
    "X-Caller",
    "header",
    {"type": "string", "pattern": CALLER_PATTERN},
    "A pseudonym of the citizen who asks; wrong tries are counted for it.",
    required=True,
)


def code(name: str, where: str, text: str, *, example: str, required: bool = False) -> Parameter:
    """A parameter that holds a code."""
    schema = {"type": "string", "minLength": 1, "maxLength": 64, "examples": [example]}
    return Parameter(name, where, schema, text, required=required)


def ref(name: str) -> Schema:
    """A reference to a schema of the document's components."""
    return {"$ref": f"#/components/schemas/{name}"}


def answer(document: Any, *, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    """A JSON answer."""
    body = json.dumps(document, ensure_ascii=False).encode()
    return web.Response(status=status, body=body, content_type="application/json", headers=headers)


def caller_of(request: web.Request) -> str:
    """The X-Caller header; Problem 400 without a usable one."""
    caller = request.headers.get("X-Caller", "")
    if not re.fullmatch(CALLER_PATTERN, caller):
        raise Problem(400, "caller_missing", "缺少 X-Caller，或者它不是 1 至 128 个可见的 ASCII 字符")
    return caller


async def read_body(request: web.Request, decode: Callable[[Any], T]) -> T:
    """The request's JSON body, decoded; Problem 400 or 415 when it does not fit."""
    if request.content_type != "application/json":
        raise Problem(415, "media_type", "只收 application/json")
    try:
        raw = (await request.read()).decode("utf-8")
        document = json.loads(raw)
        json.dumps(document, ensure_ascii=False).encode()  # half a surrogate pair is no text
    except (ValueError, RecursionError) as error:
        raise Problem(400, "bad_json", "请求体不是合法的 JSON") from error
    try:
        return decode(document)
    except ContentError as error:
        raise Problem(400, "bad_request", "请求体不符合约定", detail=str(error)) from error


def checked(route: Route) -> Handler:
    """The route's handler behind a check of its query parameters against their description; Problem 400."""

    async def handle(request: web.Request) -> web.StreamResponse:
        for parameter in route.parameters:
            if parameter.where == "query":
                given = request.query.getall(parameter.name, [])
                wrong = _mismatch(parameter, given)
                if wrong:
                    raise Problem(400, "bad_parameter", "参数不符合约定", detail=f"{parameter.name}: {wrong}")
        return await route.handler(request)

    return handle


def _mismatch(parameter: Parameter, given: list[str]) -> str:
    """What is wrong with the values given for a query parameter; empty when nothing is."""
    if not given:
        return "missing" if parameter.required else ""
    if len(given) > 1:
        return "given more than once"
    [value], schema = given, parameter.schema
    if schema["type"] == "integer":
        fits = value.isascii() and value.isdigit() and len(value) < 10
        fits = fits and schema["minimum"] <= int(value) <= schema["maximum"]
        return "" if fits else f"expected a whole number from {schema['minimum']} to {schema['maximum']}"
    least, most = schema.get("minLength", 0), schema["maxLength"]
    return "" if least <= len(value) <= most else f"expected {least} to {most} characters"


def page(values: list[T], cursor: str, limit: int, key: Callable[[T], str]) -> Page[T]:
    """The ``limit`` values after the one whose key is ``cursor``; ``values`` are sorted by key."""
    start = bisect_right(values, cursor, key=key)
    shown = tuple(values[start : start + limit])
    return Page(shown, key(shown[-1]) if start + limit < len(values) else None)
