"""The pointer to the model in use, and what makes a model out of date."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.conversation import model_files
from bot.errors import ModelError

DOMAIN = """intents:
  - greet
responses:
  utter_greet:
    - text: "您好"
entities:
  - district
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "data" / "talk").mkdir(parents=True)
    (tmp_path / "config.yml").write_text("language: zh\n", encoding="utf-8")
    (tmp_path / "domain.yml").write_text(DOMAIN, encoding="utf-8")
    (tmp_path / "data" / "talk" / "nlu.yml").write_text("nlu: []\n", encoding="utf-8")
    return tmp_path


def test_no_model_at_first(tmp_path: Path, root: Path) -> None:
    assert model_files.current(tmp_path / "models") is None
    assert not model_files.is_current(tmp_path / "models", root)


def test_the_pointer_decides(tmp_path: Path, root: Path) -> None:
    folder = tmp_path / "models"
    model_files.set_current("a.tar.gz", model_files.fingerprint(root), folder)
    assert model_files.current(folder) is None  # its file is gone
    (folder / "a.tar.gz").touch()
    (folder / "b.tar.gz").touch()
    assert model_files.current(folder) == folder / "a.tar.gz"
    assert model_files.is_current(folder, root)
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("file", "old", "new", "changes"),
    [
        ("domain.yml", "您好", "你好呀", False),
        ("domain.yml", "- greet", "- greet\n  - thank", True),
        ("domain.yml", "- district", "- date", True),
        ("config.yml", "zh", "en", True),
        ("data/talk/nlu.yml", "[]", "[1]", True),
    ],
)
def test_what_makes_a_model_out_of_date(root: Path, file: str, old: str, new: str, changes: bool) -> None:
    before = model_files.fingerprint(root)
    path = root / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert (model_files.fingerprint(root) != before) is changes


def test_a_broken_pointer_is_named(tmp_path: Path) -> None:
    (tmp_path / "current.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError, match=r"current\.json"):
        model_files.current(tmp_path)
