"""How the parts of the assistant are asked whether they are well.

``await http_health(session, url)`` and ``await redis_health(url)`` never raise: they give a :class:`Health`, whose
``detail`` says in plain Chinese why a part is not well. The supervisor waits on them, the console shows them.
"""

from __future__ import annotations

import asyncio
import errno
import os
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
        return Health(False, _unreachable(error.os_error))
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
    except redis.exceptions.AuthenticationError:
        return Health(False, "密码不对")
    except redis.exceptions.TimeoutError:
        return Health(False, f"{deadline:g} 秒内没有应答")
    except redis.exceptions.ConnectionError as error:
        cause = error.__context__
        if isinstance(cause, redis.exceptions.AuthenticationError):
            return Health(False, "密码不对")
        return Health(False, _unreachable(cause) if isinstance(cause, OSError) else f"连接不上（{error}）")
    except (redis.exceptions.RedisError, OSError, ValueError) as error:
        return Health(False, f"{type(error).__name__}：{error}")
    facts = {key: info[key] for key in ("redis_version", "used_memory", "uptime_in_seconds") if key in info}
    return Health(True, milliseconds=spent, facts=facts)


def _unreachable(error: OSError) -> str:
    """Why a connection could not be made, in the words of an operator."""
    if error.errno in (errno.ECONNREFUSED, errno.ENOENT):
        return "连接不上：没有在运行，或地址不对"
    return f"连接不上：{os.strerror(error.errno) if error.errno else error}"


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
    if isinstance(problems := facts.get("problems"), list) and problems:
        return f"：{'；'.join(map(str, problems))}"
    for key in ("reason", "detail", "error", "message"):
        if isinstance(facts.get(key), str):
            return f"：{facts[key]}"
    return ""
