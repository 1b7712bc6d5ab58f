"""What ``python -m bot up`` does, step by step: lock, ports, secrets, Redis, parts, supervisor."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path

import aiohttp

from bot.errors import StartError
from bot.health import redis_health
from bot.settings import Secret, Settings, loopback
from bot.supervisor import redis
from bot.supervisor.child import Child
from bot.supervisor.complete import complete
from bot.supervisor.instance import InstanceLock
from bot.supervisor.leash import Leash
from bot.supervisor.logs import PartLog, Terminal
from bot.supervisor.parts import plan, url_host
from bot.supervisor.ports import check_free, listening_socket
from bot.supervisor.supervisor import Supervisor


def run(settings: Settings) -> int:
    """Run until a signal; StartError names what stands in the way, before anything was started."""
    lock = InstanceLock(settings.var, f"http://{_shown_host(settings)}:{settings.console_port}/")
    lock.acquire()
    try:
        with _dialogue_socket(settings) as dialogue:
            leash = Leash(keep_open=(lock.descriptor,))
            try:
                asyncio.run(_run(settings, dialogue, leash))
            finally:
                leash.close()
    finally:
        lock.release()
    return 0


async def _run(settings: Settings, dialogue: socket.socket, leash: Leash) -> None:
    terminal = Terminal()
    command = None
    if not settings.redis_url:
        command = redis.prepare(settings.var)
    settings, new_token = complete(settings)
    if command is None and not (health := await redis_health(settings.redis_url)).ok:
        raise StartError(f"BANSHI_REDIS_URL 指定的 Redis 用不了：{health.detail} (cannot use this Redis)")
    if new_token:
        terminal.plain(f"服务间调用令牌（只显示这一次，保存在 {settings.var}）：{_plain(settings.service_token)}")
    forget_old_metrics(settings.var)
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(force_close=True)) as session:
        parts = plan(settings, session, redis=command, sandbox=_own_sandbox(settings), dialogue_fd=dialogue.fileno())
        logs = settings.var / "log"
        children = [Child(part, PartLog(part.name, logs, terminal), leash) for part in parts]
        await Supervisor(children, terminal).run(addresses(settings))


def addresses(settings: Settings) -> str:
    """The closing lines: where to find what."""
    host = _shown_host(settings)
    rows = [
        ("市民页面", f"http://{host}:{settings.dialogue_port}/webhooks/web/"),
        ("REST 接口", f"http://{host}:{settings.dialogue_port}/webhooks/rest/webhook"),
        ("管理首页", f"http://{host}:{settings.console_port}/"),
    ]
    if _own_sandbox(settings):
        rows.append(("沙箱平台", f"http://{host}:{settings.sandbox_port}/openapi.json"))
    else:
        rows.append(("政务平台", settings.platform_url))
    lines = [f"  {name}  {address}" for name, address in rows]
    return "\n".join(["", "办事已启动。请访问：", *lines, f"  日志在 {settings.var / 'log'}，按 Ctrl-C 停止", ""])


def forget_old_metrics(var: Path) -> None:
    """Delete the counters of processes that are gone: one file for each pid, which only the start may clear."""
    for file in (var / "metrics").glob("*.db"):
        file.unlink(missing_ok=True)


def _dialogue_socket(settings: Settings) -> socket.socket:
    """Check every port, then bind the one that all dialogue workers share."""
    others = [
        (settings.dialogue_port, "BANSHI_DIALOGUE_PORT"),
        (settings.actions_port, "BANSHI_ACTIONS_PORT"),
        (settings.console_port, "BANSHI_CONSOLE_PORT"),
    ]
    if _own_sandbox(settings):
        others.append((settings.sandbox_port, "BANSHI_SANDBOX_PORT"))
    check_free(settings.host, others)
    return listening_socket(settings.host, settings.dialogue_port, "BANSHI_DIALOGUE_PORT")


def _own_sandbox(settings: Settings) -> bool:
    """Whether the sandbox stands in for the platform: no other address was set."""
    return settings.platform_url == f"http://{loopback(settings.host)}:{settings.sandbox_port}"


def _shown_host(settings: Settings) -> str:
    return url_host(loopback(settings.host))


def _plain(secret: Secret) -> str:
    return str.__str__(secret)
