"""The rules in Polars by hand: item by item, so that no formula is computed for rows it is not for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl

from luoshi.cli.benches.scorers import ITEMS, NUDGE, WEIGHTS


def run(folder: Path, periods: Sequence[str]) -> tuple[Any, None]:
    values = pl.read_parquet(folder / "values.parquet")
    units = pl.read_parquet(folder / "units.parquet", columns=["unit", "group"])
    codes = {one: at for at, one in enumerate(periods)}
    period = pl.col("period").cast(pl.String).replace_strict(codes, return_dtype=pl.Int8)
    by_period = values.select(pl.col("period").unique()).with_columns(at=period)
    values = values.join(by_period, on="period").drop("period").rename({"at": "period"})
    by_item = values.partition_by("item", as_dict=True)
    frames = {str(key[0]): frame for key, frame in by_item.items()}
    absent = pl.concat(
        frame.lazy()
        .filter(pl.col("status") == "not_applicable")
        .select("unit", "period", absent=pl.lit(WEIGHTS[item], pl.Int64))
        for item, frame in frames.items()
    )
    absent = absent.group_by("unit", "period").agg(pl.col("absent").sum())
    points = pl.concat([_points(item, frames[item].lazy(), units.lazy(), absent) for item in ITEMS]).collect()
    totals = points.lazy().group_by("unit", "period").agg(pl.col("points").sum()).join(units.lazy(), on="unit")
    score = (2 * pl.col("points") + 100) // 200
    ranked = totals.with_columns(score=score).with_columns(
        rank=pl.col("score").rank("min", descending=True).over("group", "period")
    )
    return (ranked.select("unit", "period", "score", "rank").collect(), points), None


def _points(item: str, frame: pl.LazyFrame, units: pl.LazyFrame, absent: pl.LazyFrame) -> pl.LazyFrame:
    rows = frame.join(absent, on=["unit", "period"], how="left")
    rows = rows.with_columns(present=(100 - pl.col("absent").fill_null(0)).cast(pl.Float64))
    is_reported = pl.col("status") == "reported"
    if item == "c":
        figure = pl.when(is_reported).then("actual")
        rows = rows.join(units, on="unit").with_columns(
            low=figure.min().over("group", "period"), high=figure.max().over("group", "period")
        )
    made = (_formula(item) * NUDGE * 10000 + 0.5).floor().cast(pl.Int64)
    points = pl.when(is_reported).then(made).when(pl.col("status") != "not_applicable").then(0)
    return rows.select("unit", "period", item=pl.lit(ITEMS.index(item), pl.Int8), points=points)


def _formula(item: str) -> pl.Expr:
    actual, target, present = pl.col("actual"), pl.col("target"), pl.col("present")
    if item == "a":
        return (3000 / present) * (actual / target).clip(0, 1.2)
    if item == "b":
        return (1500 / present) * (target / actual).clip(0, 1.2)
    if item == "c":
        return (2000 / present) * ((actual - pl.col("low")) / (pl.col("high") - pl.col("low")))
    if item == "d":
        return (100 / present) * (10 - 0.5 * (target - actual).clip(0, None)).clip(0, None)
    if item == "e":
        bands = (
            pl.when(actual >= 100).then(10.0).when(actual >= 80).then(7.0).when(actual >= 60).then(4.0).otherwise(0.0)
        )
        return (100 / present) * bands
    return (100 / present) * (15 * ((actual - 40) / 110)).clip(0, 15)
