"""Benchmarks, one file each: how fast we are beside somebody who does the same work in the same run."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

BENCHES: dict[str, str] = {
    "writers": "多个进程同时写一个库，比 SQLite 自带的忙等待",
    "score": "两千万个数计分排名，比 pandas、Polars 和手写 SQL",
    "read": "读文件：比人的标注对多少，比自己的一半慢多少",
}
"""Benchmark → its one line of help. Its module `luoshi.cli.benches.<name>` has `measure()`."""

RUNS = 3


@dataclass(frozen=True, slots=True)
class Compared:
    """One comparison: ours over the peer's, the median of its runs."""

    bench: str
    what: str
    """The work that both did."""
    peer: str
    ratio: float
    sentence: str
    """The comparison in a line for people."""
    figures: dict[str, Any] = field(default_factory=dict)
    """What the ratio was made of, for other programs."""

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)
