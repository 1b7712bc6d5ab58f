"""Shapes of JSON values: read them strictly, write them, and describe them as JSON Schema.

A shape knows one kind of value. ``decode`` refuses what does not fit with a ContentError that names the field by its
path (``materials[2].source``); ``encode`` writes the value back; ``schema`` describes what ``encode`` writes, which is
what the OpenAPI document shows. A ``Record`` is a shape made of ``Member`` lines, so one table gives all three.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, Protocol, TypeVar

from bot.errors import ContentError

Json = Any
T = TypeVar("T")

REQUIRED: Any = object()  # marks a member that must be there


class Shape(Protocol):
    """One kind of JSON value."""

    def decode(self, value: Json, path: str) -> Any:
        """The Python value; ContentError naming ``path`` when ``value`` does not fit."""

    def encode(self, value: Any) -> Json:
        """The JSON value."""

    def schema(self) -> dict[str, Any]:
        """JSON Schema of what ``encode`` writes."""


def refuse(path: str, expected: str, value: Json) -> ContentError:
    """The error for a value that is not ``expected``; shows its type only, since the value may be somebody's."""
    return ContentError(f"{path or 'document'}: expected {expected}, found {type(value).__name__}")


@dataclass(frozen=True)
class Scalar:
    """Text, a whole number, a number or a truth value."""

    types: tuple[type, ...]
    expected: str
    json_type: str

    def decode(self, value: Json, path: str) -> Any:
        # bool is an int to Python, and never one to a reader of the guide.
        if not isinstance(value, self.types) or (isinstance(value, bool) and bool not in self.types):
            raise refuse(path, self.expected, value)
        return value

    def encode(self, value: Any) -> Json:
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": self.json_type}


TEXT = Scalar((str,), "text (numbers in quotes)", "string")
WHOLE = Scalar((int,), "a whole number", "integer")
NUMBER = Scalar((int, float), "a number", "number")
FLAG = Scalar((bool,), "true or false", "boolean")


@dataclass(frozen=True)
class OneOf:
    """Text out of a closed vocabulary."""

    words: tuple[str, ...]

    def decode(self, value: Json, path: str) -> str:
        if not isinstance(value, str) or value not in self.words:
            words = "、".join(word or "(empty)" for word in self.words)
            raise ContentError(f"{path}: expected one of {words}, found {value!r:.40}")
        return value

    def encode(self, value: str) -> Json:
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "enum": list(self.words)}


class _Day:
    """A date, ``YYYY-MM-DD``; YAML hands it over as a date already."""

    def decode(self, value: Json, path: str) -> date:
        if type(value) is date:
            return value
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError) as error:
            raise refuse(path, "a date YYYY-MM-DD", value) from error

    def encode(self, value: date) -> Json:
        return value.isoformat()

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "date"}


DAY: Shape = _Day()


@dataclass(frozen=True)
class Maybe:
    """A value or null."""

    shape: Shape

    def decode(self, value: Json, path: str) -> Any:
        return None if value is None else self.shape.decode(value, path)

    def encode(self, value: Any) -> Json:
        return None if value is None else self.shape.encode(value)

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [self.shape.schema(), {"type": "null"}]}


@dataclass(frozen=True)
class ListOf:
    """A list, read as a tuple."""

    shape: Shape

    def decode(self, value: Json, path: str) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise refuse(path, "a list", value)
        return tuple(self.shape.decode(element, f"{path}[{index}]") for index, element in enumerate(value))

    def encode(self, value: tuple[Any, ...]) -> Json:
        return [self.shape.encode(element) for element in value]

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": self.shape.schema()}


@dataclass(frozen=True)
class PairsOf:
    """An object with free keys, read as pairs in their order (frozen values hold no dict)."""

    shape: Shape

    def decode(self, value: Json, path: str) -> tuple[tuple[str, Any], ...]:
        pairs = as_object(value, path)
        return tuple((key, self.shape.decode(element, f"{path}.{key}")) for key, element in pairs.items())

    def encode(self, value: tuple[tuple[str, Any], ...]) -> Json:
        return {key: self.shape.encode(element) for key, element in value}

    def schema(self) -> dict[str, Any]:
        return {"type": "object", "additionalProperties": self.shape.schema()}


@dataclass(frozen=True)
class Member:
    """One member of a Record: attribute of the model, name on the wire (``limits.promised`` lies in an object)."""

    attribute: str
    shape: Shape
    default: Any = REQUIRED
    name: str = ""

    @property
    def wire_name(self) -> str:
        return self.name or self.attribute


@dataclass(frozen=True)
class Record(Generic[T]):
    """An object with these members and no others, read into ``make(**attributes)``."""

    make: Callable[..., T]
    members: tuple[Member, ...]

    def decode(self, value: Json, path: str = "") -> T:
        return self.make(**self.attributes(value, path))

    def attributes(self, value: Json, path: str = "") -> dict[str, Any]:
        """The model's attributes, before the model is made of them."""
        given = _flat(as_object(value, path), self._groups(), path)
        unknown = sorted(given.keys() - {member.wire_name for member in self.members})
        if unknown:
            raise ContentError(f"{_at(path, unknown[0])}: unknown field")
        out: dict[str, Any] = {}
        for member in self.members:
            if member.wire_name in given:
                where = _at(path, member.wire_name)
                out[member.attribute] = member.shape.decode(given[member.wire_name], where)
            elif member.default is REQUIRED:
                raise ContentError(f"{_at(path, member.wire_name)}: missing field")
            else:
                out[member.attribute] = member.default
        return out

    def encode(self, value: T) -> dict[str, Any]:
        out: dict[str, Any] = {}
        for member in self.members:
            group, _, name = member.wire_name.rpartition(".")
            into = out.setdefault(group, {}) if group else out
            into[name] = member.shape.encode(getattr(value, member.attribute))
        return out

    def schema(self) -> dict[str, Any]:
        properties: dict[str, Any] = {}
        for member in self.members:
            group, _, name = member.wire_name.rpartition(".")
            into = properties.setdefault(group, _object({}))["properties"] if group else properties
            into[name] = member.shape.schema()
        for group in self._groups():
            properties[group]["required"] = list(properties[group]["properties"])
        return _object(properties)

    def _groups(self) -> set[str]:
        return {member.wire_name.rpartition(".")[0] for member in self.members} - {""}


def as_object(value: Json, path: str) -> Mapping[str, Json]:
    """``value`` as an object whose keys are text; ContentError when it is not."""
    if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
        raise refuse(path, "an object whose keys are text", value)
    return value


def _flat(value: Mapping[str, Json], groups: set[str], path: str) -> dict[str, Json]:
    """``value`` with the members of its groups lifted up under dotted names."""
    out: dict[str, Json] = {}
    for name, element in value.items():
        if name in groups:
            out.update({f"{name}.{key}": inner for key, inner in as_object(element, _at(path, name)).items()})
        else:
            out[name] = element
    return out


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _at(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
