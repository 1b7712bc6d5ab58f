"""Every block on a phone and on a desk: inside the screen, large enough to tap; pictures are kept to look at."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, NARROW, PHONE
from tests.browser.talking import answers, bubbles, overflows, say, tap

pytestmark = pytest.mark.browser

SIZES = {"phone": PHONE, "narrow": NARROW, "desk": DESK}
SHOWN = {
    "fields": "身份证丢了要带什么，补身份证",
    "list": "办护照要带什么",
    "steps": "流程",
    "places": "在哪办",
    "stale": "旧的",
    "urgent": "煤气",
    "clarify": "身份证",
    "failed": "出错",
    "number": "查进度",
}


@pytest.mark.parametrize("size", SIZES)
def test_blocks(size: str, open_page: Any, fake_page: str, pictures: Path) -> None:
    page = open_page(fake_page, SIZES[size])
    expect(page.get_by_role("heading", name="您好，想办什么事？")).to_be_visible()
    page.screenshot(path=pictures / f"{size}-welcome.png")
    for name, text in SHOWN.items():
        say(page, text)
        page.screenshot(path=pictures / f"{size}-{name}.png")
        assert not overflows(page), name
    assert too_small(page) == []


@pytest.mark.parametrize("size", SIZES)
def test_checklist_and_progress(size: str, open_page: Any, fake_page: str, pictures: Path) -> None:
    page = open_page(fake_page, SIZES[size])
    question = say(page, "娃上户口要带啥")
    expect(question).to_contain_text("第1题／共2题")
    page.screenshot(path=pictures / f"{size}-situation.png")
    tap(page, "随爸爸")
    expect(bubbles(page).last).to_have_text("随爸爸")
    answer = tap(page, "领了")
    expect(answer).to_contain_text("您共需准备 4 份，其中 1 份可免提交")
    page.screenshot(path=pictures / f"{size}-checklist-top.png")

    before = answers(page).count()
    box = answer.get_by_role("checkbox", name=re.compile("出生医学证明"))
    was = box.is_checked()
    box.click()
    expect(answer).to_contain_text("已备好 0/3" if was else "已备好 1/3")
    assert answers(page).count() == before, "a tick changes the list in its place"
    answer.get_by_text("要求和常见白跑原因").first.click()
    page.screenshot(path=pictures / f"{size}-checklist.png")
    page.locator(".messages").evaluate("box => box.scrollTop = box.scrollHeight")
    page.wait_for_timeout(200)
    page.screenshot(path=pictures / f"{size}-checklist-end.png")

    say(page, "查进度 9901002026000104")
    page.screenshot(path=pictures / f"{size}-identity.png")
    page.get_by_label("身份证或手机号后 4 位").fill("0203")
    page.get_by_role("button", name="核对").click()
    expect(answers(page).last).to_contain_text("已超 4 个工作日")
    expect(bubbles(page).last).to_have_text("••••")
    assert "0203" not in page.inner_text("body")
    page.screenshot(path=pictures / f"{size}-progress.png")
    assert not overflows(page)
    assert too_small(page) == []


def too_small(page: Page) -> list[str]:
    """What can be tapped and is lower than 44 px, or is written smaller than 16 px."""
    found: list[str] = page.evaluate(
        """() => {
          const shown = (e) => e.getClientRects().length > 0 && !e.closest(".unseen");
          const tapped = "button, summary, a, textarea, input:not([type=checkbox]), label.item-label";
          const low = [...document.querySelectorAll(tapped)]
            .filter((e) => shown(e) && !e.closest(".side-note") && e.getBoundingClientRect().height < 43.5)
            .map((e) => `low: ${e.textContent}`);
          const tiny = [...document.querySelectorAll("body *")]
            .filter((e) => shown(e) && e.innerText?.trim() && parseFloat(getComputedStyle(e).fontSize) < 16)
            .map((e) => `tiny: ${e.textContent}`);
          return [...low, ...tiny];
        }"""
    )
    return found
