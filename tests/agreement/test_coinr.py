"""Thirty cases that COINr (R) computed itself: values to 1e-9, ranks exactly. Collected only where the data is."""

from __future__ import annotations

import csv
import importlib.util
import json
import os
from pathlib import Path
from types import ModuleType

import pytest

from luoshi.core.scoring import Result, Scheme, ScoreData, score
from luoshi.core.scoring.robustness import Bounds, robustness

REPOSITORY = Path(__file__).parents[2]
RANKING = Path(os.environ.get("LUOSHI_DATA", REPOSITORY.parent / "shared/data")) / "ranking"

__test__ = RANKING.is_dir()
pytestmark = pytest.mark.agreement

CASES = sorted(path.parent for path in RANKING.glob("*/*/pipeline.json"))
NO_NUMBER = ("", "NA", "NaN")


def converter() -> ModuleType:
    """The converter that comes with the cases."""
    spec = importlib.util.spec_from_file_location("to_scheme", RANKING / "to_scheme.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def scored(case: Path, folder: Path) -> Result:
    converter().write(case, folder)
    scheme = Scheme.from_toml((folder / "scheme.toml").read_text(encoding="utf-8"))
    return score(scheme, ScoreData.from_folder(folder / "data"))


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_cases_are_all_there():
    assert len(CASES) == 30


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_values_and_ranks_are_those_of_coinr(case, tmp_path):
    result = scored(case, tmp_path)
    root = next(item.code for item in result.scheme.items if item.parent is None)
    for row in rows(case / "results.csv"):
        line = result.row(row["unit"]).line(row["node"])
        have = line.points if line.cell is None else line.cell.normalised
        if row["value"] in NO_NUMBER:
            assert have is None, row
        else:
            assert float(have) == pytest.approx(float(row["value"]), rel=1e-9, abs=1e-12), row
    for row in rows(case / "ranks.csv"):
        if row["node"] == root:
            want = None if row["rank"] in NO_NUMBER else int(float(row["rank"]))
            assert result.row(row["unit"]).rank == want, row


ROBUST = {
    "weights-only": ("minmax100-arith", Bounds(seed=3)),
    "ranges-weights-means": (
        "minmax1-100-geom",
        Bounds(
            ranges=((1, 100), (5, 100), (10, 100), (20, 80)), aggregates=("arithmetic", "geometric"), runs=2000, seed=3
        ),
    ),
}


@pytest.mark.parametrize("case", ROBUST)
def test_rank_intervals_are_those_of_coinr_within_twice_the_noise_of_its_seeds(case, tmp_path):
    base, bounds = ROBUST[case]
    converter().write(RANKING / "asem" / base, tmp_path)
    text = (tmp_path / "scheme.toml").read_text(encoding="utf-8").replace('"geometric"', '"arithmetic"')
    (found,) = robustness(Scheme.from_toml(text), ScoreData.from_folder(tmp_path / "data"), None, bounds)
    noise = json.loads((RANKING / "robust" / case / "noise.json").read_text(encoding="utf-8"))["largest_difference"]
    spreads = {one.unit: one for one in found.spreads}
    for row in rows(RANKING / "robust" / case / "ranks.csv"):
        one = spreads[row["unit"]]
        assert one.nominal == int(row["nominal"])
        for column, have in (("mean", one.mean), ("median", one.median), ("q5", one.low), ("q95", one.high)):
            assert abs(have - float(row[column])) <= 2 * noise[column], (row["unit"], column)
