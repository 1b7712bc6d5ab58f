"""Our fields as a table can give them: each a text under a name, read into a draft.

``FIELDS`` is the vocabulary of mapping files (docs/catalogues.md lists it); the national format uses the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import blake2b

from bot.catalogue.importers.cleaning import day, listed, one_line, paragraphs, plain, web_address, yes_no
from bot.catalogue.importers.codes import OBJECTS, TASK_TYPES, word, words
from bot.catalogue.importers.draft import Doubt, Draft, RowRefused, listed_materials
from bot.catalogue.importers.limits import read_limit
from bot.platform_api.models import Basis, Fee, Online, Place, Proxy, Result

FIELDS = (
    "code", "name", "department", "type", "object", "theme", "aliases", "summary", "conditions", "materials",
    "statutory", "statutory_unit", "statutory_note", "promised", "promised_unit", "promised_note",
    "fee", "fee_charged", "fee_basis", "visits", "visit_reason",
    "online", "online_depth", "online_channel", "online_url", "proxy", "address", "window", "hours",
    "result", "validity", "delivery", "basis", "consult_phone", "complain_phone",
    "version", "effective_on", "checked_on", "region", "url",
)  # fmt: skip

#: Spelled by a spreadsheet that took a long code for a number: its last digits are gone.
_ROUNDED = re.compile(r"\d(?:\.\d+)?[eE]\+\d+")
_ARTICLE = r"第[零一二三四五六七八九十百千\d]+条(?:之[一二三])?"
_LAW = re.compile(rf"《(?P<law>[^《》]{{2,60}})》(?P<article>(?:{_ARTICLE})?)[：:，,。]?\s*(?P<text>.*)", re.S)
_ROMAN = {"ⅰ": 1, "ⅱ": 2, "ⅲ": 3, "ⅳ": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4, "一": 1, "二": 2, "三": 3, "四": 4}


def draft_from(
    values: Mapping[str, str], doubt: Doubt, units: Mapping[str, str] | None = None, *, coded: bool = True
) -> Draft:
    """The draft of a row whose ``values`` are under the names of FIELDS; ``units`` explains codes of units.

    A table that is not ``coded`` gets its codes made: of name and department, always the same for the same item.
    """

    def text(name: str) -> str:
        return plain(values.get(name))

    def line(name: str) -> str:
        return one_line(values.get(name))

    names = listed(text("materials"))
    draft = Draft(
        code=checked_code(line("code")) if coded else made_code(line("name"), line("department")),
        name=line("name"),
        department=line("department"),
        type=word(line("type"), TASK_TYPES),
        objects=words(line("object"), OBJECTS),
        theme=line("theme"),
        aliases=listed(text("aliases")),
        summary=line("summary"),
        conditions=paragraphs(text("conditions")),
        materials=listed_materials(names) if names else None,
        statutory=read_limit(line("statutory"), line("statutory_unit"), units=units, note=line("statutory_note")),
        promised=read_limit(line("promised"), line("promised_unit"), units=units, note=line("promised_note")),
        fee=fee_of(line("fee"), line("fee_charged"), text("fee_basis")),
        visits=whole(line("visits"), "到现场次数", doubt),
        visit_reason=line("visit_reason"),
        proxy=proxy_of(line("proxy")),
        basis=tuple(basis_of(part) for part in text("basis").split("\n") if part),
        consult=text("consult_phone"),
        complain=text("complain_phone"),
        version=line("version"),
        effective_on=day(values.get("effective_on")),
        checked_on=day(values.get("checked_on")),
        region=line("region"),
        url=web_address(values.get("url")) or web_address(values.get("online_url")),
    )
    draft.online = online_of(line("online"), line("online_depth"), line("online_channel"), text("online_url"), draft)
    draft.places = places_of(text("address"), line("window") or draft.department, line("hours"))
    if any(line(name) for name in ("result", "delivery")):
        draft.result = Result(line("result"), line("validity"), line("delivery"))
    for name, label in (("effective_on", "实施日期"), ("checked_on", "核对日期")):
        if text(name) and getattr(draft, name) is None:
            doubt(f"{label}不是日期：{text(name):.20}")
    return draft


def checked_code(code: str) -> str:
    """The code; RowRefused for one whose last digits a spreadsheet has lost."""
    if _ROUNDED.fullmatch(code):
        raise RowRefused(f"编码被表格软件存成了数字 {code}，后几位已经丢了：请把这一列设成文本再导出")
    return code


def made_code(name: str, department: str) -> str:
    """A code for an item that has none; empty without a name."""
    return f"n{blake2b(f'{name} {department}'.encode(), digest_size=8).hexdigest()}" if name else ""


def whole(text: str, label: str, doubt: Doubt) -> int | None:
    """A whole number; None, and a doubt, when it is none."""
    found = re.fullmatch(r"(\d{1,4})(?:\.0)?\s*次?", text)
    if text and not found:
        doubt(f"{label}不是数字：{text:.20}")
    return int(found[1]) if found else None


def fee_of(text: str, charged: str, basis: str) -> Fee | None:
    """The fee out of an answer in words and whether there is one; None when neither is said."""
    yes = yes_no(charged)
    if yes is None and text:
        yes = yes_no(text)
    if yes is None and re.match(r"不收|免费|免收", text):
        yes = False
    if yes is None and not text:
        return None
    if yes is False:
        return Fee(False, text if len(text) > 1 and yes_no(text) is None else "不收费", (), basis)
    said = text if text and yes_no(text) is None else "要收费，收多少没有写"
    return Fee(True, said, (), basis)


def proxy_of(text: str) -> Proxy | None:
    """Whether somebody else may apply; other text than yes or no is the rule."""
    if not text:
        return None
    yes = yes_no(text)
    if yes is not None:
        return Proxy(yes, "怎么代办没有写" if yes else "要本人办")
    return Proxy(not re.match(r"不|须本人|必须本人|仅限本人|本人", text), text)


def basis_of(text: str) -> Basis:
    """A law with its article where the text begins with one, else the text as it is."""
    found = _LAW.fullmatch(text)
    return Basis(found["law"], found["article"], found["text"]) if found else Basis("", "", text)


def online_of(possible: str, depth: str, channel: str, urls: str, draft: Draft) -> Online | None:
    """Whether and how far it can be done online; a depth of 1 to 4 in digits, Roman or Chinese."""
    url = web_address(urls)
    yes = yes_no(possible)
    level = depth_of(depth)
    if yes is None and level is None and not url:
        return None
    if yes is False:
        return Online(1, channel)
    return Online(level or (4 if draft.visits == 0 else 3), channel, url=url)


def depth_of(text: str) -> int | None:
    """The depth in ``3``, ``Ⅲ级``, ``三级``, or the deepest of several; None when none is said."""
    if re.search(r"全程|全流程", text):
        return 4
    found = (part.rstrip("级深度 ").lower() for part in re.split(r"[,，、;；^|]+", text))
    levels = [int(part) if part.isdigit() else _ROMAN.get(part, 0) for part in found]
    return max((level for level in levels if 1 <= level <= 4), default=None)


def places_of(text: str, window: str, hours: str) -> tuple[Place, ...] | None:
    """One place for each line or numbered part; an empty tuple for 无窗口, None when nothing is said."""
    if re.match(r"无线下|无窗口|没有窗口|不设窗口", text):
        return ()
    found = tuple(Place("", "", window, hours=hours, address=part) for part in paragraphs(text))
    return found or None
