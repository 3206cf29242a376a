"""What has not been done, by unit: a list for the call, and a text to paste into the work group."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from luoshi.matters.queries import undone as queries
from luoshi.org.permissions import signs_for
from luoshi.org.signing_in import Asked, signed_in
from luoshi.shell.faults import wants_json

MOST_UNFOLDED = 3
"""Up to here the units stand open beneath each other."""
DONE_ON: dict[str, tuple[str, Any]] = {
    "claim": ("matters:claim_table", _lazy("去认领")),
    "complete": ("matters:claim_table", _lazy("去补齐")),
    "report": ("matters:night", _lazy("去填报")),
    "answer": ("matters:blockers", _lazy("去答复")),
}
"""Where a unit does what it lacks; what is not here is done on each matter's page."""


def _where_to_do(request: Asked, what: str, groups: list[queries.UnitLacks]) -> tuple[str, str] | None:
    """The one page on which a unit's own people do it: (address, word)."""
    if not groups or (what == "sign" and not signs_for(request.by)):
        return None
    if what == "sign":
        return reverse("matters:sign"), _("去审签")
    if what not in DONE_ON:
        return None
    name, word = DONE_ON[what]
    return reverse(name) + (f"?unit={groups[0].unit}" if what != "answer" else ""), str(word)


@signed_in
def undone(request: Asked, what: str) -> HttpResponse:
    """One kind of what is missing; the address is short enough for a message."""
    if what not in queries.KNOWN:
        raise Http404
    groups = queries.undone(request.by, what)
    total = sum(len(group.rows) for group in groups)
    own = queries.own_units(request.by) is not None
    link = request.build_absolute_uri(reverse("matters:undone", args=[what]))
    text = "" if own else queries.nudge(what, groups, link)
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
                    for row, _no, _who in group.rows
                ],
            }
            for group in groups
        ]
        return JsonResponse({"undone": rows, "total": total, "text": text, "next": None})
    counts = queries.counts(request.by, {what: total})
    context = {
        "tab": queries.KNOWN[what],
        "tabs": [tab for tab in queries.TABS if not own or counts[tab.code] or tab.code == what],
        "counts": counts,
        "groups": groups,
        "kinds": queries.by_kind(groups),
        "total": total,
        "text": text,
        "few": len(groups) <= MOST_UNFOLDED,
        "own": own,
        "go": _where_to_do(request, what, groups) if own else None,
    }
    return render(request, "matters/undone.html", context)
