"""Which processes make up the assistant: command, environment, health check and order of each."""

from __future__ import annotations

import os
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

import aiohttp

from bot.health import Health, http_health, redis_health
from bot.settings import ROOT, Settings, loopback

Probe = Callable[[], Awaitable[Health]]

#: For every process: one thread for each (the cores go to processes), and no banners, telemetry or known warnings.
QUIET = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "RASA_TELEMETRY_ENABLED": "false",
    "PYTHONWARNINGS": "ignore",
    "PYTHONUNBUFFERED": "1",
    "PYTHONIOENCODING": "utf-8",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "LOG_LEVEL_LIBRARIES": "ERROR",
}


@dataclass(frozen=True)
class Part:
    """One process to keep running.

    ``after``: the parts that must be well before this one is started; all others start at the same time.
    ``grace``: seconds between SIGTERM and SIGKILL when it is stopped.
    """

    name: str
    argv: Sequence[str]
    probe: Probe
    after: Sequence[str] = ()
    grace: float = 10.0
    fds: Sequence[int] = ()
    env: Mapping[str, str] = field(default_factory=dict)


def plan(
    settings: Settings, session: aiohttp.ClientSession, *, redis: Sequence[str] | None, sandbox: bool, dialogue_fd: int
) -> list[Part]:
    """The parts for ``settings``, in the order of their start.

    ``redis``: command of the embedded server, None when another one is used. ``dialogue_fd``: the listening socket that
    all dialogue workers share.
    """
    env = environment(settings)
    host = loopback(settings.host)

    def http(port: int, path: str) -> Probe:
        return lambda: http_health(session, f"http://{url_host(host)}:{port}{path}")

    def serve(name: str, *options: str) -> tuple[str, ...]:
        return (sys.executable, "-m", "bot", "serve", name, *options)

    parts = []
    state: tuple[str, ...] = ()
    platform: tuple[str, ...] = ()
    if redis:
        # It gets no secrets but those in its own configuration file.
        parts.append(Part("redis", redis, lambda: redis_health(settings.redis_url)))
        state = ("redis",)
    if sandbox:
        probe = http(settings.sandbox_port, "/health")
        parts.append(Part("sandbox", serve("sandbox"), probe, after=state, env=env))
        platform = ("sandbox",)
    # It reads the platform's catalogue when it starts.
    probe = http(settings.actions_port, "/health")
    parts.append(Part("actions", serve("actions"), probe, after=state + platform, env=env))
    # It takes longest, importing Rasa and loading the model, and needs the actions only for its first turn.
    for worker in range(1, settings.dialogue_workers + 1):
        name = "dialogue" if settings.dialogue_workers == 1 else f"dialogue{worker}"
        command = serve("dialogue", "--fd", str(dialogue_fd), "--worker", str(worker))
        probe = http(settings.dialogue_port, "/ready")
        parts.append(Part(name, command, probe, after=state, fds=(dialogue_fd,), env=env, grace=15.0))
    parts.append(Part("console", serve("console"), http(settings.console_port, "/health"), after=state, env=env))
    return parts


def environment(settings: Settings) -> dict[str, str]:
    """What our own processes get by environment: addresses and secrets, so that they agree whatever the files say."""
    given = {
        "BANSHI_VAR": str(settings.var),
        "BANSHI_CATALOGUE": settings.catalogue,
        "BANSHI_REDIS_URL": settings.redis_url,
        "BANSHI_SERVICE_TOKEN": settings.service_token,
        "BANSHI_VAULT_KEY": settings.vault_key,
        "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")])),
    }
    return {**QUIET, **{name: str.__str__(value) for name, value in given.items()}}


def url_host(host: str) -> str:
    """A host as it stands in a URL: IPv6 addresses in brackets."""
    return f"[{host}]" if ":" in host else host
