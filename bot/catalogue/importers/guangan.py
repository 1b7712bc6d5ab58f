"""``guangan``: a JavaScript file of item names by department, with links to each item's page that hold its code.

It has names and pages only, so every question about an item is answered with its page and a phone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import yaml

from bot.catalogue.importers.cleaning import one_line, web_address
from bot.catalogue.importers.codes import TASK_TYPES
from bot.catalogue.importers.draft import Doubt, Draft, RowRefused
from bot.catalogue.importers.reading import Options, Reading, Row, encoding_of, origin_of
from bot.errors import CatalogueError

SOURCE, REGION = "四川政务服务网", "四川省广安市广安区"

UNSORTED = "未分类"

_COMMENT = re.compile(r"^[ \t]*(?://[^\n]*$|/\*.*?\*/)", re.M | re.S)  # at the start of a line: // stands in links


def open_file(path: Path, options: Options) -> Reading:
    """The items of the file's array; CatalogueError when it holds none that can be read."""
    encoding, errors = encoding_of(path)
    text = path.read_text(encoding=encoding, errors=errors)
    return Reading(origin_of(options, name=SOURCE, region=REGION), _rows(departments(text, path)))


def departments(text: str, path: Path) -> list[Any]:
    """The array that the script assigns; a trailing comma, bare keys and single quotes are taken too."""
    bare = _COMMENT.sub("", text)
    start, end = bare.find("["), bare.rfind("]")
    if start < 0 or end < start:
        raise CatalogueError(f"{path}: 里面没有数组 (holds no array)")
    array = bare[start : end + 1]
    try:
        found = json.loads(array)
    except ValueError:
        try:
            found = yaml.load(array.replace("\t", " "), getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
        except yaml.YAMLError as error:
            raise CatalogueError(f"{path}: 数组读不懂 (a broken array): {' '.join(str(error).split())}") from error
    return list(found)


def _rows(found: list[Any]) -> Iterator[Row]:
    """One row for each item, numbered through the file; what is no list of items is a row that cannot be kept."""
    number = 0
    for department in found:
        for group, entry in _entries(department):
            number += 1
            yield _row(number, department, group, entry)


def _entries(department: Any) -> Iterator[tuple[str, Any]]:
    groups = department.get("items") if isinstance(department, Mapping) else None
    if not isinstance(groups, list):
        yield "", department
        return
    for group in groups:
        entries = group.get("sub_items") if isinstance(group, Mapping) else None
        if not isinstance(entries, list):
            yield "", group
            continue
        for entry in entries:
            yield one_line(group.get("main_item")), entry


def _row(number: int, department: Any, group: str, entry: Any) -> Row:
    link = str(entry.get("link", "")) if isinstance(entry, Mapping) else ""

    def make(doubt: Doubt) -> Draft:
        if not isinstance(entry, Mapping) or "name" not in entry:
            raise RowRefused("不是一个事项：要有 name 和 link")
        return draft_of(one_line(department.get("department")), group, entry, doubt)

    return Row(str(number), code_in(link), make)


def draft_of(department: str, group: str, entry: Mapping[str, Any], doubt: Doubt) -> Draft:
    """The draft of one item: code and type stand in its link."""
    link = web_address(entry.get("link"))
    if not link:
        raise RowRefused("没有能打开的链接，所以没有编码")
    query = parse_qs(urlsplit(link).query)
    task_type = query.get("taskType", [""])[0]
    draft = Draft(
        code=code_in(link),
        name=one_line(entry.get("name")),
        department=department,
        type=TASK_TYPES.get(task_type.zfill(2), ""),
        theme="" if group == UNSORTED else group,
        url=link,
    )
    if task_type and not draft.type:
        doubt(f"不认识的事项类型代码：{task_type}")
    draft.also("主项名称", draft.theme)
    draft.also("事项类型代码", task_type)
    draft.also("部门代码", query.get("deptCode", [""])[0])
    draft.also("行政区划代码", query.get("areaCode", [""])[0])
    known = {"name", "link"}
    for key, value in entry.items():
        if key not in known:
            draft.also({"qrcode": "二维码"}.get(key, str(key)), one_line(value))
    return draft


def code_in(link: str) -> str:
    """The item's code in its link; empty when it holds none."""
    return parse_qs(urlsplit(link).query).get("itemCode", [""])[0].strip()
