"""Where an expression runs: DuckDB within the process, or Spark. Everything in which the two must be treated apart."""

from __future__ import annotations

import os
import shutil
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
}
_numbers = count()


def connect(engine: str) -> Any:
    """A database in memory, or a session of its own on the Spark that the surroundings name."""
    return ibis.duckdb.connect() if engine == "duckdb" else on_spark(_spark().newSession())


def on_spark(session: Any) -> Any:
    """A connection to a Spark session, with what the digits need to stay the same."""
    return ibis.pyspark.connect(session, **SPARK_SETTINGS)


def given(connection: Any, table: pa.Table) -> ir.Table:
    """A table of ours as one of the engine's; an expression over it alone runs there and nowhere else."""
    if connection.name == "duckdb":
        return ibis.memtable(table)
    name = f"given_{next(_numbers)}"
    session = connection.raw_sql("SELECT 1").sparkSession
    session.createDataFrame(table).createOrReplaceTempView(name)
    return connection.table(name)


def kept(connection: Any, table: ir.Table) -> ir.Table:
    """The table computed once, and held by the engine as long as it is needed."""
    if connection.name == "duckdb":
        return connection.create_table(f"kept_{next(_numbers)}", table, temp=True)
    return table.cache()


def is_beyond(error: Exception) -> bool:
    """Whether the engine stopped at a number that a whole column cannot hold."""
    if isinstance(error, duckdb.Error):
        return isinstance(error, duckdb.OutOfRangeException | duckdb.ConversionException)
    return type(error).__module__.startswith("pyspark.") and type(error).__name__ in BEYOND_OF_SPARK


BEYOND_OF_SPARK = ("ArithmeticException", "NumberFormatException")


def _spark() -> Any:
    """The Spark that the surroundings name, or one within this machine."""
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    if not _has_java():
        raise BadInput(Fault("引擎“spark”需要 Java，这里没有找到", JAVA, "--engine"))
    try:
        return SparkSession.builder.appName("luoshi").getOrCreate()
    except PySparkException as error:
        problem = "Spark 没有启动起来" if error.getCondition() == "JAVA_GATEWAY_EXITED" else "连不上 Spark"
        raise BadInput(Fault(problem, f"{JAVA}；再看 SPARK_CONF_DIR 里的设置", "--engine")) from None


JAVA = "安装 Java 17 或 21，用 JAVA_HOME 指明位置，或不写 --engine"


def _has_java() -> bool:
    home = os.environ.get("JAVA_HOME")
    return (Path(home) / "bin" / "java").is_file() if home else shutil.which("java") is not None
