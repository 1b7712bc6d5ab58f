"""The page's files, their headers, and the printable checklist."""

from __future__ import annotations

import gzip
from pathlib import Path

import aiohttp
import pytest

from channels.web import pages, render
from channels.web.limits import Window
from tests.channels.web import gallery
from tests.channels.web.conftest import Server, running


async def get(url: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    asked = {"Accept-Encoding": "identity", **headers}
    async with aiohttp.ClientSession(auto_decompress=False) as session:
        async with session.get(url, headers=asked, allow_redirects=False) as answer:
            return answer.status, {k.lower(): v for k, v in answer.headers.items()}, await answer.read()


async def test_the_page_is_fresh_and_its_assets_last(server: Server) -> None:
    status, headers, body = await get(f"{server.page}/")
    assert (status, body) == (200, b"<!doctype html>page")
    assert headers["cache-control"] == "no-cache"
    assert headers["content-type"] == "text/html; charset=utf-8"
    status, headers, body = await get(f"{server.page}/assets/index-abc123.js", **{"Accept-Encoding": "gzip, br"})
    assert (status, gzip.decompress(body)) == (200, b"let a = 1;")
    assert headers["content-encoding"] == "gzip"
    assert "immutable" in headers["cache-control"]
    status, _, body = await get(f"{server.page}/", **{"If-None-Match": (await get(f"{server.page}/"))[1]["etag"]})
    assert (status, body) == (304, b"")


async def test_strict_headers_on_every_page(server: Server) -> None:
    for path in ("/", "/assets/index-abc123.js", "/print/print.css", "/checklist/K7M2QX/print", "/assets/none.js"):
        _, headers, _ = await get(server.page + path)
        policy = headers["content-security-policy"]
        assert "default-src 'none'; script-src 'self'; style-src 'self'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'self' https://www.yunzhou.example.gov.cn" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    "path", ["/assets/../input.py", "/assets/%2e%2e/input.py", "/assets/none.js", "/assets/index-abc123.js.gz"]
)
async def test_nothing_else_can_be_read(server: Server, path: str) -> None:
    assert (await get(server.page + path))[0] == 404


async def test_without_a_build_the_page_says_so(tmp_path: Path) -> None:
    async with running(tmp_path / "none") as server:
        status, _, body = await get(f"{server.page}/")
    assert (status, "make run" in body.decode()) == (503, True)


async def test_the_bare_path_leads_to_the_page(server: Server) -> None:
    status, headers, _ = await get(server.page)
    assert (status, headers["location"]) == (308, "/webhooks/web/")


async def test_the_printable_checklist(server: Server) -> None:
    status, headers, body = await get(f"{server.page}/checklist/k7m2qx/print")
    text = body.decode()
    assert status == 200
    assert headers["cache-control"] == "no-store"
    for part in (
        "出生医学证明",
        "您共需准备 <b>4</b> 份，其中 <b>1</b> 份可免提交",
        "K7M2QX",
        "接生医院",
        "常见白跑原因",
    ):
        assert part in text
    assert "免提交：" not in text


async def test_wrong_codes_are_answered_kindly_and_limited_by_client(server: Server) -> None:
    url = f"{server.page}/checklist/ZZZZZZ/print"
    for _ in range(10):
        status, _, body = await get(url, **{"X-Forwarded-For": "203.0.113.7"})
        assert (status, "没有找到这份清单" in body.decode()) == (404, True)
    status, headers, body = await get(f"{server.page}/checklist/K7M2QX/print", **{"X-Forwarded-For": "203.0.113.7"})
    assert (status, headers["retry-after"]) == (429, "600")
    assert "请稍等一会儿" in body.decode()
    assert (await get(f"{server.page}/checklist/K7M2QX/print", **{"X-Forwarded-For": "203.0.113.8"}))[0] == 200
    forged = {"X-Forwarded-For": "198.51.100.9, 203.0.113.7"}  # what the client wrote itself stands in front
    assert (await get(f"{server.page}/checklist/K7M2QX/print", **forged))[0] == 429


def test_what_a_guide_says_is_text_on_paper() -> None:
    block = gallery.checklist()
    block["title"] = "<script>alert(1)</script>"
    block["items"][0]["mistake"] = "<img src=x onerror=alert(1)>"
    page = render.checklist_page(block, base="/webhooks/web", city="云州市")
    assert "<script>alert" not in page
    assert "<img" not in page


def test_a_refused_encoding_is_not_sent() -> None:
    assert pages.accepted_encodings("gzip;q=0, br") == {"br"}
    assert pages.accepted_encodings("") == {""}


def test_a_window_lets_go_after_its_time() -> None:
    now = [0.0]
    window = Window(2, 10.0, clock=lambda: now[0])
    assert [window.take("a"), window.take("a"), window.take("a"), window.take("b")] == [True, True, False, True]
    now[0] = 10.5
    assert window.take("a")
