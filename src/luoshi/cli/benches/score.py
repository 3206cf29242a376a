"""Twenty million figures scored and ranked, beside pandas, Polars and SQL written by hand; all must agree.

Each of the four reads the same two Parquet files in a process of its own and gives whole points of every leaf, the
scores and the places.
"""

from __future__ import annotations

import importlib
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from luoshi.cli.benches import Compared
from luoshi.cli.benches.scorers import ITEMS

COUNTIES, UNITS, MONTHS = 2850, 100, 12
PEERS = {"by_pandas": "pandas", "by_polars": "Polars（手写）", "by_sql": "SQL（手写，DuckDB）"}
PERIODS = tuple(f"2026-{month:02d}" for month in range(1, MONTHS + 1))
SEED = 20261126
SMALL = "small"
"""One county, which each scores before its time is taken: what is loaded at the first use counts for nobody."""


@dataclass(frozen=True, slots=True)
class Ran:
    """One run: how long, how much memory, what came out, and how long the sentences of a unit took."""

    seconds: float
    cpu_seconds: float
    """Of all cores together: what a busy machine cannot distort."""
    peak_mib: float
    answer: str
    sentences_ms: tuple[float, ...] = ()


def measure(runs: int = 1, shrink: int = 1) -> list[Compared]:
    """Ours beside each of the others. `shrink` divides the counties, for a quick look."""
    counties = COUNTIES // shrink
    with tempfile.TemporaryDirectory(prefix="luoshi-bench-") as name:
        folder = Path(name)
        values = write(folder, counties)
        write(folder / SMALL, 1)
        ran = {who: [_apart(who, folder, number) for number in range(runs)] for who in ("ours", *PEERS)}
        same = {who: _agree(folder, who) for who in PEERS}
    return [_compare(who, ran, values, agrees=same[who]) for who in PEERS]


