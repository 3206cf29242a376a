"""A unit's own rows of a draft: what it would change, and why; one tap where it has no objection."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.core.errors import BadInput, Fault
from luoshi.matters import actions, queries
from luoshi.matters.actions import CommentWanted
from luoshi.matters.models import RowRole
from luoshi.matters.paper_form import paper_from, paper_kept
from luoshi.matters.queries import CommentPage
from luoshi.matters.row_forms import as_typed, typed, values_of
from luoshi.org.permissions import signs_for
from luoshi.org.signing_in import Asked, signed_in
from luoshi.shell.answers import done, uuid_field
from luoshi.shell.faults import wants_json


@signed_in
def comments(request: Asked, uuid: UUID) -> HttpResponse:
    """The unit's rows with their words; POST sends its answer (`do` agree: no objection to any)."""
    unit = uuid_field(request.GET.get("unit"), "单位")
    found = queries.comment_page(request.by, uuid, unit)
    if found is None:
        raise Http404
    if request.method != "POST":
        return _page(request, found)
    try:
        wanted = [] if request.POST.get("do") == "agree" else _wanted(request, found)
        actions.send_comments(request.by, uuid, found.asked.unit, wanted, paper=paper_from(request))
    except BadInput as error:
        return _page(request, found, error.faults, 422)
    by = request.by
    said = _("已反馈：{n} 条意见，其余无意见").format(n=len(wanted)) if wanted else _("已反馈：无意见")
    if not (signs_for(by) or by.in_office):
        said += _("，等负责人审签后报出")
    address = reverse("matters:comments", args=[uuid]) + (f"?unit={unit}" if unit else "")
    return done(request, said, address)


def _wanted(request: Asked, found: CommentPage) -> list[CommentWanted]:
    wanted: list[CommentWanted] = []
    faults: list[Fault] = []
    for row in found.rows:
        fields = typed(request.POST, row.item.uuid) or {}
        try:
            values = values_of(fields, row.item, row, found.names)
        except BadInput as error:
            faults += error.faults
            continue
        if values or fields.get("reason", "").strip():
            wanted.append(CommentWanted(row.item.uuid, fields.get("reason", ""), values))
    if faults:
        raise BadInput.of(faults)
    if not wanted:
        raise BadInput(Fault("一条意见也没有写", "写明改什么和理由；没有意见请点“全部无意见”"))
    return wanted


def _page(request: Asked, found: CommentPage, faults: Sequence[Fault] = (), status: int = 200) -> HttpResponse:
    if wants_json(request):
        errors = {"errors": [fault.as_dict() for fault in faults]} if faults else {}
        return JsonResponse(found.as_json() | errors, status=status)
    rows, placed = [], set()
    for row, role in found.place:
        written = found.written.get(row.item.uuid)
        fields = typed(request.POST, row.item.uuid)
        if fields is None:
            fields = as_typed(row, written.changes if written else None, found.names)
            fields["reason"] = written.reason if written else ""
        wrong = [fault for fault in faults if fault.place.startswith(f"第 {row.item.place} 项")]
        placed |= {id(fault) for fault in wrong}
        before = as_typed(row)
        changed = any(fields[column].strip() != before[column].strip() for column in fields)
        shown = {"row": row, "role": str(RowRole(role).label), "fields": fields, "faults": wrong, "changed": changed}
        rows.append(shown | {"open": bool(wrong) if faults else changed and found.asked.answered_on is None})
    context = {
        "it": found,
        "rows": rows,
        "faults": [fault for fault in faults if id(fault) not in placed],
        "failed": bool(faults),
        "kept_paper": paper_kept(request) if faults else "",
        "for_unit": found.unit if request.by.in_office and found.asked.unit not in request.by.units else "",
        "units": sorted(found.names.units.values(), key=lambda unit: unit.place),
    }
    return render(request, "matters/comments.html", context, status=status)
