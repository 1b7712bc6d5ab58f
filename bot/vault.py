"""The vault: clear values that must not reach the tracker or a log, encrypted, expiring, referred to by an id.

Values are encrypted with Fernet (AES-128-CBC and HMAC-SHA256) under ``BANSHI_VAULT_KEY`` before they leave the
process; Redis holds ciphertext only, and forgets it after ``ttl`` seconds.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from typing import Any

from cryptography.fernet import Fernet, InvalidToken

from bot.errors import VaultError

PREFIX = "banshi:vault:"


class Vault:
    """Keeps values for a short time; ``redis`` is a ``redis.asyncio`` client."""

    def __init__(self, redis: Any, key: str) -> None:
        if not key:
            raise VaultError("the vault needs a key")
        digest = hashlib.sha256(key.encode()).digest()
        self._fernet = Fernet(base64.urlsafe_b64encode(digest))
        self._pseudonym_key = hashlib.sha256(b"pseudonym:" + digest).digest()
        self._redis = redis

    async def put(self, value: str, *, ttl: int, name: str | None = None) -> str:
        """Keep ``value`` for ``ttl`` seconds and give the reference; with ``name`` under a reference made from it."""
        reference = self.pseudonym(name) if name else secrets.token_hex(12)
        await self._redis.set(PREFIX + reference, self._fernet.encrypt(value.encode()), ex=ttl)
        return reference

    async def get(self, reference: str) -> str:
        """The value kept; VaultError when it has expired or was never there."""
        kept = await self._redis.get(PREFIX + reference)
        if kept is None:
            raise VaultError("the kept value has expired")
        try:
            return self._fernet.decrypt(kept).decode()
        except InvalidToken as error:
            raise VaultError("the kept value cannot be decrypted with this key") from error

    async def named(self, name: str) -> str | None:
        """The value kept under ``name``, or None."""
        try:
            return await self.get(self.pseudonym(name))
        except VaultError:
            return None

    async def drop(self, reference: str) -> None:
        """Forget a value now."""
        await self._redis.delete(PREFIX + reference)

    async def drop_named(self, name: str) -> None:
        await self.drop(self.pseudonym(name))

    def pseudonym(self, name: str) -> str:
        """A stable name that does not tell the one it stands for (HMAC-SHA256, 32 hex digits)."""
        return hmac.new(self._pseudonym_key, name.encode(), hashlib.sha256).hexdigest()[:32]
