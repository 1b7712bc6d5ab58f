"""The platform's JSON and our models, each way; with ``guide_codec`` the only place that spells the platform's fields.

``GUIDE.decode(document)`` reads strictly: an unknown or missing field is a ContentError that names it.
``GUIDE.encode(guide)`` writes it back, and ``GUIDE.schema()`` is its JSON Schema in the sandbox's OpenAPI document.
Each other record does the same; ``decode_guide_file`` reads the YAML an editor writes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.platform_api import models as m
from bot.platform_api.guide_codec import GUIDE, ITEM, MATERIAL, SITUATION, decode_guide_file
from bot.platform_api.wire import DAY, TEXT, WHOLE, Json, ListOf, Maybe, Member, OneOf, Record, Shape

DISTRICT = Record(
    m.District, (Member("code", TEXT), Member("name", TEXT), Member("level", TEXT), Member("parent", TEXT))
)
HALL = Record(
    m.Hall,
    (
        Member("id", TEXT),
        Member("name", TEXT),
        Member("district", TEXT),
        Member("address", TEXT),
        Member("hours", TEXT),
        Member("phone", TEXT),
    ),
)


def _page(name: str, shape: Shape) -> Record[m.Page[Any]]:
    return Record(m.Page, (Member("values", ListOf(shape), name=name), Member("next_cursor", Maybe(TEXT), None)))


ITEMS = _page("items", ITEM)
DISTRICTS = _page("districts", DISTRICT)
HALLS = _page("halls", HALL)
SITUATIONS = _page("situations", SITUATION)
MATERIALS = _page("materials", MATERIAL)

_PAUSE = Record(m.Pause, (Member("kind", TEXT), Member("since", DAY), Member("until", Maybe(DAY))))


class _Dated:
    """A state and the day it began, read as a pair."""

    _record: Record[dict[str, Any]] = Record(dict, (Member("state", TEXT), Member("on", DAY)))

    def decode(self, value: Json, path: str) -> tuple[str, Any]:
        read = self._record.attributes(value, path)
        return read["state"], read["on"]

    def encode(self, value: tuple[str, Any]) -> Json:
        return {"state": value[0], "on": DAY.encode(value[1])}

    def schema(self) -> dict[str, Any]:
        return self._record.schema()


def _make_application(**attributes: Any) -> m.Application:
    return m.Application(state_known=attributes["state"] in m.APPLICATION_STATES, **attributes)


APPLICATION = Record(
    _make_application,
    (
        Member("number", TEXT),
        Member("item", ITEM),
        Member("applicant", TEXT),
        Member("state", TEXT),
        Member("submitted_on", DAY),
        Member("accepted_on", Maybe(DAY)),
        Member("state_since", DAY),
        Member("promised_days", WHOLE),
        Member("statutory_days", Maybe(WHOLE)),
        Member("statutory_unit", OneOf(m.LIMIT_UNITS)),
        Member("pauses", ListOf(_PAUSE)),
        Member("note", TEXT),
        Member("correction_due", Maybe(DAY)),
        Member("collect_at", TEXT),
        Member("history", ListOf(_Dated())),
    ),
)

VERIFICATION = Record(m.Verification, (Member("number", TEXT, name="application_number"), Member("tail", TEXT)))
TOKEN = Record(m.AccessToken, (Member("value", TEXT, name="token"), Member("expires_in", WHOLE)))


def decode_application(document: Json, *, state_names: Mapping[str, str] | None = None) -> m.Application:
    """The application; ``state_names`` maps a platform's own state codes to APPLICATION_STATES.

    A code that neither knows stays as it is, with ``state_known`` False: it is shown, never guessed at.
    """
    names = state_names or {}
    read = APPLICATION.decode(document)
    state = names.get(read.state, read.state)
    history = tuple((names.get(name, name), on) for name, on in read.history)
    return replace(read, state=state, state_known=state in m.APPLICATION_STATES, history=history)


__all__ = [
    "APPLICATION", "DISTRICT", "DISTRICTS", "GUIDE", "HALL", "HALLS", "ITEM", "ITEMS", "MATERIAL", "MATERIALS",
    "SITUATION", "SITUATIONS", "TOKEN", "VERIFICATION", "decode_application", "decode_guide_file",
]  # fmt: skip
