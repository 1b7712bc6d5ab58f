"""What every file of the repository must keep to."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from bot.__main__ import command_names
from bot.settings import ROOT

#: Put together here so that this file does not find itself.
INDEX_HOSTS = [
    "pypi" + ".org",
    "python" + "hosted.org",
    "registry." + "npmjs",
    "npm" + "mirror.com",
    "tuna." + "tsinghua",
    "mirrors." + "aliyun",
    "deb." + "debian.org",
]
MACHINE_PATH = re.compile(r"(?<![\w.~])/(?:" + "|".join(["root", "work", "home", "Users"]) + r")/[\w.-]+")

LONGEST_SOURCE = 400  # lines
SOURCES = {".py", ".ts", ".tsx", ".js", ".mjs", ".css"}
BINARY = {".png", ".jpg", ".gz", ".ico", ".woff2"}


@cache
def files() -> tuple[Path, ...]:
    """Every file of the repository, without what is ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git repository")
    names = listed.stdout.decode().split("\0")
    return tuple(ROOT / name for name in names if name and (ROOT / name).is_file())


def text(path: Path) -> str:
    return "" if path.suffix in BINARY else path.read_text(encoding="utf-8", errors="replace")


def test_no_package_index_is_named() -> None:
    found = [f"{path.relative_to(ROOT)}: {host}" for path in files() for host in INDEX_HOSTS if host in text(path)]
    assert not found, "\n".join(found)


def test_no_path_of_one_machine_is_named() -> None:
    found = [f"{path.relative_to(ROOT)}: {match}" for path in files() for match in MACHINE_PATH.findall(text(path))]
    assert not found, "\n".join(found)


def test_no_source_file_is_too_long() -> None:
    lengths = {path: text(path).count("\n") for path in files() if path.suffix in SOURCES}
    found = [f"{path.relative_to(ROOT)}: {length}" for path, length in lengths.items() if length > LONGEST_SOURCE]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", ["requirements", "requirements-dev", "requirements-embedding", "requirements-tools"])
def test_requirements_are_pinned_with_hashes(name: str) -> None:
    locked = (ROOT / f"{name}.txt").read_text()
    packages = re.findall(r"(?m)^[a-z0-9][^\s;]*", locked)
    assert packages
    assert all("==" in package for package in packages)
    assert locked.count("--hash=sha256:") >= len(packages)


def test_the_readme_names_every_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in command_names() if f"bot {name}" not in readme] == []


def test_rasa_finds_only_its_own_data() -> None:
    """Rasa opens every YAML and JSON file under data/; other data there is CSV or TXT."""
    foreign = []
    for path in (ROOT / "data").rglob("*"):
        if path.suffix in (".yml", ".yaml", ".json") and path.stem not in ("nlu", "rules", "stories"):
            foreign.append(str(path.relative_to(ROOT)))
    assert not foreign
