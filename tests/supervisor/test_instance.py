"""The lock of one BANSHI_VAR."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from bot.errors import StartError
from bot.supervisor.instance import InstanceLock


def test_only_one_holds_it(tmp_path: Path) -> None:
    first = InstanceLock(tmp_path, "http://first/")
    first.acquire()
    with pytest.raises(StartError, match=rf"pid {os.getpid()}, http://first/"):
        InstanceLock(tmp_path, "http://second/").acquire()
    first.release()
    second = InstanceLock(tmp_path, "http://second/")
    second.acquire()
    assert "http://second/" in (tmp_path / "lock").read_text()
    second.release()
    assert (tmp_path / "lock").read_text() == ""


def test_two_directories_do_not_mind_each_other(tmp_path: Path) -> None:
    locks = [InstanceLock(tmp_path / name, "") for name in ("one", "two")]
    for lock in locks:
        lock.acquire()
    for lock in locks:
        lock.release()


def test_a_file_of_a_dead_instance_is_no_lock(tmp_path: Path) -> None:
    (tmp_path / "lock").write_text("999999999\nhttp://gone/\n")
    lock = InstanceLock(tmp_path, "")
    lock.acquire()
    lock.release()


def test_state_is_private(tmp_path: Path) -> None:
    lock = InstanceLock(tmp_path / "var", "")
    lock.acquire()
    lock.release()
    assert stat.S_IMODE((tmp_path / "var").stat().st_mode) == 0o700


def test_a_directory_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StartError, match=r"BANSHI_VAR=.*cannot write"):
        InstanceLock(tmp_path / "file" / "var", "").acquire()
