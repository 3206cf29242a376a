"""The burden meter: what is asked of each unit, month by month, for everybody to see of their own."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render

from luoshi.matters.queries.burden import burden
from luoshi.org.directory import directory
from luoshi.org.signing_in import Asked, signed_in
from luoshi.shell.faults import wants_json


@signed_in
def meter(request: Asked) -> HttpResponse:
    """Fields filled in by month; for those who see all, by unit too."""
    by = request.by
    own = None if by.sees_all else next(iter(sorted(by.units)), None)
    found = burden(by, own)
    names = directory(by.day)
    if wants_json(request):
        months = [{"month": str(month), "fields": n, "each": each} for month, n, each in found.months]
        units = [{"unit": names.unit_name(unit), "fields": n} for unit, n in found.units] if by.sees_all else []
        return JsonResponse({"months": months, "units": units, "total": len(months), "next": None})
    shown = {
        "it": found,
        "rows": [(month, n, each, n / found.most if found.most else 0.0) for month, n, each in reversed(found.months)],
        "units": found.units if by.sees_all else [],
        "names": names,
        "whose": names.unit_name(own),
    }
    return render(request, "matters/burden.html", shown)