def write(folder: Path, counties: int) -> int:
    """Units and values as months of sheets come in: by month, county, unit and item, some cells left out."""
    folder.mkdir(exist_ok=True)
    chance = np.random.default_rng(SEED)
    units = counties * UNITS
    number = np.arange(units)
    unit = (100_000 + number // UNITS) * 1000 + number % UNITS
    group = pa.array([f"county{one}" for one in range(counties)]).take(pa.array(number // UNITS))
    pq.write_table(
        pa.table({"unit": unit, "name": pa.array(unit).cast(pa.string()), "group": group}), folder / "units.parquet"
    )
    rows = units * MONTHS * len(ITEMS)
    there = chance.random(rows) >= 0.005
    status = pa.array(chance.choice(np.arange(3, dtype=np.int8), rows, p=[0.98, 0.01, 0.01])[there])
    columns = {
        "unit": np.repeat(np.tile(unit, MONTHS), len(ITEMS))[there],
        "item": _words(np.tile(np.arange(len(ITEMS), dtype=np.int8), units * MONTHS)[there], list(ITEMS)),
        "period": _words(np.repeat(np.arange(MONTHS, dtype=np.int8), units * len(ITEMS))[there], PERIODS),
        "actual": np.round(chance.gamma(9.0, 11.0, rows)[there] + 0.01, 2),
        "target": np.round(chance.uniform(50, 150, rows)[there], 1),
        "status": pa.DictionaryArray.from_arrays(status, pa.array(["reported", "not_reported", "not_applicable"])),
    }
    pq.write_table(pa.table(columns), folder / "values.parquet")
    return int(there.sum())


def _words(codes: Any, words: Sequence[str]) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(codes), pa.array(list(words)))


def _apart(who: str, folder: Path, number: int) -> Ran:
    """One run in a fresh process, so that each has its own memory."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        return pool.apply(_run, (who, folder, number))


def _run(who: str, folder: Path, number: int) -> Ran:
    scorer = importlib.import_module(f"luoshi.cli.benches.scorers.{who}")
    scorer.run(folder / SMALL, PERIODS)
    begun, worked = time.perf_counter(), time.process_time()
    made, engine = scorer.run(folder, PERIODS)
    seconds, cpu = time.perf_counter() - begun, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sentences = _sentences(engine) if engine is not None else ()
    if number == 0:
        np.save(folder / f"{who}.npy", answer(made))
    return Ran(seconds, cpu, peak, who, sentences)


def _sentences(engine: Any, units: int = 11) -> tuple[float, ...]:
    """How long the sentences of some units take, in milliseconds."""
    some = engine.units.order_by("unit").limit(units).to_pyarrow().to_pylist()
    engine.explain(some[0]["unit"], PERIODS[0])
    taken = []
    for at, row in enumerate(some):
        begun = time.perf_counter()
        engine.explain(row["unit"], PERIODS[at % len(PERIODS)])
        taken.append(1000 * (time.perf_counter() - begun))
    return tuple(taken)


def answer(made: Any) -> Any:
    """Rows of unit, period, score, rank and the points of the six leaves, in one order; −1 is not applicable."""
    wide, long = made if isinstance(made, tuple) else (made, None)
    columns = [_column(wide, name) for name in ("unit", "period", "score", "rank")]
    if long is None:
        columns += [_column(wide, f"p{at}", -1) for at in range(len(ITEMS))]
    order = np.lexsort((columns[1], columns[0]))
    rows = np.column_stack(columns)[order]
    if long is None:
        return rows
    keys = rows[:, 0] * len(PERIODS) + rows[:, 1]
    leaves = np.zeros((len(rows), len(ITEMS)), dtype=np.int64)
    at = np.searchsorted(keys, _column(long, "unit") * len(PERIODS) + _column(long, "period"))
    leaves[at, _column(long, "item")] = _column(long, "points", -1)
    return np.column_stack([rows, leaves])


def _column(table: Any, name: str, missing: int = 0) -> Any:
    if isinstance(table, pa.Table):
        return table[name].fill_null(missing).to_numpy().astype(np.int64)
    column = table[name]
    filled = column.fill_null(missing) if hasattr(column, "fill_null") else column.fillna(missing)
    return filled.to_numpy().astype(np.int64)


def _agree(folder: Path, who: str) -> bool:
    return bool(np.array_equal(np.load(folder / "ours.npy"), np.load(folder / f"{who}.npy")))


def _compare(who: str, ran: dict[str, list[Ran]], values: int, *, agrees: bool) -> Compared:
    ours, theirs = ran["ours"], ran[who]
    ratio = median(one.seconds for one in ours) / median(one.seconds for one in theirs)
    cpu = [median(one.cpu_seconds for one in runs) for runs in (ours, theirs)]
    peaks = (max(one.peak_mib for one in ours), max(one.peak_mib for one in theirs))
    sentences = [one for run in ours for one in run.sentences_ms]
    said = "逐位相同" if agrees else "不一致"
    sentence = (
        f"{values:,} 个数计分排名，用时是 {PEERS[who]} 的 {ratio:.2f} 倍（它的 {1 / ratio:.1f} 倍快），"
        f"处理器时间 {cpu[0]:.1f} 秒，它 {cpu[1]:.1f} 秒；"
        f"内存最多 {peaks[0]:,.0f} MiB，它 {peaks[1]:,.0f} MiB；结果{said}；"
        f"一个单位的说明 {median(sentences):.0f} 毫秒，最慢 {max(sentences):.0f}"
    )
    figures = {
        "values": values,
        "runs": len(ours),
        "agrees": agrees,
        "seconds": median(one.seconds for one in ours),
        "cpu_seconds": cpu[0],
        "peer_cpu_seconds": cpu[1],
        "peer_seconds": median(one.seconds for one in theirs),
        "peak_mib": peaks[0],
        "peer_peak_mib": peaks[1],
        "times_as_fast": 1 / ratio,
        "sentences_ms": median(sentences),
        "slowest_sentences_ms": max(sentences),
    }
    return Compared("score", "计分排名", PEERS[who], ratio, sentence, figures)
