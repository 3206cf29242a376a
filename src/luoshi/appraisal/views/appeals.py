"""Appeals: filed from the why-page, answered and decided on one list."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luoshi.appraisal import actions, queries
from luoshi.appraisal.models import Closing
from luoshi.appraisal.releases import appeal_until
from luoshi.appraisal.schemas import appeal_json
from luoshi.core.errors import BadInput, Fault
from luoshi.matters.paper_form import FIELD, paper_from, paper_kept
from luoshi.org.permissions import may
from luoshi.org.signing_in import Asked, signed_in
from luoshi.shell.answers import done
from luoshi.shell.faults import wants_json

PLACES = {"item": "考核项", "claimed": "应为", "reason": "理由"}
"""Fields → the places that faults name."""


@signed_in
def appeals(request: Asked) -> HttpResponse:
    """The own unit's appeals; all for who sees all."""
    return _list(request)


def _list(request: Asked, faults: list[Fault] | None = None, at: UUID | None = None) -> HttpResponse:
    found = queries.appeals(request.by)
    if wants_json(request):
        return JsonResponse({"appeals": [appeal_json(one) for one in found], "total": len(found), "next": None})
    rows = [(one, may(request.by, "check_figures", one.speaker) and not request.by.sees_all) for one in found]
    context = {
        "rows": rows,
        "open_n": sum(not one.is_decided or one.is_open for one in found),
        "may_decide": may(request.by, "close"),
        "faults": faults or [],
        "at": at,
    }
    return render(request, "appraisal/appeals.html", context, status=422 if faults else 200)


@signed_in
def appeal(request: Asked, period: str, unit: UUID) -> HttpResponse:
    """The form against one number of a unit's card, and its filing."""
    if request.method == "POST":
        return _file(request, period, unit)
    return _form(request, period, unit)


def _form(request: Asked, period: str, unit: UUID, faults: list[Fault] | None = None) -> HttpResponse:
    card = queries.why(request.by, period, unit)
    if card is None:
        raise Http404
    leaves = [line for line in card.lines if line.is_leaf]
    beside = {fault.place: fault for fault in faults or []}
    typed, may_file = request.POST or request.GET, may(request.by, "check_figures", card.speaker)
    closing = Closing.rows.filter(package=card.package).order_by("edition").last()
    until = appeal_until(closing, request.by.day) if closing else None
    context = {
        "until": until,
        "is_over": until is not None and request.by.day > until,
        "card": card,
        "leaves": leaves,
        "typed": {name: typed.get(name, "") for name in ("item", "claimed", "reason")},
        "wrong": {
            "item": beside.pop("考核项", None),
            "claimed": beside.pop("应为", None),
            "reason": beside.pop("理由", None),
        },
        "faults": list(beside.values()),
        "may_file": may_file,
        FIELD: paper_kept(request) if faults and may_file else "",
    }
    return render(request, "appraisal/appeal.html", context, status=422 if faults else 200)


def _file(request: Asked, period: str, unit: UUID) -> HttpResponse:
    item, claimed, reason = (request.POST.get(name, "") for name in ("item", "claimed", "reason"))
    try:
        filed = actions.appeal(request.by, unit, period, item, claimed, reason, paper_from(request))
    except BadInput as error:
        if wants_json(request):
            raise
        return _form(request, period, unit, list(error.faults))
    if wants_json(request):
        return JsonResponse({"appeal": str(filed)}, status=201)
    return done(request, _("申诉已提交，等考核办答复"), reverse("appraisal:appeals") + f"#{filed}")


@require_POST
@signed_in
def step(request: Asked, uuid: UUID) -> HttpResponse:
    """Answered, upheld, dismissed, or taken back."""
    what, words = request.POST.get("what", ""), request.POST.get("words", "")
    try:
        if what == "answered":
            actions.answer_appeal(request.by, uuid, words)
        elif what == "withdrawn":
            actions.withdraw_appeal(request.by, uuid, words)
        elif what in ("upheld", "dismissed"):
            actions.decide_appeal(request.by, uuid, upheld=what == "upheld", words=words)
        else:
            raise BadInput(Fault("没有选怎么办", "选答复、采纳或不采纳", "办理"))
    except BadInput as error:
        if wants_json(request):
            raise
        return _list(request, list(error.faults), uuid)
    said = _("已采纳：请到出数的地方更正，再按更正重新关账") if what == "upheld" else _("已记下")
    return done(request, said, reverse("appraisal:appeals") + f"#{uuid}")
