"""The register of indicators: the list, one form to add or revise, and the same as a workbook."""

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

from luoshi.core.errors import BadInput, Fault
from luoshi.indicators import queries, register_sheet
from luoshi.indicators.actions import define
from luoshi.indicators.book import XLSX
from luoshi.indicators.models import Indicator
from luoshi.indicators.register import BY_KEY, COLUMNS, read, revision_words, written
from luoshi.indicators.schemas import register_json
from luoshi.org.directory import directory
from luoshi.org.signing_in import Asked, only
from luoshi.shell.answers import done
from luoshi.shell.faults import wants_json

KEYS = tuple(column.key for column in COLUMNS)


@only("observe")
def register(request: Asked) -> HttpResponse:
    """The list and the form; POST adds an indicator, or revises the one of the code from today on."""
    if request.method == "POST":
        return _define(request)
    known = _asked_for(request.GET.get("code", ""))
    if wants_json(request):
        return JsonResponse(register_json(queries.register(request.by.day)))
    typed = written(known, directory(request.by.day)) if known else {}
    return _page(request, known, typed, is_open=known is not None or "new" in request.GET)


def _define(request: Asked) -> HttpResponse:
    typed = {key: request.POST.get(key, "") for key in KEYS}
    known = queries.find(typed["code"])
    faults: list[Fault] = []
    try:
        wanted = read(typed, {key: key for key in KEYS}, directory(request.by.day), faults)
        if known and request.POST.get("revises") != known.code:
            faults.append(Fault(_("代码已有指标在用"), _("换一个代码；要改那个指标，从清单里点它"), "code"))
        if faults:
            raise BadInput.of(faults)
        define(request.by, [wanted])
    except BadInput as error:
        if wants_json(request):
            raise
        revised = queries.find(request.POST.get("revises", ""))
        return _page(request, revised, typed, error.faults, is_open=True)
    if wants_json(request):
        return JsonResponse({"code": wanted.code}, status=201)
    said = _("已修订{name}，从今天起按新的算") if known else _("已设立{name}")
    return done(request, said.format(name=wanted.name), reverse("indicators:register"))


@only("observe")
def register_file(request: Asked) -> HttpResponse:
    """The register as a workbook; POST takes one in, all or nothing."""
    names = directory(request.by.day)
    known = list(Indicator.rows.order_by("place", "code"))
    if request.method != "POST":
        answer = HttpResponse(register_sheet.to_workbook(known, names), content_type=XLSX)
        answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(_('指标清单') + '.xlsx')}"
        return answer
    uploaded = request.FILES.get("file")
    try:
        if not isinstance(uploaded, UploadedFile):
            raise BadInput(Fault(_("没有选表"), _("先下载指标清单，改好再选它"), _("指标清单")))
        name = uploaded.name or ""
        wanted = register_sheet.from_workbook(name, uploaded.read(), known, names)
        try:
            define(request.by, wanted)
        except BadInput as error:
            raise BadInput.of(replace(fault, file=name) for fault in error.faults) from error
    except BadInput as error:
        if wants_json(request):
            raise
        return _page(request, None, {}, error.faults)
    if wants_json(request):
        return JsonResponse({"indicators": len(wanted)}, status=201)
    said = _("已读入指标清单，共 {n} 个指标").format(n=len(wanted))
    return done(request, said, reverse("indicators:register"))


def _asked_for(code: str) -> Indicator | None:
    found = queries.find(code) if code else None
    if code and found is None:
        raise Http404
    return found


def _page(
    request: Asked,
    known: Indicator | None,
    typed: Mapping[str, str],
    faults: Sequence[Fault] = (),
    *,
    is_open: bool = False,
) -> HttpResponse:
    rows = queries.register(request.by.day)
    beside: dict[str, list[Fault]] = {}
    for fault in faults:
        if not fault.file and fault.place in KEYS:
            beside.setdefault(fault.place, []).append(fault)
    context: dict[str, Any] = {
        "rows": [(row, written(row.indicator, directory(request.by.day))) for row in rows],
        "known": known,
        "fields": {
            column.key: {
                "column": column,
                "typed": typed.get(column.key) or _usual(column.key, known),
                "choices": column.choices,
                "faults": beside.get(column.key, ()),
            }
            for column in COLUMNS
        },
        "faults": [fault for fault in faults if fault.file or fault.place not in KEYS],
        "units": queries.units_by_place(request.by.day) if is_open else (),
        "revisions": [
            (one, revision_words(one.changed, directory(request.by.day)))
            for one in queries.revisions_of(known, request.by.day)
        ]
        if known
        else (),
        "is_open": is_open,
        "formulas": [(row.indicator.code, row.indicator.name) for row in rows] if is_open else (),
    }
    return render(request, "indicators/register.html", context, status=422 if faults else 200)


def _usual(key: str, known: Indicator | None) -> str:
    column = BY_KEY[key]
    return "" if known else dict(column.choices).get(column.usual, column.usual)
