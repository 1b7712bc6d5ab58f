"""How well questions put into other words are found, measured on the half of the queries that was not fitted on.

The floors are a little under what ``tests/benchmarks/faq.py`` measures; without the linker, so that only the bank's
search is on trial.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from opencc import OpenCC

from bot.faq.finder import Finder, Found
from bot.faq.judge import CHOOSE, NONE, SURE
from bot.faq.question import Question
from bot.faq.search import BankSearch
from tests.faq.conftest import TODAY, Asked


def finder(search: BankSearch) -> Finder:
    return Finder(lambda: search)


def best(found: Found) -> str:
    return found.candidates[0].question.question if found.candidates else ""


def answers(search: BankSearch, asked: Iterable[Asked]) -> list[tuple[Asked, Found]]:
    return [(one, finder(search).find(one.query, TODAY)) for one in asked]


@pytest.fixture(scope="module")
def held(search: BankSearch, asked: list[Asked]) -> list[tuple[Asked, Found]]:
    return answers(search, [one for one in asked if one.half == "held"])


def test_recall(held: list[tuple[Asked, Found]]):
    there = [(one, found) for one, found in held if one.question]
    first = sum(best(found) == one.question for one, found in there) / len(there)
    among = sum(one.question in [c.question.question for c in found.candidates] for one, found in there) / len(there)
    assert first >= 0.76 and among >= 0.90, (first, among)


def test_what_is_sure_is_right(held: list[tuple[Asked, Found]]):
    sure = [(one, found) for one, found in held if found.decision == SURE]
    right = sum(best(found) == one.question for one, found in sure)
    assert right / len(sure) >= 0.95 and len(sure) >= 0.3 * len(held), (right, len(sure))


def test_what_the_bank_does_not_have_is_not_answered(held: list[tuple[Asked, Found]]):
    strange = [found for one, found in held if not one.question]
    assert sum(found.decision == SURE for found in strange) <= 0.04 * len(strange)
    assert sum(found.decision == NONE for found in strange) >= 0.55 * len(strange)


def test_traditional_and_simplified_queries_give_the_same_answers(search: BankSearch, asked: list[Asked]):
    traditional = OpenCC("s2t")
    find = finder(search).find
    differing = [
        one.query for one in asked[::3] if find(one.query, TODAY) != find(traditional.convert(one.query), TODAY)
    ]
    assert differing == []


def test_every_question_finds_itself(search: BankSearch):
    found = [(one, finder(search).find(one.question, TODAY)) for one in search.questions]
    assert [one.question for one, answer in found if best(answer) != one.question] == []
    assert sum(answer.decision == SURE for _, answer in found) >= 0.97 * len(found)


def test_another_wording_counts_as_the_question(few: Callable[..., BankSearch]):
    one = Question("健康证多久办一次？", "一年。", also=("体检合格证几年一换",))
    found = finder(few(one, Question("护照有效期几年？", "10 年。"))).find("体检合格证几年换一次啊", TODAY)
    assert best(found) == one.question and len(found.candidates) == len({c.question for c in found.candidates})


def test_the_item_meant_decides_between_questions_that_read_alike(few: Callable[..., BankSearch]):
    bank = few(Question("丢了多少钱？", "20 元", "1003"), Question("丢了多少钱？", "120 元", "1017"))
    find = finder(bank).find
    assert find("丢了要花多少钱", TODAY, {"1017": 0.9}).candidates[0].question.item == "1017"
    assert find("丢了要花多少钱", TODAY, {"1003": 0.9}).candidates[0].question.item == "1003"


def test_questions_beside_the_bank_are_searched_the_same_way(search: BankSearch):
    own = Question("补的时候可以只拍半身照吗？", "可以。", "1003")
    found = finder(search).find("补办的时候能不能只拍个半身照", TODAY, {"1003": 0.9}, beside=(own,))
    assert found.candidates[0].question == own and found.decision in (SURE, CHOOSE)


@pytest.mark.parametrize("text", ["", "？？", "a", "\U0001f600", "的", "龘" * 300, "问" * 500])
def test_any_text_gets_an_honest_answer(search: BankSearch, text: str):
    assert finder(search).find(text, TODAY).decision == NONE


def test_an_empty_bank_finds_nothing(few: Callable[..., BankSearch]):
    assert finder(few()).find("护照多少钱", TODAY) == Found()


def test_the_citys_own_bank_goes_before_the_shipped_one(few: Callable[..., BankSearch]):
    own = Question("办护照要提前预约吗？", "要。", "1015")
    bank = few(Question("办护照要先预约吗？", "不用。", "1015", shipped=True), own)
    assert finder(bank).find("办护照要预约吗", TODAY).candidates[0].question == own
    assert [c.question.shipped for c in finder(bank).find("办护照要预约吗", TODAY, shipped=False).candidates] == [False]


def test_a_bank_that_follows_another_finds_the_same(search: BankSearch):
    questions = [*search.questions[5:], Question("能在月球上办证吗？", "不能。")]
    fresh = BankSearch(questions, search.words)
    following = BankSearch(questions, search.words, former=search)
    for text in ("月球上能不能办证", "身份证丢了别人拿去贷款", "护照办下来要多久"):
        assert finder(following).find(text, TODAY) == finder(fresh).find(text, TODAY)
