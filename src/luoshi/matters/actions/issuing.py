"""Issuing: what was decided becomes somebody's to answer for. Nothing reaches a unit before this."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import product
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db import transaction

from luoshi.core.errors import BadInput, Fault
from luoshi.facts.identity import new_uuid
from luoshi.facts.models import FactRow
from luoshi.matters.actions.families import Share, family
from luoshi.matters.actions.recording import record
from luoshi.matters.actions.wanted import Decided, LineWanted, MeasureWanted
from luoshi.matters.models import (
    Document,
    DraftRow,
    LineRole,
    MatterLine,
    MatterMeasure,
    MatterPaper,
    MatterReader,
    MatterRevision,
    MeasureKind,
    RowOut,
)
from luoshi.matters.models.codes import SIGNS
from luoshi.org import permissions
from luoshi.org.acting import By
from luoshi.org.actions import draw_numbers
from luoshi.org.directory import directory
from luoshi.org.models import Role
from luoshi.org.rules import setting, steps_before_issue


def issue(by: By, decided: Sequence[Decided]) -> list[UUID]:
    """Issues matters: each gets a number, its lines and its measures. All or none.

    Raises BadInput where a lead unit, a title or a measure is wrong.
    """
    permissions.require(by, "issue")
    return issue_decided(by, decided, without_comment=True)


def issue_decided(by: By, decided: Sequence[Decided], *, without_comment: bool) -> list[UUID]:
    """The same, for whoever was allowed to already; says whether the units were asked first."""
    check(by, decided)
    with transaction.atomic():
        facts, parts = decisions(by, decided, without_comment=without_comment)
        record(by, facts, parts)
    return [one.matter for one in decided]


def decisions(
    by: By, decided: Sequence[Decided], *, without_comment: bool
) -> tuple[list[MatterRevision], list[FactRow]]:
    """The facts and rows of matters as decided, each with a number of its own."""
    numbers = _numbers(by, decided)
    facts, parts = [], []
    for one in decided:
        fact = _revision(by, one, numbers[one.matter], without_comment)
        facts.append(fact)
        parts += _parts(by, fact, one)
    return facts, parts


def check(by: By, decided: Sequence[Decided], issued_on: Mapping[UUID, date] = MappingProxyType({})) -> None:
    """Raises BadInput for what cannot be issued on this day, or on the day on which it was."""
    names = directory(by.day)
    faults = []
    for place, one in enumerate(decided, 1):
        where = f"第 {place} 项“{one.title[:20]}”"
        if not one.title.strip():
            faults.append(Fault("没有写任务内容", "写明做什么", where))
        if one.unit not in names.units:
            faults.append(Fault("牵头单位不在单位名册里", "从名册里选一个单位", where))
        if one.due is not None and one.due < issued_on.get(one.matter, by.day):
            what = "早于下发日期" if one.matter in issued_on else "已经过了"
            faults.append(Fault(f"时限 {one.due} {what}", "改成今天以后的日子，或留空", where))
        unknown = [who for who in one.readers if who not in names.posts and who not in names.officials]
        if one.restricted and unknown:
            faults.append(Fault("限知人员里有名册上没有的", "从列出的岗位里选", where))
        faults += [Fault(*said, where) for said in _wrong_lines(by, one, names.units)]
    if faults:
        raise BadInput.of(faults)


def _wrong_lines(by: By, one: Decided, units: Collection[UUID]) -> Iterable[tuple[str, str]]:
    beside = [line.unit for line in one.others]
    if one.unit in beside:
        yield "牵头单位同时列为配合单位", "从配合单位里去掉它"
    if len(set(beside)) < len(beside):
        yield "同一个配合单位写了两次", "每个单位只列一次"
    if not set(beside) <= set(units):
        yield "配合单位不在单位名册里", "从名册里选"
    for line in one.others:
        if line.due is not None and (line.due < by.day or (one.due is not None and line.due > one.due)):
            yield f"配合单位的时限 {line.due} 已经过了，或晚于办结时限", "改成今天以后、办结时限以前的日子"


def _numbers(by: By, decided: Sequence[Decided]) -> dict[UUID, str]:
    numbers: dict[UUID, str] = {}
    for year, (kind, sign) in product(sorted({_year(by, one) for one in decided}), SIGNS.items()):
        some = [one.matter for one in decided if one.matter_kind == kind and _year(by, one) == year]
        if some:
            drawn = draw_numbers(by, sign, year, some)
            numbers |= {matter: matter_number(sign, year, number) for matter, number in zip(some, drawn, strict=True)}
    return numbers


def _year(by: By, one: Decided) -> int:
    return one.slice_year or by.day.year


def matter_number(sign: str, year: int, number: int) -> str:
    """「重 012」 is said within the year; the year stands in front so that it is never used again."""
    return f"{year} {sign} {number:03d}"


COPIED = (
    "matter",
    "matter_kind",
    "title",
    "text",
    "origin_level",
    "origin_kind",
    "origin_document",
    "origin_number",
    "origin_day",
    "origin_leader",
    "origin_words",
    "origin_start",
    "origin_end",
    "upper_due",
    "unit",
    "leader",
    "due",
    "programme",
    "parent",
    "rollup",
    "carried_from",
    "about",
    "restricted",
    "reported",
)


def _revision(by: By, one: Decided, number: str, without_comment: bool) -> MatterRevision:
    values: dict[str, Any] = {column: getattr(one, column) for column in COPIED}
    return MatterRevision(
        **values, number=number, slice_year=_year(by, one), without_comment=without_comment, **by.stamp()
    )


def _parts(by: By, fact: MatterRevision, one: Decided) -> list[FactRow]:
    lead = LineWanted(one.unit, LineRole.LEAD, due=one.due)
    parts: list[FactRow] = [
        MatterLine(fact=fact, line=new_uuid(), unit=line.unit, role=line.role, duty=line.duty, due=line.due)
        for line in (lead, *one.others)
    ]
    parts += [
        MatterMeasure(
            fact=fact,
            code=measure.code,
            name=measure.name,
            op=measure.op,
            value=measure.value,
            unit_of_measure=measure.unit_of_measure,
            measure_kind=measure.measure_kind,
            direction=measure.direction,
            path=[[day.isoformat(), f"{share:.4f}"] for day, share in measure.path],
        )
        for measure in one.measures
    ]
    parts += [MatterPaper(fact=fact, digest=digest) for digest in dict.fromkeys(one.papers)]
    if one.restricted:
        named = one.readers or answering(by.day, one.leader, one.unit, *(line.unit for line in one.others))
        parts += [MatterReader(fact=fact, who=who) for who in dict.fromkeys((by.official, *named))]
    return parts


def answering(day: date, leader: UUID | None, *units: UUID) -> tuple[UUID, ...]:
    """The posts that answer for a matter: the heads of its units, and the leader in charge."""
    heads = [post.uuid for post in directory(day).posts_of(Role.HEAD) if post.unit in units]
    return (*heads, leader) if leader else tuple(heads)


def issue_rows(by: By, document: UUID) -> list[UUID]:
    """Issues every drafted row of a document whose lead unit is known, at once. Rows without one stay drafts.

    Raises BadInput where there is nothing to issue, or the county lets no draft pass by its steps.
    """
    permissions.require(by, "issue")
    with transaction.atomic():
        if steps_before_issue(by.day) and not setting("direct_issue", by.day):
            raise BadInput(Fault("县里规定草稿先送审、征求意见", "点“送审”"))
        paper = Document.rows.get(uuid=document)
        rows = list(
            DraftRow.rows.select_for_update()
            .filter(document=document, state=DraftRow.State.DRAFT)
            .exclude(unit=None)
            .order_by("place")
        )
        if not rows:
            raise BadInput(Fault("没有可以下发的任务", "先给草稿里的任务定下牵头单位"))
        families = [family_of(_decided(paper, row), row) for row in rows]
        issue(by, [one for family in families for one in family])
        for row, family in zip(rows, families, strict=True):
            row.state, row.matter, row.version = DraftRow.State.ISSUED, family[0].matter, row.version + 1
        DraftRow.rows.bulk_update(rows, ["state", "matter", "version"])
    return [family[0].matter for family in families]


def family_of(whole: Decided, row: DraftRow | RowOut) -> list[Decided]:
    """The matter that a row becomes; of a group's task a parent and its children."""
    if not row.parts:
        return [whole]
    return family(whole, row.rollup, [Share.of(part) for part in row.parts])


