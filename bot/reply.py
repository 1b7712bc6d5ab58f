"""Reply: what a topic says, the one currency between topics and channels.

``text`` is complete on its own; blocks add structure for channels that can show it; options are what a citizen can tap
next; evidence says where the answer comes from. ``bot/reply.schema.json`` is the JSON Schema of the whole, with the
shape of each block; tests check every reply against it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

TOPICS = (
    "guide", "faq", "checklist", "progress", "clarify", "handoff", "ticket", "rating", "appointment", "hall", "apply",
    "policy", "life_event", "licence", "notice", "talk",
)  # fmt: skip

STATUSES = (
    "answered", "clarifying", "collecting", "identity_required", "completed", "handed_off", "out_of_scope",
    "refused_input", "degraded", "failed",
)  # fmt: skip

Block = dict[str, Any]


@dataclass(frozen=True)
class Option:
    """Something to tap: ``title`` as shown, ``payload`` as sent (``/intent{"slot": "value"}``).

    ``says`` are other words that mean this option; they are understood, never shown.
    """

    title: str
    payload: str
    says: tuple[str, ...] = ()

    @classmethod
    def of(cls, title: str, intent: str, **entities: str) -> Option:
        """An option whose payload is ``intent`` with these entities."""
        return cls(title, f"/{intent}{json.dumps(entities, ensure_ascii=False)}" if entities else f"/{intent}")


@dataclass(frozen=True)
class Evidence:
    """Where an answer comes from: title of the guide, who publishes it, its version and dates (``YYYY-MM-DD``)."""

    title: str
    source: str
    version: str = ""
    effective_on: str = ""
    checked_on: str = ""
    basis: str = ""
    url: str = ""


@dataclass(frozen=True)
class ItemRef:
    code: str
    name: str
    department: str


@dataclass(frozen=True)
class Reply:
    """One answer. ``kind`` is ``<topic>.<what>``, ``status`` one of STATUSES; ValueError when it is not."""

    kind: str
    status: str
    text: str
    item: ItemRef | None = None
    blocks: tuple[Block, ...] = ()
    options: tuple[Option, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    as_of: datetime | None = None
    stale: bool = False
    error_id: str = ""

    def __post_init__(self) -> None:
        topic, _, what = self.kind.partition(".")
        if topic not in TOPICS or not what:
            raise ValueError(f"kind {self.kind!r} is not <topic>.<what> with a known topic")
        if self.status not in STATUSES:
            raise ValueError(f"status {self.status!r} is not in the vocabulary")
        if not self.text.strip():
            raise ValueError("a reply has a text")

    def but(self, **changes: Any) -> Reply:
        """A copy with these fields changed."""
        return replace(self, **changes)

    def to_json(self) -> dict[str, Any]:
        """The contract's JSON object; empty optional members are left out, ``blocks`` and ``options`` never."""
        out: dict[str, Any] = {"kind": self.kind, "status": self.status, "text": self.text}
        if self.item:
            out["item"] = {"code": self.item.code, "name": self.item.name, "department": self.item.department}
        out["blocks"] = [dict(block) for block in self.blocks]
        out["options"] = [{"title": option.title, "payload": option.payload} for option in self.options]
        out["evidence"] = [{key: value for key, value in vars(evidence).items() if value} for evidence in self.evidence]
        if self.as_of:
            out["as_of"] = self.as_of.isoformat(timespec="seconds")
        out["stale"] = self.stale
        if self.error_id:
            out["error_id"] = self.error_id
        return out


@lru_cache(maxsize=1)
def schema() -> dict[str, Any]:
    """The JSON Schema of a Reply."""
    loaded: dict[str, Any] = json.loads(Path(__file__).with_name("reply.schema.json").read_text(encoding="utf-8"))
    return loaded


__all__ = ["STATUSES", "TOPICS", "Block", "Evidence", "ItemRef", "Option", "Reply", "schema"]
