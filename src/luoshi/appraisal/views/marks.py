"""The assessment office marks a period on one page, or in the workbook that the page gives out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.appraisal import actions, mark_form, queries
from luoshi.appraisal.actions.marking import place_of
from luoshi.appraisal.mark_form import Key, Typed
from luoshi.appraisal.marking import Mark
from luoshi.core.errors import BadInput, Fault
from luoshi.core.scoring.item import Item
from luoshi.indicators.book import XLSX
from luoshi.org.signing_in import Asked, only
from luoshi.shell.answers import done
from luoshi.shell.faults import wants_json


@only("mark")
def marks(request: Asked, period: str) -> HttpResponse:
    """The table; POST enters what was changed."""
    page = _asked_for(request, period)
    if request.method != "POST":
        return JsonResponse(_json(page)) if wants_json(request) else _page(request, page, mark_form.standing_of(page))
    typed = mark_form.typed_of(request.POST)
    try:
        return _enter(request, page, mark_form.marks_of(page, typed))
    except BadInput as error:
        if wants_json(request):
            raise
        return _page(request, page, typed, error.faults)


@only("mark")
def marks_file(request: Asked, period: str) -> HttpResponse:
    """The table as a workbook; POST takes one in, all or nothing."""
    page = _asked_for(request, period)
    if request.method != "POST":
        answer = HttpResponse(mark_form.to_workbook(page), content_type=XLSX)
        name = _("{period}打分表").format(period=page.term.label)
        answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name + '.xlsx')}"
        return answer
    uploaded = request.FILES.get("file")
    typed: dict[Key, Typed] = {}
    try:
        if not isinstance(uploaded, UploadedFile):
            raise BadInput(Fault(_("没有选表"), _("先下载打分表，填好再选它"), _("打分表")))
        try:
            typed = mark_form.from_workbook(uploaded.name or "", uploaded.read(), page)
            return _enter(request, page, mark_form.marks_of(page, typed))
        except BadInput as error:
            raise BadInput.of(_in_file(fault, page, typed, uploaded.name or "") for fault in error.faults) from error
    except BadInput as error:
        if wants_json(request):
            raise
        return _page(request, page, mark_form.standing_of(page), error.faults)


def _in_file(fault: Fault, page: queries.MarksPage, typed: Mapping[Key, Typed], name: str) -> Fault:
    """The same at the cell of the file in which the mark stands."""
    cells = {
        place_of(who, item): typed[item.code, unit].place
        for who, (unit, items) in page.units.items()
        for item in items
        if (item.code, unit) in typed
    }
    return replace(fault, place=cells.get(fault.place, fault.place), file=name)


def _asked_for(request: Asked, period: str) -> queries.MarksPage:
    page = queries.marks_page(request.by, period)
    if page is None:
        raise Http404
    return page


def _enter(request: Asked, page: queries.MarksPage, marks: Mapping[str, Sequence[Mark]]) -> HttpResponse:
    n = actions.give_marks(request.by, str(page.term), marks, request.POST.get("reason", ""))
    if wants_json(request):
        return JsonResponse({"period": str(page.term), "items": n}, status=201)
    said = _("已登记 {n} 项的分").format(n=n)
    if page.is_sealed:
        return done(request, said, reverse("appraisal:changes", args=[page.term]))
    return done(request, said, reverse("appraisal:marks", args=[page.term]))


def _page(
    request: Asked, page: queries.MarksPage, typed: Mapping[Key, Typed], faults: Sequence[Fault] = ()
) -> HttpResponse:
    beside = {fault.place: fault for fault in faults if not fault.file}
    groups = [
        (name, items, [(row, [_cell(row, item, typed, beside) for item in items]) for row in rows])
        for name, items, rows in page.groups
    ]
    shown = {fault for _name, _items, rows in groups for _row, cells in rows for *_rest, fault in cells if fault}
    context = {
        "it": page,
        "groups": groups,
        "hints": [(item.name, mark_form.hint(item)) for item in page.items],
        "faults": [fault for fault in faults if fault not in shown],
        "wrong": len(shown),
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "appraisal/marks.html", context, status=422 if faults else 200)


def _cell(
    row: queries.ToGive, item: Item, typed: Mapping[Key, Typed], beside: Mapping[str, Fault]
) -> tuple[Item, Typed, Fault | None]:
    return item, typed.get((item.code, row.unit), Typed()), beside.get(place_of(row.name, item))


def _json(page: queries.MarksPage) -> dict[str, Any]:
    return {
        "period": str(page.term),
        "is_open": page.is_open,
        "items": [{"item": item.code, "name": item.name, "hint": mark_form.hint(item)} for item in page.items],
        "units": [
            {
                "unit": row.name,
                "uuid": str(row.unit),
                "group": name,
                "marks": {
                    code: None if mark is None else {"marks": [float(one) for one in mark.marks], "reason": mark.reason}
                    for code, mark in row.given.items()
                },
            }
            for name, _items, rows in page.groups
            for row in rows
        ],
    }
