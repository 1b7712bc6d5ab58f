"""The sandbox city's lists (CSV) as values: items, districts, halls, people and applications."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from bot.platform_api.models import District, Hall, ServiceItem

SEED = Path(__file__).with_name("seed")


@dataclass(frozen=True)
class Applicant:
    """A person or company of the sandbox: masked name, district, and the tails that prove it is them."""

    masked_name: str
    district: str
    tails: tuple[str, ...]


@dataclass(frozen=True)
class SeedApplication:
    """A row of applications.csv; ``…_ago`` are working days counted back from today, None where it is blank."""

    number: str
    item: str
    applicant: str
    state: str
    submitted_ago: int
    accepted_ago: int | None
    promised_days: int | None
    state_since_ago: int
    note: str


@dataclass(frozen=True)
class City:
    """Everything the CSV files say; items here are without their guides."""

    items: dict[str, ServiceItem]
    districts: tuple[District, ...]
    halls: tuple[Hall, ...]
    applicants: dict[str, Applicant]
    applications: tuple[SeedApplication, ...]


def read_city(folder: Path = SEED) -> City:
    """The city in ``folder``; KeyError or ValueError when a list breaks its format."""
    items = map(_item, _rows(folder / "items.csv"))
    return City(
        items={item.code: item for item in items},
        districts=tuple(District(**row) for row in _rows(folder / "districts.csv")),
        halls=tuple(_hall(row) for row in _rows(folder / "halls.csv")),
        applicants=_applicants(folder),
        applications=tuple(_application(row) for row in _rows(folder / "applications.csv")),
    )


NOWHERE = City({}, (), (), {}, ())  # what there is beside an imported catalogue: no districts, halls or people


def masked(name: str) -> str:
    """A person's name as 江*, a company's as its first and last two characters."""
    if len(name) <= 4:
        return name[0] + "*" * (len(name) - 1)
    return name[:2] + "*" * (len(name) - 4) + name[-2:]


def _item(row: dict[str, str]) -> ServiceItem:
    return ServiceItem(row["code"], row["name"], row["department"], row["type"], row["object"], row["theme"])


def _hall(row: dict[str, str]) -> Hall:
    return Hall(row["id"], row["name"], row["district_code"], row["address"], row["hours"], row["phone"])


def _applicants(folder: Path) -> dict[str, Applicant]:
    citizens = {row["id"]: row for row in _rows(folder / "citizens.csv")}
    found = {
        id_: Applicant(masked(row["name"]), row["district_code"], _tails(row["id_number"], row["phone"]))
        for id_, row in citizens.items()
    }
    for row in _rows(folder / "companies.csv"):
        agent = citizens[row["agent_citizen"]]
        tails = _tails(row["uscc"], row["contact_phone"], agent["id_number"], agent["phone"])
        found[row["id"]] = Applicant(masked(row["name"]), row["district_code"], tails)
    return found


def _tails(*numbers: str) -> tuple[str, ...]:
    return tuple(number[-4:].upper() for number in numbers)


def _application(row: dict[str, str]) -> SeedApplication:
    return SeedApplication(
        number=row["number"],
        item=row["item"],
        applicant=row["applicant"],
        state=row["state"],
        submitted_ago=int(row["submitted_workdays_ago"]),
        accepted_ago=_whole(row["accepted_workdays_ago"]),
        promised_days=_whole(row["promised_workdays"]),
        state_since_ago=int(row["state_since_workdays_ago"]),
        note=row["note"],
    )


def _whole(text: str) -> int | None:
    return int(text) if text else None


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
