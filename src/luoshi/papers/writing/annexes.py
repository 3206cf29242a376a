"""The annexes of a circular: what is too long for its body, as tables."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest

from luoshi.papers.content import Circular, GroupRanking, Placed
from luoshi.papers.writing.sheet import Annex, Column, Row, Table
from luoshi.papers.writing.typography import day_words

TALL = 12
"""A ranking longer than this is set in two columns of rows."""


def annexes_of(it: Circular) -> Iterable[Annex]:
    """The tables of a circular, each on a page of its own: red lights, overdue blockers, the ranking."""
    if it.red:
        yield Annex(key="red", title=f"{it.month}滞后事项清单", tables=[_red_table(it)], notes=[])
    if it.promises:
        asked = "注：承办单位未答复的，时限为提出单位要求的时间。"
        notes = [] if all(one.promised for one in it.promises) else [asked]
        yield Annex(key="blockers", title="超过时限未解决的堵点清单", tables=[_blocker_table(it)], notes=notes)
    if it.ranking:
        tables = [_ranking_table(group) for group in it.ranking]
        yield Annex(key="ranking", title=f"{it.month}排名", tables=tables, notes=[])


def _red_table(it: Circular) -> Table:
    columns = [
        Column(title="序号", width=10, align="center"),
        Column(title="事项", width=45, align="left"),
        Column(title="牵头单位", width=21, align="left"),
        Column(title="滞后起始", width=20, align="left"),
        Column(title="原因", width=60, align="left"),
    ]
    rows = [
        Row(
            cells=[
                str(place),
                one.title,
                one.unit_name,
                day_words(one.since, it.year) if one.since else "",
                one.reason,
            ],
            matter=str(one.matter),
        )
        for place, one in enumerate(it.red, 1)
    ]
    return Table(caption="", columns=columns, rows=rows)


def _blocker_table(it: Circular) -> Table:
    columns = [
        Column(title="承办单位", width=21, align="left"),
        Column(title="堵点", width=47, align="left"),
        Column(title="影响事项及提出单位", width=35, align="left"),
        Column(title="时限", width=19, align="left"),
        Column(title="超期天数", width=17, align="right"),
        Column(title="推迟次数", width=17, align="right"),
    ]
    rows = [
        Row(
            cells=[
                one.holder_name,
                one.title,
                f"{one.matter_title}（{one.asker_name}）",
                day_words(one.day, it.year) + ("" if one.promised else "（未答复）"),
                str(one.days),
                str(one.times_moved),
            ],
            matter=str(one.matter),
        )
        for one in it.promises
    ]
    return Table(caption="", columns=columns, rows=rows)


def _ranking_table(group: GroupRanking) -> Table:
    columns = [
        Column(title="名次", width=14, align="center"),
        Column(title="单位", width=30, align="left"),
        Column(title="得分", width=18, align="right"),
        Column(title=group.compared or "比上月", width=16, align="center"),
    ]
    cells = [_placed(row) for row in group.rows]
    if len(cells) <= TALL:
        wide = [Column(title=one["title"], width=one["width"] * 2, align=one["align"]) for one in columns]
        return Table(caption=group.name, columns=wide, rows=[Row(cells=one, matter="") for one in cells])
    half = -(-len(cells) // 2)
    pairs = zip_longest(cells[:half], cells[half:], fillvalue=["", "", "", ""])
    rows = [Row(cells=[*left, *right], matter="") for left, right in pairs]
    return Table(caption=group.name, columns=[*columns, *columns], rows=rows)


def _placed(row: Placed) -> list[str]:
    moved = row.change
    change = "—" if moved is None else f"升{moved}" if moved > 0 else f"降{-moved}" if moved < 0 else "持平"
    return [str(row.rank) if row.rank is not None else "—", row.unit_name, row.score, change]
