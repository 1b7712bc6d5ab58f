"""Fill what the environment left open: generated secrets and the embedded Redis."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from bot.settings import Secret, Settings, kept_secret
from bot.supervisor.redis import embedded_url

#: Files under BANSHI_VAR that hold the generated secrets.
SERVICE_TOKEN_FILE = "service-token"  # noqa: S105 - a file's name
VAULT_KEY_FILE = "vault-key"


class Completed(NamedTuple):
    """The settings, and whether the service token was generated just now (then it is shown once)."""

    settings: Settings
    new_token: bool


def completed(settings: Settings) -> Settings:
    """The settings with secrets and Redis address filled in from BANSHI_VAR."""
    return complete(settings).settings


def complete(settings: Settings) -> Completed:
    """Like :func:`completed`, and tells whether the service token is new."""
    token, new_token = settings.service_token, False
    if not token:
        token, new_token = kept_secret(settings.var, SERVICE_TOKEN_FILE)
    key = settings.vault_key or kept_secret(settings.var, VAULT_KEY_FILE)[0]
    redis_url = settings.redis_url or Secret(embedded_url(settings.var))
    return Completed(replace(settings, service_token=token, vault_key=key, redis_url=redis_url), new_token)
