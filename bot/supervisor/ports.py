"""Ports: bind them, or say which one is taken, by whom, and which setting changes it."""

from __future__ import annotations

import errno
import socket
from collections.abc import Iterable
from pathlib import Path

from bot.errors import StartError

#: TCP states in /proc/net/tcp.
_LISTENING = "0A"


def listening_socket(host: str, port: int, setting: str, *, backlog: int = 1024) -> socket.socket:
    """A socket that listens on ``host:port``; StartError names port, holder and setting when it cannot."""
    bound = _bound(host, port, setting)
    bound.listen(backlog)
    return bound


def check_free(host: str, ports: Iterable[tuple[int, str]]) -> None:
    """Raise StartError unless every (port, setting) can be bound and no two are the same."""
    seen: dict[int, str] = {}
    for port, setting in ports:
        if port in seen:
            raise StartError(f"{seen[port]} 与 {setting} 不能用同一个端口 {port} (two settings name port {port})")
        seen[port] = setting
        _bound(host, port, setting).close()


def holder(port: int, proc: Path = Path("/proc")) -> str:
    """Who listens on ``port``, such as ``pid 4711 (python3 -m http.server)``; empty when the system does not tell."""
    inodes = {f"socket:[{inode}]" for inode in _listening_inodes(port, proc)}
    if not inodes:
        return ""
    for process in proc.glob("[0-9]*"):
        try:
            if any(str(link.readlink()) in inodes for link in (process / "fd").iterdir()):
                command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
                return f"pid {process.name} ({command[:80]})"
        except OSError:
            continue  # it ended just now, or belongs to another user
    return ""


def _bound(host: str, port: int, setting: str) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except socket.gaierror as error:
        raise StartError(f"BANSHI_HOST={host} 不是可用的地址：{error.strerror} (not a usable address)") from error
    bound = socket.socket(family, kind, protocol)
    try:
        # A port whose last connections are still in TIME_WAIT is free.
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
        bound.listen()
    except OSError as error:
        bound.close()
        raise StartError(_why(error, host, port, setting)) from error
    return bound


def _why(error: OSError, host: str, port: int, setting: str) -> str:
    if error.errno == errno.EADDRINUSE:
        who = holder(port)
        by = f"，占用者 {who}" if who else ""
        return f"端口 {port} 已被占用{by}；请停掉它，或用 {setting} 换一个端口 (port {port} is in use, set {setting})"
    if error.errno == errno.EACCES:
        return f"没有权限监听端口 {port}；请用 {setting} 换一个 1024 以上的端口 (no permission for port {port})"
    if error.errno == errno.EADDRNOTAVAIL:
        return f"BANSHI_HOST={host} 不是本机的地址 (not an address of this machine)"
    return f"不能监听 {host}:{port}（{setting}）：{error.strerror} (cannot listen)"


def _listening_inodes(port: int, proc: Path) -> set[str]:
    found = set()
    for table in (proc / "net" / "tcp", proc / "net" / "tcp6"):
        try:
            rows = table.read_text().splitlines()[1:]
        except OSError:
            continue
        for row in rows:
            cells = row.split()
            if cells[3] == _LISTENING and int(cells[1].rpartition(":")[2], 16) == port:
                found.add(cells[9])
    return found
