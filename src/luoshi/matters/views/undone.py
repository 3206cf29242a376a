"""What has not been done, by unit: a list for the call, and a text to paste into the work group."""

from __future__ import annotations

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from luoshi.matters.queries import undone as queries
from luoshi.org.signing_in import Asked, signed_in
from luoshi.shell.faults import wants_json


@signed_in
def undone(request: Asked, what: str) -> HttpResponse:
    """One kind of what is missing; the address is short enough for a message."""
    if what not in queries.KNOWN:
        raise Http404
    groups = queries.undone(request.by, what)
    total = sum(len(group.rows) for group in groups)
    text = queries.nudge(what, groups, request.build_absolute_uri(reverse("matters:undone", args=[what])))
    if wants_json(request):
        rows = [
            {
                "unit": group.name,
                "items": [
                    {
                        "matter": str(row.matter.uuid) if row.matter else None,
                        "title": row.title,
                        "what": row.what,
                        "until": str(row.until) if row.until else None,
                    }
                    for row, _number, _contact in group.rows
                ],
            }
            for group in groups
        ]
        return JsonResponse({"undone": rows, "total": total, "text": text, "next": None})
    context = {
        "tab": queries.KNOWN[what],
        "tabs": queries.TABS,
        "counts": queries.counts(request.by),
        "groups": groups,
        "total": total,
        "text": text,
        "few": len(groups) <= 3,
    }
    return render(request, "matters/undone.html", context)
