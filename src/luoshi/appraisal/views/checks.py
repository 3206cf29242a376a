"""The check before sealing: a unit's own figures and its word; for the assessment office who has said what."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luoshi.appraisal import actions, queries
from luoshi.appraisal.schemas import check_json, county_check_json
from luoshi.core.errors import BadInput, Fault, NotAllowed
from luoshi.matters.paper_form import FIELD, paper_from, paper_kept
from luoshi.org.signing_in import Asked, only, signed_in
from luoshi.shell.answers import done, uuid_field
from luoshi.shell.faults import wants_json


@require_POST
@only("close")
def open_check(request: Asked) -> HttpResponse:
    """Asks the units to check a month's figures."""
    period = request.POST.get("period", "")
    actions.open_check(request.by, period)
    if wants_json(request):
        return JsonResponse({"period": period}, status=201)
    return done(request, _("已交各单位核对"), reverse("appraisal:checks", args=[period]))


@signed_in
def checks(request: Asked, period: str) -> HttpResponse:
    """Who has confirmed, who objects, who has said nothing; and what was decided."""
    if not request.by.sees_all:
        raise NotAllowed(Fault("核对的全县情况由考核办掌握", "本单位的数据在待办里核对"))
    return _checks(request, period)


def _checks(request: Asked, period: str, faults: list[Fault] | None = None, at: str = "") -> HttpResponse:
    found = queries.county_check(period, request.by.day)
    if found is None:
        raise Http404
    if wants_json(request):
        return JsonResponse(county_check_json(found))
    context = {"it": found, "faults": faults or [], "at": at, "typed": request.POST}
    return render(request, "appraisal/checks.html", context, status=422 if faults else 200)


@require_POST
@only("close")
def rule(request: Asked, period: str) -> HttpResponse:
    """The assessment office's answer to one objection."""
    check, item = uuid_field(request.POST.get("check"), "异议"), request.POST.get("item", "")
    upheld, reason = request.POST.get("upheld") == "yes", request.POST.get("reason", "")
    if check is None:
        raise BadInput(Fault("没有指明哪条异议", "刷新页面", "异议"))
    try:
        actions.rule_objection(request.by, check, item, upheld=upheld, reason=reason)
    except BadInput as error:
        if wants_json(request):
            raise
        return _checks(request, period, list(error.faults), f"{check}{item}")
    said = _("已采纳，请到出数的地方更正") if upheld else _("已答复")
    return done(request, said, reverse("appraisal:checks", args=[period]) + "#objections")


@signed_in
def check(request: Asked, period: str, unit: UUID) -> HttpResponse:
    """A unit's own figures of a month, without ranks; who signs for it confirms or objects."""
    if request.method == "POST":
        return _answer(request, period, unit)
    return _check(request, period, unit)


def _check(request: Asked, period: str, unit: UUID, faults: list[Fault] | None = None) -> HttpResponse:
    found = queries.unit_check(request.by, period, unit)
    if found is None:
        raise Http404
    if wants_json(request):
        return JsonResponse(check_json(found))
    beside = {fault.place: fault for fault in faults or []}
    rows = [
        {
            "figure": one,
            "said": found.objections.get(one.item),
            "claimed": request.POST.get(f"claimed-{one.item}", ""),
            "reason": request.POST.get(f"reason-{one.item}", ""),
            "fault": beside.pop(one.name, None),
        }
        for one in found.figures
    ]
    context = {
        "it": found,
        "rows": rows,
        "faults": list(beside.values()),
        "refused": bool(faults),
        FIELD: paper_kept(request) if faults and found.may_answer else "",
    }
    return render(request, "appraisal/check.html", context, status=422 if faults else 200)


def _answer(request: Asked, period: str, unit: UUID) -> HttpResponse:
    given = [name.removeprefix("claimed-") for name in request.POST if name.startswith("claimed-")]
    objections = [
        actions.Objection(item, request.POST.get(f"claimed-{item}", ""), request.POST.get(f"reason-{item}", ""))
        for item in given
        if request.POST.get(f"claimed-{item}") or request.POST.get(f"reason-{item}")
    ]
    try:
        actions.check_figures(request.by, unit, period, objections, paper_from(request))
    except BadInput as error:
        if wants_json(request):
            raise
        return _check(request, period, unit, list(error.faults))
    if wants_json(request):
        return JsonResponse({"period": period, "agrees": not objections}, status=201)
    said = _("{n} 条异议已提交，等考核办答复").format(n=len(objections)) if objections else _("已确认，没有异议")
    return done(request, said, reverse("appraisal:check", args=[period, unit]))
