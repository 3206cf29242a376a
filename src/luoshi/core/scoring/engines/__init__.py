"""Engines for large data: the definition written once more, as expressions that a database evaluates.

`reference` is the definition; every engine here gives the same published digits, and analytical ones to 1e-9. The
packages they need are imported only when an engine is asked for.
"""

from __future__ import annotations

from importlib import import_module

from luoshi.core.errors import BadInput, Fault
from luoshi.core.scoring.data import ScoreData
from luoshi.core.scoring.reference import score as by_definition
from luoshi.core.scoring.result import Result
from luoshi.core.scoring.scheme import Scheme

ENGINES = ("reference", "duckdb", "spark")


def score_by(engine: str, scheme: Scheme, data: ScoreData, period: str | None = None) -> Result:
    """What `score` gives, by the engine asked for. Raises BadInput where its packages are not there.

    A scheme or figures beyond an engine's whole numbers are scored by the definition; the result says who did it.
    """
    if engine == "reference":
        return by_definition(scheme, data, period)
    if engine not in ENGINES:
        raise BadInput(Fault(f"没有“{engine}”这个引擎", f"可用的有 {'、'.join(ENGINES)}", "--engine"))
    try:
        front = import_module("luoshi.core.scoring.engines.front")
        return front.score(engine, scheme, data, period)
    except ImportError as error:
        problem = f"引擎“{engine}”需要的 {error.name} 没有安装"
        raise BadInput(Fault(problem, "按锁文件安装，或不写 --engine", "--engine")) from None
