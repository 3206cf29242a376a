"""A statistics table comes in: handed in, its proposed meaning corrected against the sheet, entered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.core.errors import BadInput, Fault
from luoshi.facts import evidence
from luoshi.indicators import actions, queries
from luoshi.indicators.models import SheetDraft, SheetStatus, Source
from luoshi.indicators.schemas import table_json
from luoshi.indicators.sheet_grid import grid_of
from luoshi.indicators.words.tables import cells_words, entered_words, hidden_words, table_lead
from luoshi.org.signing_in import Asked, only
from luoshi.shell.answers import done
from luoshi.shell.faults import wants_json


@only("observe")
def take_table(request: Asked) -> HttpResponse:
    """The form; POST keeps a statistics table and goes on to what it is taken to mean."""
    if request.method != "POST":
        return _form(request)
    uploaded = request.FILES.get("file")
    try:
        if not isinstance(uploaded, UploadedFile):
            raise BadInput(Fault("没有选表", "选一个 .xlsx、.xls 或 .csv 文件", "统计表"))
        source = request.POST.get("source") or Source.STATISTICS
        uuid = actions.take_table(request.by, uploaded.name or "", uploaded.read(), source)
    except BadInput as error:
        if wants_json(request):
            raise
        return _form(request, error.faults, 422)
    if wants_json(request):
        return JsonResponse({"uuid": str(uuid)}, status=201)
    return HttpResponseRedirect(reverse("indicators:table", args=[uuid]))


def _form(request: Asked, faults: Sequence[Fault] = (), status: int = 200) -> HttpResponse:
    recent = queries.recent_drafts(request.by)
    if wants_json(request):
        rows = [{"uuid": str(one.uuid), "name": one.name, "entered": one.entered} for one in recent]
        return JsonResponse({"tables": rows, "total": len(rows), "next": None})
    context = {"faults": faults, "sources": Source.choices, "recent": recent}
    return render(request, "indicators/take_table.html", context, status=status)


@only("observe")
def table(request: Asked, uuid: UUID) -> HttpResponse:
    """What the table is taken to mean, against the sheet; POST corrects it, and enters it when asked to."""
    draft = _known(uuid)
    if request.method != "POST":
        return _page(request, draft)
    settled = settled_of(request.POST)
    try:
        draft = actions.settle(request.by, uuid, settled)
        if request.POST.get("do") != "enter":
            return _page(request, draft) if wants_json(request) else HttpResponseRedirect(request.path)
        entered = actions.enter_draft(request.by, uuid)
    except BadInput as error:
        if wants_json(request):
            raise
        return _page(request, _known(uuid), error.faults)
    if wants_json(request):
        return JsonResponse({"sheets": [str(one) for one in entered.sheets]}, status=201)
    return done(request, entered_words(entered.figures), reverse("indicators:list"))


def settled_of(data: QueryDict) -> actions.Settled:
    """The form's fields: c:T:COLUMN, m:T:COLUMN, r:T:ROW, p:T of table T."""
    kinds = {"c": "columns", "m": "months", "r": "lines"}
    choices: dict[str, Any] = {}
    for key, value in data.items():
        kind, _colon, rest = key.partition(":")
        at, _colon, place = rest.partition(":")
        if kind == "p" and at.isdigit():
            choices.setdefault(at, {})["period"] = str(value).strip()
        elif kind in kinds and at.isdigit() and place.isdigit():
            choices.setdefault(at, {}).setdefault(kinds[kind], {})[place] = str(value).strip()
    return actions.Settled(
        choices if choices else None,
        data.get("source", ""),
        data.get("status", ""),
        data.get("paper"),
        data.get("reason"),
    )


def _page(request: Asked, draft: SheetDraft, faults: Sequence[Fault] = ()) -> HttpResponse:
    try:
        page = queries.table_page(request.by, draft)
    except BadInput as error:
        faults = error.faults
        page = queries.table_page(request.by, draft, as_proposed=True)
    if wants_json(request):
        return JsonResponse(table_json(page))
    doubts = [pair for one in page.tables for pair in one.doubts]
    context = {
        "page": page,
        "draft": draft,
        "lead": table_lead(page),
        "hidden": hidden_words(page),
        "faults": faults,
        "places": {fault.place for fault in faults},
        "unread": _gathered([fault for one in page.tables for fault in one.faults]),
        "wrong": sum(len(one.faults) for one in page.tables),
        "damaged": [cell for one in page.tables for cell in one.table.unread],
        "asked": [line for one in page.tables for line in one.table.doubts],
        "marks": [cell for one in page.tables for cell in one.table.marks],
        "doubts": doubts,
        "refused": any(doubt.refused for _placed, doubt in doubts),
        "tables": [grid_of(one, page) for one in page.tables],
        "meanings": queries.meanings_of(page),
        "sources": Source.choices,
        "statuses": SheetStatus.choices,
    }
    return render(request, "indicators/table.html", context, status=422 if faults else 200)


def _gathered(faults: Sequence[Fault]) -> list[tuple[str, Fault]]:
    """The same fault of many cells said once: each with where."""
    places: dict[tuple[str, str], list[str]] = {}
    first: dict[tuple[str, str], Fault] = {}
    for fault in faults:
        key = (fault.problem, fault.remedy)
        first.setdefault(key, fault)
        places.setdefault(key, []).append(fault.place)
    return [(cells_words(places[key]), fault) for key, fault in first.items()]


@only("observe")
def table_file(request: Asked, uuid: UUID) -> HttpResponse:
    """The file as it was handed in."""
    draft = _known(uuid)
    answer = HttpResponse(evidence.read(draft.file), content_type="application/octet-stream")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(draft.name)}"
    return answer


def _known(uuid: UUID) -> SheetDraft:
    found = queries.find_draft(uuid)
    if found is None:
        raise Http404(_("没有这张表"))
    return found