def _decided(paper: Document, row: DraftRow) -> Decided:
    assert row.unit is not None
    return Decided(
        title=row.title,
        unit=row.unit,
        matter_kind=row.matter_kind,
        due=row.due,
        text=row.text,
        leader=row.leader,
        others=tuple(
            LineWanted(UUID(other["unit"]), other["role"], due=_own_day(other))
            for other in row.others
            if other["unit"] and UUID(other["unit"]) != row.unit
        ),
        measures=tuple(measure_wanted(place, found) for place, found in enumerate(row.measures, 1)),
        origin_level=paper.origin_level,
        origin_kind=paper.origin_kind,
        origin_document=paper.uuid,
        origin_number=paper.number,
        origin_words=row.text,
        origin_start=row.start,
        origin_end=row.end,
    )


def _own_day(other: dict[str, Any]) -> date | None:
    return date.fromisoformat(other["due"]) if other.get("due") else None


def _kind(value: Decimal | None, counted: bool) -> str:
    if value is None:
        return MeasureKind.YES_NO
    return MeasureKind.FLOW if counted else MeasureKind.RATE


def measure_wanted(place: int, found: dict[str, Any]) -> MeasureWanted:
    """A measure as the reader found it or the clerk typed it: {"what", "op", "value", "unit"}."""
    value = Decimal(str(found["value"])) if found.get("value") not in (None, "") else None
    counted = (
        value is not None and found.get("op") in (">=", "=", ">", "+") and not str(found.get("unit")).endswith("%")
    )
    return MeasureWanted(
        code=str(found.get("code") or f"m{place}"),
        name=str(found.get("what") or "目标")[:60],
        op=str(found.get("op") or "="),
        value=value,
        unit_of_measure=str(found.get("unit") or "")[:20],
        measure_kind=found.get("kind") or _kind(value, counted),
        direction=-1 if found.get("op") in ("<", "<=") else 1,
    )
