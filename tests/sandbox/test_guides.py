"""Guides as served: whole, in parts, unpublished, unchanged, changed while running, and broken."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from bot.platform_api import codec
from bot.sandbox import guides as module
from bot.sandbox.guides import Guides
from bot.sandbox.seed_files import read_city


async def test_a_guide_is_what_the_codec_reads(sandbox: Any) -> None:
    guide = codec.GUIDE.decode(await (await sandbox.get("/v1/guides/1003")).json())
    assert guide.item.name == "居民身份证丢失补领"
    assert guide.item.published
    assert guide.fee.items[0].amount == 40


async def test_situations_and_materials_are_the_guide_s(sandbox: Any) -> None:
    guide = await (await sandbox.get("/v1/guides/1003")).json()
    for part in ("situations", "materials"):
        listed = await (await sandbox.get(f"/v1/{part}", params={"item": "1003"})).json()
        assert listed == {part: guide[part], "next_cursor": None}


@pytest.mark.parametrize("path", ["/v1/guides/1004", "/v1/situations?item=1004", "/v1/materials?item=1004"])
async def test_an_unpublished_guide_names_item_and_phone(sandbox: Any, path: str) -> None:
    response = await sandbox.get(path)
    problem = await response.json(content_type=None)
    assert (response.status, problem["code"]) == (404, "guide_unpublished")
    assert problem["item"] == {
        "code": "1004",
        "name": "临时居民身份证办理",
        "department": "公安局",
        "phone": "12345",
    }


async def test_an_unknown_item_has_no_guide(sandbox: Any) -> None:
    response = await sandbox.get("/v1/guides/0000")
    assert (response.status, (await response.json(content_type=None))["code"]) == (404, "item_unknown")


async def test_an_unchanged_guide_is_not_sent_again(sandbox: Any) -> None:
    first = await sandbox.get("/v1/guides/1003")
    again = await sandbox.get("/v1/guides/1003", headers={"If-None-Match": first.headers["ETag"]})
    other = await sandbox.get("/v1/guides/1003", headers={"If-None-Match": '"other"'})
    assert (again.status, await again.read()) == (304, b"")
    assert other.status == 200


class Ticks:
    """A monotonic clock that a test moves."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    os.utime(path, ns=(1, path.stat().st_mtime_ns + 1_000_000))


def test_a_changed_new_or_removed_file_is_seen_without_a_restart(seed: Path) -> None:
    ticks = Ticks()
    guides = Guides(seed / "guides", read_city(seed).items, monotonic=ticks)
    before = guides.get("1003")
    assert before is not None
    rewrite(seed / "guides" / "1003.yml", "amount: 40", "amount: 41")
    assert guides.get("1003") is before  # the folder is not looked at for every question
    ticks.now += module.LOOK
    after = guides.get("1003")
    assert after is not None
    assert after.guide.fee.items[0].amount == 41
    assert after.etag != before.etag
    (seed / "guides" / "1002.yml").unlink()
    ticks.now += module.LOOK
    assert guides.get("1002") is None
    assert len(guides) == 2


def test_a_broken_file_is_not_published_and_told(seed: Path, caplog: pytest.LogCaptureFixture) -> None:
    rewrite(seed / "guides" / "1003.yml", "summary:", "sumary:")
    (seed / "guides" / "9999.yml").write_text("code: '9999'", encoding="utf-8")
    guides = Guides(seed / "guides", read_city(seed).items)
    assert guides.broken == ["1003", "9999"]
    assert guides.get("1003") is None
    assert guides.get("1002") is not None
    item = guides.item("1003")
    assert item is not None
    assert not item.published
    assert "sumary: unknown field" in caplog.text
