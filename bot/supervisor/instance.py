"""One running instance for each BANSHI_VAR: a lock that the system releases however the instance ends."""

from __future__ import annotations

import fcntl
import os
import time
from pathlib import Path

from bot.errors import StartError


class InstanceLock:
    """Holds ``var/lock``; the file says who runs and where to find it.

    The descriptor is also given to the :class:`~bot.supervisor.leash.Leash`, so that after a SIGKILL the lock stays
    held until the last process has gone.
    """

    def __init__(self, var: Path, address: str) -> None:
        self.path = var / "lock"
        self.var = var
        self.address = address
        self.descriptor = -1

    def acquire(self, *, patience: float = 15.0) -> None:
        """Take the lock or raise StartError. When its holder is dead, wait ``patience`` seconds for its remains."""
        try:
            self.var.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise StartError(f"BANSHI_VAR={self.var} 不能写：{error.strerror} (cannot write there)") from error
        deadline = time.monotonic() + patience
        while not self._try_lock():
            pid, address = self._holder()
            if (pid and _alive(pid)) or time.monotonic() > deadline:
                os.close(self.descriptor)
                raise StartError(
                    f"已经在运行：进程 {pid or '?'}，{address}（BANSHI_VAR={self.var}）。先用 Ctrl-C 停掉它，"
                    f"或另设 BANSHI_VAR 和端口 (already running: pid {pid or '?'}, {address})"
                )
            time.sleep(0.1)
        os.ftruncate(self.descriptor, 0)
        os.pwrite(self.descriptor, f"{os.getpid()}\n{self.address}\n".encode(), 0)

    def release(self) -> None:
        """Give the lock back; the file stays, its content says nothing any more."""
        os.ftruncate(self.descriptor, 0)
        os.close(self.descriptor)

    def _try_lock(self) -> bool:
        try:
            fcntl.flock(self.descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _holder(self) -> tuple[int, str]:
        lines = os.pread(self.descriptor, 4096, 0).decode(errors="replace").splitlines()
        if len(lines) < 2 or not lines[0].isdigit():
            return 0, ""
        return int(lines[0]), lines[1]


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
