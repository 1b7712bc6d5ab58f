"""Runs an import: every row through its format, into a new file that replaces the former catalogue only when whole."""

from __future__ import annotations

import heapq
from pathlib import Path

from bot.calendar import Clock, system_clock
from bot.catalogue.imported import Profile, Writer, catalogue_file
from bot.catalogue.importers.draft import Origin, RowRefused, guide_of
from bot.catalogue.importers.formats import FORMATS
from bot.catalogue.importers.reading import Options, Reading, Row
from bot.catalogue.importers.report import Report
from bot.catalogue.starters import STARTERS, choose, worth
from bot.errors import CatalogueError
from bot.platform_api.models import Guide

KEPT_FOR_STARTERS = 200  # of the most worthwhile items; three are chosen of them


def import_file(
    path: Path, format_name: str, name: str, var: Path, options: Options, clock: Clock = system_clock
) -> Report:
    """Import ``path`` as the catalogue ``name``; the report says what came of each row.

    CatalogueError when the file cannot be read, no row is kept, or the disk fails; the former catalogue then stays.
    """
    if not path.is_file():
        raise CatalogueError(f"没有这个文件：{path} (no such file)")
    reading = FORMATS[format_name].open(path, options)
    report = Report(notes=reading.notes)
    with Writer(catalogue_file(var, name)) as writer:
        regions: set[str] = set()
        best = _write(reading, writer, report, regions)
        if not report.kept:
            raise CatalogueError(f"{report.text()}\n一项也没有收进，原来的目录不动 (nothing kept, nothing changed)")
        writer.finish(
            Profile(
                name=name,
                format=format_name,
                region=options.region
                or min(sorted(regions), key=len, default=""),  # the widest: 广东省 of 广东省广州市
                source=reading.origin.name,
                imported_at=clock.now().isoformat(timespec="seconds"),
                read=report.read,
                kept=report.kept,
                rejected=len(report.rejected),
                starters=choose(best),
            )
        )
    return report


def _write(reading: Reading, writer: Writer, report: Report, regions: set[str]) -> list[Guide]:
    """Write every row that can be kept, note their regions; gives the items that are most worth offering first."""
    seen: dict[str, str] = {}
    named: dict[tuple[str, str], str] = {}
    best: list[tuple[int, int, Guide]] = []
    for row in reading.rows:
        report.read += 1
        guide = _guide(row, reading.origin, seen, report)
        if guide is None:
            continue
        seen[guide.item.code] = row.number
        first = named.setdefault((guide.item.name, guide.item.department), row.number)
        if first != row.number:
            report.doubt(row.number, guide.item.code, f"同一部门有同名事项：在第 {first} 行")
        writer.add(guide)
        regions |= {guide.source.region} - {""} if guide.source else set()
        report.kept += 1
        heapq.heappush(best, (worth(guide), -report.kept, guide))
        if len(best) > KEPT_FOR_STARTERS:
            heapq.heappop(best)
    return [guide for _, _, guide in sorted(best, key=lambda ranked: ranked[:2], reverse=True)]


def _guide(row: Row, origin: Origin, seen: dict[str, str], report: Report) -> Guide | None:
    """The row's guide; None when it is rejected, which the report then says."""
    doubts: list[str] = []
    try:
        guide = guide_of(row.make(doubts.append), origin, doubts.append)
        if guide.item.code in seen:
            raise RowRefused(f"编码和第 {seen[guide.item.code]} 行重复，留前一行")
    except RowRefused as refused:
        report.reject(row.number, row.code, str(refused))
        return None
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        # A value of a kind nobody thought of must not lose the rows after it.
        report.reject(row.number, row.code, f"读不懂：{type(error).__name__} {error}")
        return None
    for doubt in doubts:
        report.doubt(row.number, guide.item.code, doubt)
    return guide


__all__ = ["STARTERS", "import_file"]
