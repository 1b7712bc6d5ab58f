"""The whole assistant as ``python -m bot up`` starts it."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time

import aiohttp
import psutil
import pytest

from bot.settings import ROOT
from tests.conftest import Stack

pytestmark = pytest.mark.integration


def part(stack: Stack, name: str) -> psutil.Process:
    """The process of one part, by an argument or the program's name."""
    for process in psutil.Process(stack.process.pid).children():
        if name in (*process.cmdline(), process.name()):
            return process
    raise AssertionError(f"no process for {name}")


async def test_every_part_is_well(stack: Stack) -> None:
    async with aiohttp.ClientSession() as session, session.get(f"{stack.console}/api/health") as answer:
        report = await answer.json()
    assert [(row["name"], row["detail"]) for row in report["parts"] if not row["ok"]] == []
    model = next(row for row in report["parts"] if row["name"] == "model")
    assert "训练" in model["detail"], "the model's age must be told"


async def test_the_addresses_are_printed_last(stack: Stack) -> None:
    printed = stack.printed.read_text()
    assert f"{stack.dialogue}/webhooks/web/" in printed
    assert f"{stack.console}/" in printed
    assert printed.index("全部就绪") < printed.index("办事已启动")


async def test_no_secret_is_printed_or_on_a_command_line(stack: Stack) -> None:
    password = (stack.settings.var / "redis-password").read_text().strip()
    vault_key = (stack.settings.var / "vault-key").read_text().strip()
    printed = stack.printed.read_text()
    commands = " ".join(
        word for process in psutil.Process(stack.process.pid).children(recursive=True) for word in process.cmdline()
    )
    for secret in (password, vault_key, stack.service_token):
        assert secret not in printed
        assert secret not in commands


def test_a_second_one_says_who_runs(stack: Stack) -> None:
    environment = {**os.environ, "BANSHI_VAR": str(stack.settings.var)}
    done = subprocess.run(
        [sys.executable, "-m", "bot", "up"], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=30
    )
    assert done.returncode == 1
    assert f"进程 {stack.process.pid}" in done.stderr
    assert stack.console in done.stderr


async def test_killed_actions_come_back(stack: Stack) -> None:
    victim = part(stack, "actions")
    victim.kill()
    deadline = time.monotonic() + 30
    async with aiohttp.ClientSession() as session:
        while time.monotonic() < deadline:
            try:
                async with session.get(f"{stack.actions}/health") as answer:
                    if answer.status == 200 and part(stack, "actions").pid != victim.pid:
                        break
            except (aiohttp.ClientError, AssertionError):
                pass
            time.sleep(0.2)  # noqa: ASYNC251 - nothing else runs in this loop
        else:
            pytest.fail("actions did not come back")
        async with session.get(f"{stack.dialogue}/ready") as answer:
            assert answer.status == 200, await answer.text()


async def test_redis_is_private_and_below_var(stack: Stack) -> None:
    assert part(stack, "redis-server").net_connections(kind="inet") == [], "no network port"
    assert (stack.settings.var / "redis" / "appendonly.aof").exists()


async def test_no_message_reaches_a_log(stack: Stack) -> None:
    said = "换护照要多少钱呀嗯嗯嗯"
    async with aiohttp.ClientSession() as session:
        body = {"sender": "log-check", "message": said}
        async with session.post(f"{stack.dialogue}/webhooks/rest/webhook", json=body) as answer:
            assert (await answer.json())[0]["text"]
    await asyncio.sleep(0.5)
    logs = {file.name: file.read_text() for file in (stack.settings.var / "log").glob("*.log")}
    assert set(logs) >= {"dialogue.log", "actions.log", "redis.log"}
    assert [name for name, text in logs.items() if said in text or "log-check" in text or "120 元" in text] == []
