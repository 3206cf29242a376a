"""The board, an indicator's page, and the page on which a sheet is entered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.core.errors import BadInput, Fault
from luoshi.core.timing.chance import Chance
from luoshi.indicators import forms, queries, sheet_file
from luoshi.indicators.actions import NewCell, enter_sheet
from luoshi.indicators.models import Indicator, SheetStatus, Source
from luoshi.indicators.schemas import board_json, completeness_json, detail_json
from luoshi.indicators.words.boards import before_words, board_lead, chain_words, left_words, row_lead, since_words
from luoshi.indicators.words.completeness import completeness_lead, lacks_words
from luoshi.indicators.words.courses import basis_words, chance_words, formula_words, rules_words, short_chance
from luoshi.indicators.words.figures import missing_words, named, period_name, period_words
from luoshi.indicators.words.situation import sentence
from luoshi.indicators.words.targets import BREAKDOWNS, difference_words
from luoshi.org.directory import directory
from luoshi.org.permissions import may
from luoshi.org.signing_in import Asked, only, signed_in
from luoshi.shell.answers import day_field, done
from luoshi.shell.faults import wants_json


@signed_in
def indicator_list(request: Asked) -> HttpResponse:
    """Every indicator against its course; with ?day= as it was known on that day."""
    day = _day(request)
    rows = queries.board(request.by, day)
    half, found = queries.half_of(rows, day), queries.situation_of(rows, day)
    if wants_json(request):
        return JsonResponse(board_json(rows, half, found))
    return render(
        request,
        "indicators/list.html",
        {
            "rows": rows,
            "half": half,
            "lead": board_lead(half),
            "momentum": [(one, sentence(one, day)) for one in found.momentum],
            "pressure": [(one, sentence(one, day)) for one in found.pressure],
            "reported": any(row.other is not None for row in rows),
            "rules": rules_words(queries.rules_on(day)),
            "may_enter": may(request.by, "observe"),
            "day": day,
        },
    )


@signed_in
def indicator(request: Asked, code: str) -> HttpResponse:
    """One indicator: where it stands, unit by unit, month by month, and which sheets say so."""
    day = _day(request)
    found = queries.by_unit(request.by, code, day)
    if found is None:
        raise Http404
    known = _known(code)
    sheets = queries.sheets_of(known, day)
    row = found.county
    sure = queries.chances(known, row, day)
    grown = queries.growths(known, row, day)
    if wants_json(request):
        return JsonResponse(detail_json(found, sheets, sure, grown))
    return render(
        request,
        "indicators/page.html",
        {
            "row": row,
            "lead": row_lead(row, day),
            "basis": basis_words(row),
            "formula": formula_words(known.formula, queries.names_of()) if known.formula else "",
            "sure": chance_words(sure.get(None), queries.chance_years(day)),
            "missing": missing_words(row.missing, row.cycle),
            "late": period_words(row.late, day.year, row.accumulation),
            "tables": [_table_words(table, row, day, sure) for table in found.tables],
            "both": any(point.statistics is not None and point.unit is not None for point in row.series),
            "months": [
                (point, grown.get(point.month))
                for point in row.series
                if point.statistics is not None or point.unit is not None
            ],
            "grown": grown.get(row.month),
            "chain": chain_words(grown.get(row.month), row),
            "before": before_words(row),
            "left": left_words(row),
            "sheets": sheets,
            "changed": queries.changed_figures(known, day),
            "may_enter": may(request.by, "observe"),
            "day": day,
        },
    )


def _table_words(
    table: queries.UnitTable, row: queries.BoardRow, day: date, sure: Mapping[UUID | None, Chance]
) -> dict[str, Any]:
    sums = [
        difference_words(table.actual_difference, row),
        difference_words(table.target_difference, row, target=True),
    ]
    return {
        "table": table,
        "title": _(BREAKDOWNS[table.code]),
        "period": period_words(table.period, day.year, row.accumulation),
        "sums": "；".join(said for said in sums if said),
        "silent": named(table.not_reported, 5),
        "reported": any(one.other is not None for one in table.rows),
        "sure": {one.unit: short_chance(sure[one.unit]) for one in table.rows if one.unit in sure},
        "grows": any(one.grown.on_period is not None for one in table.rows),
        "since": since_words(next((one.grown for one in table.rows if one.grown.since), None), row),
        "surely": any(chance.enough for chance in sure.values()),
    }


@signed_in
def completeness(request: Asked) -> HttpResponse:
    """Whose figures of the year are there, missing or late, unit by unit."""
    day = _day(request)
    rows = queries.completeness(request.by, day)
    if wants_json(request):
        return JsonResponse(completeness_json(rows))
    context = {
        "rows": [(row, lacks_words(row.missing), lacks_words(row.late)) for row in rows],
        "lead": completeness_lead(rows),
        "day": day,
    }
    return render(request, "indicators/completeness.html", context)


@only("observe")
def new_sheet(request: Asked, code: str) -> HttpResponse:
    """Enters one sheet, typed or as a file. What was typed stays if something is wrong with it."""
    known = _known(code)
    if request.method != "POST":
        source = request.GET.get("source", "")
        source = source if source in Source.values else queries.usual_source(known, request.by.day)
        period = request.GET.get("period") or queries.next_period(known, source, request.by.day)
        return _form(request, known, forms.Typed(period, source))
    typed = forms.Typed.of(request.POST)
    try:
        cells = _cells(request, typed)
        uuid = enter_sheet(request.by, code, typed.period, typed.source, cells, typed.status, typed.paper)
    except BadInput as error:
        if wants_json(request):
            raise
        return _form(request, known, typed, list(error.faults))
    if wants_json(request):
        return JsonResponse({"uuid": str(uuid)}, status=201)
    said = _("已登记{name}{period}{source}，{count} 个数。").format(
        name=known.name,
        period=period_name(typed.period),
        source=_(str(Source(typed.source).label)),
        count=len(cells),
    )
    return done(request, said + _sums(request, code, typed), reverse("indicators:page", args=[code]))


def _sums(request: Asked, code: str, typed: forms.Typed) -> str:
    """What does not add up after a sheet: told, not refused."""
    found = queries.by_unit(request.by, code, request.by.day)
    if found is None:
        return ""
    told = [
        _(BREAKDOWNS[table.code]) + difference_words(table.actual_difference, found.county)
        for table in found.tables
        if table.actual_difference and (table.period, table.source) == (typed.period, typed.source)
    ]
    return "；".join(told) + "。" if told else ""


def _cells(request: Asked, typed: forms.Typed) -> list[NewCell]:
    """The figures typed, or those of the file if one was chosen. Both at once would hide which one counts."""
    uploaded = request.FILES.get("file")
    cells = typed.cells()
    if not isinstance(uploaded, UploadedFile):
        return cells
    name = uploaded.name or ""
    if cells:
        raise BadInput(Fault("既填了数，又选了文件", "只用一种：清空所填的数，或不选文件", "文件", name))
    return sheet_file.read(name, uploaded.read(), directory(request.by.day))


def _form(request: Asked, known: Indicator, typed: forms.Typed, faults: list[Fault] | None = None) -> HttpResponse:
    rows = queries.entry_rows(known, typed.period, typed.source, request.by.day)
    lines = forms.fields(rows, typed, faults or [])
    context = {
        "indicator": known,
        "typed": typed,
        "asked": [line for line in lines if line.row.expected or line.row.status or line.typed],
        "others": [line for line in lines if not (line.row.expected or line.row.status or line.typed)],
        "faults": forms.loose(faults or [], lines),
        "wrong": sum(1 for line in lines if line.fault),
        "periods": forms.periods(known, request.by.day, typed.period),
        "sources": Source.choices,
        "statuses": SheetStatus.choices,
    }
    return render(request, "indicators/entry.html", context, status=422 if faults else 200)


def _known(code: str) -> Indicator:
    found = queries.find(code)
    if found is None:
        raise Http404
    return found


def _day(request: Asked) -> date:
    """The day whose knowledge is asked for: today, or a past one."""
    asked = day_field(request.GET.get("day"), "day")
    return min(asked, request.by.day) if asked else request.by.day
