"""A mapping file: which of our fields stands in which column of somebody's table, and what their codes mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bot.catalogue.importers.cleaning import plain
from bot.catalogue.importers.fields import FIELDS
from bot.catalogue.importers.limits import OTHER_UNITS, UNITS
from bot.errors import CatalogueError

KEYS = ("source", "region", "as_of", "sheet", "columns", "constants", "values", "units")


@dataclass(frozen=True)
class MappingFile:
    """A mapping: ``columns`` gives for each field its columns (the first that holds something counts; conditions,
    materials and basis take all of them); ``values`` turns their words into ours, ``units`` their codes of units."""

    source: str = ""
    region: str = ""
    as_of: str = ""
    sheet: str = ""
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)

    def taken(self) -> frozenset[str]:
        """Every column that belongs to a field."""
        return frozenset(column for columns in self.columns.values() for column in columns)

    def fields(self, row: Mapping[str, str]) -> dict[str, str]:
        """Our fields of a row by its columns."""
        out = dict(self.constants)
        for name, columns in self.columns.items():
            said = [text for column in columns if (text := plain(row.get(column)))]
            if said:
                out[name] = "\n".join(said) if name in _ALL_OF else said[0]
        for name, table in self.values.items():
            if name in out:
                out[name] = table.get(out[name], out[name])
        return out


_ALL_OF = ("conditions", "materials", "basis", "address")


def read_mapping(path: Path) -> MappingFile:
    """The mapping in a YAML file; CatalogueError names what is wrong with it."""
    try:
        # Everything as text: 01 and 2024-05-01 are no numbers and no days here.
        document = yaml.load(path.read_text(encoding="utf-8-sig"), yaml.BaseLoader)  # noqa: S506 - makes text only
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise CatalogueError(f"{path}: {' '.join(str(error).split())}") from error
    if not isinstance(document, dict):
        raise CatalogueError(f"{path}: 映射文件要写成 字段: 值 (expected a mapping)")
    _known(path, "", document, KEYS)
    columns = _object(path, document, "columns")
    _known(path, "columns.", columns, FIELDS)
    constants = _object(path, document, "constants")
    _known(path, "constants.", constants, FIELDS)
    values = _object(path, document, "values")
    _known(path, "values.", values, FIELDS)
    units = _object(path, document, "units")
    if unknown := [unit for unit in units.values() if unit not in UNITS and unit not in OTHER_UNITS]:
        raise CatalogueError(
            f"{path}: units: 不认识的单位“{unknown[0]}”，可用 工作日、自然日、{'、'.join(OTHER_UNITS)}"
        )
    return MappingFile(
        **{key: document.get(key) or "" for key in ("source", "region", "as_of", "sheet")},
        columns={name: tuple(given) if isinstance(given, list) else (given,) for name, given in columns.items()},
        constants=constants,
        values={name: _object(path, values, name) for name in values},
        units=units,
    )


def _object(path: Path, document: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = document.get(key) or {}
    if not isinstance(value, dict):
        raise CatalogueError(f"{path}: {key} 要写成 名字: 值 (expected a mapping)")
    return value


def _known(path: Path, where: str, given: Mapping[str, Any], names: tuple[str, ...]) -> None:
    for key in given:
        if key not in names:
            raise CatalogueError(f"{path}: {where}{key}: 没有这一项，可用：{'、'.join(names)} (unknown key)")
