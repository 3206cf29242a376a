"""The server process, on the loopback unless told otherwise."""

from __future__ import annotations

import os
import sys
from typing import NoReturn


def serve(target: str, port: int, host: str = "127.0.0.1") -> NoReturn:
    """Becomes the server of a WSGI application, in a process that has loaded nothing yet."""
    from luoshi.web.settings import keep_secret

    keep_secret()
    sys.stdout.flush()
    sys.stderr.flush()
    options = {
        "--interface": "wsgi",
        "--host": host,
        "--port": str(port),
        "--workers": os.environ.get("LUOSHI_WORKERS", "1"),
        "--blocking-threads": os.environ.get("LUOSHI_THREADS", "4"),
        "--log-level": "error",
    }
    words = [word for option in options.items() for word in option]
    os.execv(sys.executable, [sys.executable, "-m", "granian", *words, "--no-ws", target])
