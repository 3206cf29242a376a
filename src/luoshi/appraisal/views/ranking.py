"""The newest ranking and the close form, a month's ranking, a unit's why-page, the sealed package."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luoshi.appraisal import actions, queries, ranking_sheet, why_sheet, words
from luoshi.appraisal.checking import asks_check
from luoshi.appraisal.releases import needs_release
from luoshi.appraisal.running import Running
from luoshi.appraisal.schemas import closing_json, ranking_json, why_json
from luoshi.appraisal.subjects import kind_of
from luoshi.appraisal.terms import Term
from luoshi.core.errors import BadInput, Fault, NotAllowed
from luoshi.core.scoring.seal import verify
from luoshi.core.scoring.teams import LEADS, UNITS
from luoshi.facts import evidence
from luoshi.org.permissions import may
from luoshi.org.rules import setting
from luoshi.org.signing_in import Asked, only, signed_in
from luoshi.shell.answers import body_of, done
from luoshi.shell.faults import wants_json

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


FEW = 3
"""So many of the actor's own are said ahead of a ranking."""


@signed_in
def rankings(request: Asked) -> HttpResponse:
    """The newest ranking; for the assessment office also the month that waits to be closed."""
    return _list(request)


def _list(request: Asked, faults: list[Fault] | None = None) -> HttpResponse:
    if wants_json(request):
        return _list_json(request)
    months, longer = queries.standing_closings(request.by)
    period = str(months[0].term) if months else ""
    tables = queries.ranking_table(period, request.by) if period else []
    context = _ranking_context(request, period, tables) | {"months": months, "longer": longer, "faults": faults or []}
    if may(request.by, "close"):
        context |= _close_context(request, period or None)
    return render(request, "appraisal/list.html", context, status=422 if faults else 200)


def _list_json(request: Asked) -> HttpResponse:
    closings = queries.closings(request.by)
    period = str(closings[0].term) if closings else ""
    found = ranking_json(period, queries.ranking_table(period, request.by) if period else [], closings)
    _months, longer = queries.standing_closings(request.by)
    rows = [closing_json(one) for one in closings]
    others = [closing_json(one) for one in longer]
    return JsonResponse({"closings": rows, "total": len(rows), "next": None, "newest": found, "longer": others})


def _ranking_context(request: Asked, period: str, tables: list[queries.GroupTable]) -> dict[str, Any]:
    sees_all, term = request.by.sees_all, Term.parse(period) if period else None
    ranks = next((row.ranks for table in tables for row in table.rows), UNITS)
    name = words.term_name(term, request.by.day.year) if term else ""
    beside = queries.notes(request.by, period, with_items=sees_all) if period else {}
    grades = queries.grades(period, request.by) if period else {}
    return {
        "period": period,
        "month": name,
        "lead": words.ranking_lead(tables, name, ranks) if period else "",
        "kind_word": words.kind_word(term, ranks) if term else "",
        "ranks": ranks,
        "word": words.subject_word(ranks),
        "scheme_code": term.code if term else "month",
        "tables": [
            (
                table,
                [
                    _shown(request, period, row, beside.get(row.unit, "")) | {"grade": grades.get(row.unit, "")}
                    for row in table.rows
                ],
            )
            for table in tables
        ],
        "are_graded": bool(grades),
        "own": request.by.units,
        "own_rows": _own_rows(request, tables),
        "sees_all": sees_all,
        "sees_findings": may(request.by, "see_findings"),
    }


def _own_rows(request: Asked, tables: list[queries.GroupTable]) -> list[queries.RankRow]:
    """The actor's own, said ahead of the tables; who has many projects finds them in bold."""
    rows = (row for table in tables for row in table.rows if not request.by.sees_all)
    own = [row for row in rows if queries.is_own(request.by, row.unit, row.answering)]
    return own if len(own) <= FEW else []


def _shown(request: Asked, period: str, row: queries.RankRow, note: str) -> dict[str, Any]:
    """A row of a ranking, with what the reader may open of it."""
    may_ask = queries.may_ask_why(request.by, row.unit, row.answering)
    return {
        "row": row,
        "arrow": words.arrow(row.change),
        "note": note,
        "open": may_ask,
        "home": queries.home_of(period, row.unit, row.ranks) if may_ask else "",
        "own": queries.is_own(request.by, row.unit, row.answering),
    }


