"""Who is asking: the client's address, and whether a page's origin may talk to us."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit

from sanic.request import Request


def client_address(request: Request, trusted_proxies: Iterable[str]) -> str:
    """The address the request comes from; ``X-Forwarded-For`` counts only as far as trusted proxies wrote it."""
    address = str(request.ip or "")
    forwarded = [part.strip() for part in request.headers.get("x-forwarded-for", "").split(",") if part.strip()]
    while forwarded and is_trusted(address, trusted_proxies):
        address = forwarded.pop()
    return address


def is_trusted(address: str, trusted_proxies: Iterable[str]) -> bool:
    """Whether ``address`` is one of the proxies (addresses or networks such as ``10.0.0.0/8``)."""
    try:
        found = ip_address(address)
        return any(found in ip_network(proxy, strict=False) for proxy in trusted_proxies)
    except ValueError:
        return False


def may_connect(origin: str, host: str, allowed: Iterable[str]) -> bool:
    """Whether a page of ``origin`` may open a connection: our own page, or a site listed in ``BANSHI_ORIGINS``.

    The scheme is left out of the comparison with our own host: behind a proxy we see http where the browser has https.
    """
    origin = origin.rstrip("/")
    return bool(origin) and (urlsplit(origin).netloc == host or origin in {site.rstrip("/") for site in allowed})
