"""A stand-in for the dialogue, and a Sanic app with the web channel on it: to test and look at the page alone.

``python -m tests.channels.web.fake PORT`` serves it; the words in ``SAID`` bring up each kind of block.
"""

from __future__ import annotations

import asyncio
import json
import sys
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from sanic import Sanic

from bot.reply import Reply
from bot.settings import Settings
from channels.web import input as web
from channels.web import pages
from tests.channels.web import gallery

SAID: dict[str, Reply] = {
    "补身份证": gallery.OVERVIEW,
    "要带什么": gallery.LIST,
    "流程": gallery.STEPS,
    "在哪办": gallery.MAP,
    "旧的": gallery.STALE.but(as_of=datetime(2026, 11, 18, 10, 0, tzinfo=timezone.utc)),
    "煤气": gallery.URGENT,
    "身份证": gallery.CLARIFY,
    "出错": gallery.FAILED,
    "转人工": gallery.HANDOFF,
    "娃上户口": gallery.situation(1),
    "查进度 9901002026000104": gallery.IDENTITY,
    "查进度": gallery.NUMBER,
    "9901002026000104": gallery.IDENTITY,
}


class ScriptedTurns:
    """Answers by looking words up; keeps each conversation's history in memory."""

    def __init__(self, delay: float = 0.0) -> None:
        self.delay = delay
        self.taken: list[tuple[str, str, str | None]] = []
        self.kept: dict[str, list[dict[str, Any]]] = {}
        self.have: frozenset[str] = frozenset()
        self.answered: dict[str | None, list[dict[str, Any]]] = {}

    async def take(
        self, *, channel: str, sender: str, text: str, message_id: str | None = None
    ) -> list[dict[str, Any]]:
        self.taken.append((sender, text, message_id))
        await asyncio.sleep(self.delay)
        if message_id is not None and message_id in self.answered:
            return self.answered[message_id]
        replies = [reply.to_json() for reply in self.replies(sender, text)]
        self.answered[message_id] = replies
        at = datetime.now(timezone.utc).isoformat(timespec="seconds")
        entries = self.kept.setdefault(sender, [])
        if not text.startswith("/"):
            shown = "••••" if text == "0203" else text
            entries.append({"who": "citizen", "text": shown, "reply": None, "at": at})
        entries += [{"who": "assistant", "text": reply["text"], "reply": reply, "at": at} for reply in replies]
        return replies

    def replies(self, sender: str, text: str) -> list[Reply]:
        if text.startswith("/prepare_documents{") and "tick" in text:
            self.have ^= {json.loads(text.removeprefix("/prepare_documents"))["tick"]}
            return [gallery.checklist_reply(self.have)]
        if text.startswith("/answer_situation"):
            first = "随" in text
            return [gallery.situation(2) if first else gallery.checklist_reply(self.have)]
        if text == "0203":
            return [gallery.PROGRESS]
        if text == "两件事":
            return [gallery.OVERVIEW, gallery.MAP]
        if text.startswith("/guide_where"):
            return [gallery.MAP]
        found = [reply for said, reply in SAID.items() if said in text]
        return found[:1] or [gallery.GREETING]

    async def forget(self, *, channel: str, sender: str) -> None:
        self.kept.pop(sender, None)

    async def history(self, *, channel: str, sender: str, limit: int = 50) -> list[dict[str, Any]]:
        return self.kept.get(sender, [])[-limit:]

    async def printed_checklist(self, code: str, *, client: str) -> dict[str, Any] | None:
        return gallery.checklist(self.have) if code == gallery.CODE else None


def make_app(
    turns: ScriptedTurns, settings: Settings | None = None, *, static: Path = pages.STATIC, name: str = "fake"
) -> Sanic:
    settings = settings or Settings(var=Path("var"))
    Sanic.test_mode = True  # the same name may be used again
    app = Sanic(name, configure_logging=False)
    app.blueprint(web.blueprint(turns, settings, static=static))
    web.attach(app, turns, settings)
    return app


if __name__ == "__main__":
    make_app(ScriptedTurns(delay=0.4)).run(host="127.0.0.1", port=int(sys.argv[1]), access_log=False)
