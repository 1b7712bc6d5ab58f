"""A port in the way is named, with its holder and the setting that changes it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest

from bot.errors import StartError
from bot.settings import ROOT
from bot.supervisor.ports import check_free, holder, listening_socket


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_port_in_use_is_named(taken: int) -> None:
    with pytest.raises(StartError) as caught:
        check_free("127.0.0.1", [(taken, "BANSHI_CONSOLE_PORT")])
    for part in (str(taken), "BANSHI_CONSOLE_PORT", f"pid {os.getpid()}"):
        assert part in str(caught.value)


def test_a_port_in_use_on_every_address_is_found_as_well(taken: int) -> None:
    with pytest.raises(StartError):
        check_free("0.0.0.0", [(taken, "BANSHI_CONSOLE_PORT")])  # noqa: S104 - the point of the test


def test_two_settings_with_one_port_are_both_named() -> None:
    with pytest.raises(StartError, match=r"BANSHI_ACTIONS_PORT.*BANSHI_CONSOLE_PORT"):
        check_free("127.0.0.1", [(49999, "BANSHI_ACTIONS_PORT"), (49999, "BANSHI_CONSOLE_PORT")])


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(StartError, match="BANSHI_HOST=192"):
        check_free("192.0.2.1", [(49999, "BANSHI_CONSOLE_PORT")])


def test_nobody_holds_a_free_port() -> None:
    with listening_socket("127.0.0.1", 0, "BANSHI_CONSOLE_PORT") as server:
        port = server.getsockname()[1]
        assert holder(port).startswith(f"pid {os.getpid()} ")
    assert holder(port) == ""


def test_up_names_the_port_before_anything_starts(taken: int, tmp_path) -> None:
    environment = {**os.environ, "BANSHI_VAR": str(tmp_path), "BANSHI_ACTIONS_PORT": str(taken)}
    done = subprocess.run(
        [sys.executable, "-m", "bot", "up"], env=environment, cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 1
    assert f"端口 {taken} 已被占用" in done.stderr
    assert "BANSHI_ACTIONS_PORT" in done.stderr
    assert done.stderr.count("\n") == 1, "one line, no trace"
    assert not (tmp_path / "redis").exists()
