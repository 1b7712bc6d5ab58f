"""An imported register as topics see it, without a server."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache

from bot.catalogue.importers.draft import Origin, guide_of
from bot.catalogue.importers.guangdong import draft_of
from bot.catalogue.names import distinct_names
from bot.errors import NotFound
from bot.platform_api.models import Guide, Hall, Known, ServiceItem
from bot.topics.context import Context
from tests.catalogue.importers.importing import FIXTURES
from tests.support import NOW, SeedPlatform, wording


@lru_cache(maxsize=1)
def guides() -> dict[str, Guide]:
    lines = (FIXTURES / "guangdong.jsonl").read_text(encoding="utf-8").splitlines()
    read = (
        guide_of(draft_of(json.loads(line), lambda _: None), Origin("广东政务服务网", as_of="2021"), lambda _: None)
        for line in lines
    )
    return {guide.item.code: guide for guide in read}


REISSUE, EXCHANGE, WELL, KITE, CITY_KITE = guides()


class RegisterPlatform(SeedPlatform):
    """The register's guides; ``changed`` alters each of them for a test."""

    def __init__(self, changed: Callable[[Guide], Guide] = lambda guide: guide) -> None:
        super().__init__()
        self.changed = changed

    async def item(self, code: str) -> Known[ServiceItem]:
        return self.known((await self.guide(code)).value.item)

    async def guide(self, code: str) -> Known[Guide]:
        if code not in guides():
            raise NotFound(code)
        return self.known(self.changed(guides()[code]))

    async def halls(self) -> Known[tuple[Hall, ...]]:
        return self.known(())


def context(changed: Callable[[Guide], Guide] = lambda guide: guide) -> Context:
    names = distinct_names([guide.item for guide in guides().values()])
    return Context(
        platform=RegisterPlatform(changed),
        wording=wording(),
        now=lambda: NOW,
        everyday=lambda code: names.get(code, code),
        caller="c" * 32,
        place="云岭省",
        starters=(REISSUE, WELL, KITE),
    )
