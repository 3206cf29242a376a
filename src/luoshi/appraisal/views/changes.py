"""What has changed in a sealed ranking since, and the way to its next edition."""

from __future__ import annotations

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render

from luoshi.appraisal import queries
from luoshi.appraisal.schemas import changed_json
from luoshi.org.permissions import may
from luoshi.org.signing_in import Asked, only, signed_in
from luoshi.shell.faults import wants_json


@only("close")
def changed(request: Asked) -> HttpResponse:
    """Every sealed ranking whose figures have changed since."""
    found = queries.every_change(request.by)
    if wants_json(request):
        rows = [changed_json(one) for one in found]
        return JsonResponse({"changed": rows, "total": len(rows), "next": None})
    return render(request, "appraisal/changed.html", {"rows": found})


@signed_in
def changes(request: Asked, period: str) -> HttpResponse:
    """The standing edition against the facts as they are now."""
    found = queries.changed(request.by, period)
    if found is None:
        raise Http404
    if wants_json(request):
        return JsonResponse(changed_json(found))
    context = {"it": found, "may_close": may(request.by, "close"), "month": found.term.label} | {
        "reason": found.reason[:300],
        "appeals": found.appeals,
    }
    return render(request, "appraisal/changes.html", context)