def _close_context(request: Asked, last: str | None) -> dict[str, Any]:
    running = Running.on(request.by.day)
    offered = [*queries.closable(request.by, last), *queries.longer_closable(request.by, running)]
    asked = request.POST.get("period") or request.GET.get("close", "")
    chosen = next((one for one in offered if str(one.term) == asked), offered[0] if offered else None)
    return {
        "may_close": True,
        "offered": offered,
        "chosen": chosen,
        "basis": queries.basis(request.by, chosen.term, running) if chosen else None,
        "check_needed": chosen is not None and asks_check(chosen.term, request.by.day),
        "chosen_ranks": kind_of(chosen.term) if chosen else UNITS,
        "check_days": setting("data_check_days", request.by.day),
        "check": queries.county_check(str(chosen.term), request.by.day) if chosen else None,
        "held": queries.held_back(request.by, chosen.term) if chosen else "",
        "waiting": queries.waiting_for_data(request.by, running),
        "next": None if chosen else queries.next_closable(request.by),
    }


@signed_in
def ranking(request: Asked, period: str) -> HttpResponse:
    """A closed period's ranking, its editions, the reviewers' words, and how anybody can check it.

    ?format=xlsx is a workbook with everybody's points, for who sees all of them.
    """
    tables = queries.ranking_table(period, request.by)
    if not tables:
        raise Http404
    term = Term.parse(period)
    if request.GET.get("format") == "xlsx" and request.by.sees_all:
        return _workbook(ranking_sheet.to_sheet(queries.sealed_ranking(request.by, term)), f"luoshi-ranking-{term}")
    editions = queries.closings(request.by, period)
    if wants_json(request):
        return JsonResponse(ranking_json(period, tables, editions, queries.grades(period, request.by)))
    months, longer = queries.standing_closings(request.by)
    context = _ranking_context(request, period, tables) | {
        "months": months,
        "longer": longer,
        "reviewed": queries.review_words(request.by, term),
        "editions": editions,
        "may_close": may(request.by, "close"),
        "may_release": may(request.by, "release"),
    }
    return render(request, "appraisal/ranking.html", context)


def _workbook(data: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"'}
    return HttpResponse(data, content_type=XLSX, headers=headers)


@signed_in
def why(request: Asked, period: str, unit: UUID) -> HttpResponse:
    """Why a unit stands where it stands: one printed A4; ?format=xlsx is a workbook that adds it up again."""
    found = queries.why(request.by, period, unit)
    if found is None:
        raise Http404
    if request.GET.get("format") == "xlsx":
        return _workbook(why_sheet.to_sheet(found), f"luoshi-score-{found.term}")
    if wants_json(request):
        return JsonResponse(why_json(found))
    lines = {line.code: line for line in found.lines}
    costly = [{"lost": one.lost, "line": lines[one.code]} for one in found.costliest]
    context = {"why": found, "lead": words.why_lead(found), "costly": costly, "worths": queries.worths(found)}
    context["word"] = words.subject_word(found.ranks)
    return render(request, "appraisal/why.html", context)


@require_POST
@only("close")
def close(request: Asked) -> HttpResponse:
    """Closes a period and seals its ranking. A fault is said beside the form."""
    given = body_of(request) if request.content_type == "application/json" else request.POST
    try:
        closed = actions.close_ranking(request.by, str(given.get("period") or ""), str(given.get("reason") or ""))
    except BadInput as error:
        if wants_json(request):
            raise
        return _list(request, list(error.faults))
    if wants_json(request):
        found = {"period": str(closed.term), "edition": closed.edition, "package": closed.package}
        return JsonResponse(found, status=201 if closed.is_new else 200)
    seen = _("各单位现在可以看到")
    if kind_of(closed.term) == LEADS:
        seen = _("只有主要领导和考核办看得到，主要领导决定发布不发布")
    elif needs_release(request.by.day):
        seen = _("领导发布后各单位看到")
    said = _("{month}已关账，排名已封存（第 {edition} 版）；{seen}。封存包摘要 {package}").format(
        month=closed.term.label, edition=closed.edition, seen=seen, package=closed.package[:16]
    )
    if not closed.is_new:
        said = _("{month}今天已经关过账，没有另出一版。").format(month=closed.term.label)
    return done(request, said, reverse("appraisal:ranking", args=[closed.term]))


@signed_in
def package(request: Asked, period: str) -> HttpResponse:
    """The sealed package of a period, or of an older edition: whoever has it can compute the ranking again."""
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
    name = f"luoshi-{closing.term}-{closing.edition}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type="application/zip", headers=headers)
