"""Settings are complete: typed, documented, listed, masked, and wrong ones told by name."""

from __future__ import annotations

import dataclasses
import os
import re
import subprocess
import sys

import pytest

from bot.settings import DOCUMENTED, ROOT, Secret, Settings

NAMES = [name for name, _, _ in DOCUMENTED]


def test_every_field_is_listed_and_every_listed_one_is_a_field() -> None:
    fields = {f"BANSHI_{field.name.upper()}" for field in dataclasses.fields(Settings)}
    assert fields == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_setting_is_in_the_operations_manual(name: str) -> None:
    assert f"`{name}`" in (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")


def test_the_code_reads_no_setting_that_is_not_listed() -> None:
    read = set()
    for top in ("bot", "actions", "channels"):
        for path in (ROOT / top).rglob("*.py"):
            read |= set(re.findall(r"\bBANSHI_[A-Z_]+\b", path.read_text(encoding="utf-8")))
    assert read - set(NAMES) == set()


@pytest.mark.parametrize("value", ["0", "65536", "-1", "80a", "８０８０", "5005.0"])
def test_a_wrong_port_is_told_by_name(value: str) -> None:
    with pytest.raises(ValueError, match="BANSHI_DIALOGUE_PORT"):
        Settings.from_env({"BANSHI_DIALOGUE_PORT": value})


def test_the_command_lists_all_and_masks_secrets() -> None:
    environment = {**os.environ, "BANSHI_VAULT_KEY": "do-not-show-me", "BANSHI_HOST": "127.0.0.2"}
    done = subprocess.run(
        [sys.executable, "-m", "bot", "settings"], env=environment, cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in NAMES:
        assert name in done.stdout
    assert "do-not-show-me" not in done.stdout
    assert "BANSHI_HOST*" in done.stdout
    assert "127.0.0.2" in done.stdout


def test_a_secret_does_not_show_itself() -> None:
    assert "hush" not in repr(Settings(var=ROOT, vault_key=Secret("hush")))
