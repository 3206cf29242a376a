"""The draft sets out: its rows are kept as they are sent, and can be changed only by decisions from now on."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from luoshi.core.errors import BadInput, Fault
from luoshi.facts.identity import new_uuid
from luoshi.matters.actions.circulating.moving import move_on
from luoshi.matters.actions.decomposing import measures_of
from luoshi.matters.actions.families import Share, fit
from luoshi.matters.actions.recording import record
from luoshi.matters.models import CirculatedRow, Circulating, Circulation, DraftRow
from luoshi.org import permissions
from luoshi.org.acting import By
from luoshi.org.rules import steps_before_issue


def circulate(by: By, document: UUID) -> UUID:
    """Sends the drafted rows of a document that have a lead unit on their way. Answers the circulation.

    Raises BadInput where the county has set no step, nothing is ready, or the document is on its way already.
    """
    permissions.require(by, "circulate")
    steps = steps_before_issue(by.day)
    if not steps:
        raise BadInput(Fault("县里没有设下发前的步骤", "直接下发即可"))
    with transaction.atomic():
        if Circulating.rows.filter(origin_document=document, ended_on=None).exists():
            raise BadInput(Fault("这份文件的任务正在送审或征求意见", "办完这一轮，或先收回"))
        drafts = DraftRow.rows.select_for_update().filter(document=document, state=DraftRow.State.DRAFT)
        rows = list(drafts.exclude(unit=None).order_by("place"))
        _check(by, rows)
        fact = Circulation(origin_document=document, steps=steps, **by.stamp())
        record(by, [fact], [_as_sent(fact, place, row) for place, row in enumerate(rows, 1)])
        for row in rows:
            row.state, row.version = DraftRow.State.OUT, row.version + 1
        DraftRow.rows.bulk_update(rows, ["state", "version"])
        move_on(by, fact.uuid)
    return fact.uuid


def _check(by: By, rows: list[DraftRow]) -> None:
    faults = [] if rows else [Fault("没有可以送出的任务", "先给草稿里的任务定下牵头单位")]
    for place, row in enumerate(rows, 1):
        where = f"第 {place} 项“{row.title[:20]}”"
        if not row.title.strip():
            faults.append(Fault("没有写任务内容", "写明做什么", where))
        if row.due is not None and row.due < by.day:
            faults.append(Fault(f"时限 {row.due} 已经过了", "改成今天以后的日子，或留空", where))
        if not fit(measures_of(row), [Share.of(part) for part in row.parts]):
            faults.append(Fault("目标在分解以后改过", "重新分解到各单位", where))
    if faults:
        raise BadInput.of(faults)


COLUMNS = (
    "title",
    "text",
    "section",
    "unit",
    "leader",
    "due",
    "due_text",
    "matter_kind",
    "start",
    "end",
    "rollup",
    "parts",
)


def _as_sent(fact: Circulation, place: int, row: DraftRow) -> CirculatedRow:
    values: dict[str, Any] = {column: getattr(row, column) for column in COLUMNS}
    others = [one for one in row.others if not one.get("unit") or one["unit"] != str(row.unit)]
    measures = [{key: _plain(value) for key, value in one.items()} for one in row.measures]
    return CirculatedRow(
        fact=fact, item=new_uuid(), row=row.uuid, place=place, others=others, measures=measures, **values
    )


def _plain(value: Any) -> Any:
    """Figures as words: a fact holds no binary fraction."""
    return str(value) if isinstance(value, float) else value
