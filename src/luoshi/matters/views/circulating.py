"""A draft on its way, for the office: who has answered, what was said, what is done with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luoshi.core.errors import BadInput, Conflict, Fault, NotAllowed
from luoshi.matters import actions, queries
from luoshi.matters.actions import Decision
from luoshi.matters.models import Opinion, Step
from luoshi.matters.queries import CirculationPage
from luoshi.matters.row_forms import as_typed, typed, values_of
from luoshi.org.models import Role
from luoshi.org.permissions import may
from luoshi.org.signing_in import Asked, only, signed_in
from luoshi.shell.answers import done, uuid_field
from luoshi.shell.faults import wants_json
from luoshi.shell.paging import page_of


@signed_in
def circulations(request: Asked) -> HttpResponse:
    """The drafts that went round in which the reader has a part, the newest first."""
    drafts = queries.drafts_out(request.by)
    page = page_of(request, drafts, drafts.count())
    rows = queries.listed(request.by, list(page.rows))
    if wants_json(request):
        listed = [row.as_json() for row in rows]
        return JsonResponse({"circulations": listed, "total": page.total, "next": page.next or None})
    return render(request, "matters/circulations.html", {"page": page, "rows": rows})


@signed_in
def circulation(request: Asked, uuid: UUID) -> HttpResponse:
    """All units and whether they have answered, every comment beside its row, all rows as they stand."""
    return circulation_page(request, uuid)


def circulation_page(request: Asked, uuid: UUID, faults: Sequence[Fault] = (), status: int = 200) -> HttpResponse:
    """The page, with what was wrong with the last request on top and what was typed in its place."""
    found = _found(request, uuid)
    if wants_json(request):
        errors = {"errors": [fault.as_dict() for fault in faults]} if faults else {}
        return JsonResponse(found.as_json() | errors, status=status)
    by, names = request.by, found.names
    rows = [(row, typed(request.POST, row.item.uuid) or as_typed(row)) for row in found.rows]
    comments = [(row, [_comment_form(request, row, one, found) for one in row.comments]) for row in found.commented]
    context = {
        "it": found,
        "rows": rows,
        "comments": comments,
        "faults": faults,
        "opinions": Opinion.choices,
        "units": sorted(names.units.values(), key=lambda unit: unit.place),
        "leaders": names.posts_of(Role.COUNTY_HEAD, Role.VICE_HEAD),
        "may_decide": may(by, "circulate") and found.running,
        "may_approve": may(by, "approve_draft") and found.out.step == Step.CHIEF,
        "to_sign": found.out.step in (Step.COUNTY_HEAD, Step.ISSUE, Step.DONE),
    }
    return render(request, "matters/circulation.html", context, status=status)


def _found(request: Asked, uuid: UUID) -> CirculationPage:
    found = queries.circulation_page(request.by, uuid)
    if found is None:
        raise Http404
    return found


def _comment_form(request: Asked, row: Any, one: Any, found: CirculationPage) -> dict[str, Any]:
    key = one.comment.uuid
    return {
        "shown": one,
        "opinion": request.POST.get(f"opinion:{key}", ""),
        "reason": request.POST.get(f"reason:{key}", ""),
        "fields": typed(request.POST, key) or as_typed(row, one.comment.changes, found.names),
    }


@only("circulate")
@require_POST
def opinions(request: Asked, uuid: UUID) -> HttpResponse:
    """What is done with comments: 「opinion:UUID」, 「reason:UUID」.

    `do` adopt_rest adopts all others but those about the lead.
    """
    found = _found(request, uuid)
    try:
        decided = actions.decide_comments(request.by, uuid, _decisions(request, found))
    except (BadInput, Conflict, NotAllowed) as error:
        return circulation_page(request, uuid, error.faults, 422)
    return done(request, _("已办 {n} 条意见").format(n=decided), reverse("matters:circulation", args=[uuid]))


def _decisions(request: Asked, found: CirculationPage) -> list[Decision]:
    decisions = []
    for row in found.rows:
        for one in row.comments:
            key = one.comment.uuid
            opinion = request.POST.get(f"opinion:{key}", "")
            if one.comment.opinion:
                continue
            if not opinion and request.POST.get("do") == "adopt_rest" and one.comment.changes and not one.about_lead:
                opinion = Opinion.ADOPTED
            if opinion:
                fields = typed(request.POST, key) or {}
                partly = opinion == Opinion.PARTLY
                values = values_of(fields, row.item, row, found.names) if partly else {}
                decisions.append(Decision(key, opinion, request.POST.get(f"reason:{key}", ""), values))
    return decisions


@signed_in
@require_POST
def step(request: Asked, uuid: UUID) -> HttpResponse:
    """Field `do`: approve (the chief), close (comments are over), take_back (with a reason)."""
    do, address = request.POST.get("do", ""), reverse("matters:circulation", args=[uuid])
    try:
        if do == "approve":
            actions.approve_draft(request.by, uuid)
            said = _("已审核，送下一步")
        elif do == "close":
            actions.close_comments(request.by, uuid)
            said = _("意见已办完，送下一步")
        elif do == "take_back":
            actions.take_back(request.by, uuid, request.POST.get("reason", ""))
            said = _("已收回，任务又是草稿")
        else:
            raise BadInput(Fault("没有说要做什么", "刷新页面再试"))
    except BadInput as error:
        return circulation_page(request, uuid, error.faults, 422)
    return done(request, said, address)


@only("circulate")
@require_POST
def change(request: Asked, uuid: UUID) -> HttpResponse:
    """Changes one row that is out: its fields named 「column:row」, and the reason."""
    out = uuid_field(request.POST.get("circulation"), "circulation")
    if out is None:
        raise BadInput(Fault("没有说是哪一稿", "刷新页面再试"))
    found = _found(request, out)
    row = next((row for row in found.rows if row.item.uuid == uuid), None)
    if row is None:
        raise Http404
    fields = typed(request.POST, uuid) or {}
    try:
        values = values_of(fields, row.item, row, found.names)
        actions.change_out(request.by, uuid, values, fields.get("reason", ""))
    except BadInput as error:
        return circulation_page(request, out, error.faults, 422)
    return done(request, _("第 {n} 项已改").format(n=row.item.place), reverse("matters:circulation", args=[out]))
