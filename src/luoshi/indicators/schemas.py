"""The indicators as other programs get them: numbers as JSON numbers, shares as fractions, gaps in points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any
from uuid import UUID

from luoshi.core.tabling.meaning import COUNTY
from luoshi.core.timing.campaign import Standing
from luoshi.core.timing.chance import Chance
from luoshi.core.timing.growth import Growth
from luoshi.indicators.queries import (
    BoardRow,
    ByUnit,
    CampaignPage,
    Completeness,
    HalfYear,
    Point,
    RegisterRow,
    SheetRow,
    Situation,
    TableOnPage,
    TablePage,
    TargetPage,
    UnitRow,
    said_of,
)


def board_json(rows: Sequence[BoardRow], half: HalfYear, found: Situation) -> dict[str, Any]:
    return {
        "indicators": [row_json(row) for row in rows],
        "total": len(rows),
        "next": None,
        "half_year": {
            "year": half.year,
            "month": half.month,
            "at_half": half.at_half,
            "passed": [row.code for row in half.passed],
            "behind": [row.code for row in half.behind],
            "waiting": [row.code for row in half.waiting],
        },
        "momentum": [{"code": one.code, "indicator": one.row.code, **one.values} for one in found.momentum],
        "pressure": [{"code": one.code, "indicator": one.row.code, **one.values} for one in found.pressure],
    }


def register_json(rows: Sequence[RegisterRow]) -> dict[str, Any]:
    found = [
        {
            "code": row.indicator.code,
            "name": row.indicator.name,
            "unit_of_measure": row.indicator.unit_of_measure,
            "decimals": row.indicator.decimals,
            "direction": row.indicator.direction,
            "accumulation": row.indicator.accumulation,
            "cycle": row.indicator.cycle,
            "owner": row.owner_name,
            "source": row.indicator.source,
            "release_day": row.indicator.release_day,
            "part": row.indicator.part,
            "formula": row.indicator.formula,
            "seasonal": [float(share) for share in row.indicator.seasonal],
            "revised": row.revised.isoformat(),
        }
        for row in rows
    ]
    return {"indicators": found, "total": len(found), "next": None}


def targets_json(page: TargetPage) -> dict[str, Any]:
    values = {row.unit: row.value for row in page.rows if row.value is not None}
    return {
        "indicator": page.indicator.code,
        "year": page.year,
        "targets": [
            {
                "unit": row.name,
                "group": row.group,
                "target": _number(row.value),
                "quarters": [float(one) for one in row.quarters],
                "last_target": _number(row.last_target),
                "last_figure": _number(row.last_figure),
            }
            for row in page.rows
            if row.unit is None or row.named
        ],
        "differences": {one.code: _number(one.difference) for one in page.sums(values)},
        "history": [{"day": one.day.isoformat(), "by": one.by, "count": len(one.cells)} for one in page.history],
    }


def row_json(row: BoardRow) -> dict[str, Any]:
    return {
        "code": row.code,
        "name": row.name,
        "unit_of_measure": row.unit_of_measure,
        "direction": row.direction,
        "accumulation": row.accumulation,
        "cycle": row.cycle,
        "part": row.part,
        "owner": row.owner_name,
        "year": row.year,
        "period": row.period,
        "source": row.source,
        "sheet_status": row.sheet_status,
        "actual": _number(row.actual),
        "other": _number(row.other),
        "target": _number(row.target),
        "expected": _number(row.expected, 4),
        "basis": row.basis,
        "share": _number(row.share, 6),
        "course_share": _number(row.course_share, 6),
        "gap_points": _number(row.gap),
        "gap_amount": _number(row.ahead),
        "left": _number(row.left),
        "change_points": _number(row.change),
        "needed_per_month": _number(row.needed),
        "months_left": row.months_left,
        "light": row.light,
        "past_half": row.past_half,
        "year_on_year": _number(row.year_on_year),
        "missing": list(row.missing),
        "late": row.late,
        "series": [_point(point) for point in row.series],
    }


def campaign_json(page: CampaignPage) -> dict[str, Any]:
    return {
        "code": page.campaign.code,
        "name": page.campaign.name,
        "unit_of_measure": page.campaign.unit_of_measure,
        "begins": page.campaign.begins.isoformat(),
        "ends": page.campaign.ends.isoformat(),
        "days_left": page.days_left,
        **_stands(page.whole),
        "units": [{"unit": row.name, "uuid": str(row.unit), **_stands(row.stands)} for row in page.rows],
    }


def _stands(one: Standing) -> dict[str, Any]:
    return {
        "concerned": _number(one.concerned),
        "wanted": _number(one.wanted),
        "reached": _number(one.reached),
        "as_of": one.as_of.isoformat() if one.as_of else None,
        "coverage": _number(one.coverage),
        "needed_per_day": _number(one.needed),
        "pace": _number(one.pace),
        "ending": _number(one.ending),
        "misses": one.misses,
    }


def completeness_json(rows: Sequence[Completeness]) -> dict[str, Any]:
    return {
        "units": [
            {
                "unit": row.name,
                "uuid": str(row.unit),
                "due": row.due,
                "known": row.known,
                "on_time": row.on_time,
                "missing": [{"indicator": one.code, "period": one.period} for one in row.missing],
                "late": [{"indicator": one.code, "period": one.period, "days": one.days_late} for one in row.late],
            }
            for row in rows
        ],
        "total": len(rows),
        "next": None,
    }


def detail_json(
    found: ByUnit,
    sheets: Sequence[SheetRow],
    sure: Mapping[UUID | None, Chance] | None = None,
    grown: Mapping[int, Growth] | None = None,
) -> dict[str, Any]:
    county = (sure or {}).get(None)
    return row_json(found.county) | {
        "chance": asdict(county) if county else None,
        "growth": [
            {
                "month": month,
                "amount": _number(one.amount),
                "on_year": _number(one.on_year),
                "on_period": _number(one.on_period),
                "chain": _number(one.chain),
            }
            for month, one in (grown or {}).items()
        ],
        "tables": [
            {
                "code": table.code,
                "period": table.period,
                "source": table.source,
                "actual": _number(table.actual),
                "target": _number(table.target),
                "actual_difference": _number(table.actual_difference),
                "target_difference": _number(table.target_difference),
                "units": [_unit(row) for row in table.rows],
            }
            for table in found.tables
        ],
        "sheets": [
            {
                "uuid": str(sheet.uuid),
                "period": sheet.period,
                "source": sheet.source,
                "status": sheet.status,
                "day": sheet.day.isoformat(),
                "by": sheet.by,
                "paper": sheet.paper,
                "figures": sheet.figures,
            }
            for sheet in sheets
        ],
    }


def table_json(page: TablePage) -> dict[str, Any]:
    """A statistics table that came in: what its parts mean, the figures taken with their cells, what is odd."""
    return {
        "uuid": str(page.draft.uuid),
        "name": page.draft.name,
        "entered": page.draft.entered,
        "source": page.draft.source,
        "status": page.draft.status,
        "hidden": list(page.hidden),
        "tables": [_table(one, page) for one in page.tables],
    }


def _table(one: TableOnPage, page: TablePage) -> dict[str, Any]:
    return {
        "title": one.table.title,
        "sheet": one.table.grid.name,
        "period": one.proposal.period,
        "remembered": one.proposal.remembered,
        "columns": [
            {
                "column": column.at,
                "name": column.name,
                "kind": column.kind,
                "unit": column.unit,
                "means": said_of(one.proposal.columns.get(column.at), page),
            }
            for column in one.table.columns
        ],
        "lines": [
            {
                "row": line.at,
                "label": line.label,
                "role": line.role.value,
                "means": said_of(one.proposal.lines.get(line.at), page),
            }
            for line in one.table.lines
        ],
        "figures": [
            {
                "place": placed.address,
                "indicator": placed.indicator,
                "unit": None if placed.unit == COUNTY else placed.unit,
                "period": placed.period,
                "value": _number(placed.value),
                "status": placed.status or "reported",
            }
            for placed in one.placed
        ],
        "faults": [fault.as_dict() for fault in one.faults],
        "doubts": [
            {"place": placed.address, "rule": doubt.rule, "words": doubt.words, "refused": doubt.refused}
            for placed, doubt in one.doubts
        ],
        "asked": [{"place": line.address, "text": line.text, "why": line.why} for line in one.table.doubts],
        "unread": [{"place": cell.address, "text": cell.text, "why": cell.why} for cell in one.table.unread],
        "marks": [{"place": cell.address, "text": cell.text, "why": cell.why} for cell in one.table.marks],
    }


def _unit(row: UnitRow) -> dict[str, Any]:
    return {
        "unit": row.name,
        "uuid": str(row.unit),
        "rank": row.rank,
        "status": row.status,
        "actual": _number(row.actual),
        "other": _number(row.other),
        "target": _number(row.target),
        "share": _number(row.share, 6),
        "gap_points": _number(row.gap),
        "needed_per_month": _number(row.needed),
        "light": row.light,
        "year_on_year": _number(row.year_on_year),
        "growth": {
            "amount": _number(row.grown.amount),
            "on_year": _number(row.grown.on_year),
            "on_period": _number(row.grown.on_period),
            "chain": _number(row.grown.chain),
        },
    }


def _point(point: Point) -> dict[str, Any]:
    return {
        "month": point.month,
        "expected": _number(point.expected, 4),
        "statistics": _number(point.statistics),
        "unit": _number(point.unit),
    }


def _number(value: Decimal | None, places: int = 4) -> float | int | None:
    if value is None:
        return None
    number = round(float(value), places)
    return int(number) if number.is_integer() else number
