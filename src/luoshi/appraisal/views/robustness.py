"""How sure a ranking is."""

from __future__ import annotations

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render

from luoshi.appraisal import queries
from luoshi.org.signing_in import Asked, only
from luoshi.shell.faults import wants_json


@only("see_findings")
def robustness(request: Asked, period: str) -> HttpResponse:
    """Rank intervals, pairs that are not settled, items that decide nothing or twice."""
    found = queries.shaken(request.by, period)
    if found is None:
        raise Http404
    if wants_json(request):
        groups = [one.found.as_dict() for one in found.groups]
        return JsonResponse(
            {
                "period": str(found.term),
                "edition": found.edition,
                "seed": found.bounds.seed,
                "weights": found.bounds.weights,
                "groups": groups,
                "faults": [fault.problem for fault in found.faults],
            }
        )
    units = sum(len(one.rows) for one in found.groups)
    firm = sum(one.firm for one in found.groups)
    return render(request, "appraisal/robustness.html", {"it": found, "units": units, "firm": firm})
