"""Guides and their items as JSON and YAML; used through ``codec``."""

from __future__ import annotations

from typing import Any

from bot.errors import ContentError
from bot.platform_api import models as m
from bot.platform_api.wire import (
    DAY,
    FLAG,
    NUMBER,
    TEXT,
    WHOLE,
    Json,
    ListOf,
    Maybe,
    Member,
    OneOf,
    PairsOf,
    Record,
    as_object,
)

_TEXTS = ListOf(TEXT)

#: Whom to call where a guide names nobody: the national hotline of the administration.
HOTLINE = "12345"

ITEM = Record(
    m.ServiceItem,
    (
        Member("code", TEXT),
        Member("name", TEXT),
        Member("department", TEXT),
        Member("type", TEXT),
        Member("object", TEXT),
        Member("theme", TEXT),
        Member("published", FLAG),
        Member("phone", TEXT),
        Member("aliases", _TEXTS, ()),
    ),
)

MATERIAL = Record(
    m.Material,
    (
        Member("id", TEXT),
        Member("name", TEXT),
        Member("necessity", OneOf(("必要", "按情形"))),
        Member("original", Maybe(WHOLE), 0),
        Member("copy", Maybe(WHOLE), 0),
        Member("electronic", FLAG, False),
        Member("source", TEXT, ""),
        Member("sharing", OneOf(m.SHARING_CLASSES), "不予共享"),
        Member("exempt", OneOf(m.EXEMPTIONS), ""),
        Member("standard", TEXT, ""),
        Member("mistake", TEXT, ""),
        Member("note", TEXT, ""),
    ),
)

_OPTION = Record(
    m.SituationOption,
    (
        Member("id", TEXT),
        Member("title", TEXT),
        Member("says", _TEXTS, ()),
        Member("add", _TEXTS, ()),
        Member("drop", _TEXTS, ()),
        Member("replace", PairsOf(TEXT), ()),
        Member("note", TEXT, ""),
    ),
)

SITUATION = Record(
    m.Situation,
    (
        Member("id", TEXT),
        Member("ask", TEXT),
        Member("options", ListOf(_OPTION)),
        Member("only_if", PairsOf(_TEXTS), ()),
    ),
)

_STEP = Record(m.Step, (Member("name", TEXT), Member("days", NUMBER), Member("detail", TEXT)))
_LIMIT = Record(
    m.Limit,
    (Member("days", Maybe(WHOLE)), Member("unit", OneOf(m.LIMIT_UNITS)), Member("note", TEXT, "")),
)
_FEE_ITEM = Record(m.FeeItem, (Member("name", TEXT), Member("amount", NUMBER), Member("unit", TEXT)))
_FEE = Record(
    m.Fee,
    (Member("charged", FLAG), Member("text", TEXT), Member("items", ListOf(_FEE_ITEM), ()), Member("basis", TEXT, "")),
)
_PLACE = Record(
    m.Place,
    (
        Member("district", TEXT),
        Member("hall", TEXT),
        Member("window", TEXT),
        Member("hours", TEXT, ""),
        Member("note", TEXT, ""),
        Member("address", TEXT, ""),
    ),
)
_ONLINE = Record(
    m.Online, (Member("depth", WHOLE), Member("channel", TEXT), Member("note", TEXT, ""), Member("url", TEXT, ""))
)
_PROXY = Record(m.Proxy, (Member("allowed", FLAG), Member("rule", TEXT)))
_RESULT = Record(m.Result, (Member("name", TEXT), Member("validity", TEXT), Member("delivery", TEXT)))
_BASIS = Record(m.Basis, (Member("law", TEXT), Member("article", TEXT), Member("text", TEXT)))
_PHONES = Record(m.Phones, (Member("consult", TEXT), Member("complain", TEXT)))
_SOURCE = Record(
    m.Source, (Member("name", TEXT), Member("region", TEXT), Member("url", TEXT, ""), Member("as_of", TEXT, ""))
)
_FAQ = Record(m.Faq, (Member("question", TEXT, name="q"), Member("answer", TEXT, name="a")))

#: The item's own fields stand in the guide beside the guide's; that it is published goes without saying.
_OUTSIDE = ("published", "phone", "aliases")
_GUIDE_ITEM = tuple(member for member in ITEM.members if member.attribute not in _OUTSIDE)


def _make_guide(**attributes: Any) -> m.Guide:
    own = {member.attribute: attributes.pop(member.attribute) for member in _GUIDE_ITEM}
    item = m.ServiceItem(**own, published=True, phone=attributes["phones"].consult or HOTLINE)
    return m.Guide(item=item, **attributes)


class _GuideRecord(Record[m.Guide]):
    def encode(self, value: m.Guide) -> dict[str, Any]:
        own = Record(m.ServiceItem, _GUIDE_ITEM).encode(value.item)
        rest = Record(m.Guide, self.members[len(_GUIDE_ITEM) :]).encode(value)
        return own | rest


GUIDE: Record[m.Guide] = _GuideRecord(
    _make_guide,
    (
        *_GUIDE_ITEM,
        Member("summary", TEXT),
        Member("audience", TEXT),
        Member("conditions", _TEXTS),
        Member("situations", ListOf(SITUATION)),
        Member("materials", ListOf(MATERIAL)),
        Member("steps", ListOf(_STEP)),
        Member("statutory", Maybe(_LIMIT), name="limits.statutory"),
        Member("promised", Maybe(_LIMIT), name="limits.promised"),
        Member("fee", Maybe(_FEE)),
        Member("visits", Maybe(WHOLE)),
        Member("visit_reason", TEXT),
        Member("online", Maybe(_ONLINE)),
        Member("proxy", Maybe(_PROXY)),
        Member("places", ListOf(_PLACE)),
        Member("result", Maybe(_RESULT)),
        Member("basis", ListOf(_BASIS)),
        Member("phones", _PHONES),
        Member("faq", ListOf(_FAQ)),
        Member("version", TEXT),
        Member("effective_on", Maybe(DAY)),
        Member("checked_on", Maybe(DAY)),
        Member("local", _TEXTS, ()),
        Member("source", Maybe(_SOURCE), None),
        Member("unsaid", ListOf(OneOf(m.UNSAID)), ()),
        Member("extra", PairsOf(TEXT), ()),
    ),
)


def decode_guide_file(document: Json, item: m.ServiceItem) -> m.Guide:
    """The guide an editor wrote (parsed YAML) for ``item``; ContentError when the file is another item's."""
    fields = as_object(document, "")
    if fields.get("code") != item.code:
        raise ContentError(f"code: expected {item.code!r}, the name of the file")
    own = {member.wire_name: getattr(item, member.attribute) for member in _GUIDE_ITEM}
    repeated = sorted((own.keys() & fields.keys()) - {"code"})
    if repeated:
        raise ContentError(f"{repeated[0]}: comes from the list of items and is not repeated in a guide")
    return GUIDE.decode({**own, **fields})
