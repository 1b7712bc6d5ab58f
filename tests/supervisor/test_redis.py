"""The embedded Redis: private, persistent, and reachable also below a long path."""

from __future__ import annotations

import stat
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import redis

from bot.health import redis_health
from bot.supervisor.redis import SOCKET_PATH_LIMIT, embedded_url, prepare, socket_path


@contextmanager
def served(var: Path) -> Iterator[redis.Redis]:
    process = subprocess.Popen(prepare(var), stdout=subprocess.DEVNULL)
    client = redis.Redis.from_url(embedded_url(var))
    try:
        for _ in range(200):
            try:
                client.ping()
                break
            except redis.ConnectionError:
                time.sleep(0.02)
        yield client
    finally:
        client.close()
        process.terminate()
        process.wait(10)


def test_what_was_written_outlives_a_restart(tmp_path: Path) -> None:
    with served(tmp_path) as client:
        client.set("turn", "1")
    with served(tmp_path) as client:
        assert client.get("turn") == b"1"


def test_it_asks_for_the_password_and_keeps_it_off_the_command_line(tmp_path: Path) -> None:
    with served(tmp_path), redis.Redis(unix_socket_path=str(socket_path(tmp_path))) as stranger:
        with pytest.raises(redis.AuthenticationError):
            stranger.ping()
    command = " ".join(prepare(tmp_path))
    password = (tmp_path / "redis-password").read_text().strip()
    assert password not in command
    assert stat.S_IMODE((tmp_path / "redis" / "redis.conf").stat().st_mode) == 0o600


def test_a_long_path_gets_a_short_socket(tmp_path: Path) -> None:
    var = tmp_path / ("very-long-name-" * 8)
    assert len(str(socket_path(var))) <= SOCKET_PATH_LIMIT
    assert socket_path(var) == socket_path(var), "other commands must find it"
    assert socket_path(var) != socket_path(var / "other")
    with served(var) as client:
        assert client.ping()
    assert stat.S_IMODE(socket_path(var).parent.stat().st_mode) == 0o700


def test_a_path_with_spaces_and_chinese_works(tmp_path: Path) -> None:
    with served(tmp_path / "政务 大厅") as client:
        assert client.ping()


async def test_health_tells_why(tmp_path: Path) -> None:
    health = await redis_health(embedded_url(tmp_path))
    assert not health.ok
    assert "没有在运行" in health.detail
    with served(tmp_path):
        assert (await redis_health(embedded_url(tmp_path))).ok
        refused = await redis_health(f"unix://:wrong@{socket_path(tmp_path)}")
        assert (refused.ok, refused.detail) == (False, "密码不对")
