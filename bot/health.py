"""How the parts of the assistant are asked whether they are well.

``await http_health(session, url)`` and ``await redis_health(url)`` never raise: they give a :class:`Health`, whose
``detail`` says in plain Chinese why a part is not well. The supervisor waits on them, the console shows them.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import redis.asyncio
import redis.exceptions

#: Seconds a part has to answer before it counts as not well.
DEADLINE_S = 2.0


@dataclass(frozen=True)
class Health:
    """One part's state: ``detail`` says why it is not well, ``facts`` is what it tells about itself."""

    ok: bool
    detail: str = ""
    milliseconds: float = 0.0
    facts: Mapping[str, Any] = field(default_factory=dict)


async def http_health(session: aiohttp.ClientSession, url: str, *, deadline: float = DEADLINE_S) -> Health:
    """GET ``url``: 200 is well. A JSON object in the answer becomes ``facts``, also when the status is another one."""
    started = time.perf_counter()
    try:
        async with session.get(url, timeout=aiohttp.ClientTimeout(total=deadline)) as response:
            facts = await _json_object(response)
            spent = (time.perf_counter() - started) * 1000
            if response.status == 200:
                return Health(True, milliseconds=spent, facts=facts)
            return Health(False, f"HTTP {response.status}{_reason(facts)}", spent, facts)
    except asyncio.TimeoutError:
        return Health(False, f"{deadline:g} 秒内没有应答")
    except aiohttp.ClientConnectorError as error:
        return Health(False, f"连接不上（{error.os_error.strerror or error.os_error}）")
    except (aiohttp.ClientError, OSError) as error:
        return Health(False, f"应答中断（{type(error).__name__}）")


async def redis_health(url: str, *, deadline: float = DEADLINE_S) -> Health:
    """PING the Redis at ``url``; facts hold its version and memory use in bytes."""
    started = time.perf_counter()
    client = redis.asyncio.Redis.from_url(url, socket_timeout=deadline, socket_connect_timeout=deadline)
    try:
        async with client:
            await client.ping()
            spent = (time.perf_counter() - started) * 1000
            info: Mapping[str, Any] = await client.info()
    except (redis.exceptions.RedisError, OSError) as error:
        return Health(False, f"{type(error).__name__}: {str(error).rstrip('.')}")
    facts = {key: info[key] for key in ("redis_version", "used_memory", "uptime_in_seconds") if key in info}
    return Health(True, milliseconds=spent, facts=facts)


async def _json_object(response: aiohttp.ClientResponse) -> Mapping[str, Any]:
    if "json" not in response.content_type:
        return {}
    try:
        body = await response.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _reason(facts: Mapping[str, Any]) -> str:
    """What an answer other than 200 says about its cause."""
    for key in ("reason", "detail", "error", "message"):
        if isinstance(facts.get(key), str):
            return f"：{facts[key]}"
    failing = [str(name) for name, well in facts.get("checks", {}).items() if well is not True] if facts else []
    return f"：{'、'.join(failing)}" if failing else ""
