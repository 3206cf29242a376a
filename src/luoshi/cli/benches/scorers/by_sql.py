"""The rules as SQL by hand, on the same database."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

from luoshi.cli.benches.scorers import ITEMS, NUDGE, WEIGHTS


def run(folder: Path, periods: Sequence[str]) -> tuple[Any, None]:
    connection = duckdb.connect()
    for statement in _statements(folder, periods):
        connection.execute(statement)
    leaves = ", ".join(f"p{at}" for at in range(6))
    made = connection.sql(f"select unit, period, score, rank, {leaves} from ranked").to_arrow_table()
    return made, None


def _statements(folder: Path, periods: Sequence[str]) -> list[str]:
    period = "case period " + " ".join(f"when '{one}' then {at}" for at, one in enumerate(periods)) + " end"
    item = "case item " + " ".join(f"when '{one}' then {at}" for at, one in enumerate(ITEMS)) + " end"
    figures = ", ".join(
        f"max(case when item = {at} and status = 1 then actual end) a{at}, "
        f"max(case when item = {at} and status = 2 then 1 end) n{at}"
        + (f", max(case when item = {at} then target end) t{at}" if at in (0, 1, 3) else "")
        for at in range(6)
    )
    absent = " + ".join(f"case when n{at} = 1 then {WEIGHTS[one]} else 0 end" for at, one in enumerate(ITEMS))
    points = ", ".join(
        f"case when n{at} = 1 then null when a{at} is null then 0 "
        f"else floor({formula} * {NUDGE!r}::double * 10000 + 0.5)::bigint end p{at}"
        for at, formula in enumerate(_formulas())
    )
    total = " + ".join(f"coalesce(p{at}, 0)" for at in range(6))
    return [
        f"""create temp table wide as select unit, period, {figures} from (
            select unit, ({period})::tinyint period, ({item})::tinyint item, actual, target,
                (case status when 'reported' then 1 when 'not_applicable' then 2 else 0 end)::tinyint status
            from '{folder}/values.parquet') group by unit, period""",
        f"""create temp table grouped as select wide.*, "group", (100 - ({absent}))::double present
            from wide join '{folder}/units.parquet' using (unit)""",
        """create temp table bounds as select "group", period, min(a2) low, max(a2) high from grouped group by all""",
        f"""create temp table points as select unit, "group", period, {points}
            from grouped join bounds using ("group", period)""",
        f"""create temp table ranked as select *, rank() over (partition by "group", period order by score desc) rank
            from (select *, (2 * ({total}) + 100) // 200 score from points)""",
    ]


def _formulas() -> list[str]:
    return [
        "(3000::double / present) * greatest(least(a0 / t0, 1.2), 0)",
        "(1500::double / present) * greatest(least(t1 / a1, 1.2), 0)",
        "(2000::double / present) * ((a2 - low) / (high - low))",
        "(100::double / present) * greatest(10 - 0.5::double * greatest(t3 - a3, 0), 0)",
        "(100::double / present) * (case when a4 >= 100 then 10 when a4 >= 80 then 7 when a4 >= 60 then 4 else 0 end)",
        "(100::double / present) * greatest(least(15 * ((a5 - 40) / 110::double), 15), 0)",
    ]
