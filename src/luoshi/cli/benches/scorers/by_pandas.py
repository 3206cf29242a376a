"""The rules in pandas, written well: categories as small numbers, whole columns, no Python over rows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from luoshi.cli.benches.scorers import ITEMS, NUDGE, WEIGHTS

STATUSES = ["reported", "not_reported", "not_applicable"]
REPORTED, ABSENT = 0, 2
KEYS, GROUP = ["unit", "period"], ["group", "period"]


def run(folder: Path, periods: Sequence[str]) -> tuple[Any, None]:
    values = pd.read_parquet(folder / "values.parquet")
    for column, known in (("period", list(periods)), ("item", list(ITEMS)), ("status", STATUSES)):
        values[column] = values[column].cat.set_categories(known).cat.codes
    units = pd.read_parquet(folder / "units.parquet", columns=["unit", "group"]).astype({"group": "category"})
    units["group"] = units["group"].cat.codes
    rows = values.merge(units, on="unit")
    rows = rows.merge(_absent(rows), on=KEYS, how="left").merge(_bounds(rows), on=GROUP, how="left")
    rows["points"] = _points(rows)
    scores = rows.groupby([*KEYS, "group"], sort=False, as_index=False)["points"].sum()
    scores["score"] = (2 * scores["points"].astype("int64") + 100) // 200
    places = scores.groupby(GROUP, sort=False)["score"].rank("min", ascending=False)
    scores["rank"] = places.astype("int64")
    return (scores, rows[[*KEYS, "item", "points"]]), None


def _absent(rows: pd.DataFrame) -> pd.DataFrame:
    """The weight of what does not apply, by unit and period; most have none."""
    absent = rows.loc[rows["status"] == ABSENT, [*KEYS, "item"]]
    absent = absent.assign(absent=np.array(list(WEIGHTS.values()))[absent["item"]])
    return absent.groupby(KEYS, sort=False, as_index=False)["absent"].sum()


def _bounds(rows: pd.DataFrame) -> pd.DataFrame:
    compared = rows[(rows["item"] == ITEMS.index("c")) & (rows["status"] == REPORTED)]
    return compared.groupby(GROUP, sort=False)["actual"].agg(low="min", high="max").reset_index()


def _points(rows: pd.DataFrame) -> Any:
    actual, target, item = rows["actual"].to_numpy(), rows["target"].to_numpy(), rows["item"].to_numpy()
    low, high = rows["low"].to_numpy(), rows["high"].to_numpy()
    each = 100 / (100.0 - rows["absent"].fillna(0).to_numpy())
    present = 100.0 - rows["absent"].fillna(0).to_numpy()
    bands = np.select([actual >= 100, actual >= 80, actual >= 60], [10.0, 7.0, 4.0], 0.0)
    formulas = [
        (3000 / present) * np.clip(actual / target, 0, 1.2),
        (1500 / present) * np.clip(target / actual, 0, 1.2),
        (2000 / present) * ((actual - low) / (high - low)),
        each * np.maximum(10 - 0.5 * np.maximum(target - actual, 0), 0),
        each * bands,
        each * np.clip(15 * ((actual - 40) / 110), 0, 15),
    ]
    made = np.select([item == at for at in range(len(ITEMS))], formulas)
    status = rows["status"].to_numpy()
    whole = np.floor(np.where(status == REPORTED, made, 0.0) * NUDGE * 10000 + 0.5)
    return np.where(status == ABSENT, np.nan, whole)
