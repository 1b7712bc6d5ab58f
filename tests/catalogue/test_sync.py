"""The snapshot follows the platform, and stays when the platform cannot be asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone

import pytest

from bot.catalogue.source import load_items, snapshot_path
from bot.catalogue.sync import refresh
from bot.errors import PlatformUnavailable
from bot.platform_api.models import Known, ServiceItem
from bot.settings import Settings
from tests.support import items

TWO = (items()["1001"], items()["1002"])


class Platform:
    def __init__(self, *value: ServiceItem, stale: bool = False) -> None:
        self.answer = Known(value, as_of=datetime.now(timezone.utc), stale=stale)

    async def items(self) -> Known[tuple[ServiceItem, ...]]:
        return self.answer


class Down:
    async def items(self) -> Known[tuple[ServiceItem, ...]]:
        raise PlatformUnavailable("down for the test")


@pytest.fixture
def settings(tmp_path) -> Settings:
    return Settings(var=tmp_path)


async def test_the_snapshot_is_made_changed_and_left_alone(settings: Settings):
    assert await refresh(Platform(*TWO), settings)
    assert not await refresh(Platform(*TWO), settings)
    renamed = replace(TWO[0], name="换了名字")
    assert await refresh(Platform(renamed), settings)
    assert load_items(settings) == [renamed]


async def test_a_stale_or_empty_answer_changes_nothing(settings: Settings):
    await refresh(Platform(*TWO), settings)
    before = snapshot_path(settings).read_bytes()
    assert not await refresh(Platform(), settings) and not await refresh(Platform(TWO[0], stale=True), settings)
    assert snapshot_path(settings).read_bytes() == before


async def test_a_platform_that_is_away_leaves_the_snapshot(settings: Settings):
    await refresh(Platform(*TWO), settings)
    with pytest.raises(PlatformUnavailable):
        await refresh(Down(), settings)
    assert load_items(settings) == list(TWO)
