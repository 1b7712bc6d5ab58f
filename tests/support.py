"""Stand-ins for tests: the seed's guides without a server, a context with a fixed day, a dictionary for Redis."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import yaml

from bot.calendar import ZONE
from bot.catalogue.lexicon import load_lexicon
from bot.errors import NotFound, NotPublished, PlatformUnavailable
from bot.faq.bank import SHIPPED, sort_rows
from bot.faq.finder import Finder
from bot.faq.search import BankSearch
from bot.faq.words import load_words
from bot.life_events.reading import LiveEvents
from bot.platform_api import codec
from bot.platform_api.models import Application, District, Guide, Hall, Known, ServiceItem
from bot.settings import ROOT
from bot.topics.context import Context
from bot.wording import Wording

SEED = ROOT / "bot" / "sandbox" / "seed"
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=ZONE)  # a Friday


@lru_cache(maxsize=1)
def items() -> dict[str, ServiceItem]:
    with (SEED / "items.csv").open(encoding="utf-8") as file:
        return {
            row["code"]: ServiceItem(**row, published=(SEED / "guides" / f"{row['code']}.yml").exists())
            for row in csv.DictReader(file)
        }


@lru_cache(maxsize=300)
def guide(code: str) -> Guide:
    document = yaml.safe_load((SEED / "guides" / f"{code}.yml").read_text(encoding="utf-8"))
    return codec.decode_guide_file(document, items()[code])


def halls() -> tuple[Hall, ...]:
    with (SEED / "halls.csv").open(encoding="utf-8") as file:
        return tuple(
            Hall(r["id"], r["name"], r["district_code"], r["address"], r["hours"], r["phone"])
            for r in csv.DictReader(file)
        )


class SeedPlatform:
    """The platform as topics see it, over the seed; ``down`` makes it fail, ``stale`` makes it answer from a copy."""

    def __init__(self, *, down: bool = False, stale: bool = False, application: Application | None = None) -> None:
        self.down, self.stale, self.kept = down, stale, application

    def known(self, value: object) -> Known:  # type: ignore[type-arg]
        if self.down:
            raise PlatformUnavailable("down for the test")
        return (
            Known(value, as_of=NOW.replace(day=18), stale=True) if self.stale else Known(value, as_of=NOW, stale=False)
        )

    async def item(self, code: str) -> Known[ServiceItem]:
        return self.known(self._item(code))

    async def guide(self, code: str) -> Known[Guide]:
        item = self._item(code)
        if not item.published:
            raise NotPublished(f"{code} has no guide")
        return self.known(guide(code))

    async def halls(self) -> Known[tuple[Hall, ...]]:
        return self.known(halls())

    async def districts(self) -> Known[tuple[District, ...]]:
        return self.known(())

    async def application(self, number: str, token: str, *, caller: str) -> Application:
        self.known(None)
        if self.kept is None:
            raise NotFound("no application in this test")
        return self.kept

    @staticmethod
    def _item(code: str) -> ServiceItem:
        try:
            return items()[code]
        except KeyError:
            raise NotFound(code) from None


@lru_cache(maxsize=1)
def everyday() -> dict[str, str]:
    with (ROOT / "data" / "lexicon" / "everyday.csv").open(encoding="utf-8") as file:
        return {row["item"]: row["everyday"] for row in csv.DictReader(file)}


@lru_cache(maxsize=1)
def wording() -> Wording:
    return Wording(ROOT / "domain.yml")


@lru_cache(maxsize=1)
def bank() -> Finder:
    """The question bank as shipped."""
    questions = [one for file in sorted(SHIPPED.glob("*.csv")) for one in sort_rows(file, shipped=True).kept]
    search = BankSearch(questions, load_words(load_lexicon()))
    return Finder(lambda: search)


def context(platform: SeedPlatform | None = None, *, now: datetime = NOW) -> Context:
    return Context(
        platform=platform or SeedPlatform(),
        wording=wording(),
        now=lambda: now,
        everyday=lambda code: everyday()[code],
        caller="c" * 32,
        bank=bank(),
        life_events=LiveEvents(),
    )


def unpublished(code: str) -> SeedPlatform:
    """A platform on which that item's guide is not published, whatever the seed has."""
    platform = SeedPlatform()
    item = replace(items()[code], published=False)
    platform._item = lambda _: item  # type: ignore[method-assign]
    return platform


def path(*parts: str) -> Path:
    return ROOT.joinpath(*parts)
