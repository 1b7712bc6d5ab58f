"""Runs an import of a small file for a test and gives its report and what can be read back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.catalogue.imported import Imported, catalogue_file
from bot.catalogue.importers.reading import Options
from bot.catalogue.importers.report import Report
from bot.catalogue.importers.run import import_file
from bot.platform_api.models import Guide
from bot.settings import ROOT

FIXTURES = ROOT / "tests" / "fixtures" / "catalogues"


@dataclass(frozen=True)
class Outcome:
    """An import that ended well."""

    report: Report
    catalogue: Imported

    def guide(self, code: str) -> Guide:
        guide = self.catalogue.guide(code)
        assert guide is not None, f"no guide {code}; there are {[item.code for item in self.catalogue.items()]}"
        return guide

    def beside(self, code: str) -> dict[str, str]:
        return dict(self.guide(code).extra)

    @property
    def rejected(self) -> list[tuple[str, str]]:
        return [(note.row, note.reason) for note in self.report.rejected]

    @property
    def odd(self) -> list[str]:
        return [note.reason for note in self.report.odd]


def imported(var: Path, path: Path, format_name: str, **options: object) -> Outcome:
    """Import ``path`` as a catalogue called like its format."""
    report = import_file(path, format_name, format_name, var, Options(**options))  # type: ignore[arg-type]
    assert report.read == report.kept + len(report.rejected)
    return Outcome(report, Imported(catalogue_file(var, format_name)))
