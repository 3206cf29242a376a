"""The suspicions of a month, for those who judge them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luoshi.appraisal import actions, queries
from luoshi.appraisal.finding_schemas import finding_json
from luoshi.appraisal.models import Verdict
from luoshi.appraisal.terms import Term
from luoshi.core.errors import BadInput, Fault
from luoshi.org.permissions import may
from luoshi.org.signing_in import Asked, only
from luoshi.shell.answers import done
from luoshi.shell.faults import wants_json


@only("see_findings")
def findings(request: Asked, period: str) -> HttpResponse:
    """Each suspicion with its ground, what was asked, what was said, what was found."""
    return _page(request, period)


def _page(request: Asked, period: str, faults: list[Fault] | None = None, at: str = "") -> HttpResponse:
    term = Term.parse(period)
    found = queries.findings(request.by, period)
    if wants_json(request):
        return JsonResponse({"period": str(term), "findings": [finding_json(one) for one in found]})
    context = {
        "term": term,
        "is_long": term.period.kind != "month",
        "rows": _together(request, found),
        "waiting_n": sum(one.state in ("found", "asked", "answered") for one in found),
        "verdicts": Verdict.choices,
        "may_judge": may(request.by, "judge_findings"),
        "may_end": may(request.by, "rule"),
        "typed": request.POST,
        "faults": faults or [],
        "at": at,
    }
    return render(request, "appraisal/findings.html", context, status=422 if faults else 200)


Row = tuple[queries.FindingShown, bool]
"""A suspicion, and whether more than its dismissal can be said of it."""


def _together(request: Asked, found: Sequence[queries.FindingShown]) -> list[tuple[Row, list[Row]]]:
    """Over several months what is about the same stands together: what waits for us first, then the newest."""
    about: dict[tuple[object, ...], list[queries.FindingShown]] = defaultdict(list)
    for one in found:
        about[one.code, frozenset(one.matters or one.units)].append(one)
    rows = []
    for same in about.values():
        same.sort(key=lambda one: one.month.last, reverse=True)
        same.sort(key=lambda one: queries.FINDING_STATES.index(one.state))
        first, *others = [(one, one.may_be_judged(request.by.day)) for one in same]
        rows.append((first, others))
    return rows


@require_POST
@only("judge_findings")
def ask(request: Asked, period: str) -> HttpResponse:
    """Asks the units that a suspicion is about."""
    words = {UUID(name.removeprefix("ask-")): str(text) for name, text in request.POST.items() if _names_unit(name)}
    return _did(request, period, lambda key: actions.ask_units(request.by, period, key, words), _("已问单位，等答复"))


def _names_unit(name: str) -> bool:
    try:
        return name.startswith("ask-") and bool(UUID(name.removeprefix("ask-")))
    except ValueError:
        return False


@require_POST
@only("judge_findings")
def judge(request: Asked, period: str) -> HttpResponse:
    """Says what was found of a suspicion."""
    verdict, reason = request.POST.get("verdict", ""), request.POST.get("reason", "")
    return _did(request, period, lambda key: actions.judge(request.by, period, key, verdict, reason), _("已记下认定"))


def _did(request: Asked, period: str, act: Callable[[str], UUID], told: str) -> HttpResponse:
    key = request.POST.get("key", "")
    try:
        made = act(key)
    except BadInput as error:
        if wants_json(request):
            raise
        return _page(request, period, list(error.faults), key)
    if wants_json(request):
        return JsonResponse({"fact": str(made)}, status=201)
    return done(request, told, reverse("appraisal:findings", args=[period]) + f"#f{key[:12]}")
