"""Commands that answer JSON lines: one answer a line, in order, and broken lines named."""

from __future__ import annotations

import argparse
import io
import json
from typing import Any

import pytest

from bot.commands import mask
from bot.commands._json_lines import answer_lines
from bot.settings import Settings


def run(source: str) -> tuple[int, list[dict[str, Any]]]:
    target = io.StringIO()
    status = answer_lines(io.StringIO(source), target, lambda text: {"said": text})
    return status, [json.loads(line) for line in target.getvalue().splitlines()]


def test_each_line_is_answered() -> None:
    assert run('{"text": "护照"}\n\n{"text": "", "more": 1}\n') == (0, [{"said": "护照"}, {"said": ""}])


@pytest.mark.parametrize("line", ["护照", "[]", '{"text": 5}', "{}", "null"])
def test_a_broken_line_is_named_and_the_others_answered(line: str) -> None:
    status, answers = run(f'{line}\n{{"text": "好"}}\n')
    assert status == 1
    assert "line 1" in answers[0]["error"]
    assert answers[1] == {"said": "好"}


def test_mask_command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Any) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO('{"text": "电话13800138000"}\n'))
    assert mask.main(argparse.Namespace(), Settings(var=tmp_path)) == 0
    assert json.loads(capsys.readouterr().out) == {"masked": "电话" + "*" * 11, "spans": [[2, 13, "mobile"]]}
