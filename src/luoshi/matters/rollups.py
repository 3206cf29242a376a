"""How a parent stands by its children: their sum, all of them, or the worst."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from luoshi.core.timing.pace import MemberState
from luoshi.matters import paths
from luoshi.matters.models import End, Matter, MatterRevision, Measure, Stage
from luoshi.org.directory import Directory

Rollup = MatterRevision.Rollup
DONE = (End.DONE, End.ROUTINE)
GONE = (End.WITHDRAWN, End.MERGED)
SLOWEST = 2
"""How many of the slowest are named beside a sum."""


def summed(measure: Measure, members: Sequence[Measure]) -> Decimal | None:
    """A counted quantity over all children: the sum of what has been counted of it; rates are never added."""
    if measure.measure_kind not in paths.COUNTED:
        return None
    counted = [member.done for member in members if member.code == measure.code and member.done is not None]
    return sum(counted, Decimal(0)) if counted else None


def progress(rollup: str, measures: Sequence[Measure], children: Sequence[Matter]) -> float | None:
    """Of a sum, the share of its quantities; of all, the share of children done; of the worst, the least progress."""
    asked = [child for child in children if child.end not in GONE]
    if rollup == Rollup.SUM:
        return paths.progress(measures, ())
    if not asked:
        return None
    if rollup == Rollup.ALL:
        return round(sum(child.end in DONE for child in asked) / len(asked), 4)
    return min(1.0 if child.end in DONE else child.progress or 0.0 for child in asked)


def members(children: Sequence[Matter], names: Directory) -> tuple[MemberState, ...]:
    """The children that go on, as causes of their parent's light."""
    return tuple(
        MemberState(names.unit_name(child.unit), child.yellow_from, child.red_from)
        for child in children
        if child.stage != Stage.ENDED
    )


def slowest(measure: Measure, members: Sequence[Measure], units: Mapping[UUID, str]) -> str:
    """「完成投资（金溪镇、石桥镇最慢）」: a sum with those furthest behind in their own share, for its cause."""
    behind = [
        (paths.share_done(member), place, units.get(member.matter_id, ""))
        for place, member in enumerate(members)
        if member.code == measure.code and paths.judged(member) and paths.share_done(member) < 1
    ]
    worst = "、".join(name for _, _, name in sorted(behind)[:SLOWEST])
    return f"{measure.name}（{worst}最慢）" if worst else measure.name
