"""No process left behind: a small process of its own ends all others when the supervisor dies, even by SIGKILL.

It reads a pipe that only the supervisor holds. ``+PID`` and ``-PID`` say which process groups live; the end of the
pipe says that the supervisor is gone, and then every group still on the list gets SIGTERM and, after a grace period,
SIGKILL. Groups, not single processes: what a part started itself goes too. (PR_SET_PDEATHSIG reaches direct children
only, and only on Linux.)

The file is run by path as a script (``python -I leash.py FD GRACE``), so it imports nothing of the project.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time


class Leash:
    """The supervisor's end. ``hold`` a process group when it starts, ``drop`` it when it has ended."""

    def __init__(self, *, grace: float = 8.0, keep_open: tuple[int, ...] = ()) -> None:
        """``keep_open``: descriptors that stay open until the last group has gone (the instance lock's)."""
        read, self._write = os.pipe()
        self._process = subprocess.Popen(  # noqa: S603 - our own file, no outside input
            [sys.executable, "-I", "-S", __file__, str(read), str(grace)],
            stdin=subprocess.DEVNULL,
            pass_fds=(read, *keep_open),
            start_new_session=True,  # a Ctrl-C in the terminal, or a kill of the group, must not reach it
        )
        os.close(read)

    def hold(self, group: int) -> None:
        """From now on ``group`` ends with the supervisor."""
        self._say(f"+{group}\n")

    def drop(self, group: int) -> None:
        """``group`` has ended; its number may be another's soon."""
        self._say(f"-{group}\n")

    def close(self) -> None:
        """End the watch; whatever is still held is ended with it."""
        os.close(self._write)
        self._process.wait()

    def _say(self, line: str) -> None:
        # Lines this short are written whole or not at all (PIPE_BUF).
        with contextlib.suppress(BrokenPipeError):
            os.write(self._write, line.encode())


def watch(descriptor: int, grace: float) -> None:
    """Run in the process of its own: follow the pipe to its end, then end what is left."""
    groups: set[int] = set()
    with os.fdopen(descriptor) as lines:
        for line in lines:
            (groups.add if line[0] == "+" else groups.discard)(int(line[1:]))
    deadline = time.monotonic() + grace
    for group in groups:
        end_group(group, signal.SIGTERM)
    while groups and time.monotonic() < deadline:
        groups = {group for group in groups if end_group(group, 0)}
        time.sleep(0.05)
    for group in groups:
        end_group(group, signal.SIGKILL)


def end_group(group: int, number: int) -> bool:
    """Send a signal to a process group; False when there is no such group any more."""
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


if __name__ == "__main__":
    for ignored in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(ignored, signal.SIG_IGN)
    watch(int(sys.argv[1]), float(sys.argv[2]))
