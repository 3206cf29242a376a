"""A year's targets of an indicator: the county's, its quarters, and its parts, on one page and as a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.core.errors import BadInput, Fault
from luoshi.indicators import queries, target_form
from luoshi.indicators.actions import NewTarget, set_targets
from luoshi.indicators.book import XLSX
from luoshi.indicators.queries import TargetPage, TargetRow
from luoshi.indicators.schemas import targets_json
from luoshi.indicators.target_form import QUARTERS, Typed
from luoshi.indicators.words.targets import BREAKDOWNS, target_sum_words, target_sums
from luoshi.org.directory import directory
from luoshi.org.signing_in import Asked, only
from luoshi.shell.answers import done
from luoshi.shell.faults import wants_json


@only("observe")
def targets(request: Asked, code: str) -> HttpResponse:
    """The page; POST sets what was changed as one sheet, or fills in what last year's shares propose."""
    page = _asked_for(request, code)
    if request.method != "POST":
        return JsonResponse(targets_json(page)) if wants_json(request) else _page(request, page, _standing(page))
    typed = target_form.typed_of(request.POST)
    try:
        if request.POST.get("do") == "propose":
            return _page(request, page, _proposed(page, typed), proposes=True)
        if request.POST.get("seen", page.newest) != page.newest:
            problem = _("你打开以后，{who}又定过一次").format(who=page.history[0].by)
            raise BadInput(Fault(problem, _("核对下面的数，再保存一次")))
        return _set(request, page, target_form.changes(page, typed))
    except BadInput as error:
        if wants_json(request):
            raise
        return _page(request, page, typed, error.faults)


@only("observe")
def targets_file(request: Asked, code: str) -> HttpResponse:
    """The year's targets as a workbook; POST takes one in, all or nothing."""
    page = _asked_for(request, code)
    if request.method != "POST":
        answer = HttpResponse(target_form.to_workbook(page), content_type=XLSX)
        name = _("{name}{year}年目标").format(name=page.indicator.name, year=page.year)
        answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name + '.xlsx')}"
        return answer
    uploaded = request.FILES.get("file")
    try:
        if not isinstance(uploaded, UploadedFile):
            raise BadInput(Fault(_("没有选表"), _("先下载目标表，改好再选它"), _("目标表")))
        name = uploaded.name or ""
        try:
            typed = target_form.from_workbook(name, uploaded.read(), directory(request.by.day))
            return _set(request, page, target_form.changes(page, typed))
        except BadInput as error:
            raise BadInput.of(replace(fault, file=name) for fault in error.faults) from error
    except BadInput as error:
        if wants_json(request):
            raise
        return _page(request, page, _standing(page), error.faults)


def _asked_for(request: Asked, code: str) -> TargetPage:
    indicator = queries.find(code)
    if indicator is None:
        raise Http404
    asked = request.POST.get("year") or request.GET.get("year") or str(request.by.day.year)
    if not asked.isdecimal() or len(asked) != 4:
        raise BadInput(Fault(_("年份不能是 {year}").format(year=asked), _("填四位数的年份，如 2026"), _("年份")))
    return queries.target_page(indicator, int(asked), request.by.day)


def _set(request: Asked, page: TargetPage, cells: Sequence[NewTarget]) -> HttpResponse:
    code = page.indicator.code
    found = set_targets(request.by, code, page.year, cells, request.POST.get("paper", ""))
    if wants_json(request):
        differences = {key: float(value) for key, value in found.differences.items()}
        return JsonResponse({"uuid": str(found.sheet), "differences": differences}, status=201)
    said = _("已定{name} {year} 年目标，{count} 个数").format(
        name=page.indicator.name, year=page.year, count=len(cells)
    )
    sums = [
        _(BREAKDOWNS[one.code]) + target_sum_words(one.total, one.total - one.difference)
        for one in found.breakdowns
        if one.difference is not None
    ]
    address = reverse("indicators:targets", args=[code])
    return done(request, "；".join([said, *sums]) + "。", f"{address}?year={page.year}")


def _standing(page: TargetPage) -> dict[UUID | None, Typed]:
    return {
        row.unit: Typed(_plain(row.value), tuple(map(_plain, row.quarters[:3])) or ("", "", "")) for row in page.rows
    }


def _plain(value: Any) -> str:
    return "" if value is None else f"{value.normalize():f}"


def _proposed(page: TargetPage, typed: Mapping[UUID | None, Typed]) -> dict[UUID | None, Typed]:
    """What was typed, with the units' parts by last year's shares. Raises BadInput without a county's target."""
    county = target_form.numbers(typed).get(None)
    if county is None:
        raise BadInput(Fault(_("还没有全县目标"), _("先填全县目标，再按上年份额分解"), _("全县")))
    parts = page.proposal(county)
    if not parts:
        raise BadInput(Fault(_("没有上年的数可依"), _("逐个填，或从 Excel 读入")))
    return dict(typed) | {unit: Typed(_plain(value), ("", "", "")) for unit, value in parts.items()}


def _page(
    request: Asked,
    page: TargetPage,
    typed: Mapping[UUID | None, Typed],
    faults: Sequence[Fault] = (),
    *,
    proposes: bool = False,
) -> HttpResponse:
    beside = {fault.place: fault for fault in faults if not fault.file}
    lines = [(row, typed.get(row.unit, Typed()), beside.get(row.name)) for row in page.rows]
    shown = {fault for _row, _typed, fault in lines if fault}
    numbers = target_form.numbers(typed)
    last = page.last_year
    context = {
        "page": page,
        "indicator": page.indicator,
        "county": next(line for line in lines if line[0].unit is None),
        "groups": [_group(code, lines, last) for code in (queries.TOWNS, queries.DEPARTMENTS)],
        "quarters": QUARTERS,
        "by_quarter": "quarters" in request.GET or any(len(row.quarters) for row in page.rows if row.unit),
        "sums": target_sums(page.sums(numbers), numbers.get(None)) if page.additive else "",
        "faults": [fault for fault in faults if fault not in shown],
        "wrong": len(shown),
        "paper": request.POST.get("paper", ""),
        "years": range(request.by.day.year - 1, request.by.day.year + 2),
        "proposes": proposes,
        "may_propose": page.additive and bool(last),
    }
    return render(request, "indicators/targets.html", context, status=422 if faults else 200)


Line = tuple[TargetRow, Typed, Fault | None]


def _group(code: str, lines: Sequence[Line], last: Mapping[UUID, Decimal]) -> dict[str, Any]:
    """The lines of towns, or of departments: those concerned, and the others."""
    own = [line for line in lines if line[0].group == code]
    parts = [last.get(row.unit, Decimal(0)) if row.unit else Decimal(0) for row, _typed, _fault in own]
    whole = sum(parts, Decimal(0))
    shares = [part / whole if part and whole else None for part in parts]
    shown = [(*line, share) for line, share in zip(own, shares, strict=True)]
    return {
        "code": code,
        "title": _(BREAKDOWNS[code]),
        "lines": [one for one in shown if one[0].named or one[1].value],
        "others": [one for one in shown if not (one[0].named or one[1].value)],
    }
