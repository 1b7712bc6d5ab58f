"""Generated secrets: made once, kept private, never in place of a set one."""

from __future__ import annotations

import stat
from pathlib import Path

from bot.settings import Secret, Settings
from bot.supervisor.complete import SERVICE_TOKEN_FILE, VAULT_KEY_FILE, complete
from bot.supervisor.parts import environment


def test_secrets_are_made_once_and_kept(tmp_path: Path) -> None:
    first, new = complete(Settings(var=tmp_path))
    again, new_again = complete(Settings(var=tmp_path))
    assert (new, new_again) == (True, False)
    assert (first.service_token, first.vault_key) == (again.service_token, again.vault_key)
    for name in (SERVICE_TOKEN_FILE, VAULT_KEY_FILE):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


def test_set_ones_are_left_alone(tmp_path: Path) -> None:
    given = Settings(
        var=tmp_path, service_token=Secret("token"), vault_key=Secret("key"), redis_url=Secret("redis://elsewhere")
    )
    settings, new = complete(given)
    assert (settings, new) == (given, False)
    assert list(tmp_path.iterdir()) == []


def test_every_process_gets_the_same(tmp_path: Path) -> None:
    settings, _ = complete(Settings(var=tmp_path))
    given = environment(settings)
    assert given["BANSHI_SERVICE_TOKEN"] == (tmp_path / SERVICE_TOKEN_FILE).read_text().strip()
    assert given["BANSHI_REDIS_URL"].startswith("unix://:")
    assert all(type(value) is str for value in given.values())
