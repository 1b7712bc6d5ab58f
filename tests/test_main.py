"""``python -m bot``: lists its commands quickly, and tells errors in one line."""

from __future__ import annotations

import subprocess
import sys

import pytest

from bot.__main__ import command_names, load, main
from bot.settings import ROOT


def test_every_command_has_its_three_parts() -> None:
    for name in command_names():
        module = load(name)
        assert module.HELP.strip() == module.HELP != "", name
        assert "\n" not in module.HELP, name
        assert callable(module.add_arguments), name
        assert callable(module.main), name


def test_the_list_shows_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    printed = capsys.readouterr().out
    for name in command_names():
        assert f"  {name} " in printed


def test_listing_imports_nothing_heavy() -> None:
    code = (
        "import sys; from bot.__main__ import overview; overview(); "
        "print(sorted({'rasa', 'tensorflow', 'spacy', 'sklearn', 'aiohttp', 'redis', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_wrong_usage_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert main(["nonsense"]) == 2
    assert "nonsense" in capsys.readouterr().err


def test_a_wrong_setting_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("BANSHI_CONSOLE_PORT", "many")
    assert main(["settings"]) == 1
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "BANSHI_CONSOLE_PORT" in error
