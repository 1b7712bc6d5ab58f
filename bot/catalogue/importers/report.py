"""What came of an import: rows read, kept and rejected, each rejected one with its row and reason, and odd values."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

SHOWN = 20  # notes of one kind that are listed; the rest are counted

#: Kinds of notes, as they are headed.
ROWS, ODD = "没有收进的行", "收进了，但有疑问"


@dataclass(frozen=True)
class Note:
    """Something about one row: where it stands (line of a text file, row of a sheet), which item, and what."""

    row: str
    code: str
    reason: str


@dataclass
class Report:
    """Counts rows of the main table; ``rejected`` and ``odd`` say what was the matter with which, ``notes`` what else.

    ``kept + len(rejected) == read`` when the import has ended.
    """

    read: int = 0
    kept: int = 0
    rejected: list[Note] = field(default_factory=list)
    odd: list[Note] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def reject(self, row: object, code: str, reason: str) -> None:
        """The row is not kept."""
        self.rejected.append(Note(str(row), code, reason))

    def doubt(self, row: object, code: str, reason: str) -> None:
        """The row is kept; someone should look at it."""
        self.odd.append(Note(str(row), code, reason))

    def text(self, shown: int = SHOWN) -> str:
        """The report for people: rejected rows, odd values by kind, and the sum last; at most ``shown`` of a kind."""
        lines = [f"{ROWS}（rejected）：", *listing(self.rejected, shown)] if self.rejected else []
        if self.odd:
            lines += [f"{ODD}（kept, but odd）：", *by_kind(self.odd, shown)]
        lines += self.notes
        lines.append(
            f"读了 {self.read} 行，收进 {self.kept} 项，没收 {len(self.rejected)} 行，存疑 {len(self.odd)} 处 "
            f"(read {self.read}, kept {self.kept}, rejected {len(self.rejected)}, odd {len(self.odd)})"
        )
        return "\n".join(lines)


def listing(notes: list[Note], shown: int) -> list[str]:
    lines = [f"  第 {note.row} 行　{note.code or '（无编码）'}　{note.reason}" for note in notes[:shown]]
    return [*lines, f"  ……还有 {len(notes) - shown} 行"] if len(notes) > shown else lines


def by_kind(notes: list[Note], shown: int) -> list[str]:
    """Notes grouped by what is said before the colon, the most frequent first, with some rows of each."""
    kinds = Counter(note.reason.partition("：")[0] for note in notes)
    few = max(1, shown // 4)
    lines = []
    for kind, count in kinds.most_common():
        lines.append(f"  {kind}：{count} 处")
        of_kind = [note for note in notes if note.reason.partition("：")[0] == kind]
        for note in of_kind[:few]:
            detail = note.reason.partition("：")[2]
            lines.append(f"    第 {note.row} 行　{note.code}" + (f"　{detail}" if detail else ""))
        if count > few:
            lines.append(f"    ……还有 {count - few} 处")
    return lines
