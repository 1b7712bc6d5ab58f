"""What has expired, or does not hold yet, is withheld on the day that is asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot.faq.finder import Finder
from bot.faq.judge import NONE, SURE
from bot.faq.question import Question
from bot.faq.search import BankSearch

OLD = Question("补办护照多少钱？", "160 元。", "1017", expires_on=date(2026, 6, 30))
NEW = Question("补办护照多少钱？", "120 元。", "1017", effective_on=date(2026, 7, 1))
OTHER = Question("护照有效期几年？", "10 年。", "1015")
ASK = "补办护照要多少钱"


def finder(bank: BankSearch) -> Finder:
    return Finder(lambda: bank)


def test_the_version_that_holds_answers(few: Callable[..., BankSearch]):
    find = finder(few(OLD, NEW, OTHER)).find
    for day, answer in ((date(2026, 6, 30), "160 元。"), (date(2026, 7, 1), "120 元。")):
        found = find(ASK, day)
        assert found.decision == SURE and found.withheld is None
        assert found.candidates[0].question.answer == answer


def test_an_expired_answer_is_withheld_and_no_other_takes_its_place(few: Callable[..., BankSearch]):
    found = finder(few(OLD, OTHER)).find(ASK, date(2026, 11, 20))
    assert found.withheld == OLD and found.decision != SURE
    assert OLD not in [one.question for one in found.candidates]


def test_an_answer_that_does_not_hold_yet_is_withheld(few: Callable[..., BankSearch]):
    found = finder(few(NEW, OTHER)).find(ASK, date(2026, 6, 30))
    assert found.withheld == NEW and NEW not in [one.question for one in found.candidates]


def test_what_is_withheld_is_not_told_when_something_else_was_asked(few: Callable[..., BankSearch]):
    found = finder(few(OLD, OTHER)).find("今天天气怎么样", date(2026, 11, 20))
    assert (found.decision, found.withheld) == (NONE, None)


def test_an_id_gives_an_answer_only_while_it_holds(few: Callable[..., BankSearch]):
    get = finder(few(OLD, NEW)).get
    assert get(OLD.id, date(2026, 6, 30)) == OLD
    assert get(OLD.id, date(2026, 7, 1)) is None and get("nothing", date(2026, 7, 1)) is None
