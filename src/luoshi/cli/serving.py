"""The server process, on the loopback unless told otherwise."""

from __future__ import annotations

import os


def serve(target: str, port: int, host: str = "127.0.0.1") -> None:
    """Serves a WSGI application until it is told to stop."""
    from granian import Granian
    from granian.constants import Interfaces

    Granian(
        target,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=int(os.environ.get("LUOSHI_WORKERS", "1")),
        blocking_threads=8,
        log_access=False,
        log_level="warning",  # type: ignore[arg-type]
        websockets=False,
    ).serve()
