"""Plays a conversation written in YAML and compares every reply with what is expected of it.

A turn ``says`` a message or ``taps`` an option of the last replies: by its title, by the name of a checklist row, or as
``{item: "1003"}`` by the service item its payload asks about. ``sender: other`` makes another person speak. ``{code}``
in a message stands for the last checklist code that was shown.

``expect`` holds, for each reply, any of: ``kind``, ``status`` and ``item`` (alternatives joined by ``|``), ``text`` and
``not_text`` (substrings), ``options`` (titles), ``offers`` (codes of items among the options), ``blocks`` (types),
``places`` (names, or parts of them, in a map), ``todo``, ``have`` and ``exempt`` (the same of checklist rows in that
state), ``state``, ``late`` and ``paused`` (of a progress block), ``same_as`` (number of an earlier turn with the same
text).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import jsonschema

ReplyJson = dict[str, Any]
Turn = dict[str, Any]
Post = Callable[[str, str], list[dict[str, Any]]]

CHECKS = {
    "kind", "status", "item", "text", "not_text", "options", "offers", "blocks", "places", "todo", "have", "exempt",
    "state", "late", "paused", "same_as",
}  # fmt: skip
ROW_STATES = ("todo", "have", "exempt")
CODE_IN_TEXT = re.compile(r"清单(?:编号)?\s*([A-HJ-NP-Z2-9]{6})")


class Mismatch(AssertionError):
    """A reply is not what the conversation expects; the message holds the dialogue so far."""


@dataclass
class Player:
    """Plays turns through ``post(sender, message)``, which answers as the REST channel does."""

    post: Post
    sender: str
    schema: ReplyJson
    code: str = ""
    transcript: list[str] = field(default_factory=list)
    answers: list[list[ReplyJson]] = field(default_factory=list)
    _last: dict[str, list[ReplyJson]] = field(default_factory=dict)

    def play(self, turns: list[Turn]) -> None:
        """Play all turns; ``Mismatch`` at the first reply that is not as expected."""
        for number, turn in enumerate(turns, 1):
            who = turn.get("sender", "")
            message = self._message(turn, self._last.get(who, []))
            self.transcript.append(f"{number:>2} {who or '民'} ▸ {message}")
            elements = self.post(f"{self.sender}-{who}" if who else self.sender, message)
            replies = [self._reply(element) for element in elements]
            self._last[who] = replies
            self.answers.append(replies)
            self._remember_code(replies)
            wanted = turn["expect"] if isinstance(turn["expect"], list) else [turn["expect"]]
            if len(replies) != len(wanted):
                self._fail(f"turn {number}: {len(replies)} replies instead of {len(wanted)}")
            for reply, want in zip(replies, wanted, strict=True):
                for problem in self._problems(reply, want):
                    self._fail(f"turn {number}: {problem}")

    def _message(self, turn: Turn, last: list[ReplyJson]) -> str:
        if "says" in turn:
            text = str(turn["says"])
            if "{code}" in text and not self.code:
                self._fail("no checklist code has been shown yet")
            return text.replace("{code}", self.code)
        wanted = turn["taps"]
        options = [option for reply in reversed(last) for option in reply["options"]]
        for option in options:
            if isinstance(wanted, dict) and f'"{wanted["item"]}"' in option["payload"]:
                return str(option["payload"])
            if option["title"] == wanted:
                return str(option["payload"])
        for row in (row for reply in last for row in rows(reply)):
            if isinstance(wanted, str) and wanted in row["name"] and "payload" in row:
                return str(row["payload"])
        self._fail(f"nothing to tap for {wanted!r} among {[option['title'] for option in options]}")
        raise AssertionError  # not reached

    def _reply(self, element: dict[str, Any]) -> ReplyJson:
        reply: ReplyJson = element.get("custom") or {}
        self.transcript.append(f"   助 ◂ {json.dumps(reply, ensure_ascii=False)}")
        try:
            jsonschema.validate(reply, self.schema)
        except jsonschema.ValidationError as error:
            self._fail(f"the reply breaks the schema: {error.message}")
        if element.get("text") != reply["text"]:
            self._fail("text beside custom is not the reply's text")
        return reply

    def _remember_code(self, replies: list[ReplyJson]) -> None:
        for reply in replies:
            for block in reply["blocks"]:
                if block["type"] == "checklist":
                    self.code = block["code"]
            found = CODE_IN_TEXT.search(reply["text"])
            if found and reply["kind"].startswith("checklist."):
                self.code = found.group(1)

    def _problems(self, reply: ReplyJson, want: dict[str, Any]) -> list[str]:
        problems = []
        for name, got in (("kind", reply["kind"]), ("status", reply["status"]), ("item", item_of(reply))):
            if name in want and got not in str(want[name]).split("|"):
                problems.append(f"{name} is {got!r} instead of {want[name]!r}")
        problems += [f"{part!r} is not in the text" for part in want.get("text", ()) if part not in reply["text"]]
        problems += [f"{part!r} is in the text" for part in want.get("not_text", ()) if part in reply["text"]]
        titles = [option["title"] for option in reply["options"]]
        problems += [f"option {title!r} is not in {titles}" for title in want.get("options", ()) if title not in titles]
        payloads = " ".join(option["payload"] for option in reply["options"])
        problems += [f"item {code} is not offered" for code in want.get("offers", ()) if f'"{code}"' not in payloads]
        types = [block["type"] for block in reply["blocks"]]
        problems += [f"block {kind!r} is not in {types}" for kind in want.get("blocks", ()) if kind not in types]
        names = [place["name"] for block in reply["blocks"] if block["type"] == "map" for place in block["places"]]
        problems += [f"no place {part!r} in {names}" for part in want.get("places", ()) if not has(part, names)]
        problems += row_problems(reply, want)
        problems += progress_problems(reply, want)
        if "same_as" in want and reply["text"] != self.answers[want["same_as"] - 1][0]["text"]:
            problems.append(f"the text is not the same as in turn {want['same_as']}")
        return problems

    def _fail(self, problem: str) -> None:
        raise Mismatch("\n".join([problem, *self.transcript]))


def rows(reply: ReplyJson) -> list[dict[str, Any]]:
    """The rows of the reply's checklist blocks."""
    return [row for block in reply["blocks"] if block["type"] == "checklist" for row in block["items"]]


def item_of(reply: ReplyJson) -> str:
    return str(reply["item"]["code"]) if "item" in reply else ""


def row_problems(reply: ReplyJson, want: dict[str, Any]) -> list[str]:
    problems = []
    for state in ROW_STATES:
        names = [row["name"] for row in rows(reply) if row["state"] == state]
        problems += [f"no row {part!r} is {state}: {names}" for part in want.get(state, ()) if not has(part, names)]
    return problems


def progress_problems(reply: ReplyJson, want: dict[str, Any]) -> list[str]:
    if not {"state", "late", "paused"} & set(want):
        return []
    block = next((block for block in reply["blocks"] if block["type"] == "progress"), None)
    if block is None:
        return ["there is no progress block"]
    got = {"state": block["state"], "late": block.get("late_workdays", 0) > 0, "paused": block.get("paused", False)}
    return [f"{key} is {got[key]!r} instead of {want[key]!r}" for key in got if key in want and got[key] != want[key]]


def has(part: str, names: list[str]) -> bool:
    return any(part in name for name in names)
