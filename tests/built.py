"""Demonstrations, each built once for all that looks at it, however many workers there are."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest

from tests import serving

TODAY = "2026-11-25"
NEW_YEAR = "2027-01-02"


def demonstration(factory: pytest.TempPathFactory, today: str) -> Path:
    """The demonstration's database of a day. Who changes anything in it works on a copy."""
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / f"demonstration-{today}"
    folder.mkdir(exist_ok=True)
    database = folder / "demo.db"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "built").exists():
            build(database, today)
            (folder / "built").touch()
    return database


def build(database: Path, today: str) -> None:
    words = ["demo", "--db", str(database), "--today", today, "--no-serve"]
    made = serving.run(words, serving.environment(), seconds=900)
    assert made.returncode == 0, made.stderr
