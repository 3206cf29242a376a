"""What a unit does with what it was given: claim, send back, plan; and the office's ruling."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luoshi.matters import actions
from luoshi.matters.actions import ClaimWords
from luoshi.matters.forms import plan_nodes
from luoshi.matters.forms_above import change_from_form, matter_by_number
from luoshi.matters.goals import Goal, quarter_word
from luoshi.matters.models import Line, LineRole, Request, Return
from luoshi.matters.paper_form import paper_from
from luoshi.matters.views.failing import stays_on_the_page
from luoshi.org.acting import By
from luoshi.org.permissions import signs_for
from luoshi.org.signing_in import Asked, signed_in
from luoshi.shell.answers import day_field, done, number_field, uuid_field


def _page(matter: UUID) -> str:
    return reverse("matters:page", args=[matter])


def _said(by: By, signed: str) -> str:
    """Heads' and the office's words count at once; a reporter's wait for the head."""
    return signed if signs_for(by) or by.in_office else signed + _("，等负责人审签后生效")


def _matter_of(by: By, line: UUID) -> UUID | None:
    return Line.objects.visible_to(by).filter(uuid=line).values_list("matter", flat=True).first()


def _page_of(by: By, line: UUID) -> str:
    matter = _matter_of(by, line)
    return _page(matter) if matter else reverse("desk")


def _matter_ruled(by: By, ref: UUID) -> UUID | None:
    """The matter of what is ruled on: of something sent back, or asked for."""
    for kind in (Request, Return):
        if found := kind.rows.filter(uuid=ref).values_list("matter", flat=True).first():
            return found
    return None


@signed_in
@require_POST
@stays_on_the_page(lambda typed: "claim", _matter_of)
def claim(request: Asked, uuid: UUID) -> HttpResponse:
    """Takes one line for the unit, or completes its claim: goals in fields `words:` and `value:` LINE:2026Q3."""
    typed = request.POST
    words = ClaimWords(
        leader_in_charge=typed.get("leader_in_charge", ""),
        section=typed.get("section", ""),
        contact=typed.get("contact", "").strip()[:60],
        goals=tuple(_goals(typed, uuid)),
    )
    actions.claim(request.by, [uuid], words, paper_from(request))
    role = Line.objects.visible_to(request.by).values_list("role", flat=True).get(uuid=uuid)
    said = _("已确认配合") if role == LineRole.CO else _("已认领")
    return done(request, _said(request.by, said), _page_of(request.by, uuid))


def _goals(typed: QueryDict, line: UUID) -> Iterator[Goal]:
    quarters = {name.rpartition(":")[2] for name in typed if name.startswith((f"words:{line}:", f"value:{line}:"))}
    for quarter in sorted(quarters):
        value = number_field(typed.get(f"value:{line}:{quarter}"), f"{quarter_word(quarter)}目标")
        yield quarter, typed.get(f"words:{line}:{quarter}", ""), value


@signed_in
@require_POST
@stays_on_the_page(lambda typed: "return", _matter_of)
def send_back(request: Asked, uuid: UUID) -> HttpResponse:
    """Sends one line back, with the reason."""
    proposed = uuid_field(request.POST.get("proposed_unit"), "建议由谁办")
    ref = actions.return_line(request.by, uuid, request.POST.get("reason", ""), proposed, paper_from(request))
    return done(request, _said(request.by, _("退回的理由已报")), _page(Return.rows.get(uuid=ref).matter))


@signed_in
@require_POST
@stays_on_the_page(lambda typed: "plan", _matter_of)
def plan(request: Asked, uuid: UUID) -> HttpResponse:
    """Plans a matter's nodes."""
    words = request.POST.get("words", "")
    actions.plan(request.by, uuid, plan_nodes(request.POST), words, paper_from(request))
    return done(request, _said(request.by, _("节点计划已报")), _page_of(request.by, uuid))


@signed_in
@require_POST
@stays_on_the_page(lambda typed: f"ask:{typed.get('asks', '')}:{typed.get('end', '')}")
def ask(request: Asked, uuid: UUID) -> HttpResponse:
    """Asks for more time, a change or an end."""
    data = request.POST
    actions.request(
        request.by,
        uuid,
        data.get("asks", ""),
        data.get("reason", ""),
        end=data.get("end", ""),
        new_due=day_field(data.get("new_due"), "日期"),
        into=matter_by_number(request.by, data.get("into", "")),
        change=change_from_form(data) if data.get("asks") == Request.Asks.CHANGE else None,
        paper=paper_from(request),
    )
    asked = _("申请已提出，等批复")
    waits = _("申请已提出，等负责人审签后送批")
    return done(request, asked if signs_for(request.by) or request.by.in_office else waits, _page(uuid))


@signed_in
@require_POST
@stays_on_the_page(lambda typed: "rule", _matter_ruled)
def rule(request: Asked, uuid: UUID) -> HttpResponse:
    """Rules on a line sent back or on a request: field `about`, and `granted` yes or no."""
    granted, reason = request.POST.get("granted") == "yes", request.POST.get("reason", "")
    if request.POST.get("about") == "return":
        unit = uuid_field(request.POST.get("new_unit"), "改由谁牵头")
        actions.rule_return(request.by, uuid, granted, reason, unit)
    else:
        actions.rule_request(request.by, uuid, granted, reason, paper=paper_from(request))
    return done(request, _("已裁定"), reverse("desk"))


@signed_in
@require_POST
@stays_on_the_page(lambda typed: f"end:{typed.get('end', '')}")
def end(request: Asked, uuid: UUID) -> HttpResponse:
    """Ends a matter, with the reason."""
    data = request.POST
    actions.end_matter(
        request.by,
        [uuid],
        data.get("end", ""),
        data.get("reason", ""),
        day=day_field(data.get("new_due"), "日期"),
        into=matter_by_number(request.by, data.get("into", "")),
        paper=paper_from(request),
    )
    return done(request, _("已了结"), _page(uuid))


@signed_in
@require_POST
@stays_on_the_page(lambda typed: "recall")
def recall(request: Asked, uuid: UUID) -> HttpResponse:
    """Takes back a matter issued by mistake, within the minutes for it."""
    actions.recall(request.by, [uuid], request.POST.get("reason", ""))
    return done(request, _("已撤回，原编号不再使用"), _page(uuid))
