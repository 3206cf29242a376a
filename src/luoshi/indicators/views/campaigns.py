"""Campaigns: how they stand, and the page on which one is begun or a day is counted."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.core.errors import BadInput, Fault
from luoshi.indicators import actions, queries, sheet_file
from luoshi.indicators.actions import NewCampaign
from luoshi.indicators.schemas import campaign_json
from luoshi.indicators.words.campaigns import campaign_words
from luoshi.indicators.words.figures import day_words
from luoshi.org.directory import Directory, directory
from luoshi.org.permissions import may
from luoshi.org.signing_in import Asked, only, signed_in
from luoshi.shell.answers import day_field, done, uuid_field
from luoshi.shell.faults import wants_json


@signed_in
def campaign_list(request: Asked) -> HttpResponse:
    """Every campaign: its coverage, and who will miss."""
    pages = queries.campaigns(request.by, request.by.day)
    if wants_json(request):
        return JsonResponse({"campaigns": [campaign_json(page) for page in pages], "total": len(pages), "next": None})
    shown = [(page, campaign_words(page)) for page in pages]
    context = {"pages": shown, "may_enter": may(request.by, "observe")}
    return render(request, "indicators/campaigns.html", context)


@only("observe")
def new_campaign(request: Asked) -> HttpResponse:
    """Begins a campaign."""
    faults: Sequence[Fault] = ()
    if request.method == "POST":
        try:
            wanted = _wanted(request.POST, directory(request.by.day))
            actions.begin_campaign(request.by, wanted)
            if wants_json(request):
                return JsonResponse({"code": wanted.code}, status=201)
            return done(request, _("已设立 {name}").format(name=wanted.name), _address(wanted.code))
        except BadInput as error:
            if wants_json(request):
                raise
            faults = error.faults
    units = queries.units_by_place(request.by.day)
    context = {
        "faults": faults,
        "typed": request.POST,
        "units": [(unit, request.POST.get(f"concerned:{unit.uuid}", "")) for unit in units],
    }
    return render(request, "indicators/new_campaign.html", context, status=422 if faults else 200)


def _address(code: str) -> str:
    return reverse("indicators:campaign", args=[code])


def _wanted(data: QueryDict, names: Directory) -> NewCampaign:
    """The form's fields; concerned:UNIT holds a unit's number."""
    begins, ends = day_field(data.get("begins"), "开始日"), day_field(data.get("ends"), "结束日")
    if begins is None or ends is None:
        raise BadInput(Fault("没有起止日", "填开始日和结束日", "起止日"))
    shares = {
        UUID(key.partition(":")[2]): str(value)
        for key, value in data.items()
        if key.startswith("concerned:") and str(value).strip() and uuid_field(key.partition(":")[2], "单位")
    }
    return NewCampaign(
        data.get("code", "").strip(),
        data.get("name", ""),
        data.get("unit_of_measure", ""),
        begins,
        ends,
        shares,
        data.get("wanted") or 100,
        uuid_field(data.get("owner"), "责任单位"),
    )


@signed_in
def campaign(request: Asked, code: str) -> HttpResponse:
    """One campaign, unit by unit; POST counts a day."""
    faults: Sequence[Fault] = ()
    page = queries.campaign_page(request.by, code, request.by.day)
    if page is None:
        raise Http404
    if request.method == "POST":
        try:
            on = day_field(request.POST.get("on"), "日期") or request.by.day
            figures = _figures(request, directory(request.by.day))
            paper, reason = request.POST.get("paper", ""), request.POST.get("reason", "")
            actions.count_day(request.by, code, on, figures, paper, reason)
            if wants_json(request):
                return JsonResponse({"counted": len(figures)}, status=201)
            said = _("已登记 {day} 的 {n} 个数").format(day=day_words(on), n=len(figures))
            return done(request, said, _address(code))
        except BadInput as error:
            if wants_json(request):
                raise
            faults = error.faults
    if wants_json(request):
        return JsonResponse(campaign_json(page))
    context = {
        "page": page,
        "lead": campaign_words(page),
        "rows": [(row, request.POST.get(f"reached:{row.unit}", "")) for row in page.rows],
        "faults": faults,
        "typed": request.POST,
        "today": request.by.day,
        "may_enter": may(request.by, "observe"),
    }
    return render(request, "indicators/campaign.html", context, status=422 if faults else 200)


def _figures(request: Asked, names: Directory) -> list[tuple[UUID, str]]:
    """The figures typed, or those of the file."""
    uploaded = request.FILES.get("file")
    if isinstance(uploaded, UploadedFile):
        cells = sheet_file.read(uploaded.name or "", uploaded.read(), names)
        return [(cell.unit, str(cell.value)) for cell in cells if cell.unit is not None and cell.value is not None]
    found = []
    for key, value in request.POST.items():
        kind, _colon, unit = key.partition(":")
        if kind == "reached" and str(value).strip() and (uuid := uuid_field(unit, "单位")):
            found.append((uuid, str(value)))
    return found
