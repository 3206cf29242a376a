"""Many processes write to one SQLite file: our queue on a file lock beside SQLite's own busy handler.

Both do the same transactions on the same settings (WAL, synchronous=FULL, BEGIN IMMEDIATE, ten seconds of patience);
only the way to wait differs. What is lost is counted in the file afterwards, not by what the writers believe.
"""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from threading import BrokenBarrierError
from typing import Any

from luoshi.cli.benches import RUNS, Compared

OURS = "luoshi.facts.sqlite"
STOCK = "django.db.backends.sqlite3"
PATIENCE = 10
"""Seconds for which a writer waits before it gives up."""
WORDS = "主体施工，完成投资三百二十万元。" * 10
TABLES = """
PRAGMA journal_mode=WAL;
CREATE TABLE counter (written INTEGER NOT NULL);
CREATE TABLE entry (id INTEGER PRIMARY KEY, writer INTEGER NOT NULL, words TEXT NOT NULL);
INSERT INTO counter VALUES (0);
"""


@dataclass(frozen=True, slots=True)
class Writer:
    """What one process saw, by the machine's clock in seconds."""

    begun: float
    ended: float
    worst_wait: float


@dataclass(frozen=True, slots=True)
class Crowd:
    """What all processes made of one file."""

    per_second: float
    worst_wait: float
    lost: int


def measure(processes: int = 8, transactions: int = 60, runs: int = RUNS) -> list[Compared]:
    """Transactions a second, ours over SQLite's own; with the worst wait and the lost transactions of each."""
    ours, stock = [], []
    for _ in range(runs):
        stock.append(_crowd(STOCK, processes, transactions))
        ours.append(_crowd(OURS, processes, transactions))
    ratio = median(one.per_second / other.per_second for one, other in zip(ours, stock, strict=True))
    what = f"{processes} 个进程各写 {transactions} 笔"
    figures = {
        "processes": processes,
        "transactions": transactions,
        "runs": runs,
        "worst_wait_ratio": max(one.worst_wait for one in ours) / max(one.worst_wait for one in stock),
        "ours": _figures(ours),
        "stock": _figures(stock),
    }
    return [Compared("writers", what, "SQLite 自带的忙等待", ratio, _sentence(what, ratio, figures), figures)]


def _figures(crowds: Sequence[Crowd]) -> dict[str, Any]:
    """The median speed, but the worst wait and all losses of all runs."""
    return {
        "per_second": median(one.per_second for one in crowds),
        "worst_wait_seconds": max(one.worst_wait for one in crowds),
        "lost": sum(one.lost for one in crowds),
    }


def _sentence(what: str, ratio: float, figures: dict[str, Any]) -> str:
    ours, stock = figures["ours"], figures["stock"]
    return (
        f"{what}：每秒笔数是 SQLite 自带忙等待的 {ratio:.2f} 倍（{figures['runs']} 次的中位）；"
        f"最久的一次等待是对方的 {figures['worst_wait_ratio']:.2f} 倍"
        f"（{ours['worst_wait_seconds']:.2f} 秒比 {stock['worst_wait_seconds']:.2f} 秒）；"
        f"丢失 {ours['lost']} 笔，对方 {stock['lost']} 笔"
    )


def _crowd(engine: str, processes: int, transactions: int) -> Crowd:
    """All processes begin at the same moment on a fresh file."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bench.db"
        _found(file)
        context = get_context("spawn")
        start = (context.Barrier(processes), str(file), engine)
        with ProcessPoolExecutor(processes, mp_context=context, initializer=_connect, initargs=start) as pool:
            writers = list(pool.map(_write, range(processes), [transactions] * processes))
        kept = _kept(file)
    took = max(one.ended for one in writers) - min(one.begun for one in writers)
    return Crowd(kept / took, max(one.worst_wait for one in writers), processes * transactions - kept)


def _found(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.executescript(TABLES)
    connection.close()


def _kept(file: Path) -> int:
    """Transactions that are wholly in the file: both the row and its count."""
    connection = sqlite3.connect(file)
    counted, rows = connection.execute("SELECT written, (SELECT COUNT(*) FROM entry) FROM counter").fetchone()
    connection.close()
    return min(int(counted), int(rows))


_start: Any = None


def _connect(start: Any, file: str, engine: str) -> None:
    """A writer's process, made ready on its database; it then waits for all others."""
    import django
    from django.conf import settings

    global _start
    _start = start
    pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL"
    options = {"transaction_mode": "IMMEDIATE", "timeout": PATIENCE, "init_command": pragmas}
    settings.configure(DATABASES={"default": {"ENGINE": engine, "NAME": file, "OPTIONS": options}}, USE_TZ=True)
    django.setup()


def _write(writer: int, transactions: int) -> Writer:
    from django.db import OperationalError, connection

    connection.ensure_connection()
    try:
        _start.wait(120)
    except BrokenBarrierError as error:
        raise RuntimeError("not all writers came up within two minutes") from error
    begun, worst = time.monotonic(), 0.0
    for _ in range(transactions):
        asked = time.monotonic()
        try:
            _transaction(writer)
        except OperationalError as error:
            if "locked" not in str(error):  # given up after PATIENCE: the file will show it as missing
                raise
        worst = max(worst, time.monotonic() - asked)
    return Writer(begun, time.monotonic(), worst)


def _transaction(writer: int) -> None:
    """Reads a count, raises it and adds a row, as an action with its fact does."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT written FROM counter")
        (written,) = cursor.fetchone()
        cursor.execute("UPDATE counter SET written = %s", [written + 1])
        cursor.execute("INSERT INTO entry (writer, words) VALUES (%s, %s)", [writer, WORDS])
