"""The built page and its assets: read once, served with strict headers, compressed where the browser takes it."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sanic.request import Request
from sanic.response import HTTPResponse, raw

STATIC = Path(__file__).with_name("static")
ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
NOT_BUILT = "<!doctype html><meta charset=utf-8><title>办事</title><p>页面还没有构建：请先运行 make run。"

mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("application/manifest+json", ".webmanifest")


@dataclass(frozen=True)
class Asset:
    """One built file with its pre-compressed forms by encoding."""

    body: bytes
    content_type: str
    etag: str
    encoded: dict[str, bytes]


def load_assets(folder: Path) -> dict[str, Asset]:
    """Every file of the build by its path; only these can be asked for, so no path leads outside."""
    suffixes = tuple(suffix for _, suffix in ENCODINGS)
    assets = {}
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.name.endswith(suffixes):
            continue
        body = path.read_bytes()
        encoded = {name: (path.parent / (path.name + suffix)) for name, suffix in ENCODINGS}
        assets[path.relative_to(folder).as_posix()] = Asset(
            body=body,
            content_type=content_type_of(path),
            etag=f'"{hashlib.sha256(body).hexdigest()[:20]}"',
            encoded={name: file.read_bytes() for name, file in encoded.items() if file.is_file()},
        )
    return assets


def content_type_of(path: Path) -> str:
    guessed = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    is_text = guessed.startswith("text/") or guessed.endswith(("json", "javascript"))
    return f"{guessed}; charset=utf-8" if is_text else guessed


def security_headers(origins: Iterable[str], host: str) -> dict[str, str]:
    """What every page of ours says to the browser; only ``origins`` may show it in a frame."""
    policy = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        # Older Safari does not take 'self' to cover WebSocket.
        "connect-src": f"'self' ws://{host} wss://{host}" if host else "'self'",
        "manifest-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": " ".join(("'self'", *origins)),
    }
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=(), geolocation=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }


def serve(request: Request, asset: Asset, *, headers: dict[str, str], lasting: bool) -> HTTPResponse:
    """The asset in the best form the browser takes; ``lasting`` for files whose name changes with their content."""
    sent = {
        **headers,
        "Cache-Control": "public, max-age=31536000, immutable" if lasting else "no-cache",
        "ETag": asset.etag,
        "Vary": "Accept-Encoding",
    }
    if request.headers.get("if-none-match") == asset.etag:
        return raw(b"", status=304, headers=sent)
    accepted = accepted_encodings(request.headers.get("accept-encoding", ""))
    for name, _ in ENCODINGS:
        if name in accepted and name in asset.encoded:
            sent["Content-Encoding"] = name
            return raw(asset.encoded[name], content_type=asset.content_type, headers=sent)
    return raw(asset.body, content_type=asset.content_type, headers=sent)


def accepted_encodings(header: str) -> set[str]:
    """The encodings a browser takes; one with ``q=0`` is refused."""
    accepted = set()
    for part in header.split(","):
        name, _, weight = part.strip().partition(";")
        if weight.replace(" ", "") not in ("q=0", "q=0.0"):
            accepted.add(name.strip().lower())
    return accepted
