"""The vault keeps values encrypted, for a while, under names that tell nothing."""

from __future__ import annotations

import pytest

from bot.errors import VaultError
from bot.vault import PREFIX, Vault
from tests.redis_fixture import redis_client, redis_url  # noqa: F401 - fixtures


async def test_a_value_is_kept_encrypted_and_expires(redis_client):  # noqa: F811
    vault = Vault(redis_client, "key")
    reference = await vault.put("0203", ttl=60)
    kept = await redis_client.get(PREFIX + reference)
    assert b"0203" not in kept and await vault.get(reference) == "0203"
    assert 0 < await redis_client.ttl(PREFIX + reference) <= 60


async def test_a_dropped_or_unknown_value_is_an_error(redis_client):  # noqa: F811
    vault = Vault(redis_client, "key")
    reference = await vault.put("0203", ttl=60)
    await vault.drop(reference)
    with pytest.raises(VaultError):
        await vault.get(reference)


async def test_another_key_cannot_read_it(redis_client):  # noqa: F811
    reference = await Vault(redis_client, "key").put("0203", ttl=60)
    with pytest.raises(VaultError):
        await Vault(redis_client, "another").get(reference)


async def test_a_name_is_not_in_the_store(redis_client):  # noqa: F811
    vault = Vault(redis_client, "key")
    await vault.put("token", ttl=60, name="token:rest:a:9901002026000104")
    assert await vault.named("token:rest:a:9901002026000104") == "token"
    assert not [key async for key in redis_client.scan_iter("*9901002026000104*")]
    await vault.drop_named("token:rest:a:9901002026000104")
    assert await vault.named("token:rest:a:9901002026000104") is None


def test_a_vault_without_a_key_is_refused():
    with pytest.raises(VaultError):
        Vault(None, "")
