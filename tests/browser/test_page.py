"""The page itself, on the scripted dialogue: menu, clearing, reload, network, keyboard, screen reader, large text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE
from tests.browser.talking import answers, bubbles, overflows, say, tap

pytestmark = pytest.mark.browser


def test_reload_restores_the_conversation_at_its_end(open_page: Any, fake_page: str) -> None:
    page = open_page(fake_page)
    for text in ("补身份证", "流程", "在哪办"):
        say(page, text)
    page.reload()
    expect(answers(page)).to_have_count(3)
    expect(bubbles(page).last).to_have_text("在哪办")
    gap = page.locator(".messages").evaluate("box => box.scrollHeight - box.scrollTop - box.clientHeight")
    assert gap < 2


def test_clearing_asks_first_and_leaves_nothing(open_page: Any, fake_page: str, pictures: Path) -> None:
    page = open_page(fake_page)
    say(page, "补身份证")
    page.get_by_role("button", name="更多").click()
    page.screenshot(path=pictures / "state-menu.png")
    page.get_by_role("button", name="清除并退出").click()
    page.screenshot(path=pictures / "state-clear.png")
    page.keyboard.press("Escape")
    expect(answers(page)).to_have_count(1)
    page.get_by_role("button", name="更多").click()
    page.get_by_role("button", name="清除并退出").click()
    page.get_by_role("dialog").get_by_role("button", name="清除并退出").click()
    expect(page.get_by_role("heading", name="您好，想办什么事？")).to_be_visible()
    page.reload()
    expect(answers(page)).to_have_count(0)


def test_what_is_said_without_a_network_is_sent_later_once(open_page: Any, fake_page: str, pictures: Path) -> None:
    page = open_page(fake_page)
    say(page, "补身份证")
    page.context.set_offline(True)
    expect(page.get_by_text("网络断了")).to_be_visible(timeout=60_000)
    page.get_by_label("想问的话").fill("流程")
    page.get_by_role("button", name="发送").click()
    expect(page.get_by_text("连上网后自动发送")).to_be_visible()
    page.screenshot(path=pictures / "state-offline.png")
    page.context.set_offline(False)
    expect(answers(page)).to_have_count(2, timeout=60_000)
    expect(page.get_by_text("网络断了")).to_have_count(0)
    expect(bubbles(page)).to_have_count(2)


def test_each_answer_is_announced_once(open_page: Any, fake_page: str) -> None:
    page = open_page(fake_page)
    live = page.locator("[aria-live=polite]")
    expect(live).to_have_count(1)
    page.evaluate(
        """() => {
          window.said = [];
          const live = document.querySelector("[aria-live=polite]");
          const note = () => window.said.push(live.textContent);
          new MutationObserver(note).observe(live, {childList: true, subtree: true});
        }"""
    )
    answer = say(page, "流程")
    expect(live).to_have_text("一共 4 步：申请 → 受理 → 审核 → 领证。")
    assert page.evaluate("window.said") == ["一共 4 步：申请 → 受理 → 审核 → 领证。"]
    assert answer.locator("[aria-live], [role=alert], [role=log]").count() == 0


def test_with_the_keyboard_alone(open_page: Any, fake_page: str) -> None:
    page = open_page(fake_page, DESK)
    page.get_by_label("想问的话").focus()
    page.keyboard.type("身份证")
    page.keyboard.press("Enter")
    expect(answers(page)).to_have_count(1)
    page.get_by_role("button", name="到期换身份证").focus()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(bubbles(page).last).to_have_text("到期换身份证")
    page.get_by_role("button", name="更多").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "更多"


def test_large_text_grows_and_is_remembered(open_page: Any, fake_page: str, pictures: Path) -> None:
    page = open_page(fake_page, {"width": 360, "height": 740})
    page.get_by_role("button", name="更多").click()
    page.get_by_role("button", name="大字").click()
    page.reload()
    page.wait_for_selector(".welcome")
    page.screenshot(path=pictures / "state-large-welcome.png")
    say(page, "娃上户口")
    tap(page, "随妈妈")
    tap(page, "没领")
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 21
    assert not overflows(page)
    page.screenshot(path=pictures / "state-large.png")


def test_evidence_is_folded_and_opens(open_page: Any, fake_page: str, pictures: Path) -> None:
    page = open_page(fake_page)
    answer = say(page, "办护照要带什么")
    expect(answer.get_by_text("云州市公安局")).not_to_be_visible()
    answer.get_by_text("依据与更新时间").click()
    expect(answer.get_by_text("云州市公安局")).to_be_visible()
    page.locator(".messages").evaluate("box => box.scrollTop = box.scrollHeight")
    page.wait_for_timeout(300)
    page.screenshot(path=pictures / "state-evidence.png")


def test_the_tail_typed_into_the_ordinary_field_is_hidden_too(open_page: Any, fake_page: str) -> None:
    page = open_page(fake_page)
    say(page, "查进度 9901002026000104")
    say(page, "0203")
    expect(bubbles(page).last).to_have_text("••••")
    page.reload()
    expect(bubbles(page).last).to_have_text("••••")
    assert "0203" not in page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})").replace(
        str(page.evaluate("localStorage.getItem('banshi.session')")), ""
    )


def test_the_composer_stops_at_its_limit(open_page: Any, fake_page: str, pictures: Path) -> None:
    page = open_page(fake_page)
    page.get_by_label("想问的话").fill("我想问一下" * 95)
    expect(page.get_by_text("还能写 25 个字")).to_be_visible()
    page.screenshot(path=pictures / "state-limit.png")


def test_the_printed_checklist(open_page: Any, fake_page: str, pictures: Path) -> None:
    page = open_page(f"{fake_page}checklist/K7M2QX/print", {"width": 794, "height": 1123})
    page.emulate_media(media="print")
    page.screenshot(path=pictures / "print.png")
    page = open_page(f"{fake_page}checklist/ZZZZZZ/print", PHONE)
    expect(page.get_by_role("heading", name="没有找到这份清单")).to_be_visible()
    page.screenshot(path=pictures / "print-unknown.png")
