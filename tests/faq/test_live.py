"""The live bank follows its files, without waiting and without losing what answers."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.faq.bank import imported_path, save_imported
from bot.faq.live import LiveBank
from bot.faq.question import Question
from bot.settings import Settings


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def place(tmp_path: Path) -> tuple[Settings, Path, Path]:
    bank, lexicon = tmp_path / "faq", tmp_path / "lexicon"
    bank.mkdir()
    lexicon.mkdir()
    (bank / "common.csv").write_text("question,answer\n能代办吗？,能。\n", encoding="utf-8")
    return Settings(var=tmp_path / "var"), bank, lexicon


def later(live: LiveBank, clock: Clock) -> list[str]:
    clock.now += live.EVERY
    live.current()
    live.settle()
    return [one.question for one in live.current().questions]


def test_an_import_is_in_use_without_a_restart(place: tuple[Settings, Path, Path]):
    settings, bank, lexicon = place
    clock = Clock()
    live = LiveBank(settings, bank=bank, lexicon=lexicon, clock=clock)
    assert [one.question for one in live.current().questions] == ["能代办吗？"]
    save_imported(settings, [Question("要预约吗？", "要。")])
    assert len(live.current()) == 1, "the files are looked at every few seconds only"
    assert later(live, clock) == ["要预约吗？", "能代办吗？"]


def test_nothing_is_built_when_nothing_has_changed(place: tuple[Settings, Path, Path]):
    settings, bank, lexicon = place
    clock = Clock()
    live = LiveBank(settings, bank=bank, lexicon=lexicon, clock=clock)
    before = live.current()
    later(live, clock)
    assert live.current() is before


def test_a_bank_that_cannot_be_read_leaves_the_former_in_use(place: tuple[Settings, Path, Path]):
    settings, bank, lexicon = place
    clock = Clock()
    live = LiveBank(settings, bank=bank, lexicon=lexicon, clock=clock)
    imported_path(settings).parent.mkdir(parents=True)
    imported_path(settings).write_text("nonsense\n")
    assert later(live, clock) == ["能代办吗？"]
    save_imported(settings, [Question("要预约吗？", "要。")])
    assert len(later(live, clock)) == 2


def test_a_new_word_is_used_for_the_questions_that_are_there(place: tuple[Settings, Path, Path]):
    settings, bank, lexicon = place
    clock = Clock()
    live = LiveBank(settings, bank=bank, lexicon=lexicon, clock=clock)
    before = live.current()
    (lexicon / "concepts.csv").write_text("concept,group,words\n代办,,代办|替人\n", encoding="utf-8")
    os.utime(lexicon / "concepts.csv")
    later(live, clock)
    assert live.current().words is not before.words and live.current().words.names == ["代办"]
