"""Handovers: the list of what was open, and the one button that accepts it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luoshi.matters import actions
from luoshi.matters.queries.handovers import HandoverRow, handover_page, handovers
from luoshi.org.signing_in import Asked, signed_in
from luoshi.shell.answers import done, uuid_field
from luoshi.shell.faults import wants_json


@signed_in
def handover_list(request: Asked) -> HttpResponse:
    """The handovers that concern the reader, the newest first."""
    rows = handovers(request.by)
    if wants_json(request):
        return JsonResponse({"handovers": [row_json(row) for row in rows], "total": len(rows), "next": None})
    return render(request, "matters/handovers.html", {"rows": rows, "waiting": sum(row.waits_for_me for row in rows)})


def row_json(row: HandoverRow) -> dict[str, Any]:
    return {
        "uuid": str(row.uuid),
        "from": row.giver,
        "to": row.taker,
        "since": row.since.isoformat(),
        "items": row.items,
        "accepted_on": row.accepted_on.isoformat() if row.accepted_on else None,
        "accepted_by": row.accepted_by,
    }


@signed_in
def handover(request: Asked, uuid: UUID) -> HttpResponse:
    """One handover: everything that was open, by kind, each with room for a remark."""
    found = handover_page(request.by, uuid)
    if found is None:
        raise Http404
    if wants_json(request):
        listed = [
            {"about": item.about, "ref": str(item.ref), "words": item.words, "remark": remark}
            for _group, items in found.groups
            for item, remark in items
        ]
        return JsonResponse(row_json(found.row) | {"listed": listed})
    return render(request, "matters/handover.html", {"it": found})


@signed_in
@require_POST
def accept(request: Asked, uuid: UUID) -> HttpResponse:
    """Accepts all of it; fields `remark:REF` say where something is not as it should be."""
    remarks = {
        ref: str(words)
        for key, words in request.POST.items()
        if key.startswith("remark:") and (ref := uuid_field(key.removeprefix("remark:"), "备注"))
    }
    actions.accept_handover(request.by, uuid, remarks)
    return done(request, _("已接收"), reverse("matters:handover", args=[uuid]))
