"""The rules in pandas, written well: categories as small numbers, whole columns in numpy, no Python over rows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from luoshi.cli.benches.scorers import ITEMS, NUDGE, WEIGHTS


def run(folder: Path, periods: Sequence[str]) -> tuple[Any, None]:
    values = pd.read_parquet(folder / "values.parquet")
    units = pd.read_parquet(folder / "units.parquet", columns=["unit", "group"])
    for column, known in (("period", periods), ("item", list(ITEMS)), ("status", STATUSES)):
        values[column] = values[column].cat.set_categories(known).cat.codes
    keys = ["unit", "period"]
    absent = values.loc[values["status"] == ABSENT, [*keys, "item"]]
    absent = absent.assign(absent=np.array(list(WEIGHTS.values()))[absent["item"]])
    absent = absent.groupby(keys, sort=False, as_index=False)["absent"].sum()
    points = pd.concat([_points(at, values, units, absent) for at in range(len(ITEMS))], ignore_index=True)
    scores = points.groupby(keys, sort=False, as_index=False)["points"].sum().merge(units, on="unit")
    scores["score"] = (2 * scores["points"].astype("int64") + 100) // 200
    scores["rank"] = (
        scores.groupby(["group", "period"], sort=False)["score"].rank("min", ascending=False).astype("int64")
    )
    return (scores, points), None


STATUSES = ["reported", "not_reported", "not_applicable"]
REPORTED, ABSENT = 0, 2


def _points(at: int, values: pd.DataFrame, units: pd.DataFrame, absent: pd.DataFrame) -> pd.DataFrame:
    rows = values.loc[values["item"] == at, ["unit", "period", "item", "status", "actual", "target"]]
    rows = rows.merge(absent, on=["unit", "period"], how="left")
    present = 100.0 - rows["absent"].fillna(0).to_numpy()
    actual, target = rows["actual"].to_numpy(), rows["target"].to_numpy()
    is_reported = (rows["status"] == REPORTED).to_numpy()
    made = FORMULAS[at](actual, target, present, *(_bounds(rows, units, is_reported) if ITEMS[at] == "c" else ()))
    whole = np.floor(np.where(is_reported, made, 0.0) * NUDGE * 10000 + 0.5)
    points = np.where(rows["status"].to_numpy() == ABSENT, np.nan, whole)
    return rows[["unit", "period", "item"]].assign(points=points)


def _bounds(rows: pd.DataFrame, units: pd.DataFrame, is_reported: Any) -> tuple[Any, Any]:
    grouped = rows.merge(units, on="unit", how="left").assign(figure=rows["actual"].where(is_reported))
    figures = grouped.groupby(["group", "period"], sort=False)["figure"]
    return figures.transform("min").to_numpy(), figures.transform("max").to_numpy()


FORMULAS: tuple[Any, ...] = (
    lambda actual, target, present: (3000 / present) * np.clip(actual / target, 0, 1.2),
    lambda actual, target, present: (1500 / present) * np.clip(target / actual, 0, 1.2),
    lambda actual, target, present, low, high: (2000 / present) * ((actual - low) / (high - low)),
    lambda actual, target, present: (100 / present) * np.maximum(10 - 0.5 * np.maximum(target - actual, 0), 0),
    lambda actual, target, present: (
        (100 / present) * np.select([actual >= 100, actual >= 80, actual >= 60], [10.0, 7.0, 4.0], 0.0)
    ),
    lambda actual, target, present: (100 / present) * np.clip(15 * ((actual - 40) / 110), 0, 15),
)
