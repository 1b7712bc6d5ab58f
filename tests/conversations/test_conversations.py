"""Plays every conversation of this directory over REST against the running stack."""

from __future__ import annotations

import json
import urllib.request
import uuid
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conversations import player

HERE = Path(__file__).parent
SCHEMA = HERE.parents[1] / "bot" / "reply.schema.json"
LISTS = ("text", "not_text", "options", "offers", "blocks", "places", *player.ROW_STATES)
SECONDS = 30  # for one answer


def conversations() -> list[tuple[str, dict[str, Any]]]:
    """Every conversation with the name of its file."""
    return [
        (path.stem, conversation)
        for path in sorted(HERE.glob("*.yml"))
        for conversation in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


PLAYED = conversations()


def post_to(base: str) -> Any:
    """A function that sends a message over REST to the dialogue at ``base``."""

    def post(sender: str, message: str) -> list[dict[str, Any]]:
        request = urllib.request.Request(  # noqa: S310 - the stack's own address
            f"{base.rstrip('/')}/webhooks/rest/webhook",
            data=json.dumps({"sender": sender, "message": message}).encode(),
            headers={"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            elements: list[dict[str, Any]] = json.load(answer)
        return elements

    return post


def test_conversations_are_well_formed() -> None:
    names = Counter(conversation["name"] for _, conversation in PLAYED)
    assert [name for name, count in names.items() if count > 1] == []
    for file, conversation in PLAYED:
        where = f"{file}: {conversation['name']}"
        assert set(conversation) == {"name", "turns"}, where
        for turn in conversation["turns"]:
            assert set(turn) <= {"says", "taps", "sender", "expect"}, where
            assert ("says" in turn) != ("taps" in turn), where
            for want in turn["expect"] if isinstance(turn["expect"], list) else [turn["expect"]]:
                assert set(want) <= player.CHECKS, where
                assert all(isinstance(want.get(key, []), list) for key in LISTS), where


@pytest.mark.integration
@pytest.mark.parametrize(
    "conversation", [conversation for _, conversation in PLAYED], ids=[f"{file}: {c['name']}" for file, c in PLAYED]
)
def test_conversation(stack: Any, conversation: dict[str, Any]) -> None:
    played = player.Player(
        post=post_to(stack.dialogue),
        sender=f"played-{uuid.uuid4().hex}",
        schema=json.loads(SCHEMA.read_text(encoding="utf-8")),
    )
    played.play(conversation["turns"])
