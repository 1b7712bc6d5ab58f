"""The health of every part, asked at once and kept for a moment, as the landing page shows it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import aiohttp

from bot.health import Health, http_health, redis_health
from bot.settings import ROOT, Settings, loopback

Probe = Callable[[], Awaitable[Health]]

#: Part → its name for people, in the order of the page.
TITLES = {
    "dialogue": "对话服务",
    "model": "对话模型",
    "actions": "动作服务",
    "platform": "政务平台",
    "redis": "Redis",
}

#: Seconds for which one answer serves everyone who asks: many open pages must not become load.
KEPT_S = 1.0


def probes(settings: Settings, session: aiohttp.ClientSession) -> dict[str, Probe]:
    """How each part is asked; the model's row is told by the dialogue server."""
    host = loopback(settings.host)
    host = f"[{host}]" if ":" in host else host

    def http(url: str) -> Probe:
        return lambda: http_health(session, url)

    async def redis() -> Health:
        if not settings.redis_url:
            return Health(False, "没有 BANSHI_REDIS_URL，也没有内置的 Redis")
        return await redis_health(settings.redis_url)

    return {
        "dialogue": http(f"http://{host}:{settings.dialogue_port}/ready"),
        "actions": http(f"http://{host}:{settings.actions_port}/health"),
        "platform": http(f"{settings.platform_url.rstrip('/')}/health"),
        "redis": redis,
    }


class Overview:
    """``await report()`` gives the state of all parts as JSON-ready data."""

    def __init__(self, asked: Mapping[str, Probe], models: Path = ROOT / "models") -> None:
        self._probes = asked
        self._models = models
        self._lock = asyncio.Lock()
        self._last: dict[str, Any] = {}
        self._asked_at = -KEPT_S

    async def report(self) -> dict[str, Any]:
        """``{"ok", "checked_at", "parts": [{"name", "title", "ok", "detail", "milliseconds"}, …]}``."""
        async with self._lock:  # who comes while the parts are asked gets the same answer
            if time.monotonic() - self._asked_at >= KEPT_S:
                self._last = await self._ask()
                self._asked_at = time.monotonic()
            return self._last

    async def _ask(self) -> dict[str, Any]:
        answers = await asyncio.gather(*(probe() for probe in self._probes.values()))
        found = dict(zip(self._probes, answers, strict=True))
        if "dialogue" in found:
            found["model"] = model_health(found["dialogue"], self._models)
        rows = [_row(name, found[name]) for name in TITLES if name in found]
        return {
            "ok": all(row["ok"] for row in rows),
            "checked_at": datetime.now(timezone.utc).isoformat(timespec="seconds"),
            "parts": rows,
        }


def model_health(dialogue: Health, models: Path) -> Health:
    """The loaded model, as ``/ready`` names it, with its age; not well when none is told."""
    release = dialogue.facts.get("release")
    if not isinstance(release, str) or not release:
        return Health(False, "对话服务没有报告已加载的模型")
    file = models / Path(release).name
    try:
        age = f"，{_age(time.time() - file.stat().st_mtime)}训练"
    except OSError:
        age = ""
    return Health(True, f"{Path(release).name.removesuffix('.tar.gz')}{age}")


def _row(name: str, health: Health) -> dict[str, Any]:
    detail = health.detail
    if health.ok and name == "redis" and "used_memory" in health.facts:
        detail = f"占用内存 {health.facts['used_memory'] / 1024 / 1024:.1f} MB"
    return {
        "name": name,
        "title": TITLES[name],
        "ok": health.ok,
        "detail": detail,
        "milliseconds": round(health.milliseconds, 1),
    }


def _age(seconds: float) -> str:
    if seconds < 90:
        return "刚刚"
    for size, unit in ((86400, "天"), (3600, "小时"), (60, "分钟")):
        if seconds >= size:
            return f"{seconds / size:.0f} {unit}前"
    return ""
