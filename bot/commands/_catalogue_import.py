"""``python -m bot catalogue import``, and the import that ``python -m bot up`` does by itself."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from bot.errors import CatalogueError, StartError
from bot.settings import ROOT, Settings, catalogue_name, loopback

HELP = "import a real catalogue: prints what was read, kept and rejected; all or nothing"

_DATA = ROOT.parent / "shared" / "data"

#: Registers that may lie on this machine, beside the project: catalogue (its format is called alike) → file.
BESIDE = {"guangdong": _DATA / "guangdong" / "policy.jsonl", "guangan": _DATA / "guangan" / "bszl-data.js"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file, its format, and what the file itself does not say."""
    from bot.catalogue.importers.formats import FORMATS

    formats = "; ".join(f"{name}: {known.help}" for name, known in FORMATS.items())
    parser.add_argument("file", type=Path)
    parser.add_argument("--format", required=True, choices=sorted(FORMATS), help=formats)
    parser.add_argument("--into", metavar="NAME", help="name of the catalogue (default: the format's)")
    parser.add_argument("--mapping", type=Path, metavar="FILE", help="which column holds what (docs/catalogues.md)")
    parser.add_argument("--source", default="", help="who published it, as answers name it")
    parser.add_argument("--region", default="", help="whose services it lists, such as 广东省")
    parser.add_argument("--as-of", default="", metavar="DATE", help="when it was published: 2021, 2021-05, 2021-05-06")
    parser.add_argument("--all", action="store_true", help="list every note of the report")


def main(args: argparse.Namespace, settings: Settings) -> int:
    """Import and print the report; 0 when something was kept."""
    from bot.catalogue.importers.reading import Options
    from bot.catalogue.importers.report import SHOWN
    from bot.catalogue.importers.run import import_file

    try:
        name = catalogue_name(args.into or args.format)
    except ValueError as error:
        raise CatalogueError(f"--into: 名字只能用字母、数字、- 和 _，最多 40 个字符 ({error})") from error
    options = Options(args.mapping, args.region, args.source, args.as_of)
    report = import_file(args.file, args.format, name, settings.var, options)
    print(report.text(len(report.rejected) + len(report.odd) * 4 if args.all else SHOWN))
    print(f"目录“{name}”已启用，用它来答：make run CATALOGUE={name} (in service)")
    return 0


def ensure(settings: Settings, beside: Mapping[str, Path] = BESIDE) -> None:
    """Import the catalogue that is set when it was not yet and its file lies beside; StartError tells how otherwise."""
    from bot.catalogue.imported import Imported, catalogue_file
    from bot.catalogue.importers.reading import Options
    from bot.catalogue.importers.run import import_file

    name = settings.catalogue
    if not name:
        return
    if settings.platform_url != f"http://{loopback(settings.host)}:{settings.sandbox_port}":
        raise StartError("BANSHI_CATALOGUE 由沙箱提供，不能和 BANSHI_PLATFORM_URL 同时设 (set only one of them)")
    path = catalogue_file(settings.var, name)
    try:
        Imported(path).close()
        return
    except CatalogueError as error:
        why = str(error)
    file = beside.get(name)
    if file is None or not file.is_file():
        raise StartError(
            f"目录“{name}”还没有导入。先运行：python -m bot catalogue import FILE --format FORMAT --into {name}"
            f"，再启动；不带 CATALOGUE 就是沙箱城市 ({why})"
        )
    print(f"目录“{name}”还没有导入，现在从 {file} 导入 (importing)")
    print(import_file(file, name, name, settings.var, Options()).text())
