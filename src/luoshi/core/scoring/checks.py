"""Whether a scheme and its figures fit together."""

from __future__ import annotations

from luoshi.core.errors import Fault
from luoshi.core.scoring.data import ScoreData
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
    leaves = {item.code for item in scheme.items if item.is_leaf}
    nodes = {item.code for item in scheme.items if not item.is_leaf}
    faults = []
    for value in data.values:
        if value.item in nodes:
            problem = f"“{value.item}”由下级项汇总，不能直接填数"
            faults.append(Fault(problem, "把数填在末级项上", value.place, value.file))
        elif value.item not in leaves:
            problem = f"考核项“{value.item}”不在方案里"
            faults.append(Fault(problem, f"改成方案里末级项的代码：{_some(sorted(leaves))}", value.place, value.file))
    return faults


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
