"""Django's SQLite, with one queue for writers.

SQLite's own busy handler polls: a writer that comes at the wrong moments waits for seconds while others pass it, and
gives up after its timeout (`luoshi bench writers` measures it). Here every transaction takes a lock on a file beside
the database before BEGIN IMMEDIATE, so that writers wait in the kernel's queue instead.
"""

from __future__ import annotations

import fcntl
import os
from typing import Any

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose transactions queue on `<database>.lock`."""

    _lock: int | None = None

    def _start_transaction_under_autocommit(self) -> None:
        self._queue()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._leave()
            raise

    def _commit(self) -> Any:
        try:
            return super()._commit()  # type: ignore[misc]
        finally:
            self._leave_when_done()

    def _rollback(self) -> Any:
        try:
            return super()._rollback()  # type: ignore[misc]
        finally:
            self._leave_when_done()

    def _close(self) -> Any:
        try:
            return super()._close()  # type: ignore[misc]
        finally:
            self._leave()

    def _queue(self) -> None:
        name = str(self.settings_dict["NAME"])
        if self._lock is not None or self.is_in_memory_db():
            return
        lock = os.open(f"{name}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(lock, fcntl.LOCK_EX)
        self._lock = lock

    def _leave_when_done(self) -> None:
        # A commit that failed on a deferred constraint leaves the transaction open: Django then rolls back.
        if self.connection is None or not self.connection.in_transaction:
            self._leave()

    def _leave(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None
