"""A decomposition table as set text, and the sheet on which a unit writes its comments. Plain data, kept as it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from luoshi.papers.writing.sheet import Column, Row
from luoshi.papers.writing.typography import day_words, tight


class TableSheet(TypedDict):
    title: list[str]
    number: str
    """「政督〔2026〕3号」; empty in a draft."""
    day: str
    """The day of signature, ISO; empty in a draft."""
    office: str
    signer: str
    """「县长 高原」; empty in a draft, and where nobody signs."""
    head: list[str]
    """Lines between title and table."""
    columns: list[Column]
    merged: int
    """The column whose equal neighbours are one cell; −1: none."""
    rows: list[Row]
    notes: list[str]


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task as a table says it."""

    place: int
    section: str
    title: str
    leader: str
    leads: tuple[str, ...]
    """The lead unit, and those jointly responsible."""
    co: tuple[str, ...]
    due: date | None
    due_text: str
    matter: str = ""


SECTION, TASK, OPINION = 26, 91, 48
FIRST_LEADS = "注：“牵头单位（责任单位）”栏列在首位的为牵头单位，其余为责任单位。"


def decomposition_sheet(document: str, lines: Sequence[TaskLine], office: str, year: int) -> TableSheet:
    """The table as a draft: without number, day and signer."""
    sections = any(line.section for line in lines)
    columns = [
        Column(title="序号", width=12, align="center"),
        *([Column(title="类别", width=SECTION, align="left")] if sections else []),
        Column(title="任务内容", width=TASK if sections else TASK + SECTION, align="left"),
        Column(title="牵头领导", width=26, align="left"),
        Column(title="牵头单位（责任单位）", width=34, align="left"),
        Column(title="配合单位", width=32, align="left"),
        Column(title="完成时限", width=26, align="left"),
    ]
    rows = [
        Row(
            cells=[str(line.place), *([line.section] if sections else []), *_cells(line, year)],
            matter=line.matter,
        )
        for line in lines
    ]
    return TableSheet(
        title=[f"《{document}》", "任务分解表"],
        number="",
        day="",
        office=office,
        signer="",
        head=[],
        columns=columns,
        merged=1 if sections else -1,
        rows=rows,
        notes=[FIRST_LEADS] if any(len(line.leads) > 1 for line in lines) else [],
    )


def comment_sheet(document: str, lines: Sequence[TaskLine], unit: str, until: date, office: str) -> TableSheet:
    """One unit's rows with an empty column for what it would change."""
    columns = [
        Column(title="序号", width=12, align="center"),
        Column(title="任务内容", width=79, align="left"),
        Column(title="牵头领导", width=24, align="left"),
        Column(title="牵头单位（责任单位）", width=30, align="left"),
        Column(title="配合单位", width=28, align="left"),
        Column(title="完成时限", width=26, align="left"),
        Column(title="修改意见及理由", width=OPINION, align="left"),
    ]
    rows = [Row(cells=[str(line.place), *_cells(line, until.year), ""], matter="") for line in lines]
    return TableSheet(
        title=[f"《{document}》", "任务分解征求意见反馈表"],
        number="",
        day="",
        office=office,
        signer="",
        head=[f"单位（盖章）：{unit}　　　　主要负责人（签字）：　　　　　　　联系人及电话："],
        columns=columns,
        merged=-1,
        rows=rows,
        notes=[
            f"请于{day_words(until)}前反馈。改任务内容、单位、时限的直接改在表里，右栏写理由；没有意见的不填；逾期未反馈的，视为无意见。"
        ],
    )


def _cells(line: TaskLine, year: int) -> Iterable[str]:
    due = f"{day_words(line.due, year)}前" if line.due else line.due_text
    return tight(line.title), line.leader, "\n".join(line.leads), "、".join(line.co), due
