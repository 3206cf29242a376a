"""The office judges node plans: can a third person check them? Many at once, or back with a reason."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.core.errors import BadInput, Fault
from luoshi.matters import actions
from luoshi.matters.queries.plans import PlanToJudge, plans_to_judge
from luoshi.org.signing_in import Asked, only
from luoshi.shell.answers import done, uuid_field
from luoshi.shell.faults import wants_json
from luoshi.shell.paging import page_of

REASONS = ("节点没法核对，写成看得见的事", "节点都堆在最后，按季排开", "漏了关键节点", "日期与责令时限不符")
"""What plans are most often sent back with."""


@only("rule")
def plans(request: Asked) -> HttpResponse:
    """Plans that wait, with their nodes and what makes them hard to check."""
    if request.method == "POST":
        return _ruled(request)
    waiting = plans_to_judge(request.by)
    if wants_json(request):
        return JsonResponse({"plans": [_json(one) for one in waiting], "total": len(waiting), "next": None})
    page = page_of(request, waiting, len(waiting))
    doubtful = sum(1 for one in waiting if one.flags)
    return render(request, "matters/plans.html", {"page": page, "doubtful": doubtful, "reasons": REASONS})


def _ruled(request: Asked) -> HttpResponse:
    refs = [found for text in request.POST.getlist("plan") if (found := uuid_field(text, "plan"))]
    if not refs:
        raise BadInput(Fault("一份也没有选", "勾选要批准或退回的计划"))
    granted = request.POST.get("granted") == "yes"
    said = [text.strip() for text in (*request.POST.getlist("chip"), request.POST.get("reason", "")) if text.strip()]
    ruled = actions.rule_plans(request.by, refs, granted, "" if granted else "；".join(said))
    words = _("已批准 {n} 份，节点从今天起生效") if granted else _("已退回 {n} 份，单位会看到理由")
    return done(request, words.format(n=ruled), reverse("matters:plans"))


def _json(one: PlanToJudge) -> dict[str, object]:
    return {
        "ref": str(one.pending.ref),
        "matter": str(one.matter.uuid),
        "title": one.matter.title,
        "unit": one.unit_name,
        "until": str(one.until),
        "nodes": [{"title": shown.node.title, "day": str(shown.node.day), "vague": shown.vague} for shown in one.nodes],
        "flags": one.flags,
    }
