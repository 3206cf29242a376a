"""Where an expression runs: DuckDB within the process, or Spark. Everything in which the two must be treated apart."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

import duckdb
import ibis
import ibis.expr.types as ir
import pyarrow as pa

from luoshi.core.errors import BadInput, Fault

SPARK_SETTINGS = {
    # A whole number that does not fit is an error, as in DuckDB, not another number.
    "spark.sql.ansi.enabled": "true",
    # Results come as Arrow; row by row a missing double would come as NaN.
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.sql.execution.arrow.pyspark.fallback.enabled": "false",
    # Among hundreds of columns Spark would look for what follows from what, for minutes.
    "spark.sql.constraintPropagation.enabled": "false",
}
BEYOND_OF_SPARK = ("ArithmeticException", "NumberFormatException")
INSTALLING = "pip install 'pyspark>=4.0,<4.1'"
WITH_JAVA = "安装 Java 17 或 21，不在 PATH 里的用 JAVA_HOME 指明"
_numbers = count()


def connect(engine: str) -> Any:
    """A database in memory, or a session of its own on the Spark that the surroundings name."""
    return ibis.duckdb.connect() if engine == "duckdb" else on_spark(_spark())


def on_spark(session: Any) -> Any:
    """A connection to a Spark session, with what the digits need to stay the same."""
    return ibis.pyspark.connect(session, **SPARK_SETTINGS)


def given(connection: Any, table: pa.Table) -> ir.Table:
    """A table of ours as one of the engine's; an expression over it alone runs there and nowhere else."""
    if connection.name == "duckdb":
        return ibis.memtable(table)
    return _named(connection, connection.raw_sql("SELECT 1").sparkSession.createDataFrame(table))


def kept(connection: Any, table: ir.Table) -> ir.Table:
    """The table computed once, and held by the engine as long as it is needed."""
    if connection.name == "duckdb":
        return connection.create_table(f"kept_{next(_numbers)}", table, temp=True)
    # Not `cache`: Spark would plan and print each table with all those before it, twice the work for every one.
    return _named(connection, connection.raw_sql(connection.compile(table)).localCheckpoint())


def _named(connection: Any, frame: Any) -> ir.Table:
    """A frame of Spark's under a name that Ibis can ask for."""
    name = f"kept_{next(_numbers)}"
    frame.createOrReplaceTempView(name)
    return connection.table(name)


def is_beyond(error: Exception) -> bool:
    """Whether the engine stopped at a number that a whole column cannot hold."""
    if isinstance(error, duckdb.Error):
        return isinstance(error, duckdb.OutOfRangeException | duckdb.ConversionException)
    return type(error).__module__.startswith("pyspark.") and type(error).__name__ in BEYOND_OF_SPARK


def _spark() -> Any:
    """A session of our own on the Spark that the surroundings name. Raises BadInput where there is none."""
    faults = [*_lacking()]
    if faults:
        raise BadInput.of(faults)
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    try:
        return SparkSession.builder.appName("luoshi").getOrCreate().newSession()
    except (PySparkException, Py4JError):
        remedy = f"{WITH_JAVA}，核对 PYSPARK_SUBMIT_ARGS 里的集群地址和内存，或不写 --engine"
        raise BadInput(Fault("Spark 没有启动起来，原因见上面它自己的输出", remedy, "--engine")) from None


def _lacking() -> Iterator[Fault]:
    if find_spec("pyspark") is None:
        yield Fault("引擎“spark”需要的 pyspark 没有安装", f"执行 {INSTALLING}，或不写 --engine", "--engine")
    home = os.environ.get("JAVA_HOME")
    found = (Path(home) / "bin" / "java").is_file() if home else shutil.which("java") is not None
    if not found:
        yield Fault("引擎“spark”需要的 Java 没有找到", f"{WITH_JAVA}，或不写 --engine", "--engine")
