"""The three journeys on a phone, against the whole assistant."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.talking import answers, bubbles, overflows, say, tap

pytestmark = [pytest.mark.integration, pytest.mark.browser]

LATE = "9901002026000104"  # promised some working days ago
TAIL = "0203"  # of the company's contact phone


def test_three_journeys(stack: Any, open_page: Any, pictures: Path) -> None:
    page = open_page(f"{stack.dialogue}/webhooks/web/")

    guide(page)
    code = checklist(page, pictures)
    progress(page, pictures)

    page.reload()
    expect(page.get_by_text(code).first).to_be_visible()
    expect(answers(page).last).to_contain_text("个工作日")
    assert TAIL not in page.inner_text("body")
    printed = page.context.new_page()
    printed.goto(f"{stack.dialogue}/webhooks/web/checklist/{code}/print")
    expect(printed.locator("body")).to_contain_text(code)

    page.get_by_role("button", name="更多").click()
    page.get_by_role("button", name="清除并退出").click()
    page.get_by_role("dialog").get_by_role("button", name="清除并退出").click()
    expect(page.get_by_role("heading", name="您好，想办什么事？")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="您好，想办什么事？")).to_be_visible()


def guide(page: Page) -> None:
    """A question from the welcome is answered with evidence."""
    page.get_by_role("main").get_by_role("button", name="身份证丢了补一个多少钱").click()
    expect(answers(page).last).to_contain_text("元")
    answers(page).last.get_by_text("依据与更新时间").click()
    expect(answers(page).last).to_contain_text("公安局")


def checklist(page: Page, pictures: Path) -> str:
    """Answer each question with its first option until the list comes, and tick something off."""
    say(page, "娃上户口要带啥")
    for _ in range(8):
        if answers(page).last.locator(".checklist").count():
            break
        first = answers(page).last.locator(".options .pill").first
        before, title = answers(page).count(), first.inner_text()
        first.click()
        expect(bubbles(page).last).to_have_text(title)
        expect(answers(page).nth(before)).to_be_visible()
    answer = answers(page).last
    expect(answer).to_contain_text(re.compile(r"您共需准备 \d+ 份，其中 \d+ 份可免提交"))
    code = answer.locator(".code-value").inner_text()
    assert re.fullmatch(r"[A-HJ-NP-Z2-9]{6}", code)
    answer.get_by_role("checkbox").first.click()
    expect(answer).to_contain_text("已备好 1/")
    page.screenshot(path=pictures / "journey-checklist.png")
    assert not overflows(page)
    return code


def progress(page: Page, pictures: Path) -> None:
    """The number, then the tail in a field of its own, then how late it is."""
    say(page, f"查进度 {LATE}")
    field = page.get_by_label(re.compile("后 4 位"))
    field.fill(TAIL)
    page.get_by_role("button", name="核对").click()
    expect(bubbles(page).last).to_have_text("••••")
    answer = answers(page).last
    expect(answer).to_contain_text(re.compile(r"已超 \d+ 个工作日"))
    days = re.search(r"已超 (\d+) 个工作日", answer.inner_text())
    assert days is not None
    assert int(days[1]) >= 2
    page.screenshot(path=pictures / "journey-progress.png")


def test_a_page_that_was_offline_sends_what_waited(stack: Any, open_page: Any) -> None:
    page = open_page(f"{stack.dialogue}/webhooks/web/")
    say(page, "你好")
    page.context.set_offline(True)
    page.get_by_label("想问的话").fill("补身份证多少钱")
    page.get_by_role("button", name="发送").click()
    before = answers(page).count()
    page.context.set_offline(False)
    expect(answers(page).nth(before)).to_be_visible(timeout=60_000)
    expect(bubbles(page)).to_have_count(2)


def test_the_question_can_be_tapped_and_typed(stack: Any, open_page: Any) -> None:
    page = open_page(f"{stack.dialogue}/webhooks/web/")
    say(page, "身份证")
    expect(answers(page).last.locator(".options .pill").first).to_be_visible()
    titles = answers(page).last.locator(".options .pill").all_inner_texts()
    tap(page, titles[0])
    expect(bubbles(page).last).to_have_text(titles[0])
