"""A server's worker process: it ends with the server that started it, however that ended."""

from __future__ import annotations

import ctypes
import signal
import sys

PR_SET_PDEATHSIG = 1


def end_with_the_server() -> None:
    """Asks the kernel to kill this process when its parent is gone: a killed server leaves nobody on its port."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
