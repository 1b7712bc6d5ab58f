"""Starts each part once those it needs are well, waits for all, keeps them so, and stops them in reverse order."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import time
from collections.abc import Coroutine, Iterator, Sequence
from itertools import groupby

from bot.errors import StartError
from bot.supervisor.child import Child
from bot.supervisor.logs import Terminal

#: A part that ends this often before it was ever well will not come up by itself.
HOPELESS_CRASHES = 3


class Supervisor:
    """``await run(ready)`` starts ``children``, calls ``ready`` when all are well, and returns after a stop signal.

    Raises StartError, with everything stopped again, when a part does not come up within ``timeout`` seconds or keeps
    crashing before it was well once.
    """

    def __init__(self, children: Sequence[Child], terminal: Terminal, *, timeout: float = 180.0) -> None:
        self._children = children
        self._terminal = terminal
        self._timeout = timeout
        self._stop = asyncio.Event()
        self._kill = asyncio.Event()
        self._signalled_at = 0.0

    async def run(self, announce: str) -> None:
        """Run until SIGINT, SIGTERM or SIGHUP; ``announce`` is printed once everything is well."""
        with self._signals():
            try:
                if await self._unless_stopped(self._start()):
                    self._terminal.plain(announce)
                    await self._stop.wait()
            finally:
                await self._stop_all()

    async def _start(self) -> None:
        begun = time.monotonic()
        by_name = {child.part.name: child for child in self._children}
        starting = [
            asyncio.create_task(self._bring_up(child, [by_name[name] for name in child.part.after], begun))
            for child in self._children
        ]
        try:
            await asyncio.gather(*starting)
        finally:
            for task in starting:  # none may start a process once one has failed or all shall stop
                task.cancel()
        self._terminal.line("banshi", f"全部就绪，用时 {time.monotonic() - begun:.1f} 秒")

    async def _bring_up(self, child: Child, needed: Sequence[Child], begun: float) -> None:
        for other in needed:
            await other.healthy.wait()
        self._terminal.line("banshi", f"启动 {child.part.name} …")
        child.start()
        await self._wait_healthy(child, begun)

    async def _wait_healthy(self, child: Child, begun: float) -> None:
        told = time.monotonic()
        while not child.healthy.is_set():
            if child.crashes >= HOPELESS_CRASHES:
                raise StartError(_gave_up(child, f"{child.part.name} 连续 {child.crashes} 次启动失败 (keeps crashing)"))
            if time.monotonic() - begun > self._timeout:
                raise StartError(_gave_up(child, f"{child.part.name} 在 {self._timeout:g} 秒内没有就绪 (not ready)"))
            if time.monotonic() - told >= 5.0:
                told = time.monotonic()
                self._terminal.line("banshi", f"等待 {child.part.name}，已 {told - begun:.0f} 秒：{child.last.detail}")
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(child.healthy.wait(), 0.2)
        self._terminal.line("banshi", f"{child.part.name} 就绪（{time.monotonic() - child.started_at:.1f} 秒）")

    async def _unless_stopped(self, work: Coroutine[None, None, None]) -> bool:
        """Do ``work``; False when a stop signal came first."""
        task = asyncio.create_task(work)
        stop = asyncio.create_task(self._stop.wait())
        await asyncio.wait({task, stop}, return_when=asyncio.FIRST_COMPLETED)
        stop.cancel()
        if not task.done():
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            return False
        await task
        return not self._stop.is_set()

    async def _stop_all(self) -> None:
        self._terminal.line("banshi", "正在停止 …")
        stopping = asyncio.create_task(self._stop_in_order())
        kill = asyncio.create_task(self._kill.wait())
        await asyncio.wait({stopping, kill}, return_when=asyncio.FIRST_COMPLETED)
        if not stopping.done():
            await asyncio.gather(*(child.stop(now=True) for child in self._children))
        kill.cancel()
        await stopping
        self._terminal.line("banshi", "已全部停止")

    async def _stop_in_order(self) -> None:
        """In reverse order of the start; workers of one server together."""
        for _, group in groupby(reversed(self._children), key=lambda child: child.part.name.rstrip("0123456789")):
            await asyncio.gather(*(child.stop() for child in group))

    @contextlib.contextmanager
    def _signals(self) -> Iterator[None]:
        loop = asyncio.get_running_loop()
        caught = [signal.SIGINT, signal.SIGTERM]
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # under nohup it stays ignored
            caught.append(signal.SIGHUP)
        for number in caught:
            loop.add_signal_handler(number, self._on_signal, number)
        try:
            yield
        finally:
            for number in caught:
                loop.remove_signal_handler(number)

    def _on_signal(self, number: int) -> None:
        now = time.monotonic()
        # A second Ctrl-C means "at once"; make passes one signal on a second time, which does not.
        if self._stop.is_set() and number == signal.SIGINT and now - self._signalled_at > 1.0:
            self._kill.set()
        if not self._stop.is_set():
            self._signalled_at = now
            self._terminal.line("banshi", f"收到 {signal.Signals(number).name}")
        self._stop.set()


def _gave_up(child: Child, what: str) -> str:
    last = "\n".join(f"    {line}" for line in child.log.last) or f"    {child.last.detail}"
    return f"{what}；日志：{child.log.path}\n{last}"
