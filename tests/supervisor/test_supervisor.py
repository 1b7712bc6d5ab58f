"""The supervisor with real processes: start, stop, crash, and no process left behind whatever happens."""

from __future__ import annotations

import secrets
import signal
from pathlib import Path

import pytest

from tests.supervisor.fakes import BROKEN, STUBBORN, WELL, WITH_CHILD, Running, alive, part, wait_until


@pytest.fixture
def mark() -> str:
    return f"fake-{secrets.token_hex(8)}"


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_everything(tmp_path: Path, mark: str, stop: signal.Signals) -> None:
    running = Running(tmp_path, [part(mark, tmp_path, WELL, name) for name in ("one", "two", "three")])
    assert running.up(), running.output()
    assert len(alive(mark)) == 3
    running.process.send_signal(stop)
    assert running.process.wait(10) == 0, running.output()
    assert alive(mark) == []


def test_what_a_part_started_itself_is_stopped_too(tmp_path: Path, mark: str) -> None:
    running = Running(tmp_path, [part(mark, tmp_path, WITH_CHILD, "parent")])
    assert running.up()
    assert wait_until(lambda: len(alive(mark)) == 2)
    running.process.send_signal(signal.SIGINT)
    assert running.process.wait(10) == 0
    assert wait_until(lambda: not alive(mark), 2)


def test_a_part_that_ignores_sigterm_is_killed_after_its_grace(tmp_path: Path, mark: str) -> None:
    running = Running(tmp_path, [part(mark, tmp_path, STUBBORN, "stubborn", grace=0.5)])
    assert running.up()
    running.process.send_signal(signal.SIGTERM)
    assert running.process.wait(5) == 0
    assert alive(mark) == []


def test_a_second_ctrl_c_does_not_wait(tmp_path: Path, mark: str) -> None:
    running = Running(tmp_path, [part(mark, tmp_path, STUBBORN, "stubborn", grace=60)])
    assert running.up()
    running.process.send_signal(signal.SIGINT)
    assert wait_until(lambda: "正在停止" in running.output())
    assert not wait_until(lambda: running.process.poll() is not None, 1.2)
    running.process.send_signal(signal.SIGINT)
    assert running.process.wait(5) == 0
    assert alive(mark) == []


@pytest.mark.parametrize("program", [WELL, WITH_CHILD, STUBBORN])
def test_sigkill_of_the_supervisor_leaves_nothing_behind(tmp_path: Path, mark: str, program: str) -> None:
    running = Running(tmp_path, [part(mark, tmp_path, program, name) for name in ("one", "two")])
    assert running.up()
    running.process.kill()
    running.process.wait(5)
    assert wait_until(lambda: not alive(mark), 6), alive(mark)


def test_after_sigkill_the_next_start_waits_for_the_remains(tmp_path: Path, mark: str) -> None:
    parts = [part(mark, tmp_path, STUBBORN, "stubborn", grace=0.5)]
    first = Running(tmp_path, parts)
    assert first.up()
    before = {process.pid for process in alive(mark)}
    first.process.kill()
    first.process.wait(5)
    second = Running(tmp_path, parts)
    assert second.up(), second.output()
    assert before.isdisjoint(process.pid for process in alive(mark))
    second.process.send_signal(signal.SIGINT)
    assert second.process.wait(10) == 0


def test_a_crashed_part_comes_back(tmp_path: Path, mark: str) -> None:
    running = Running(tmp_path, [part(mark, tmp_path, WELL, "one"), part(mark, tmp_path, WELL, "two")])
    assert running.up()
    victim = alive(mark)[0]
    others = {process.pid for process in alive(mark)} - {victim.pid}
    victim.kill()
    assert wait_until(lambda: len(alive(mark)) == 2 and victim.pid not in {process.pid for process in alive(mark)})
    assert others <= {process.pid for process in alive(mark)}, "the other part must not be touched"
    assert "SIGKILL" in running.output()
    running.process.send_signal(signal.SIGINT)
    assert running.process.wait(10) == 0


def test_a_part_that_cannot_start_is_told_with_its_last_words(tmp_path: Path, mark: str) -> None:
    running = Running(tmp_path, [part(mark, tmp_path, WELL, "fine"), part(mark, tmp_path, BROKEN, "broken")])
    assert running.process.wait(10) == 1
    assert "START ERROR broken" in running.output()
    assert "no such luck" in running.output()
    assert alive(mark) == []


def test_a_part_waits_for_those_it_needs_and_for_no_other(tmp_path: Path, mark: str) -> None:
    never = part(mark, tmp_path, "import time; time.sleep(600)", "never")
    needs = part(mark, tmp_path, WELL, "needs", after=["never"])
    running = Running(tmp_path, [never, needs, part(mark, tmp_path, WELL, "free")])
    assert wait_until(lambda: "free 就绪" in running.output())
    assert not wait_until(lambda: len(alive(mark)) == 3, 0.5), "it must wait for what it needs"
    running.process.send_signal(signal.SIGINT)
    assert running.process.wait(10) == 0
    assert alive(mark) == []


def test_a_second_instance_is_refused(tmp_path: Path, mark: str) -> None:
    first = Running(tmp_path, [part(mark, tmp_path, WELL, "one")])
    assert first.up()
    parts_of_first = {process.pid for process in alive(mark)}
    printed = first.printed.rename(tmp_path / "first.txt")
    second = Running(tmp_path, [part(mark, tmp_path, WELL, "one")])
    assert second.process.wait(10) == 1
    assert f"pid {first.process.pid}" in second.output()
    assert "http://nowhere/" in second.output()
    assert {process.pid for process in alive(mark)} == parts_of_first
    first.process.send_signal(signal.SIGINT)
    assert first.process.wait(10) == 0
    assert "已全部停止" in printed.read_text()
