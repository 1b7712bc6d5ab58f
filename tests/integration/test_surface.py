"""What the dialogue server lets through, and what it does not."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import redis

from bot.supervisor.redis import embedded_url
from tests.integration.talking import Citizen, call

pytestmark = pytest.mark.integration
NUMBER, TAIL = "9901002026000104", "0203"
ALONE = re.compile(rf"(?<![\d.]){TAIL}(?!\d)")  # not as a part of a longer number or of a time


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/conversations/rest:x/tracker"),
        ("POST", "/conversations/rest:x/tracker/events"),
        ("PUT", "/model"),
        ("DELETE", "/model"),
        ("POST", "/model/train"),
        ("POST", "/model/predict"),
        ("GET", "/domain"),
        ("GET", "/status"),
    ],
)
def test_rasas_other_routes_are_not_there(stack: Any, method: str, path: str):
    status, _ = call(method, stack.dialogue + path, {})
    assert status == 404


def test_parse_has_the_contracts_shape(stack: Any):
    status, parse = call("POST", f"{stack.dialogue}/model/parse", {"text": "办护照多少钱 几天能拿"})
    assert status == 200 and {"name", "confidence"} <= set(parse["intent"])
    assert [ask["intent"] for ask in parse["asks"]] == ["guide_fee", "guide_duration"]
    item = next(e for e in parse["entities"] if e["entity"] == "service_item")
    assert item["candidates"] and {"code", "name", "score"} <= set(item["candidates"][0])


def test_parse_from_elsewhere_needs_the_token(stack: Any):
    forwarded = {"X-Forwarded-For": "203.0.113.7"}
    url = f"{stack.dialogue}/model/parse"
    assert call("POST", url, {"text": "护照"}, forwarded)[0] == 401
    with_token = {**forwarded, "Authorization": f"Bearer {stack.service_token}"}
    assert call("POST", url, {"text": "护照"}, with_token)[0] == 200


def test_ready_names_worker_and_release(stack: Any):
    status, ready = call("GET", f"{stack.dialogue}/ready")
    assert status == 200 and ready["worker"] == 1 and ready["release"].endswith(".tar.gz") and not ready["problems"]


def test_metrics_count_requests(stack: Any):
    Citizen(stack.dialogue).says("你好")
    status, text = call("GET", f"{stack.dialogue}/metrics")
    assert status == 200 and "banshi_requests_total" in text and "webhooks/rest/webhook" in text


def test_the_identity_tail_is_in_no_store_and_no_log(stack: Any):
    citizen = Citizen(stack.dialogue)
    citizen.says(f"查进度 {NUMBER}")
    replies = citizen.says(TAIL)
    assert replies[0]["kind"] == "progress.status" and TAIL not in json.dumps(replies, ensure_ascii=False)
    client = redis.from_url(str(stack.settings.redis_url) or str(embedded_url(stack.settings.var)))
    for key in client.scan_iter("*"):
        assert not ALONE.search(_everything(client, key).decode(errors="replace")), key
    for log in stack.settings.var.rglob("*.log"):
        assert not ALONE.search(log.read_text(errors="replace")), log


def _everything(client: Any, key: bytes) -> bytes:
    kind = client.type(key)
    if kind == b"list":
        return b"\n".join(client.lrange(key, 0, -1))
    if kind == b"hash":
        return b"\n".join(b"%s %s" % pair for pair in client.hgetall(key).items())
    if kind == b"string":
        return bytes(client.get(key))
    return b"" if kind != b"set" else b"\n".join(client.smembers(key))
