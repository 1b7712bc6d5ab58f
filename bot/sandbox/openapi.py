"""The OpenAPI 3.1 document, made of the routes' own descriptions and the codec's schemas, so that it cannot drift."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from bot.platform_api import codec
from bot.sandbox import problems
from bot.sandbox.api import Route
from bot.sandbox.routes import faults


def document(routes: Iterable[Route]) -> dict[str, Any]:
    """The document that describes ``routes``."""
    paths: dict[str, dict[str, Any]] = {}
    for route in routes:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "云州市政务服务平台（沙箱）",
            "version": "1.0.0",
            "description": "Stand-in for a city's platform. People, companies and applications are invented.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": paths,
        "components": {
            "schemas": _schemas(),
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "From POST /v1/verifications: opens one application to one caller for 10 minutes.",
                }
            },
        },
    }


def _operation(route: Route) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": f"{route.method.lower()}{route.path.replace('/', '_').replace('{', '').replace('}', '')}",
        "summary": route.summary,
        "tags": [route.path.split("/")[2] if route.path.startswith("/v1/") else "server"],
        "responses": {str(status): _response(status, *told) for status, told in route.answers.items()},
    }
    if route.parameters:
        operation["parameters"] = [parameter.document() for parameter in route.parameters]
    if route.body:
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": route.body}}}
    if route.token:
        operation["security"] = [{"token": []}]
    return operation


def _response(status: int, text: str, schema: dict[str, Any] | None) -> dict[str, Any]:
    told: dict[str, Any] = {"description": text or HTTPStatus(status).phrase}
    if schema is not None:
        media = "application/problem+json" if status >= 400 else "application/json"
        told["content"] = {media: {"schema": schema}}
    return told


def _schemas() -> dict[str, Any]:
    text = {"type": "string"}
    claim = codec.VERIFICATION.schema()
    claim["properties"]["application_number"] |= {
        "description": "16 digits, no spaces",
        "examples": ["9901002026000101"],
    }
    claim["properties"]["tail"] |= {
        "description": "Last 4 characters; x, X and full width are alike",
        "examples": ["1015"],
    }
    return {
        "Item": codec.ITEM.schema(),
        "Items": codec.ITEMS.schema(),
        "Guide": codec.GUIDE.schema(),
        "Situations": codec.SITUATIONS.schema(),
        "Materials": codec.MATERIALS.schema(),
        "Districts": codec.DISTRICTS.schema(),
        "Halls": codec.HALLS.schema(),
        "Verification": claim,
        "Token": codec.TOKEN.schema(),
        "Application": codec.APPLICATION.schema(),
        "Faults": faults.SCHEMA,
        "Problem": problems.SCHEMA,
        "GuideProblem": _problem(
            item={
                "type": "object",
                "description": "Given with `guide_unpublished`",
                "properties": dict.fromkeys(("code", "name", "department", "phone"), text),
                "required": ["code", "name", "department", "phone"],
            }
        ),
        "VerificationProblem": _problem(wait_minutes={"type": "integer"}, phone=text),
    }


def _problem(**members: Any) -> dict[str, Any]:
    return {**problems.SCHEMA, "properties": {**problems.SCHEMA["properties"], **members}}
