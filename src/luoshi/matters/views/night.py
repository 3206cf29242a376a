"""The night of the cut-off: a unit's whole month on one page, kept as it is typed, sent at once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luoshi.core.errors import BadInput, Conflict, Fault, LuoshiError, NotAllowed
from luoshi.core.timing.periods import Period
from luoshi.facts import clock
from luoshi.matters import actions
from luoshi.matters.entering import REASONS, Entered, wrong
from luoshi.matters.models import Matter, ReportDraft
from luoshi.matters.queries.night import draft_of, night
from luoshi.matters.queries.night_page import Night, NightRow
from luoshi.org.directory import directory
from luoshi.org.permissions import require, signs_for
from luoshi.org.queries import report_calendar, workdays
from luoshi.org.signing_in import Asked, signed_in
from luoshi.shell.answers import body_of, uuid_field
from luoshi.shell.faults import STATUS, wants_json


@signed_in
def page(request: Asked) -> HttpResponse:
    """All of a unit's items of a period. The office chooses a unit (`?unit=`) to enter for."""
    unit = unit_of(request)
    if unit is None:
        return HttpResponseRedirect(reverse("intake:returned_sheets"))
    require(request.by, "report", unit)
    found = night(request.by, unit, period_of(request))
    if wants_json(request):
        return JsonResponse(night_json(found))
    return render(request, "matters/night.html", {"it": found, "reasons": REASONS})


def unit_of(request: Asked) -> UUID | None:
    """Whose page it is: the unit asked for, else one's own. None: the office has not chosen one yet."""
    asked = uuid_field(request.GET.get("unit") or request.POST.get("unit"), "unit")
    if asked is not None:
        if asked not in directory(request.by.day).units:
            raise Http404
        return asked
    if request.by.in_office:
        return None
    if request.by.has("reporter", "head", "deputy"):
        names = directory(request.by.day)
        return min(request.by.units, key=lambda unit: names.units[unit].place if unit in names.units else 0)
    raise NotAllowed(Fault("填报是责任单位的事", "请联络员登录填报"))


def period_of(request: Asked) -> Period | None:
    """The period asked for: the open one if none is, and never one that has not begun."""
    text = request.GET.get("period") or request.POST.get("period") or ""
    if not text:
        return None
    period, opened = Period.parse(text), report_calendar(request.by.day).open_period(request.by.day, workdays())
    if period.kind != opened.kind or period > opened:
        raise BadInput(Fault(f"{period.label}还没有开始填报", f"现在填报的是 {opened}"))
    return period


@signed_in
@require_POST
def save(request: Asked, uuid: UUID) -> HttpResponse:
    """Keeps one row as it is typed: {"period", "version", "report", "writer", "fields"}. 409 with the other version."""
    matter = Matter.objects.visible_to(request.by).filter(uuid=uuid).first()
    if matter is None:
        raise Http404
    require(request.by, "report", matter.unit)
    sent = body_of(request)
    version = sent.get("version") or 0
    if not isinstance(version, int):
        raise BadInput(Fault("版本不是一个数", "刷新页面", "version"))
    entered = Entered.of(sent.get("fields"))
    basis = actions.Basis(version, uuid_field(sent.get("report"), "report"), str(sent.get("writer") or ""))
    period = str(sent.get("period") or "")
    try:
        draft = actions.save_draft(request.by, uuid, period, entered, basis)
    except Conflict as error:
        theirs = draft_of(request.by, matter, period)
        errors = [fault.as_dict() for fault in error.faults]
        other = draft_json(request, theirs) if theirs else None
        return JsonResponse({"errors": errors, "theirs": other}, status=409)
    return JsonResponse(draft_json(request, draft))


def draft_json(request: Asked, draft: ReportDraft) -> dict[str, Any]:
    asked = actions.asked_of([draft.matter], request.by)[draft.matter]
    faults = wrong(Entered.of(draft.fields), asked) if draft.answered else []
    return {
        "version": draft.version,
        "report": str(draft.report),
        "filed": draft.filed,
        "answered": draft.answered,
        "saved": f"{clock.local_time(draft.updated):%H:%M}",
        "who": directory(request.by.day).official_name(draft.by),
        "fields": draft.fields,
        "faults": [{"field": field, **fault.as_dict()} for field, fault in faults],
    }


@signed_in
@require_POST
def send(request: Asked) -> HttpResponse:
    """Files what is entered, all or none: fields `report` (uuid:version), `partial` if something is still empty,
    `paper` the unit's own paper where the office enters for it."""
    unit = unit_of(request)
    if unit is None:
        raise BadInput(Fault("没有指明替哪个单位报", "从“代填报”里选单位", "unit"))
    require(request.by, "report", unit)
    try:
        wanted = _wanted(request)
        found = night(request.by, unit, period_of(request))
        _nothing_left_out(found, request)
        papers = [actions.attach(request.by, file.name or "", file.read()) for file in request.FILES.getlist("paper")]
        sent = actions.send_drafts(request.by, wanted, papers)
    except LuoshiError as error:
        rows = night(request.by, unit, period_of(request)).rows
        errors = [fault.as_dict() | {"row": _row_of(fault, rows)} for fault in error.faults]
        return JsonResponse({"errors": errors}, status=STATUS.get(type(error), 422))
    said = _told(request, found, sent.filed + sent.already)
    request.session["told"] = said
    return JsonResponse({"filed": sent.filed, "already": sent.already, "said": said})


def _wanted(request: Asked) -> dict[UUID, int]:
    found = {}
    for text in request.POST.getlist("report"):
        uuid, _colon, version = text.partition(":")
        report = uuid_field(uuid, "report")
        if report is None or not version.isdecimal():
            raise BadInput(Fault("报送的内容不对", "刷新页面", "report"))
        found[report] = int(version)
    return found


def _nothing_left_out(found: Night, request: Asked) -> None:
    if found.empty and not request.POST.get("partial"):
        missing = "、".join(row.number for row in found.rows if row.state == "empty")
        raise BadInput(Fault(f"还有 {found.empty} 项没填：{missing}", "填完再报，或只报已填的"))


def _row_of(fault: Fault, rows: list[NightRow]) -> str:
    return next((str(row.matter.uuid) for row in rows if fault.place.startswith(row.place)), "")


def _told(request: Asked, found: Night, count: int) -> str:
    if found.for_another or signs_for(request.by):
        return _("已报出 {n} 项").format(n=count)
    until = found.signed_until
    day = f"{until.month}月{until.day}日 {until:%H:%M}"
    who = "、".join(found.signers) or _("单位负责人")
    return _("已报送 {n} 项，等{who}审签，最迟 {day}").format(n=count, who=who, day=day)


def night_json(found: Night) -> dict[str, Any]:
    """The page for other programs: from the same query."""
    return {
        "unit": str(found.unit),
        "unit_name": found.unit_name,
        "period": str(found.period),
        "cutoff": found.cutoff.isoformat(),
        "total": len(found.rows),
        "entered": found.entered,
        "empty": found.empty,
        "filed": found.filed,
        "rows": [_row_json(row) for row in found.rows],
        "next": None,
    }


def _row_json(row: NightRow) -> dict[str, Any]:
    return {
        "matter": str(row.matter.uuid),
        "period": str(row.period),
        "number": row.matter.number,
        "title": row.matter.title,
        "state": row.state,
        "version": row.version,
        "report": str(row.draft.report) if row.draft else None,
        "fields": row.entered.as_json(),
        "before": (row.before.no_change or row.before.words) if row.before else None,
        "sent_back": row.sent_back or None,
    }
