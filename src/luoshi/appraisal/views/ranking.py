"""The newest ranking and the close form, a month's ranking, a unit's why-page, the sealed package."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luoshi.appraisal import actions, queries, words
from luoshi.appraisal.checking import needs_check
from luoshi.appraisal.releases import needs_release
from luoshi.appraisal.schemas import closing_json, ranking_json, why_json
from luoshi.core.errors import BadInput, Fault, NotAllowed
from luoshi.core.scoring.seal import verify
from luoshi.facts import evidence
from luoshi.org.permissions import may
from luoshi.org.rules import setting
from luoshi.org.signing_in import Asked, only, signed_in
from luoshi.shell.answers import body_of, done
from luoshi.shell.faults import wants_json


@signed_in
def rankings(request: Asked) -> HttpResponse:
    """The newest ranking; for the assessment office also the month that waits to be closed."""
    return _list(request)


def _list(request: Asked, faults: list[Fault] | None = None) -> HttpResponse:
    closings = queries.closings(request.by)
    months = [one for one in closings if one.newest]
    period = str(months[0].period) if months else ""
    tables = queries.ranking_table(period, request.by) if period else []
    if wants_json(request):
        found = ranking_json(period, tables, closings)
        return JsonResponse(
            {"closings": [closing_json(one) for one in closings], "total": len(closings), "next": None, "newest": found}
        )
    context = _ranking_context(request, period, tables) | {"months": months, "faults": faults or []}
    if may(request.by, "close"):
        context |= _close_context(request, period or None)
    return render(request, "appraisal/list.html", context, status=422 if faults else 200)


def _ranking_context(request: Asked, period: str, tables: list[queries.GroupTable]) -> dict[str, Any]:
    sees_all = request.by.sees_all
    beside = queries.notes(request.by, period, with_items=sees_all) if period else {}
    return {
        "period": period,
        "month": words.month_name(period, request.by.day.year) if period else "",
        "lead": words.ranking_lead(tables, words.month_name(period, request.by.day.year)) if period else "",
        "tables": [
            (
                table,
                [
                    (row, words.arrow(row.change), beside.get(row.unit, ""), queries.may_ask_why(request.by, row.unit))
                    for row in table.rows
                ],
            )
            for table in tables
        ],
        "own": request.by.units,
        "own_rows": [row for table in tables for row in table.rows if row.unit in request.by.units],
        "sees_all": sees_all,
        "sees_findings": may(request.by, "see_findings"),
    }


def _close_context(request: Asked, last: str | None) -> dict[str, Any]:
    offered = queries.closable(request.by, last)
    asked = request.POST.get("period") or request.GET.get("close", "")
    chosen = next((one for one in offered if str(one.period) == asked), offered[0] if offered else None)
    return {
        "may_close": True,
        "offered": offered,
        "chosen": chosen,
        "basis": queries.basis(request.by, chosen.period) if chosen else None,
        "check_needed": needs_check(request.by.day),
        "check_days": setting("data_check_days", request.by.day),
        "check": queries.county_check(str(chosen.period), request.by.day) if chosen else None,
        "next": None if chosen else queries.next_closable(request.by),
    }


@signed_in
def ranking(request: Asked, period: str) -> HttpResponse:
    """A closed month's ranking, its editions, and how anybody can check it."""
    tables = queries.ranking_table(period, request.by)
    if not tables:
        raise Http404
    closings = queries.closings(request.by)
    editions = [one for one in closings if str(one.period) == period]
    if wants_json(request):
        return JsonResponse(ranking_json(period, tables, editions))
    context = _ranking_context(request, period, tables) | {
        "months": [one for one in closings if one.newest],
        "editions": editions,
        "may_close": may(request.by, "close"),
        "may_release": may(request.by, "release"),
    }
    return render(request, "appraisal/ranking.html", context)


@signed_in
def why(request: Asked, period: str, unit: UUID) -> HttpResponse:
    """Why a unit stands where it stands: one printed A4."""
    found = queries.why(request.by, period, unit)
    if found is None:
        raise Http404
    if wants_json(request):
        return JsonResponse(why_json(found))
    lines = {line.code: line for line in found.lines}
    costly = [{"lost": one.lost, "line": lines[one.code]} for one in found.costliest]
    context = {"why": found, "lead": words.why_lead(found), "costly": costly, "worths": queries.worths(found)}
    return render(request, "appraisal/why.html", context)


@require_POST
@only("close")
def close(request: Asked) -> HttpResponse:
    """Closes a month and seals its ranking. A fault is said beside the form."""
    given = body_of(request) if request.content_type == "application/json" else request.POST
    try:
        closed = actions.close_month(request.by, str(given.get("period") or ""), str(given.get("reason") or ""))
    except BadInput as error:
        if wants_json(request):
            raise
        return _list(request, list(error.faults))
    if wants_json(request):
        found = {"period": str(closed.period), "edition": closed.edition, "package": closed.package}
        return JsonResponse(found, status=201 if closed.is_new else 200)
    seen = _("领导发布后各单位看到") if needs_release(request.by.day) else _("各单位现在可以看到")
    said = _("{month}已关账，排名已封存（第 {edition} 版）；{seen}。封存包摘要 {package}").format(
        month=closed.period.label, edition=closed.edition, seen=seen, package=closed.package[:16]
    )
    if not closed.is_new:
        said = _("{month}今天已经关过账，没有另出一版。").format(month=closed.period.label)
    return done(request, said, reverse("appraisal:ranking", args=[closed.period]))


@signed_in
def package(request: Asked, period: str) -> HttpResponse:
    """The sealed package of a month, or of an older edition: whoever has it can compute the ranking again."""
    if not request.by.sees_all:
        raise NotAllowed(Fault("封存包里有各单位的明细", "排名和摘要在排名页；要核对请找考核办"))
    asked = request.GET.get("edition", "")
    editions = queries.closings(request.by, period)
    closing = next((one for one in editions if not asked or str(one.edition) == asked), None)
    if closing is None:
        raise Http404
    try:
        data = evidence.read(closing.package)
    except FileNotFoundError:
        raise Http404 from None
    if wants_json(request):
        return JsonResponse(closing_json(closing) | verify(data).as_dict())
    name = f"luoshi-{closing.period}-{closing.edition}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type="application/zip", headers=headers)
