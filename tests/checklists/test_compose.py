"""The list follows the answers: added, dropped, replaced, and only asked what changes it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.checklists import compose
from bot.platform_api.models import Material, Situation, SituationOption
from tests.support import guide, items, path


def made(*situations: Situation, materials: str = "a b c", always: str = "a b"):
    listed = tuple(
        Material(id=m, name=m, necessity="必要" if m in always.split() else "按情形") for m in materials.split()
    )
    return replace(guide("1003"), materials=listed, situations=situations)


def option(name: str, **effects) -> SituationOption:
    return SituationOption(id=name, title=name, **effects)


def ids(value, answers) -> list[str]:
    return [m.id for m in compose.materials(value, answers)]


def test_options_add_drop_and_replace():
    value = made(
        Situation(
            "s", "?", (option("add", add=("c",)), option("drop", drop=("b",)), option("swap", replace=(("a", "c"),)))
        )
    )
    assert ids(value, {}) == ["a", "b"]
    assert ids(value, {"s": "add"}) == ["a", "b", "c"]
    assert ids(value, {"s": "drop"}) == ["a"]
    assert ids(value, {"s": "swap"}) == ["b", "c"]


def test_a_question_that_changes_nothing_is_not_asked():
    value = made(
        Situation("idle", "?", (option("x", add=("a",)), option("y"))),
        Situation("s", "?", (option("p"), option("q", add=("c",)))),
    )
    assert [s.id for s in compose.open_questions(value, {})] == ["s"]


def test_a_question_for_some_answers_only():
    second = Situation("second", "?", (option("p"), option("q", add=("c",))), only_if=(("first", ("yes",)),))
    value = made(Situation("first", "?", (option("yes"), option("no"))), second)
    assert [s.id for s in compose.open_questions(value, {"first": "yes"})] == ["second"]
    assert compose.open_questions(value, {"first": "no"}) == ()
    assert ids(value, {"first": "no", "second": "q"}) == ["a", "b"], "an answer to a question not asked has no effect"


def test_taking_an_answer_back_takes_back_what_hung_on_it():
    second = Situation("second", "?", (option("p"), option("q", add=("c",))), only_if=(("first", ("yes",)),))
    value = made(Situation("first", "?", (option("yes"), option("no"))), second)
    assert compose.without(value, {"first": "yes", "second": "q"}, "first") == {}


@pytest.mark.parametrize("code", sorted(p.stem for p in path("bot", "sandbox", "seed", "guides").glob("*.yml")))
def test_every_way_through_a_real_guide_ends_in_a_list(code: str):
    value = guide(code)
    ways = [{}]
    seen = 0
    while ways:
        answers = ways.pop()
        questions = compose.open_questions(value, answers)
        if not questions:
            listed = compose.materials(value, answers)
            assert len({m.id for m in listed}) == len(listed)
            seen += 1
            continue
        assert len(answers) < 6, f"{items()[code].name} asks more than six questions"
        ways += [{**answers, questions[0].id: o.id} for o in questions[0].options]
    assert seen
