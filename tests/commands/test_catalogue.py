"""``python -m bot catalogue import`` and ``search --catalogue``, as another program calls them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bot.catalogue.imported import Imported, catalogue_file
from bot.commands._catalogue_import import ensure
from bot.errors import StartError
from bot.settings import ROOT, Settings
from tests.catalogue.importers.importing import FIXTURES

FILE = FIXTURES / "guangdong.jsonl"
DEFAULT = "http://127.0.0.1:8001"


def run(var: Path, *arguments: str, said: str = "") -> subprocess.CompletedProcess[str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("BANSHI_")}
    return subprocess.run(
        [sys.executable, "-m", "bot", "catalogue", *arguments],
        input=said,
        env={**own, "BANSHI_VAR": str(var)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_import_reports_and_search_finds(tmp_path: Path) -> None:
    broken = tmp_path / "rows.jsonl"
    broken.write_text(FILE.read_text(encoding="utf-8") + "{broken\n", encoding="utf-8")
    done = run(tmp_path, "import", str(broken), "--format", "guangdong", "--into", "balloons")
    assert done.returncode == 0, done.stderr
    assert "第 6 行" in done.stdout and "不是合法的 JSON" in done.stdout
    assert "(read 6, kept 5, rejected 1," in done.stdout and "CATALOGUE=balloons" in done.stdout
    found = run(tmp_path, "search", "--catalogue", "balloons", "--top", "2", said='{"text": "气球本丢了"}\n')
    candidates = json.loads(found.stdout)["candidates"]
    assert candidates[0]["name"] == "热气球驾驶执照补发" and len(candidates) <= 2
    assert set(candidates[0]) == {"code", "name", "score"}


def test_search_without_a_catalogue_is_the_citys_own(tmp_path: Path) -> None:
    run(tmp_path, "import", str(FILE), "--format", "guangdong")
    found = run(tmp_path, "search", said='{"text": "身份证丢了"}\n')
    assert json.loads(found.stdout)["candidates"][0]["code"] == "1003"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("import", "gone.jsonl", "--format", "guangdong"), "gone.jsonl"),
        (("import", str(FILE), "--format", "guangdong", "--into", "../x"), "--into"),
        (("import", str(FILE), "--format", "table"), "--mapping"),
        (("import", str(FILE), "--format", "guangan"), "guangdong.jsonl"),
        (("search", "--catalogue", "nowhere"), "catalogue import"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_go(tmp_path: Path, arguments: tuple[str, ...], message: str) -> None:
    done = run(tmp_path, *arguments)
    assert done.returncode == 1 and done.stderr.startswith("banshi: ") and message in done.stderr
    assert "Traceback" not in done.stderr and not (tmp_path / "catalogues").exists()


def test_up_imports_what_lies_beside(tmp_path: Path) -> None:
    settings = Settings(var=tmp_path, catalogue="guangdong", platform_url=DEFAULT)
    ensure(settings, {"guangdong": FILE})
    path = catalogue_file(tmp_path, "guangdong")
    before = path.stat().st_mtime_ns
    ensure(settings, {"guangdong": FILE})
    assert len(Imported(path)) == 5 and path.stat().st_mtime_ns == before, "imported once"


def test_up_tells_how_to_import_what_does_not(tmp_path: Path) -> None:
    settings = Settings(var=tmp_path, catalogue="mine", platform_url=DEFAULT)
    with pytest.raises(StartError, match="catalogue import FILE --format FORMAT --into mine"):
        ensure(settings)
    ensure(replace(settings, catalogue=""))


def test_an_imported_catalogue_and_a_real_platform_exclude_each_other(tmp_path: Path) -> None:
    with pytest.raises(StartError, match="BANSHI_PLATFORM_URL"):
        ensure(Settings(var=tmp_path, catalogue="mine", platform_url="https://platform.example.com"))


@pytest.mark.parametrize("name", ["../x", "a b", "目录", "-x", "x" * 41])
def test_a_catalogues_name_is_a_folders(name: str) -> None:
    with pytest.raises(ValueError, match="BANSHI_CATALOGUE"):
        Settings.from_env({"BANSHI_CATALOGUE": name})
