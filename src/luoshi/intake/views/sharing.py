"""A task of a whole group of units: what each is given, before anything is issued."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.core.errors import BadInput, Conflict, Fault
from luoshi.intake.queries.sharing import Sharing, sharing
from luoshi.matters.actions import Share, decompose
from luoshi.matters.forms import choices
from luoshi.matters.models import DraftRow, MatterRevision
from luoshi.org.directory import directory
from luoshi.org.signing_in import Asked, only
from luoshi.shell.answers import day_field, done, number_field, uuid_field
from luoshi.shell.faults import wants_json


@only("read_document")
def share_out(request: Asked, uuid: UUID) -> HttpResponse:
    """The form with a row for each unit; POST keeps it, `do=whole` makes it one task again."""
    row = DraftRow.rows.filter(uuid=uuid).exclude(state=DraftRow.State.ISSUED).first()
    if row is None:
        raise Http404
    if request.method != "POST":
        return _page(request, sharing(request.by, row, request.GET.get("group", "")))
    shares: list[Share] = []
    try:
        if request.POST.get("do") != "whole":
            shares = _wanted(request)
        gatherer = uuid_field(request.POST.get("gatherer"), "汇总单位")
        decompose(request.by, row, _version(request), gatherer, request.POST.get("rollup", ""), shares)
    except (BadInput, Conflict) as error:
        return _page(request, _typed(request, row, shares), error.faults, 409 if isinstance(error, Conflict) else 422)
    said = _("已分解到 {n} 个单位").format(n=len(shares)) if shares else _("已改回一项任务")
    return done(request, said, reverse("intake:document", args=[row.document]))


def _version(request: Asked) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _wanted(request: Asked) -> list[Share]:
    """Fields `unit` (those that take part), `due:UNIT`, `value:UNIT:CODE`. Raises BadInput with all that is wrong."""
    faults: list[Fault] = []
    shares = []
    names = directory(request.by.day)
    for text in request.POST.getlist("unit"):
        try:
            unit = uuid_field(text, "单位")
            if unit is not None:
                where = names.unit_name(unit)
                values = _values(request, unit, where)
                shares.append(Share(unit, day_field(request.POST.get(f"due:{unit}"), where), values))
        except BadInput as error:
            faults += error.faults
    if faults:
        raise BadInput.of(faults)
    if not shares:
        raise BadInput(Fault("一个单位也没有勾选", "勾选要分给的单位；不分了就点“改回一项”", "分解"))
    return shares


def _values(request: Asked, unit: UUID, where: str) -> dict[str, Decimal]:
    start = f"value:{unit}:"
    found = {key.removeprefix(start): value for key, value in request.POST.items() if key.startswith(start)}
    return {code: value for code, text in found.items() if (value := number_field(text, where)) is not None}


def _typed(request: Asked, row: DraftRow, shares: Sequence[Share]) -> Sharing:
    """The form as it was sent, where it could be read; else as it stood."""
    row.refresh_from_db()
    if shares:
        row.parts = [share.as_dict() for share in shares]
        row.rollup = request.POST.get("rollup", "")
    return sharing(request.by, row)


def _page(request: Asked, found: Sharing, faults: Sequence[Fault] = (), status: int = 200) -> HttpResponse:
    if wants_json(request):
        errors = {"errors": [fault.as_dict() for fault in faults]} if faults else {}
        return JsonResponse(_json(found) | errors, status=status)
    context = {
        "it": found,
        "faults": faults,
        "rollups": MatterRevision.Rollup.choices,
        "units": choices(directory(request.by.day)),
    }
    return render(request, "intake/sharing.html", context, status=status)


def _json(found: Sharing) -> dict[str, Any]:
    return {
        "row": str(found.row.uuid),
        "version": found.row.version,
        "rollup": found.rollup,
        "gatherer": str(found.gatherer) if found.gatherer else None,
        "shares": [share.as_dict() | {"name": name} for share, name in found.shares],
        "sums": {measure.code: {"whole": float(measure.value or 0), "sum": float(n)} for measure, n in found.sums},
    }
