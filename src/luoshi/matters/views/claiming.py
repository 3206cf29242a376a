"""A unit's new tasks in one table: who answers is written once, goals row by row; what is unfinished stays as draft."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.core.errors import BadInput, Fault
from luoshi.matters import actions
from luoshi.matters.goals import ClaimWords
from luoshi.matters.models import LineRole
from luoshi.matters.paper_form import paper_from, paper_kept
from luoshi.matters.queries.claiming import COMMON, ClaimRow, ClaimTable, claim_table, units_to_claim
from luoshi.org.acting import By
from luoshi.org.permissions import may, require, signs_for
from luoshi.org.signing_in import Asked, signed_in
from luoshi.shell.answers import done, number_field, uuid_field
from luoshi.shell.faults import wants_json


@signed_in
def table(request: Asked) -> HttpResponse:
    """The table of one unit; the office, which enters for units, chooses one first."""
    by = request.by
    unit = _unit(request)
    if unit is None:
        return _choose(request)
    require(by, "claim", unit)
    if request.method == "POST":
        return _claim(request, unit) if request.POST.get("do") != "keep" else _keep(request, unit)
    return _shown(request, claim_table(by, unit))


def _unit(request: Asked) -> UUID | None:
    asked = uuid_field(request.POST.get("unit") or request.GET.get("unit"), "单位")
    own = sorted(unit for unit in request.by.units if may(request.by, "claim", unit))
    return asked or (own[0] if own and not request.by.in_office else None)


def _choose(request: Asked) -> HttpResponse:
    require(request.by, "claim")
    rows = units_to_claim(request.by)
    if wants_json(request):
        found = [{"unit": row.name, "lines": row.lines, "until": str(row.until)} for row in rows]
        return JsonResponse({"units": found, "total": len(rows), "next": None})
    return render(request, "matters/claim_units.html", {"rows": rows})


def _shown(
    request: Asked, found: ClaimTable, faults: tuple[Fault, ...] = (), ticked: set[str] | None = None, status: int = 200
) -> HttpResponse:
    if wants_json(request):
        rows = [_json(row) for row in found.rows]
        return JsonResponse({"unit": found.unit_name, "lines": rows, "total": len(rows), "next": None}, status=status)
    quarters = sorted({(cell.quarter, cell.word) for row in found.rows for cell in row.cells})
    by = request.by
    context = {
        "it": found,
        "quarters": quarters,
        "asks_who": any(row.line.role != LineRole.CO for row in found.rows),
        "counted": any(row.counted and row.cells for row in found.rows),
        "faults": faults,
        "kept_paper": paper_kept(request) if faults else "",
        "ticked": ticked,
        "for_unit": found.unit not in by.units,
        "signs": found.unit in signs_for(by) or by.in_office,
    }
    return render(request, "matters/claim.html", context, status=status)


def _json(row: ClaimRow) -> dict[str, Any]:
    return {
        "line": str(row.line.uuid),
        "number": row.number,
        "title": row.line.matter.title,
        "role": row.line.role,
        "until": str(row.line.object_until),
        "quarters": [cell.quarter for cell in row.cells],
        "missing": row.missing,
    }


def _keep(request: Asked, unit: UUID) -> HttpResponse:
    _keep_drafts(request.by, unit, request.POST, claim_table(request.by, unit), set())
    if request.headers.get("X-Kept"):
        return HttpResponse(status=204)
    request.session["told"] = _("草稿已存，没有报出")
    return HttpResponseRedirect(f"{reverse('matters:claim_table')}?unit={unit}")


def _keep_drafts(by: By, unit: UUID, typed: QueryDict, found: ClaimTable, but: set[UUID]) -> None:
    drafts: dict[UUID, Mapping[str, str]] = {unit: {key: str(typed.get(key, "")) for key in COMMON}}
    for row in found.rows:
        if row.line.uuid not in but:
            names = [name for cell in row.cells for name in (cell.words_name, cell.value_name)]
            drafts[row.line.uuid] = {name: str(typed.get(name, "")) for name in names}
    actions.keep_claim_drafts(by, unit, drafts)


def _claim(request: Asked, unit: UUID) -> HttpResponse:
    """Claims the ticked rows that are whole; the others stay as draft and say what is missing."""
    by, typed = request.by, request.POST
    ticked = set(typed.getlist("line"))
    found = claim_table(by, unit, typed.dict())
    chosen = [row for row in found.rows if str(row.line.uuid) in ticked]
    faults = _faults(chosen)
    whole = [row for row in chosen if not row.missing]
    if not whole or faults:
        _keep_drafts(by, unit, typed, found, set())
        none = (
            Fault("没有一项写全了", "每项下面写着还缺什么；已存为草稿")
            if chosen
            else Fault("一项也没有选", "勾选要认领的")
        )
        return _shown(request, found, tuple(faults) or (none,), ticked, 422)
    wanted = {row.line.uuid: words_of(row, found.common) for row in whole}
    try:
        actions.claim_each(by, wanted, paper_from(request))
    except BadInput as error:
        if wants_json(request):
            raise
        _keep_drafts(by, unit, typed, found, set())
        return _shown(request, found, error.faults, ticked, 422)
    _keep_drafts(by, unit, typed, found, set(wanted))
    left = len(found.rows) - len(whole)
    said = _("已认领 {n} 项").format(n=len(whole))
    if unit not in signs_for(by) and not by.in_office:
        said += _("，等负责人审签")
    if not left:
        return done(request, said, reverse("desk"))
    request.session["told"] = said + _("；还有 {n} 项没有报出，已存草稿").format(n=left)
    return HttpResponseRedirect(f"{reverse('matters:claim_table')}?unit={unit}")


def _faults(rows: list[ClaimRow]) -> list[Fault]:
    faults: list[Fault] = []
    for row in rows:
        for cell in row.cells:
            try:
                number_field(cell.value, f"{row.number} {cell.word}")
            except BadInput as error:
                faults += error.faults
    return faults


def words_of(row: ClaimRow, common: Mapping[str, str]) -> ClaimWords:
    """A row as the action wants it."""
    return ClaimWords(
        **common,
        goals=tuple((cell.quarter, cell.words, number_field(cell.value, f"{cell.word}目标")) for cell in row.cells),
    )
