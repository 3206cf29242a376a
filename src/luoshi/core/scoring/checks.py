"""Whether a scheme and its figures fit together."""

from __future__ import annotations

from luoshi.core.errors import Fault
from luoshi.core.scoring.data import ScoreData
from luoshi.core.scoring.item import Item
from luoshi.core.scoring.methods import WITH_PARTS, kept_marks
from luoshi.core.scoring.records import Value
from luoshi.core.scoring.rows import PERIOD
from luoshi.core.scoring.scheme import Scheme


def check(
    scheme: Scheme, data: ScoreData, period: str | None = None, *, file: str = "", has_faults: bool = False
) -> list[Fault]:
    """Everything that does not fit: unknown items, groups without units, a period without values.

    `file` is the scheme's, for the faults. `has_faults` says that bad rows were left out of the data, so that nothing
    can be said of its groups and periods.
    """
    faults = _items(scheme, data)
    if not has_faults:
        faults += [*_groups(scheme, data, file), *_period(data, period)]
    return faults


def chosen_period(data: ScoreData, period: str | None) -> str:
    """The period that is scored: the one asked for, or the only one there is."""
    return period if period is not None else data.periods()[0]


def _items(scheme: Scheme, data: ScoreData) -> list[Fault]:
    leaves = {item.code: item for item in scheme.items if item.is_leaf}
    nodes = {item.code for item in scheme.items if not item.is_leaf}
    faults = []
    for value in data.values:
        if value.item in nodes:
            problem = f"“{value.item}”由下级项汇总，不能直接填数"
            faults.append(Fault(problem, "把数填在末级项上", value.place, value.file))
        elif value.item in leaves:
            faults += _figure(leaves[value.item], value)
        elif value.item not in scheme.inputs:
            problem = f"考核项“{value.item}”不在方案里"
            faults.append(Fault(problem, f"改成方案里末级项的代码：{_some(sorted(leaves))}", value.place, value.file))
    return faults


def _figure(item: Item, value: Value) -> list[Fault]:
    """Several numbers stand only where the method takes them, and as many as it takes; computed ones are not given."""
    said: list[tuple[str, str]] = []
    if item.formula is not None and (value.actual is not None or value.parts):
        said.append((f"“{item.code}”由算式得出，不能直接填数", "去掉这个数，填算式里的各项"))
    if value.parts and item.method not in WITH_PARTS:
        said.append((f"“{item.code}”只能填一个数，不能填几个", "把数填在 actual 一栏"))
    weights, places = item.parameters.get("weights"), item.parameters.get("places")
    counts = len(value.parts) or (1 if value.actual is not None else 0)
    if isinstance(weights, tuple) and counts and counts != len(weights):
        said.append(
            (f"“{item.code}”有 {counts} 个数，方案要 {len(weights)} 个", "在 parts 一栏按方案的顺序写各类的个数")
        )
    if isinstance(places, tuple) and value.parts and kept_marks(item, value.parts) is None:
        said.append((f"“{item.code}”的名次票里有没有分值的名次", f"名次写 1 到 {len(places)} 的整数"))
    return [Fault(problem, remedy, value.place, value.file) for problem, remedy in said]


def _groups(scheme: Scheme, data: ScoreData, file: str) -> list[Fault]:
    known = data.groups()
    return [
        Fault(f"分组“{group}”里没有单位", f"改成 units 表里有的分组：{_some(known)}", f"考核项“{item.code}”", file)
        for item in scheme.items
        for group in item.groups or ()
        if group not in known
    ]


def _period(data: ScoreData, period: str | None) -> list[Fault]:
    known = data.periods()
    if period is None:
        if len(known) == 1:
            return []
        problem = f"数据里有 {len(known)} 个期间：{_some(known)}" if known else "没有一条数，不知道是哪个期间"
        return [Fault(problem, "用 --period 写明计哪一个期间", "values")]
    if not PERIOD.fullmatch(period):
        return [Fault(f"期间“{period}”不合写法", "写成 2026、2026H1、2026Q1 或 2026-03", "--period")]
    if known and period not in known:
        return [Fault(f"没有 {period} 的数据", f"有数据的期间是 {_some(known)}", "values")]
    return []


def _some(words: list[str]) -> str:
    return "、".join(words[:8]) + (" 等" if len(words) > 8 else "")
