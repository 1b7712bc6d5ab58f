"""Importing a bank: a report of every row, and nothing half done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.errors import ContentError
from bot.faq.bank import imported_path, load_bank
from bot.faq.importing import import_bank
from bot.settings import Settings

Write = Callable[..., Path]
HEADER = "question,answer,item,effective_on,expires_on,status\n"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(var=tmp_path / "var")


def test_each_row_is_kept_or_named(settings: Settings, bank_file: Write):
    file = bank_file(
        HEADER
        + "能代办吗？,能。,1003,,,\n"
        + "电话多少？,打13800138000。,,,,\n"
        + "多久？,三天。,,下周,,\n"
        + "能代办吗,不能。,1003,,,\n"
        + "以后呢？,不知道。,,,,draft\n"
    )
    lines = import_bank(file, settings, {"1003"}).lines()
    assert lines[0] == "read 5, kept 2, rejected 3"
    assert lines[1:4] == [
        "  row 3: personal data (手机号)",
        "  row 4: effective_on '下周' is no date (2026-01-31)",
        "  row 5: the same question as in row 2",
    ]
    assert "drafts" in lines[4]
    assert [one.answer for one in load_bank(settings, bank_file("", name="x").parent / "none")] == ["能。"]


def test_a_code_that_the_catalogue_does_not_have_is_told(settings: Settings, bank_file: Write):
    report = import_bank(bank_file(HEADER + "能代办吗？,能。,9999,,,\n"), settings, {"1003"})
    assert report.strangers == ("9999",) and "9999" in report.lines()[-1]


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", HEADER, HEADER + "没有答案,,,,,\n"])
def test_a_failed_import_leaves_the_former_bank(settings: Settings, bank_file: Write, text: str):
    import_bank(bank_file(HEADER + "能代办吗？,能。,1003,,,\n"), settings)
    before = imported_path(settings).read_bytes()
    with pytest.raises(ContentError):
        import_bank(bank_file(text), settings)
    assert imported_path(settings).read_bytes() == before
    assert [path.name for path in imported_path(settings).parent.iterdir()] == ["bank.csv"]


def test_a_file_that_is_not_there(settings: Settings, tmp_path: Path):
    with pytest.raises(ContentError):
        import_bank(tmp_path / "none.csv", settings)


def test_an_import_takes_the_place_of_the_one_before(settings: Settings, bank_file: Write, tmp_path: Path):
    import_bank(bank_file(HEADER + "能代办吗？,能。,1003,,,\n"), settings)
    import_bank(bank_file(HEADER + "要预约吗？,要。,1003,,,\n"), settings)
    assert [one.question for one in load_bank(settings, tmp_path / "none")] == ["要预约吗？"]
