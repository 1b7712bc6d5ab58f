"""The platform slow, failing or down: no empty reply, no wait over 4 s, the last known copy with its time."""

from __future__ import annotations

from typing import Any

import pytest

from tests.integration.talking import Citizen, fault

pytestmark = pytest.mark.integration
NUMBER, TAIL = "9901002026000104", "0203"
LONGEST = 4.0  # seconds


@pytest.mark.parametrize("mode", ["slow", "failing", "down"])
def test_a_guide_comes_from_the_last_copy(stack: Any, mode: str):
    citizen = Citizen(stack.dialogue)
    assert citizen.says("补身份证多少钱")[0]["status"] == "answered"
    with fault(stack.sandbox, mode):
        reply = citizen.says("补身份证多少钱")[0]
        assert citizen.seconds < LONGEST
        assert reply["status"] == "degraded" and reply["stale"] and reply["as_of"]
        assert "40 元" in reply["text"] and "暂时连不上" in reply["text"] and reply["evidence"]
    assert citizen.says("补身份证多少钱")[0]["status"] == "answered", "well again"


@pytest.mark.parametrize("mode", ["slow", "failing", "down"])
def test_a_guide_never_seen_is_not_made_up(stack: Any, mode: str):
    unseen = {"slow": "采伐证办理多少钱", "failing": "导游证多少钱", "down": "取水许可证多少钱"}[mode]
    citizen = Citizen(stack.dialogue)
    with fault(stack.sandbox, mode):
        reply = citizen.says(unseen)[0]
        assert citizen.seconds < LONGEST
        assert reply["status"] in ("degraded", "clarifying") and "元" not in reply["text"]
        assert reply["status"] == "clarifying" or "12345" in reply["text"]


@pytest.mark.parametrize("mode", ["slow", "failing", "down"])
def test_progress_says_that_it_cannot_be_read_and_keeps_the_number(stack: Any, mode: str):
    citizen = Citizen(stack.dialogue)
    assert citizen.says(f"查进度 {NUMBER}")[0]["status"] == "identity_required"
    with fault(stack.sandbox, mode):
        reply = citizen.says(TAIL)[0]
        assert citizen.seconds < LONGEST
        assert reply["status"] == "degraded" and NUMBER in reply["text"] and "12345" in reply["text"]
        assert "审核" not in reply["text"]


def test_a_checklist_goes_on_from_the_copy(stack: Any):
    citizen = Citizen(stack.dialogue)
    assert citizen.says("补身份证，给我列个清单")[0]["status"] == "collecting"
    with fault(stack.sandbox, "down"):
        assert citizen.says("我自己")[0]["kind"] == "checklist.question"
        assert citizen.seconds < LONGEST
        reply = citizen.says("在云州")[0]
        assert reply["status"] == "degraded" and "户口簿" in reply["text"] and reply["blocks"][0]["code"]
