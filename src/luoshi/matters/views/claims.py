"""What a unit does with what it was given: claim, send back, plan; and the office's ruling."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luoshi.matters import actions
from luoshi.matters.actions import ClaimWords
from luoshi.matters.forms import plan_nodes
from luoshi.matters.models import Line, Return
from luoshi.org.acting import By
from luoshi.org.permissions import signs_for
from luoshi.org.signing_in import Asked, signed_in
from luoshi.shell.answers import day_field, done, uuid_field


def _page(matter: UUID) -> str:
    return reverse("matters:page", args=[matter])


def _said(by: By, signed: str) -> str:
    """Heads' and the office's words count at once; a reporter's wait for the head."""
    return signed if signs_for(by) or by.in_office else signed + _("，等负责人审签后生效")


@signed_in
@require_POST
def claim(request: Asked, uuid: UUID) -> HttpResponse:
    """Takes one line for the unit."""
    words = ClaimWords(
        leader_in_charge=request.POST.get("leader_in_charge", ""),
        section=request.POST.get("section", ""),
        contact=request.POST.get("contact", "").strip()[:60],
    )
    actions.claim(request.by, [uuid], words)
    matter = Line.objects.visible_to(request.by).values_list("matter", flat=True).get(uuid=uuid)
    return done(request, _said(request.by, _("已认领")), _page(matter))


@signed_in
@require_POST
def send_back(request: Asked, uuid: UUID) -> HttpResponse:
    """Sends one line back, with the reason."""
    proposed = uuid_field(request.POST.get("proposed_unit"), "建议由谁办")
    ref = actions.return_line(request.by, uuid, request.POST.get("reason", ""), proposed)
    return done(request, _said(request.by, _("已退回")), _page(Return.rows.get(uuid=ref).matter))


@signed_in
@require_POST
def plan(request: Asked, uuid: UUID) -> HttpResponse:
    """Plans a matter's nodes."""
    actions.plan(request.by, uuid, plan_nodes(request.POST), request.POST.get("words", ""))
    matter = Line.objects.visible_to(request.by).values_list("matter", flat=True).get(uuid=uuid)
    return done(request, _said(request.by, _("节点计划已报")), _page(matter))


@signed_in
@require_POST
def ask(request: Asked, uuid: UUID) -> HttpResponse:
    """Asks for more time or for an end."""
    actions.request(
        request.by,
        uuid,
        request.POST.get("asks", ""),
        request.POST.get("reason", ""),
        end=request.POST.get("end", ""),
        new_due=day_field(request.POST.get("new_due"), "延期至"),
    )
    return done(request, _said(request.by, _("申请已提出")), _page(uuid))


@signed_in
@require_POST
def rule(request: Asked, uuid: UUID) -> HttpResponse:
    """Rules on a line sent back or on a request: field `about`, and `granted` yes or no."""
    granted, reason = request.POST.get("granted") == "yes", request.POST.get("reason", "")
    if request.POST.get("about") == "return":
        unit = uuid_field(request.POST.get("new_unit"), "改由谁牵头")
        actions.rule_return(request.by, uuid, granted, reason, unit)
    else:
        actions.rule_request(request.by, uuid, granted, reason)
    return done(request, _("已裁定"), reverse("desk"))


@signed_in
@require_POST
def end(request: Asked, uuid: UUID) -> HttpResponse:
    """Ends a matter, with the reason."""
    actions.end_matter(request.by, [uuid], request.POST.get("end", ""), request.POST.get("reason", ""))
    return done(request, _("已了结"), _page(uuid))
