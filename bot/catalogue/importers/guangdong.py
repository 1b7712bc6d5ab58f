"""``guangdong``: items of Guangdong's government service portal, one JSON object a line (or one JSON array of them)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bot.catalogue.importers.cleaning import listed, one_line, paragraphs, plain, web_address, yes_no
from bot.catalogue.importers.draft import Doubt, Draft, RowRefused, listed_materials
from bot.catalogue.importers.limits import read_limit
from bot.catalogue.importers.reading import Options, Reading, Row, encoding_of, origin_of
from bot.errors import CatalogueError
from bot.platform_api.models import Online, Place

Record = Mapping[str, Any]

SOURCE, REGION, AS_OF = "广东政务服务网", "广东省", "2021"

NO_WINDOW = "无线下办理窗口"

#: What has a field of its own in the draft.
_FIELDS = {
    "TASK_CODE", "TASK_NAME", "DEPT_NAME", "TASK_TYPE_TEXT", "AREA_CODE_TEXT", "service_object_name", "theme_category",
    "accept_standard", "material_intro", "handle_time", "handle_time_limit", "visit_number", "handle_location", "URL",
    "bear_paltform", "consult_phone", "complain_phone",
}  # fmt: skip

#: What is kept beside, under a label people understand; any other field keeps its own name.
_LABELS = {
    "CATANAME": "主项名称", "parentCatalogName": "主项名称", "subCatalogName": "子项名称", "matter_name": "子项名称",
    "subTaskName": "办理项名称", "matter_short": "简称名称", "matter_daily": "日常用语名称", "matter_level": "层级",
    "district": "层级", "co_department": "联办部门", "courier_service": "物流快递", "online_book": "网上预约",
    "online_book_addr": "预约网址", "ONLINECHECK": "可网上办理", "matter_type": "事项类型", "TASK_TYPE": "事项类型代码",
    "ORGCODE": "机构代码", "AREACODE": "行政区划代码", "CATAID": "子项编码", "parentCatalogId": "主项编码",
    "TASK_STATE": "事项状态", "TASK_TAG": "标签", "LIMIT_SCENE_NUM": "到现场次数",
}  # fmt: skip

#: Kept only when it says something else than the field it repeats.
_REPEATS = {"LIMIT_SCENE_NUM": "visit_number", "matter_type": "TASK_TYPE_TEXT", "ONLINECHECK": "online_book"}

_YES_NO = {"courier_service", "online_book"}


def open_file(path: Path, options: Options) -> Reading:
    """The rows of the file; CatalogueError when it is no text, or a broken array."""
    encoding, errors = encoding_of(path)
    origin = origin_of(options, name=SOURCE, region=REGION, as_of=AS_OF)
    return Reading(origin, _rows(path, encoding, errors))


def _rows(path: Path, encoding: str, errors: str) -> Iterator[Row]:
    with path.open(encoding=encoding, errors=errors) as file:
        start = file.read(1)
        while start.isspace():
            start = file.read(1)
        file.seek(0)
        if start == "[":
            try:
                records = json.load(file)
            except ValueError as error:
                raise CatalogueError(f"{path}: a broken JSON array: {error}") from error
            for number, record in enumerate(records, 1):
                yield _row(number, json.dumps(record))
            return
        for number, line in enumerate(file, 1):
            if line.strip():
                yield _row(number, line)


def _row(number: int, line: str) -> Row:
    def make(doubt: Doubt) -> Draft:
        try:
            record = json.loads(line)
        except ValueError as error:
            raise RowRefused(f"不是合法的 JSON：{error}") from error
        if not isinstance(record, dict):
            raise RowRefused("不是一个 JSON 对象")
        return draft_of(record, doubt)

    found = re.search(r'"TASK_CODE"\s*:\s*"([^"]{0,64})"', line)
    return Row(str(number), found[1] if found else "", make)


def draft_of(record: Record, doubt: Doubt) -> Draft:
    """The draft of one record."""
    themes = texts(record.get("theme_category"))
    names = texts(record.get("material_intro"))
    draft = Draft(
        code=one_line(record.get("TASK_CODE")),
        name=one_line(record.get("TASK_NAME")) or one_line(record.get("matter_name")),
        department=one_line(record.get("DEPT_NAME")),
        type=one_line(record.get("TASK_TYPE_TEXT")) or one_line(record.get("matter_type")),
        objects=texts(record.get("service_object_name")),
        theme=next((theme for theme in themes if theme != "其他"), themes[0] if themes else ""),
        aliases=tuple(alias for key in ("matter_short", "matter_daily") for alias in everyday(record.get(key))),
        conditions=paragraphs(plain(record.get("accept_standard"))),
        materials=listed_materials(names) if names else None,
        statutory=read_limit(one_line(record.get("handle_time"))),
        promised=read_limit(one_line(record.get("handle_time_limit"))),
        visits=visits(record, doubt),
        consult=plain(record.get("consult_phone")),
        complain=plain(record.get("complain_phone")),
        region=one_line(record.get("AREA_CODE_TEXT")),
        url=web_address(record.get("URL")),
    )
    draft.online = online(record, draft)
    draft.places = places(plain(record.get("handle_location")), draft.department)
    if len(themes) > 1:
        draft.also("主题", "、".join(themes))
    if plain(record.get("URL")) and not draft.url:
        doubt(f"网址打不开：{plain(record['URL']):.60}")
        draft.also("网址（原文）", plain(record["URL"]))
    _keep_the_rest(record, draft)
    return draft


def texts(value: Any) -> tuple[str, ...]:
    """The clean texts of a list, or of a text that lists them; each once."""
    if isinstance(value, list):
        cleaned = (one_line(element).strip("\\；;，,。 ") for element in value)
        return tuple(dict.fromkeys(text for text in cleaned if text))
    return listed(plain(value))


def everyday(value: Any) -> tuple[str, ...]:
    """Everyday names out of a field that lists them with commas, spaces or quotes."""
    parts = re.split(r"[,，、;；\s“”\"]+", plain(value))
    return tuple(part for part in parts if part)


def visits(record: Record, doubt: Doubt) -> int | None:
    """How often one has to come."""
    said = one_line(record.get("visit_number")) or one_line(record.get("LIMIT_SCENE_NUM"))
    if said and not said.isdigit():
        doubt(f"到现场次数不是数字：{said:.20}")
    return int(said) if said.isdigit() else None


def online(record: Record, draft: Draft) -> Online | None:
    """Whether it can be done online: wholly when nobody has to come."""
    possible = yes_no(record.get("ONLINECHECK"))
    if possible is None:
        possible = True if draft.url else None
    if possible is None:
        return None
    channel = one_line(record.get("bear_paltform"))
    if not possible:
        draft.also("办理系统", channel)
        return Online(1, "")
    return Online(4 if draft.visits == 0 else 3, channel, url=draft.url)


def places(text: str, department: str) -> tuple[Place, ...] | None:
    """Where it is handled; an empty tuple when there is no window, None when nothing is said."""
    if text == NO_WINDOW:
        return ()
    address = plain(re.sub(r"^办理地点[：:]\s*", "", text))
    return (Place("", "", department, address=address),) if address else None


def _keep_the_rest(record: Record, draft: Draft) -> None:
    for key, value in record.items():
        if key in _FIELDS or (key in _REPEATS and value == record.get(_REPEATS[key])):
            continue
        text = "、".join(texts(value)) if isinstance(value, list) else plain(value)
        if key in _YES_NO and (said := yes_no(text)) is not None:
            text = "支持" if said else "不支持"
        label = _LABELS.get(key, key)
        if text and text != draft.name and draft.extra.get(label) != text:
            draft.also(label, text)
