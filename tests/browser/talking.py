"""What a citizen does on the page, and what the page shows."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect


def say(page: Page, text: str) -> Locator:
    """Type and send; gives the answer when it has come."""
    before = answers(page).count()
    page.get_by_label("想问的话").fill(text)
    page.get_by_role("button", name="发送").click()
    return answer_after(page, before)


def tap(page: Page, title: str) -> Locator:
    """Tap an option under the last answer."""
    before = answers(page).count()
    answers(page).last.get_by_role("button", name=title, exact=True).click()
    return answer_after(page, before)


def answers(page: Page) -> Locator:
    return page.locator(".message--assistant")


def bubbles(page: Page) -> Locator:
    return page.locator(".message--citizen .Bubble")


def answer_after(page: Page, before: int) -> Locator:
    expect(answers(page).nth(before)).to_be_visible()
    expect(page.locator(".waiting")).to_have_count(0)
    return answers(page).last


def overflows(page: Page) -> bool:
    """Whether the page is wider than the screen."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
