"""Behind each figure of a circular: the list it was counted from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from luoshi.papers.content import LONG_RED, AskedOutOfRule, Circular, NodeDue, OverduePromise, Owed, Standing
from luoshi.papers.writing.sheet import Listed, Listing


def lists_of(it: Circular) -> Iterable[Listing]:
    """Behind each figure of the text: what was counted."""
    yield _matters("red", "滞后事项", it.red)
    yield _matters("newly_red", "本月新增滞后", it.newly_red)
    yield _matters("long_red", f"滞后{LONG_RED}天以上", it.long_red)
    yield _matters("yellow", "预警事项", it.of_light("yellow"))
    yield _matters("green", "正常事项", it.of_light("green"))
    yield _matters("done", "办结事项", it.of_light("done"))
    yield _matters("done_in_month", f"{it.month}办结", it.done_in_month)
    yield _matters("all", "在册事项", it.matters)
    yield _matters("live", "在办事项", it.live)
    yield _matters("ended", "其他了结", [one for one in it.ended if one.light != "done"])
    yield Listing(key="nodes", title=f"{it.month}到期节点", rows=[*map(_node, it.nodes)])
    kept = [Listed(text=f"{one.name}：{one.n}个节点全部按期通过", matter="") for one in it.kept]
    yield Listing(key="kept", title="节点全部按期通过的单位", rows=kept)
    yield Listing(key="blockers", title="超过时限未解决的堵点", rows=[*map(_promised, it.promises)])
    if it.extensions:
        yield Listing(key="extensions", title="不按规定申请延期", rows=[*map(_out_of_rule, it.extensions)])
    yield _owed("reports", f"{it.month}应报进展", it.reports)
    yield _owed("missing", "未报", it.of_state("missing"))
    yield _owed("late", "逾期报送", it.of_state("late"))
    yield _owed("in_time", "按时报送", it.of_state("in_time"))


def _matters(key: str, title: str, matters: Sequence[Standing]) -> Listing:
    rows = [Listed(text=f"{one.number} {one.title}（{one.unit_name}）", matter=str(one.matter)) for one in matters]
    return Listing(key=key, title=title, rows=rows)


def _promised(one: OverduePromise) -> Listed:
    return Listed(text=f"{one.holder_name}：{one.title}（{one.number} {one.matter_title}）", matter=str(one.matter))


def _node(node: NodeDue) -> Listed:
    kept = "按期通过" if node.kept else "未按期通过"
    return Listed(text=f"{node.unit_name}：{node.number} {node.what} {kept}", matter=str(node.matter))


def _out_of_rule(one: AskedOutOfRule) -> Listed:
    marks = [*(["逾期申请"] if one.late else []), *([f"第{one.nth}次延期"] if one.nth > 1 else [])]
    return Listed(text=f"{one.unit_name}：{one.number} {one.title}（{'，'.join(marks)}）", matter=str(one.matter))


def _owed(key: str, title: str, reports: Sequence[Owed]) -> Listing:
    rows = [Listed(text=f"{one.unit_name}：{one.number} {one.title}", matter=str(one.matter)) for one in reports]
    return Listing(key=key, title=title, rows=rows)
