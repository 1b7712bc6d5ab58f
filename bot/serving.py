"""Serving a Sanic app from our own event loop, until the process is told to stop."""

from __future__ import annotations

import asyncio
import signal
from typing import Any


async def serve_until_told(app: Any, **where: Any) -> None:
    """Serve ``app`` (a Sanic app) at ``sock`` or ``host`` and ``port``; SIGTERM or SIGINT ends it in order.

    OSError when the address cannot be listened on.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    server = await app.create_server(return_asyncio_server=True, access_log=False, **where)
    if server is None:
        raise OSError(f"could not listen: {where}")
    await server.startup()
    await server.before_start()
    await server.after_start()
    await stop.wait()
    await server.before_stop()
    server.close()
    await asyncio.sleep(0.2)  # lets answers under way go out
    await server.after_stop()
