"""Takes a question bank from a file into use: every row is kept or named with its reason, and nothing is half done."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from bot.errors import ContentError
from bot.faq.bank import Sorted, save_imported, sort_rows
from bot.faq.question import DRAFT
from bot.settings import Settings

SHOWN = 50  # rejected rows told one by one


@dataclass(frozen=True)
class Report:
    """What an import did. ``strangers`` are item codes that the catalogue in use does not have."""

    sorted: Sorted
    path: Path
    strangers: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """The report for people."""
        kept, rejected = self.sorted.kept, self.sorted.rejected
        drafts = sum(one.status == DRAFT for one in kept)
        lines = [f"read {self.sorted.read}, kept {len(kept)}, rejected {len(rejected)}"]
        lines += [f"  row {one.row}: {one.reason}" for one in rejected[:SHOWN]]
        if len(rejected) > SHOWN:
            lines.append(f"  … and {len(rejected) - SHOWN} more")
        if drafts:
            lines.append(f"{drafts} of those kept are drafts: they answer nobody until they are approved")
        if self.strangers:
            named = ", ".join(self.strangers[:10]) + (" …" if len(self.strangers) > 10 else "")
            lines.append(f"not in the catalogue: {named}; their questions are kept and answer without an item")
        return lines


def import_bank(file: Path, settings: Settings, codes: Collection[str] = ()) -> Report:
    """Put the file's questions in use in place of the bank imported before; ``codes`` are those of the catalogue.

    ContentError, and the former bank stays, when the file cannot be read or no row of it can be used.
    """
    found = sort_rows(file)
    if not found.kept:
        first = f": row {found.rejected[0].row}, {found.rejected[0].reason}" if found.rejected else ""
        raise ContentError(f"{file.name} holds no question that can be used{first}; the former bank stays in use")
    strangers = sorted({one.item for one in found.kept if one.item and one.item not in codes}) if codes else []
    return Report(found, save_imported(settings, found.kept), tuple(strangers))
