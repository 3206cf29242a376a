"""Reports as Excel: a unit's own sheet down and up, and the office's forty at once."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.core.errors import BadInput, Fault
from luoshi.intake.queries.returns import owed
from luoshi.intake.returns.actions import Outcome, take_returned, take_sheet
from luoshi.intake.returns.matching import File
from luoshi.intake.returns.workbook import return_workbook
from luoshi.intake.views.downloads import download
from luoshi.matters.queries import night
from luoshi.matters.views.night import period_of, unit_of
from luoshi.org.permissions import require
from luoshi.org.signing_in import Asked, only, signed_in
from luoshi.shell.faults import wants_json


@signed_in
def sheet(request: Asked) -> HttpResponse:
    """GET: the unit's items of the period as .xlsx. POST: the filled one into the page's drafts, all or nothing."""
    unit = unit_of(request)
    if unit is None:
        raise BadInput(Fault("没有指明哪个单位", "从“代填报”里选单位", "unit"))
    require(request.by, "report", unit)
    found = night(request.by, unit, period_of(request))
    if request.method != "POST":
        return download(f"{found.unit_name}{found.period.label}填报表", return_workbook(found))
    file = request.FILES.get("file")
    if file is None:
        raise BadInput(Fault("没有选表", "选下载后填好的那张 .xlsx 表", "表"))
    try:
        taken = take_sheet(request.by, unit, found.period, File(file.name or "", file.read()))
    except BadInput as error:
        if wants_json(request):
            raise
        context = {"faults": error.faults, "it": found}
        return render(request, "intake/return_faults.html", context, status=422)
    if wants_json(request):
        return JsonResponse({"filled": taken.filled, "same": taken.same, "replaced": taken.replaced}, status=201)
    said = _("已放进 {n} 项，看过再报送").format(n=taken.filled)
    if taken.replaced:
        said += _("；其中替换了页面上原来填的：{which}").format(which="、".join(taken.replaced))
    request.session["told"] = said
    return HttpResponseRedirect(f"{reverse('matters:night')}?unit={unit}&period={found.period}")


@only("issue")
def sheets(request: Asked) -> HttpResponse:
    """The office: who has still to report, and the returned files, many at once or in an archive."""
    if request.method != "POST":
        return _page(request, [])
    files = [File(one.name or "", one.read()) for one in request.FILES.getlist("files")]
    if not files:
        return _page(
            request, [], (Fault("没有选文件", "选收到的表，可以一次选许多个，也可以是一个 .zip", "文件"),), 422
        )
    period = period_of(request) or owed(request.by).period
    try:
        outcomes = take_returned(request.by, period, files)
    except BadInput as error:
        return _page(request, [], error.faults, 422)
    return _page(request, outcomes)


def _page(request: Asked, outcomes: Sequence[Outcome], faults: Sequence[Fault] = (), status: int = 200) -> HttpResponse:
    found = owed(request.by, period_of(request))
    if wants_json(request):
        units = [
            {"unit": str(one.unit), "name": one.name, "due": one.due, "filed": one.filed, "unsigned": one.unsigned}
            for one in found.units
        ]
        document = {"period": str(found.period), "units": units, "total": len(units), "next": None}
        errors = [fault.as_dict() for fault in faults]
        return JsonResponse(document | {"files": [one.as_dict() for one in outcomes], "errors": errors}, status=status)
    now = owed(request.by).period if request.GET.get("period") or request.POST.get("period") else found.period
    return render(
        request,
        "intake/returns.html",
        {
            "it": found,
            "periods": [now, now.previous()],
            "is_past": found.cutoff < request.by.day,
            "outcomes": outcomes,
            "filed": sum(one.filed for one in outcomes),
            "refused": [one for one in outcomes if one.faults],
            "faults": faults,
        },
        status=status,
    )
