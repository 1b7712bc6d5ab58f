"""The installer skips what is there, and does again what has changed; nothing is installed here."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from bot.settings import ROOT


@pytest.fixture
def setup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script as a module that works in a directory of its own and records commands instead of running them."""
    spec = importlib.util.spec_from_file_location("banshi_setup", ROOT / "deploy" / "setup.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.ROOT = tmp_path
    module.UV_ENV, module.VENV, module.TOOLS = tmp_path / ".uv", tmp_path / ".venv", tmp_path / ".tools"
    module.PAGES, module.STATIC = tmp_path / "pages", tmp_path / "static"
    module.commands = []

    def record(command: list[str], cwd: Path = tmp_path, env: dict[str, str] | None = None) -> None:
        module.commands.append(" ".join(command))
        if "venv" in command:
            (Path(command[-1]) / "bin").mkdir(parents=True)
            (Path(command[-1]) / "bin" / "python").touch()
        if command[:2] == ["npm", "ci"]:
            (module.PAGES / "node_modules").mkdir(exist_ok=True)
        if command[:2] == ["npm", "run"]:
            module.STATIC.mkdir(exist_ok=True)

    monkeypatch.setattr(module, "run", record)
    monkeypatch.setattr(module, "node_environment", lambda: {})
    (tmp_path / ".python-version").write_text("3.10\n")
    for name in ("requirements", "requirements-dev", "requirements-setup", "requirements-tools"):
        (tmp_path / f"{name}.txt").write_text(f"{name}==1\n")
    module.PAGES.mkdir()
    for name in ("package.json", "package-lock.json", "main.tsx"):
        (module.PAGES / name).write_text(name)
    return module


def done(setup: ModuleType) -> list[str]:
    """What was run since the last call, in short."""
    found, setup.commands[:] = list(setup.commands), []
    words = {"venv": "environment", "sync": "sync", "ci": "npm ci", "build": "build", "install": "uv"}
    return [next(short for word, short in words.items() if word in command.split()) for command in found]


def test_a_second_run_does_nothing(setup: ModuleType) -> None:
    setup.for_run()
    assert done(setup) == ["environment", "uv", "environment", "sync", "npm ci", "build"]
    setup.for_run()
    assert done(setup) == []


def test_changed_requirements_are_synced(setup: ModuleType) -> None:
    setup.for_run()
    done(setup)
    (setup.ROOT / "requirements.txt").write_text("requirements==2\n")
    setup.for_run()
    assert done(setup) == ["sync"]


def test_an_environment_for_tests_stays_one(setup: ModuleType) -> None:
    setup.install_uv()
    setup.install_python("requirements-dev.txt")
    done(setup)
    setup.build_pages()
    setup.for_run()
    assert done(setup) == ["npm ci", "build"]
    (setup.ROOT / "requirements-dev.txt").write_text("requirements-dev==2\n")
    setup.for_run()
    assert "requirements-dev.txt" in setup.commands[-1]


def test_changed_pages_are_built_again_without_installing(setup: ModuleType) -> None:
    setup.for_run()
    done(setup)
    (setup.PAGES / "main.tsx").write_text("changed")
    setup.for_run()
    assert done(setup) == ["build"]
    (setup.PAGES / "package-lock.json").write_text("changed")
    setup.for_run()
    assert done(setup) == ["npm ci", "build"]


def test_a_step_that_failed_is_tried_again(setup: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **more: object) -> None:
        raise setup.SetupError("no network")

    recorded = setup.run
    setup.install_uv()
    done(setup)
    with monkeypatch.context() as broken:
        broken.setattr(setup, "run", fail)
        with pytest.raises(setup.SetupError):
            setup.install_python("requirements.txt")
    assert setup.run is recorded
    setup.install_python("requirements.txt")
    assert done(setup) == ["environment", "sync"]


def test_it_runs_on_any_python_from_3_8() -> None:
    """The installer must not need what it installs: only the standard library, only old syntax."""
    import ast

    source = (ROOT / "deploy" / "setup.py").read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 8))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= set(sys.stdlib_module_names)


@pytest.mark.parametrize(("said", "version"), [("v20.19.2", (20, 19)), ("v8.1.0", (8, 1)), ("nonsense", (0, 0))])
def test_the_version_of_node(setup: ModuleType, tmp_path: Path, said: str, version: tuple[int, int]) -> None:
    node = tmp_path / "node"
    node.write_text(f"#!/bin/sh\necho {said}\n")
    node.chmod(0o755)
    assert setup.node_version(str(node)) == version
    assert setup.node_version(None) == (0, 0)
