"""The year side by side: league table, boards, a unit's own year, and what fund-seeking brings next year."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render

from luoshi.appraisal import queries
from luoshi.appraisal.queries.league import HEIGHT, WIDTH
from luoshi.appraisal.schemas import number
from luoshi.appraisal.terms import Term
from luoshi.org.rules import setting
from luoshi.org.signing_in import Asked, signed_in
from luoshi.shell.faults import wants_json

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _year(request: Asked, otherwise: int) -> int:
    given = request.GET.get("year", "")
    return int(given) if given.isdecimal() and 2000 <= int(given) <= 2100 else otherwise


@signed_in
def league(request: Asked) -> HttpResponse:
    """All groups, month by month, with each unit's course."""
    year = _year(request, request.by.day.year)
    tables = queries.league(request.by, year)
    if wants_json(request):
        return JsonResponse({"year": year, "groups": [_table(one) for one in tables]})
    shown = [(table, [(row, queries.may_ask_why(request.by, row.unit)) for row in table.rows]) for table in tables]
    context = {"year": year, "tables": shown, "own": request.by.units, "width": WIDTH, "height": HEIGHT}
    return render(request, "appraisal/league.html", context)


def _table(table: queries.LeagueTable) -> dict[str, Any]:
    return {
        "group": table.group,
        "name": table.name,
        "rows": [
            {
                "unit": row.name,
                "uuid": str(row.unit),
                "mean_rank": number(row.mean),
                "months": [
                    {"period": str(one.term), "rank": one.rank, "score": number(one.score)}
                    for one in row.months
                    if one is not None
                ],
            }
            for row in table.rows
        ],
    }


@signed_in
def boards(request: Asked, period: str) -> HttpResponse:
    """Each group's first and last ones, and for how long."""
    found = queries.boards(request.by, period)
    if found is None:
        raise Http404
    if wants_json(request):
        groups = [
            {"name": one.name, "first": [_board(row) for row in one.first], "last": [_board(row) for row in one.last]}
            for one in found
        ]
        return JsonResponse({"period": period, "groups": groups})
    term = Term.parse(period)
    context = {"term": term, "boards": [_linked(request, term, one) for one in found]}
    context["n"] = setting("board_places", request.by.day)
    return render(request, "appraisal/boards.html", context)


def _linked(request: Asked, term: Term, board: queries.Board) -> dict[str, Any]:
    """A board's rows, each with the page of who stands there where the reader may open it."""

    def linked(rows: list[queries.BoardRow]) -> list[tuple[queries.BoardRow, str]]:
        return [
            (row, queries.home_of(term, row.unit, row.ranks))
            if queries.may_ask_why(request.by, row.unit, row.answering)
            else (row, "")
            for row in rows
        ]

    return {"name": board.name, "first": linked(board.first), "last": linked(board.last)}


def _board(row: queries.BoardRow) -> dict[str, Any]:
    return {"unit": row.name, "uuid": str(row.unit), "rank": row.rank, "score": number(row.score), "running": row.run}


@signed_in
def unit_year(request: Asked, unit: UUID) -> HttpResponse:
    """A unit's own year: each closed period with its rank and score."""
    found = queries.unit_year(request.by, unit, _year(request, request.by.day.year))
    if found is None:
        raise Http404
    beside = queries.merits_of(request.by, unit, found.year)
    if wants_json(request):
        periods = [{"period": str(one.term), "rank": one.rank, "score": number(one.score)} for one in found.stood]
        return JsonResponse({"year": found.year, "unit": found.name, "periods": periods, **_merits_json(beside)})
    context = {
        "it": found,
        "beside": beside,
        "width": WIDTH * 4,
        "height": HEIGHT * 4,
        "box": f"-2 -2 {WIDTH + 4} {HEIGHT + 4}",
    }
    return render(request, "appraisal/unit_year.html", context)


def _merits_json(beside: queries.MeritsOfUnit) -> dict[str, Any]:
    added = [{"honour": one.claim.honour, "state": one.state, "points": float(points)} for one, points in beside.added]
    taken = [
        {"what": one.fact.what, "points": number(one.fact.points), "lifted": one.lifted is not None}
        for one in beside.taken
    ]
    return {"bonuses": added, "sanctions": taken}


@signed_in
def reward(request: Asked) -> HttpResponse:
    """Next year's budget proposal from last year's fund-seeking; ?format=xlsx is the meeting's sheet."""
    found = queries.reward(request.by, _year(request, request.by.day.year - 1))
    if request.GET.get("format") == "xlsx":
        headers = {"Content-Disposition": f'attachment; filename="luoshi-reward-{found.year}.xlsx"'}
        return HttpResponse(queries.to_sheet(found), content_type=XLSX, headers=headers)
    if wants_json(request):
        rows = [
            {
                "unit": one.name,
                "uuid": str(one.unit),
                "target": number(one.target),
                "actual": number(one.actual),
                "proposed": number(one.proposed),
                "reckoning": one.reckoning,
            }
            for one in found.rows
        ]
        return JsonResponse(
            {
                "year": found.year,
                "rule": found.rule,
                "total": number(found.total),
                "lacking": found.lacking,
                "rows": rows,
            }
        )
    this_year = request.by.day.year
    other = this_year if found.year != this_year else this_year - 1
    return render(request, "appraisal/reward.html", {"it": found, "next_year": found.year + 1, "other_year": other})
