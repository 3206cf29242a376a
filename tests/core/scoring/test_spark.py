"""Spark gives the definition's digits. Skipped where pyspark or Java is not there; docs/spark.md says how to run it."""

from __future__ import annotations

import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.scoring.alike import analytical_alike, edges_alike, few, months_alike, published_alike, worlds

from luoshi.core.scoring.engines.connections import connect

pytest.importorskip("pyspark", reason="pyspark is not installed: docs/spark.md")
if shutil.which("java") is None:
    pytest.skip("Java is not installed: docs/spark.md", allow_module_level=True)


@pytest.fixture(scope="module", autouse=True)
def spark():
    """A small Spark within this machine, which `connect` finds running."""
    from pyspark.sql import SparkSession

    settings = {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.shuffle.partitions": "2",
    }
    session = SparkSession.builder.master("local[2]").config(map=settings).getOrCreate()
    yield session
    session.stop()


@few(3)
@given(st.integers(0, 4).flatmap(worlds))
def test_published_results_are_the_same_in_every_digit(world):
    published_alike(world, "spark")


@few(3)
@given(worlds(None))
def test_analytical_results_agree_to_nine_places(world):
    analytical_alike(world, "spark")


def test_points_at_the_very_edge_of_rounding_are_those_of_the_definition():
    edges_alike("spark")


def test_tables_of_many_months_are_scored_at_once_and_each_unit_can_be_explained():
    months_alike(connect("spark"))
