"""A statistics table comes in: kept as a file, its meaning settled by a person and remembered, its figures entered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction

from luoshi.core.errors import BadInput, Conflict, Fault
from luoshi.core.tabling.meaning import COUNTY, memory_of
from luoshi.core.tabling.placing import Placed
from luoshi.indicators.actions.entering import NewSheet, enter_sheets
from luoshi.indicators.actions.wanted import NewCell
from luoshi.indicators.models import SheetDraft, SheetShape, SheetStatus, Source
from luoshi.indicators.queries.tables import TablePage, table_page, tables_in
from luoshi.matters.actions.evidence import keep_file
from luoshi.matters.actions.recording import one_line
from luoshi.org import permissions
from luoshi.org.acting import By


@dataclass(frozen=True, slots=True)
class Settled:
    """What a person says about a table that came in. What is left out stays as it was."""

    choices: Mapping[str, Any] | None = None
    """Table → its period, its indicator, its columns and lines, as `queries.tables` reads them."""
    source: str = ""
    status: str = ""
    paper: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Entered:
    """What came of a table: the sheets entered, and how many figures each has."""

    sheets: tuple[UUID, ...]
    figures: dict[tuple[str, str], int] = field(default_factory=dict)
    """Code and period → figures."""


def take_table(by: By, name: str, data: bytes, source: str = Source.STATISTICS) -> UUID:
    """Keeps a statistics table as it was handed in. Raises BadInput for what is no table, or holds none."""
    permissions.require(by, "observe")
    if not tables_in(name, data):
        raise BadInput(Fault("没有找到表", "表要有表头，表头下面要有数；隐藏的工作表不读", file=name))
    if source not in Source.values:
        raise BadInput(Fault(f"没有“{source}”这种来源", "选统计认定或单位上报", "来源"))
    with transaction.atomic():
        digest = keep_file(by, name, data)
        draft = SheetDraft(file=digest, name=name[:200], by=by.official, at=by.at, source=source)
        draft.save(force_insert=True)
    return draft.uuid


def try_table(by: By, name: str, data: bytes) -> dict[tuple[str, str], int]:
    """What a statistics table would enter: code and period → figures. Raises BadInput as entering does."""
    with transaction.atomic():
        entered = enter_draft(by, take_table(by, name, data))
        transaction.set_rollback(True)
    return entered.figures


def settle(by: By, uuid: UUID, said: Settled) -> SheetDraft:
    """Keeps what a person has made of a table so far. Nothing is entered yet."""
    permissions.require(by, "observe")
    with transaction.atomic():
        draft = _draft(uuid)
        if said.source and said.source not in Source.values:
            raise BadInput(Fault(f"没有“{said.source}”这种来源", "选统计认定或单位上报", "来源"))
        if said.status and said.status not in SheetStatus.values:
            raise BadInput(Fault(f"没有“{said.status}”这种数据性质", "选初步数、正式数或修订数", "数据性质"))
        draft.source, draft.status = said.source or draft.source, said.status or draft.status
        draft.choices = dict(said.choices) if said.choices is not None else draft.choices
        draft.paper = one_line(said.paper)[:200] if said.paper is not None else draft.paper
        draft.reason = one_line(said.reason)[:200] if said.reason is not None else draft.reason
        draft.save()
    return draft


def enter_draft(by: By, uuid: UUID) -> Entered:
    """Enters every figure that a table's settled meaning takes, one fact an indicator and period, all or none.

    What was settled is remembered for the next sheet of the same shape. Raises BadInput with each fault at its cell.
    """
    permissions.require(by, "observe")
    with transaction.atomic():
        draft = _draft(uuid)
        page = table_page(by, draft)
        faults = [fault for one in page.tables for fault in one.faults]
        if faults:
            raise BadInput.of(faults)
        sheets = _sheets(page, draft)
        if not sheets:
            raise BadInput(Fault("没有取到数", "至少把一列定为指标，一行定为单位", file=draft.name))
        entered = enter_sheets(by, sheets)
        _remember(by, page)
        draft.entered = True
        draft.save()
    return Entered(tuple(entered), {(sheet.code, sheet.period): len(sheet.cells) for sheet in sheets})


def _draft(uuid: UUID) -> SheetDraft:
    draft = SheetDraft.rows.select_for_update().filter(uuid=uuid).first()
    if draft is None:
        raise BadInput(Fault("没有这张表", "重新上传"))
    if draft.entered:
        raise Conflict(Fault("这张表已经登记过", "有误就再传一张，性质选“修订数”"))
    return draft


def _sheets(page: TablePage, draft: SheetDraft) -> list[NewSheet]:
    placed: dict[tuple[str, str], list[Placed]] = defaultdict(list)
    for table in page.tables:
        for one in table.placed:
            placed[one.indicator, one.period].append(one)
    return [
        NewSheet(
            code,
            period,
            draft.source,
            [_cell(one) for one in figures],
            draft.status,
            draft.paper or draft.name,
            draft.file,
            draft.reason,
        )
        for (code, period), figures in placed.items()
    ]


def _cell(one: Placed) -> NewCell:
    return NewCell(None if one.unit == COUNTY else UUID(one.unit), one.value, one.status, one.address[:60])


def _remember(by: By, page: TablePage) -> None:
    for one in page.tables:
        if one.placed:
            SheetShape.rows.update_or_create(
                shape=one.proposal.shape,
                defaults={
                    "title": one.table.title[:200],
                    "memory": memory_of(one.proposal, one.table),
                    "by": by.official,
                    "at": by.at,
                },
            )
