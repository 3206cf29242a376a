"""Our engine on DuckDB: the scheme is data, the expression is made from it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa

from luoshi.cli.benches.scorers import SCHEME
from luoshi.core.scoring.engines.scored import Scored, score_tables
from luoshi.core.scoring.scheme import Scheme


def scored(folder: Path, periods: Sequence[str]) -> Scored:
    connection: Any = ibis.duckdb.connect()
    units = connection.read_parquet(folder / "units.parquet")
    values = connection.read_parquet(folder / "values.parquet")
    return score_tables(connection, Scheme.from_toml(SCHEME), units, values, periods=periods)


def run(folder: Path, periods: Sequence[str]) -> tuple[pa.Table, Any]:
    made = scored(folder, periods)
    leaves = {f"p{leaf.number}": made.table[f"p{leaf.number}"] for leaf in made.leaves}
    return made.table.select("unit", "period", "score", "rank", **leaves).to_pyarrow(), made
