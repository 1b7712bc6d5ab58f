"""Checklists by their code: 30 days, an alphabet without look-alikes, few wrong tries."""

from __future__ import annotations

from bot.checklists.store import ALPHABET, DAYS, LENGTH, PREFIX, TRIES, ChecklistStore
from tests.redis_fixture import redis_client, redis_url  # noqa: F401 - fixtures
from tests.support import NOW


async def test_a_list_is_kept_thirty_days_under_a_code_of_the_contract(redis_client):  # noqa: F811
    store = ChecklistStore(redis_client)
    made = await store.create("1005", now=NOW)
    assert len(made.code) == LENGTH == 6 and set(made.code) <= set(ALPHABET) and not set("IO01") & set(ALPHABET)
    assert DAYS * 86400 - 5 < await redis_client.ttl(PREFIX + made.code) <= DAYS * 86400
    saved = await store.save(made.but(answers={"who": "adult"}, have=("hukou",)), now=NOW)
    assert await store.load(made.code) == saved


async def test_after_too_many_wrong_codes_even_the_right_one_opens_nothing(redis_client):  # noqa: F811
    store = ChecklistStore(redis_client)
    made = await store.create("1005", now=NOW)
    for _ in range(TRIES):
        assert await store.resume("ZZZZZZ", client="thief") is None
    assert await store.resume(made.code, client="thief") is None
    assert await store.resume(made.code, client="owner") == made, "others are not locked out"
