"""One kept process: waiting between crashes, forgiving them after health, and its log."""

from __future__ import annotations

import asyncio
import io
import sys
import time
from pathlib import Path

import pytest

from bot.health import Health
from bot.supervisor.child import Child, Patience
from bot.supervisor.leash import Leash
from bot.supervisor.logs import LINE_BYTES, PartLog, Terminal
from bot.supervisor.parts import Part


@pytest.mark.parametrize(("crashes", "seconds"), [(1, 0.5), (2, 1), (3, 2), (6, 16), (7, 30), (10_000, 30)])
def test_the_wait_doubles_up_to_a_limit(crashes: int, seconds: float) -> None:
    assert Patience().delay(crashes) == seconds


def child(program: str, directory: Path, leash: Leash, *, well: bool, patience: Patience) -> Child:
    async def probe() -> Health:
        return Health(well, "" if well else "unwell")

    part = Part("fake", (sys.executable, "-S", "-c", program), probe, grace=2.0)
    return Child(part, PartLog("fake", directory, Terminal(io.StringIO())), leash, patience)


@pytest.fixture
def leash():
    made = Leash(grace=1.0)
    yield made
    made.close()


async def test_crashes_are_tried_again_ever_later(tmp_path: Path, leash: Leash) -> None:
    kept = child("print('x')", tmp_path, leash, well=False, patience=Patience(first=0.1, longest=5, poll=0.05))
    begun = time.monotonic()
    kept.start()
    while kept.crashes < 4:
        await asyncio.sleep(0.01)
    assert time.monotonic() - begun >= 0.1 + 0.2 + 0.4
    await kept.stop()
    assert (tmp_path / "fake.log").read_text().count("退出码 0") == 4


async def test_health_that_lasts_forgives_crashes(tmp_path: Path, leash: Leash) -> None:
    kept = child("import time; time.sleep(60)", tmp_path, leash, well=True, patience=Patience(steady=0.1, poll=0.05))
    kept.crashes = 5
    kept.start()
    await asyncio.wait_for(kept.healthy.wait(), 5)
    assert kept.crashes == 5, "one good answer is not yet health"
    await asyncio.sleep(0.3)
    assert kept.crashes == 0
    await kept.stop()
    assert kept.pid == 0


async def test_a_program_that_does_not_exist_counts_as_a_crash(tmp_path: Path, leash: Leash) -> None:
    kept = child("", tmp_path, leash, well=False, patience=Patience(first=0.05))
    object.__setattr__(kept.part, "argv", ("/no/such/program",))
    kept.start()
    while not kept.crashes:
        await asyncio.sleep(0.01)
    await kept.stop()
    assert "不能启动" in (tmp_path / "fake.log").read_text()


async def test_stop_while_it_waits_for_the_next_try_is_immediate(tmp_path: Path, leash: Leash) -> None:
    kept = child("raise SystemExit(1)", tmp_path, leash, well=False, patience=Patience(first=60, longest=60))
    kept.start()
    while not kept.crashes:
        await asyncio.sleep(0.01)
    await asyncio.wait_for(kept.stop(), 1)


async def test_output_is_kept_line_by_line(tmp_path: Path, leash: Leash) -> None:
    program = (
        "import sys; out = sys.stdout.buffer; "
        f"out.write(b'a' * {3 * LINE_BYTES} + b'\\n'); out.write('办事'.encode() + b'\\n\\xff bytes\\n'); "
        "out.write(b'no newline'); out.flush(); import time; time.sleep(0.2)"
    )
    kept = child(program, tmp_path, leash, well=False, patience=Patience(first=60, longest=60))
    kept.start()
    while not kept.crashes:
        await asyncio.sleep(0.01)
    await kept.stop()
    text = (tmp_path / "fake.log").read_text()
    assert text.count("a") == 3 * LINE_BYTES
    assert "办事" in text
    assert "\ufffd bytes" in text
    assert "no newline" in text


def test_the_terminal_marks_each_source_and_survives_a_closed_pipe() -> None:
    out = io.StringIO()
    terminal = Terminal(out)
    terminal.line("redis", "ready")
    assert out.getvalue() == "redis    │ ready\n"
    out.close()
    terminal.line("redis", "nobody reads this")
