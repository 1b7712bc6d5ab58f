"""REST: Rasa's request and response shape; each element has the text and the Reply in ``custom``.

``POST /webhooks/rest/webhook {"sender", "message"}`` → ``[{"recipient_id", "text", "custom"}, …]``. ``metadata`` and
``input_channel`` of the request are ignored. ``message_id``, when given, makes a repeat answer what was answered.
"""

from __future__ import annotations

from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json

from channels.turn import Turns

LONGEST_SENDER = 200  # characters


def blueprint(turns: Turns) -> Blueprint:
    """The routes of the REST channel, to be mounted by the dialogue server."""
    routes = Blueprint("rest", url_prefix="/webhooks/rest")

    @routes.get("/")
    async def health(request: Request) -> HTTPResponse:
        return json({"status": "ok"})

    @routes.post("/webhook")
    async def webhook(request: Request) -> HTTPResponse:
        try:
            body = request.json
        except Exception:  # Sanic's own error for a body that is no JSON answers in its own words
            body = None
        refused = what_is_wrong(body)
        if refused:
            return json({"error": refused}, status=400)
        sender, message = body["sender"].strip(), body["message"]
        message_id = body.get("message_id")
        replies = await turns.take(
            channel="rest",
            sender=sender,
            text=message,
            message_id=message_id if isinstance(message_id, str) and len(message_id) <= LONGEST_SENDER else None,
        )
        return json(
            [{"recipient_id": sender, "text": reply["text"], "custom": reply} for reply in replies], ensure_ascii=False
        )

    return routes


def what_is_wrong(body: Any) -> str:
    """Why a request cannot be used; an empty string when it can."""
    if not isinstance(body, dict):
        return "the body must be a JSON object with sender and message"
    for name in ("sender", "message"):
        if not isinstance(body.get(name), str) or not body[name].strip():
            return f"{name} must be a text that is not empty"
    if len(body["sender"]) > LONGEST_SENDER:
        return f"sender must have at most {LONGEST_SENDER} characters"
    return ""
