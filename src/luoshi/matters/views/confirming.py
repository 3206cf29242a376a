"""A leader's part of a draft, on a phone: quarrels to settle, rows to confirm, one tap each or all at once."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luoshi.core.errors import BadInput, Fault
from luoshi.matters import actions, queries
from luoshi.matters.forms import choices
from luoshi.matters.paper_form import paper_from, typed_again
from luoshi.org.signing_in import Asked, signed_in
from luoshi.shell.answers import done, uuid_field
from luoshi.shell.failing import Failed, Typed
from luoshi.shell.faults import wants_json


@signed_in
def confirm(request: Asked, uuid: UUID) -> HttpResponse:
    """What lies with the leader; POST confirms the rows named in `row`, or all.

    The office names in `post` the leader whose word it enters, with her paper or `words` that say how she gave it.
    """
    post = uuid_field(request.GET.get("post"), "领导")
    found = queries.leader_page(request.by, uuid, post)
    if found is None:
        raise Http404
    if request.method != "POST":
        return _page(request, found)
    rows = [row for text in request.POST.getlist("row") if (row := uuid_field(text, "row"))]
    words = request.POST.get("words", "")
    try:
        confirmed = actions.confirm_rows(
            request.by, uuid, rows or None, post=post, words=words, paper=paper_from(request)
        )
    except BadInput as error:
        return _page(request, found, error.faults, 422)
    return done(request, _("已确认 {n} 项").format(n=confirmed), _back(request, uuid))


def _page(request: Asked, found: queries.LeaderPage, faults: Sequence[Fault] = (), status: int = 200) -> HttpResponse:
    if wants_json(request):
        errors = {"errors": [fault.as_dict() for fault in faults]} if faults else {}
        return JsonResponse(found.as_json() | errors, status=status)
    failed = Failed(request.path, Typed(typed_again(request), faults)) if faults else None
    context = {"it": found, "units": choices(found.names), "faults": faults, "failed": failed}
    return render(request, "matters/confirm.html", context, status=status)


def _again(request: Asked, error: BadInput) -> HttpResponse:
    """The page that the form stood on, with what is wrong on top. Raises where the form did not say which."""
    circulation = _circulation(request)
    post = uuid_field(request.POST.get("post"), "领导")
    found = queries.leader_page(request.by, circulation, post) if circulation else None
    if found is None:
        raise error
    return _page(request, found, error.faults, 422)


def _circulation(request: Asked) -> UUID | None:
    return uuid_field(request.POST.get("circulation"), "circulation")


def _back(request: Asked, circulation: UUID | None) -> str:
    """A leader goes back to her desk, the office that entered her word to the draft."""
    own = circulation is None or not request.by.in_office
    return reverse("desk") if own else reverse("matters:circulation", args=[circulation])


@signed_in
@require_POST
def send_back(request: Asked, uuid: UUID) -> HttpResponse:
    """Sends one row back to the office, with the reason."""
    try:
        actions.send_back_row(request.by, uuid, request.POST.get("reason", ""), paper=paper_from(request))
    except BadInput as error:
        return _again(request, error)
    return done(request, _("已退回督查室修改"), _back(request, _circulation(request)))


@signed_in
@require_POST
def settle(request: Asked, uuid: UUID) -> HttpResponse:
    """Says which unit leads: field `unit`, or `other` chosen from the register."""
    unit = uuid_field(request.POST.get("unit") or request.POST.get("other"), "牵头单位")
    if unit is None:
        raise BadInput(Fault("没有选由谁牵头", "选一个单位", "牵头单位"))
    try:
        actions.settle_quarrel(request.by, uuid, unit, request.POST.get("reason", ""), paper=paper_from(request))
    except BadInput as error:
        return _again(request, error)
    return done(request, _("已裁定"), _back(request, _circulation(request)))
