"""The engine for large data gives the definition's digits: random schemes and figures, every method and mean."""

from __future__ import annotations

import importlib.util

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.scoring.alike import analytical_alike, edges_alike, few, months_alike, published_alike, worlds
from tests.core.scoring.world import data, leaf, node, toml, value

from luoshi.core.errors import BadInput
from luoshi.core.scoring import Scheme, ScoreData, score
from luoshi.core.scoring.engines import score_by
from luoshi.core.scoring.engines.connections import connect


@few(8)
@given(st.integers(0, 4).flatmap(worlds))
def test_published_results_are_the_same_in_every_digit(world):
    published_alike(world, "duckdb")


@few(8)
@given(worlds(None))
def test_analytical_results_agree_to_nine_places(world):
    analytical_alike(world, "duckdb")


def test_points_at_the_very_edge_of_rounding_are_those_of_the_definition():
    """Halves of the last place, and what the twelfth digit makes of figures just below them."""
    edges_alike("duckdb")


@pytest.mark.parametrize(("decimals", "engine"), [(2, "reference"), (None, "duckdb")])
def test_weights_of_many_digits_are_no_obstacle(decimals, engine):
    """Whole numbers that no column holds are left to the definition; doubles need none."""
    items = [leaf(f"i{at}", "as_is", weight=1 / (at + 3)) for at in range(6)]
    text = toml(*items, total=node("total", None, "arithmetic"), decimals=decimals).replace("decimals = null\n", "")
    scheme = Scheme.from_toml(text)
    figures = data([value(unit, item["code"], at + 0.5) for at, unit in enumerate("甲乙丙") for item in items])
    definition, made = score(scheme, figures), score_by("duckdb", scheme, figures)
    assert made.engine == engine
    assert [row.score for row in made.rankings[0].rows] == pytest.approx(
        [row.score for row in definition.rankings[0].rows]
    )


def test_tables_of_many_months_are_scored_at_once_and_each_unit_can_be_explained():
    months_alike(connect("duckdb"))


def test_without_java_spark_is_refused_with_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(BadInput) as refused:
        score_by("spark", Scheme.from_toml(toml(leaf("a", "as_is"))), data([value("甲", "a", 1.5)]))
    said = "\n".join(fault.sentence() for fault in refused.value.faults)
    assert "Java 17" in said
    assert ("pip install" in said) == (importlib.util.find_spec("pyspark") is None)


def test_figures_may_come_as_parquet(tmp_path):
    rows = [value("甲", "a", 1.5), value("乙", "a", 2.25)]
    for name, table in (("units", [{"unit": "甲"}, {"unit": "乙"}]), ("values", rows)):
        pq.write_table(pa.Table.from_pylist(table), tmp_path / f"{name}.parquet")
    scheme = Scheme.from_toml(toml(leaf("a", "as_is")))
    read = ScoreData.from_folder(tmp_path)
    assert score(scheme, read).to_json() == score(scheme, data(rows, {"全部": "甲乙"})).to_json()
