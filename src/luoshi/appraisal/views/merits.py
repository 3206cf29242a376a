"""The register of honours, penalties and vetoes: claimed, reviewed, objected to, decided, entered, lifted."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luoshi.appraisal import actions, queries
from luoshi.appraisal.models import Level, Merit, Sanction
from luoshi.core.errors import BadInput, Fault
from luoshi.matters.paper_form import paper_from, typed_again
from luoshi.org.directory import directory
from luoshi.org.permissions import may
from luoshi.org.signing_in import Asked, only, signed_in
from luoshi.shell.answers import day_field, done, number_field, uuid_field
from luoshi.shell.faults import wants_json

SHARED = 6
"""Rows for contributors on the form."""


def _year(request: Asked) -> int:
    given = request.GET.get("year", "")
    return int(given) if given.isdecimal() and 2000 <= int(given) <= 2100 else request.by.day.year


@signed_in
def bonuses(request: Asked) -> HttpResponse:
    """A year's register; a unit's claim is filed here."""
    if request.method == "POST":
        return _file(request)
    return _page(request)


def _page(request: Asked, faults: list[Fault] | None = None, at: str = "") -> HttpResponse:
    found = queries.register(request.by, _year(request))
    if wants_json(request):
        return JsonResponse(_json(found))
    names = directory(request.by.day)
    own = [unit for unit in sorted(request.by.units, key=str) if may(request.by, "claim_bonus", unit)]
    enters = request.by.in_office or may(request.by, "close")
    units = [(one.uuid, one.short) for one in sorted(names.units.values(), key=lambda one: one.place)]
    context: dict[str, Any] = {
        "it": found,
        "units": units,
        "claiming": units if enters else [(unit, names.unit_name(unit)) for unit in own],
        "merits": Merit.choices,
        "levels": Level.choices,
        "kinds": Sanction.What.choices,
        "rows": [
            (n, request.POST.get(f"unit-{n}", ""), request.POST.get(f"share-{n}", "")) for n in range(1, SHARED + 1)
        ],
        "may_claim": bool(found.is_open and (own or enters)),
        "may_enter": may(request.by, "close"),
        "typed": typed_again(request) if faults and (own or enters) else request.POST,
        "faults": faults or [],
        "at": at,
    }
    return render(request, "appraisal/bonuses.html", context, status=422 if faults else 200)


def _json(found: queries.Register) -> dict[str, Any]:
    return {
        "year": found.year,
        "window": found.last_day.isoformat(),
        "totals": [{"unit": name, "points": float(points)} for name, points in found.totals],
        "claims": [
            {
                "uuid": str(one.claim.uuid),
                "unit": one.unit_name,
                "subject": one.claim.subject,
                "honour": one.claim.honour,
                "level": one.claim.level,
                "reference": one.claim.reference,
                "state": one.state,
                "points": float(one.points),
                "shares": [{"unit": name, "share": float(share)} for _unit, name, share, _points in one.shares],
                "until": one.until.isoformat() if one.until else None,
                "steps": [
                    {"what": step.word, "unit": step.unit_name, "words": step.words, "by": step.by}
                    for step in one.steps
                ],
            }
            for one in found.claims
        ],
        "sanctions": [
            {
                "uuid": str(one.fact.uuid),
                "unit": one.unit_name,
                "what": one.fact.what,
                "points": None if one.fact.points is None else float(one.fact.points),
                "body": one.fact.body,
                "number": one.fact.number,
                "reason": one.fact.reason,
                "lifted": one.lifted.reason if one.lifted else None,
            }
            for one in found.sanctions
        ],
    }


def _file(request: Asked) -> HttpResponse:
    post = request.POST
    try:
        unit = uuid_field(post.get("unit"), "申报单位")
        if unit is None:
            raise BadInput(Fault("没有选申报单位", "从列出的单位里选", "申报单位"))
        wanted = actions.Honour(
            unit,
            post.get("merit", ""),
            post.get("level", ""),
            post.get("subject", ""),
            post.get("honour", ""),
            post.get("reference", ""),
            day_field(post.get("on"), "日期"),
            paper_from(request) if may(request.by, "claim_bonus", unit) else "",
            _shares(request),
        )
        filed = actions.claim_bonus(request.by, wanted)
    except BadInput as error:
        if wants_json(request):
            raise
        return _page(request, list(error.faults), "claim")
    if wants_json(request):
        return JsonResponse({"claim": str(filed)}, status=201)
    return done(
        request, _("申报已提交，等审核"), reverse("appraisal:bonuses") + f"?year={wanted.on and wanted.on.year}#{filed}"
    )


def _at(wanted: actions.Honour, filed: UUID) -> str:
    return f"?year={wanted.on.year}#{filed}" if wanted.on else ""


def _shares(request: Asked) -> list[tuple[UUID, Decimal]]:
    """Percentages as people write them: 60, 40."""
    found = []
    for n in range(1, SHARED + 1):
        unit = uuid_field(request.POST.get(f"unit-{n}"), "贡献单位")
        share = number_field(request.POST.get(f"share-{n}", "").rstrip("%％"), "贡献单位")
        if (unit is None) != (share is None):
            raise BadInput(Fault("有一行只写了单位或份额", "单位和份额都写，或都空着", "贡献单位"))
        if unit is not None and share is not None:
            found.append((unit, share / 100))
    return found


@require_POST
@signed_in
def bonus_step(request: Asked, uuid: UUID) -> HttpResponse:
    """A claim passed, returned, objected to, kept, refused or taken back."""
    what, words = request.POST.get("what", ""), request.POST.get("words", "")
    try:
        _take_step(request, uuid, what, words)
    except BadInput as error:
        if wants_json(request):
            raise
        return _page(request, list(error.faults), str(uuid))
    said = _("异议已提交，等考核办裁定") if what == "objected" else _("已记下")
    return done(request, said, reverse("appraisal:bonuses") + f"#{uuid}")


def _take_step(request: Asked, uuid: UUID, what: str, words: str) -> None:
    if what == "passed":
        actions.pass_bonus(request.by, uuid, words)
    elif what == "returned":
        actions.return_bonus(request.by, uuid, words)
    elif what == "objected":
        own = sorted(unit for unit in request.by.units if may(request.by, "claim_bonus", unit))
        unit = uuid_field(request.POST.get("unit"), "异议单位") or (own[0] if own else None)
        if unit is None:
            raise BadInput(Fault("没有选提异议的单位", "从列出的单位里选", "异议单位"))
        paper = paper_from(request) if may(request.by, "claim_bonus", unit) else ""
        actions.object_to_bonus(request.by, uuid, unit, words, paper)
    elif what in ("kept", "refused"):
        actions.decide_bonus(request.by, uuid, keeps=what == "kept", words=words)
    elif what == "withdrawn":
        actions.withdraw_bonus(request.by, uuid, words)
    else:
        raise BadInput(Fault("没有选怎么办", "选一种", "办理"))


@require_POST
@only("close")
def sanction(request: Asked) -> HttpResponse:
    """A penalty or veto on the competent body's notice."""
    post = request.POST
    try:
        notice = actions.Notice(
            uuid_field(post.get("unit"), "单位"),
            post.get("what", ""),
            number_field(post.get("points"), "分数"),
            post.get("body", ""),
            post.get("number", ""),
            day_field(post.get("on"), "日期"),
            post.get("reason", ""),
            paper_from(request),
        )
        entered = actions.sanction(request.by, notice)
    except BadInput as error:
        if wants_json(request):
            raise
        return _page(request, list(error.faults), "sanction")
    if wants_json(request):
        return JsonResponse({"sanction": str(entered)}, status=201)
    return done(request, _("已登记，年度考核按方案计"), reverse("appraisal:bonuses") + "#sanctions")


@require_POST
@only("close")
def lift_sanction(request: Asked, uuid: UUID) -> HttpResponse:
    """The notice was taken back."""
    try:
        actions.lift_sanction(request.by, uuid, request.POST.get("reason", ""))
    except BadInput as error:
        if wants_json(request):
            raise
        return _page(request, list(error.faults), str(uuid))
    return done(request, _("已撤销"), reverse("appraisal:bonuses") + "#sanctions")
