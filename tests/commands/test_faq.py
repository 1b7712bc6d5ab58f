"""``python -m bot faq``: import and search, as other programs drive them."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from bot.__main__ import main


@pytest.fixture(autouse=True)
def own_var(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BANSHI_VAR", str(tmp_path / "var"))


def searched(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *texts: str, options: str = ""
) -> list:
    lines = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))
    assert main(["faq", "search", *options.split()]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_import_then_search(monkeypatch, capsys, tmp_path: Path):
    file = tmp_path / "bank.csv"
    file.write_text(
        "question,answer,item,source,effective_on,expires_on\n"
        "热气球能在广场上起飞吗？,不能。,,城管局,2026-01-01,2030-12-31\n"
        "热气球执照多少钱？,,,,,\n",
        encoding="utf-8",
    )
    assert main(["faq", "import", str(file)]) == 0
    assert capsys.readouterr().out.splitlines() == ["read 2, kept 1, rejected 1", "  row 3: no answer"]
    first, second = searched(monkeypatch, capsys, "广场上能不能放热气球起飞", "热气球哪里买", options="--top 1")
    (candidate,) = first["candidates"]
    assert first["decision"] == "sure" and 0.8 <= candidate.pop("score") <= 1
    assert candidate == {
        "question": "热气球能在广场上起飞吗？",
        "answer": "不能。",
        "item": "",
        "source": "城管局",
        "effective_on": "2026-01-01",
        "expires_on": "2030-12-31",
        "checked_on": "",
    }
    assert second["decision"] != "sure"
    (expired,) = searched(monkeypatch, capsys, "广场上能不能放热气球起飞", options="--on 2031-01-01")
    assert expired["decision"] != "sure"
    assert "热气球能在广场上起飞吗？" not in [one["question"] for one in expired["candidates"]]


def test_a_file_that_cannot_be_used_is_one_line(capsys, tmp_path: Path):
    assert main(["faq", "import", str(tmp_path / "none.csv")]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_the_shipped_bank_answers(monkeypatch, capsys):
    (found,) = searched(monkeypatch, capsys, "我是自己不想干走人的 给失业金不")
    assert found["decision"] == "sure" and found["candidates"][0]["item"] == "3010"
