"""Settings: read once from the environment, typed, secrets masked when printed.

``python -m bot settings`` lists them with their meaning; ``tests/test_settings.py`` keeps the table complete.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

#: Name, default as shown to people, meaning.
DOCUMENTED = (
    ("BANSHI_VAR", "var", "where state is kept (database, embedded Redis, keys, logs)"),
    ("BANSHI_HOST", "127.0.0.1", "address the servers listen on"),
    ("BANSHI_DIALOGUE_PORT", "5005", "port of the dialogue server"),
    ("BANSHI_ACTIONS_PORT", "5055", "port of the action server"),
    ("BANSHI_CONSOLE_PORT", "8000", "port of the console"),
    ("BANSHI_SANDBOX_PORT", "8001", "port of the sandbox platform"),
    ("BANSHI_DIALOGUE_WORKERS", "1", "dialogue worker processes"),
    ("BANSHI_REDIS_URL", "(embedded)", "Redis to use; unset: an embedded one under BANSHI_VAR"),
    ("BANSHI_DATABASE_URL", "(SQLite)", "SQLAlchemy URL; unset: SQLite under BANSHI_VAR"),
    ("BANSHI_PLATFORM_URL", "(sandbox)", "the city platform's API; unset: the sandbox"),
    ("BANSHI_CATALOGUE", "", "imported catalogue that the sandbox serves; unset: the sandbox city's own"),
    ("BANSHI_EMBEDDING_MODEL", "", "folder of a sentence-embedding model (ONNX) that helps to find items; unset: none"),
    ("BANSHI_ORIGINS", "", "sites that may embed the chat, separated by commas"),
    ("BANSHI_TRUSTED_PROXIES", "", "proxies whose X-Forwarded-For counts, separated by commas"),
    ("BANSHI_SERVICE_TOKEN", "(generated)", "bearer token of service-to-service calls; unset: kept under BANSHI_VAR"),
    ("BANSHI_VAULT_KEY", "(generated)", "key that encrypts the vault; unset: kept under BANSHI_VAR"),
    ("BANSHI_WECHAT_TOKEN", "", "token of the WeChat Official Account callback"),
    ("BANSHI_WECHAT_AES_KEY", "", "its EncodingAESKey (43 characters)"),
    ("BANSHI_WECHAT_APP_ID", "", "its app id"),
    ("BANSHI_WECHAT_APP_SECRET", "", "its app secret"),
    ("BANSHI_WECHAT_API_URL", "https://api.weixin.qq.com", "WeChat's API server"),
)


class Secret(str):
    """A string that does not show itself in ``repr``; ``str.__str__`` still gives the value."""

    def __repr__(self) -> str:
        return "Secret('••••')" if self else "Secret('')"


NOT_SET = Secret("")
EVERYWHERE = ("0.0.0.0", "::", "")  # noqa: S104 - compared with, not bound to


@dataclass(frozen=True)
class Settings:
    """One instance's settings. Ports are TCP ports; ``var`` is absolute."""

    var: Path
    host: str = "127.0.0.1"
    dialogue_port: int = 5005
    actions_port: int = 5055
    console_port: int = 8000
    sandbox_port: int = 8001
    dialogue_workers: int = 1
    redis_url: Secret = NOT_SET
    database_url: Secret = NOT_SET
    platform_url: str = ""
    catalogue: str = ""
    embedding_model: str = ""
    origins: tuple[str, ...] = ()
    trusted_proxies: tuple[str, ...] = ()
    service_token: Secret = NOT_SET
    vault_key: Secret = NOT_SET
    wechat_token: Secret = NOT_SET
    wechat_aes_key: Secret = NOT_SET
    wechat_app_id: str = ""
    wechat_app_secret: Secret = NOT_SET
    wechat_api_url: str = "https://api.weixin.qq.com"

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> Settings:
        """Read the settings; ValueError names the variable whose value cannot be used."""
        env = os.environ if env is None else env

        def text(name: str, default: str = "") -> str:
            return env.get(f"BANSHI_{name}", "").strip() or default

        def number(name: str, default: int) -> int:
            raw = text(name)
            if not raw:
                return default
            if not raw.isascii() or not raw.isdigit() or not 1 <= int(raw) <= 65535:
                raise ValueError(f"BANSHI_{name} must be a whole number from 1 to 65535, not {raw!r}")
            return int(raw)

        def names(name: str) -> tuple[str, ...]:
            return tuple(part.strip() for part in text(name).split(",") if part.strip())

        host = text("HOST", "127.0.0.1")
        sandbox_port = number("SANDBOX_PORT", 8001)
        var = Path(text("VAR", "var"))
        embedding_model = text("EMBEDDING_MODEL")
        return cls(
            var=var if var.is_absolute() else ROOT / var,
            host=host,
            dialogue_port=number("DIALOGUE_PORT", 5005),
            actions_port=number("ACTIONS_PORT", 5055),
            console_port=number("CONSOLE_PORT", 8000),
            sandbox_port=sandbox_port,
            dialogue_workers=number("DIALOGUE_WORKERS", 1),
            redis_url=Secret(text("REDIS_URL")),
            database_url=Secret(text("DATABASE_URL")),
            platform_url=text("PLATFORM_URL", f"http://{loopback(host)}:{sandbox_port}"),
            catalogue=catalogue_name(text("CATALOGUE")),
            embedding_model=str(ROOT / embedding_model) if embedding_model else "",
            origins=names("ORIGINS"),
            trusted_proxies=names("TRUSTED_PROXIES"),
            service_token=Secret(text("SERVICE_TOKEN")),
            vault_key=Secret(text("VAULT_KEY")),
            wechat_token=Secret(text("WECHAT_TOKEN")),
            wechat_aes_key=Secret(text("WECHAT_AES_KEY")),
            wechat_app_id=text("WECHAT_APP_ID"),
            wechat_app_secret=Secret(text("WECHAT_APP_SECRET")),
            wechat_api_url=text("WECHAT_API_URL", "https://api.weixin.qq.com"),
        )


def catalogue_name(name: str) -> str:
    """The name of an imported catalogue, which is also its folder's; ValueError when it cannot be one."""
    if name and not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}", name):
        raise ValueError(f"BANSHI_CATALOGUE must be of letters, digits, - and _, at most 40, not {name!r}")
    return name


def loopback(host: str) -> str:
    """The address by which this machine reaches a server that listens on ``host``."""
    return "127.0.0.1" if host in EVERYWHERE else host


def kept_secret(var: Path, name: str) -> tuple[Secret, bool]:
    """The secret kept in the file ``name`` under ``var``, made on first use (mode 600); and whether it was made now."""
    path = var / name
    if path.exists():
        return Secret(path.read_text().strip()), False
    var.mkdir(parents=True, exist_ok=True)
    value = secrets.token_urlsafe(32)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(value + "\n")
    return Secret(value), True
