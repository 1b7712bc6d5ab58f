"""One process: started, followed, restarted when it crashes, stopped for good."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import time
from asyncio.subprocess import DEVNULL, PIPE, STDOUT, Process
from dataclasses import dataclass

from bot.health import Health
from bot.supervisor.leash import Leash, end_group
from bot.supervisor.logs import PartLog
from bot.supervisor.parts import Part


@dataclass(frozen=True)
class Patience:
    """Seconds between tries: ``first``, doubled with each crash up to ``longest``, reset after ``steady`` of health.

    ``poll``: seconds between two probes while the part is coming up.
    """

    first: float = 0.5
    longest: float = 30.0
    steady: float = 10.0
    poll: float = 0.1

    def delay(self, crashes: int) -> float:
        """How long to wait after this many crashes in a row (1 or more)."""
        return float(min(self.longest, self.first * 2 ** min(crashes - 1, 30)))


class Child:
    """Keeps one part running from :meth:`start` to :meth:`stop`.

    ``healthy`` is set once the part has answered its probe; ``crashes`` counts in a row and is 0 again after the part
    has been well for ``patience.steady`` seconds.
    """

    def __init__(self, part: Part, log: PartLog, leash: Leash, patience: Patience | None = None) -> None:
        self.part = part
        self.log = log
        self.healthy = asyncio.Event()
        self.crashes = 0
        self.started_at = 0.0
        self.last = Health(False, "还没有启动")
        self._leash = leash
        self._patience = patience or Patience()
        self._process: Process | None = None
        self._keeper: asyncio.Task[None] | None = None
        self._stopping = asyncio.Event()

    @property
    def pid(self) -> int:
        """The running process, 0 when there is none."""
        return self._process.pid if self._process and self._process.returncode is None else 0

    def start(self) -> None:
        """Start the process and keep it running."""
        self._keeper = asyncio.create_task(self._keep(), name=f"keep {self.part.name}")

    async def stop(self, *, now: bool = False) -> None:
        """End the process (SIGTERM, after the grace period SIGKILL; ``now``: SIGKILL) and its whole group."""
        self._stopping.set()
        if self._keeper is None:
            return
        self._signal(signal.SIGKILL if now else signal.SIGTERM)
        ended, _ = await asyncio.wait({self._keeper}, timeout=self.part.grace)
        if not ended:
            self.log.line(f"{self.part.grace:g} 秒内没有结束，强制停止")
            self._signal(signal.SIGKILL)
            await asyncio.wait({self._keeper})
        self.log.close()

    def _signal(self, number: int) -> None:
        if self.pid:
            end_group(self.pid, number)

    async def _keep(self) -> None:
        while not self._stopping.is_set():
            code = await self._run_once()
            self.healthy.clear()
            if self._stopping.is_set():
                return
            self.crashes += 1
            delay = self._patience.delay(self.crashes)
            self.log.line(f"进程结束（{_ending(code)}），{delay:g} 秒后重新启动")
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), delay)

    async def _run_once(self) -> int:
        """One life of the process; its exit code (negative: the signal that ended it)."""
        self.started_at = time.monotonic()
        try:
            process = await asyncio.create_subprocess_exec(
                *self.part.argv,
                stdin=DEVNULL,
                stdout=PIPE,
                stderr=STDOUT,
                env={**os.environ, **self.part.env},
                pass_fds=self.part.fds,
                start_new_session=True,  # Ctrl-C reaches the supervisor alone, which stops the parts in order
            )
        except OSError as error:
            self.log.line(f"不能启动：{error}")
            return 127
        self._process = process
        self._leash.hold(process.pid)
        assert process.stdout is not None  # noqa: S101 - asked for above
        follower = asyncio.create_task(self.log.follow(process.stdout))
        watcher = asyncio.create_task(self._watch())
        if self._stopping.is_set():  # stop() came while the process was being made
            self._signal(signal.SIGTERM)
        try:
            code = await process.wait()
        finally:
            watcher.cancel()
            end_group(process.pid, signal.SIGKILL)  # what it had started itself
            self._leash.drop(process.pid)
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(follower, 1.0)
        return code

    async def _watch(self) -> None:
        """Probe until the part is well; after it has stayed so for a while, forgive earlier crashes."""
        while not (health := await self.part.probe()).ok:
            self.last = health
            await asyncio.sleep(self._patience.poll)
        self.last = health
        self.healthy.set()
        await asyncio.sleep(self._patience.steady)
        self.crashes = 0


def _ending(code: int) -> str:
    if code >= 0:
        return f"退出码 {code}"
    with contextlib.suppress(ValueError):
        return f"信号 {signal.Signals(-code).name}"
    return f"信号 {-code}"
