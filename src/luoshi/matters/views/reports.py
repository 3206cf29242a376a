"""Reporting: a page for people, a door for phones without signal and other programs; and the files behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luoshi.core.errors import BadInput, Conflict, Fault
from luoshi.core.timing.periods import Period, in_order
from luoshi.facts import evidence
from luoshi.facts.identity import new_uuid
from luoshi.facts.models import Blob
from luoshi.matters import actions
from luoshi.matters.actions import FiledReport
from luoshi.matters.calendars import calendars
from luoshi.matters.entering import Entered
from luoshi.matters.forms import choices, report_from_form, report_from_json, unit_names
from luoshi.matters.models import (
    Blocker,
    BlockerKind,
    Filing,
    Matter,
    Report,
    ReportDelivered,
    ReportDraft,
    ReportEvidence,
    ReportNode,
    ReportQuantity,
    ReportUndelivered,
    Verdict,
)
from luoshi.matters.queries.asked import shown_with_a_matter
from luoshi.matters.queries.binding import goal_of
from luoshi.matters.queries.night import draft_of
from luoshi.matters.queries.page import ReportForm, ReportShown, report_form
from luoshi.matters.queries.papers import is_paper_seen
from luoshi.matters.views.prefilling import as_filed, as_sent, files_of, parts_of, words_of
from luoshi.matters.words import active, due_words
from luoshi.org.acting import By
from luoshi.org.directory import directory
from luoshi.org.permissions import require, signs_for
from luoshi.org.queries import workdays
from luoshi.org.signing_in import Asked, signed_in
from luoshi.shell.answers import body_of, done
from luoshi.shell.faults import wants_json

SHOWN_AS = {"image/jpeg", "image/png", "image/webp", "application/pdf"}
"""Types that a browser may show in place; all others are only downloaded."""


@signed_in
def report(request: Asked, uuid: UUID) -> HttpResponse:
    """The form for one matter's report: what is expected stands above what is asked."""
    return _form(request, uuid, request.GET.get("period", ""), (), {})


def _form(
    request: Asked,
    uuid: UUID,
    wanted: str,
    faults: tuple[Fault, ...],
    typed: dict[str, Any],
    status: int = 200,
    kept: Sequence[str] = (),
) -> HttpResponse:
    found = report_form(request.by, uuid)
    if found is None:
        raise Http404
    require(request.by, "report", found.matter.unit)
    period = _period(wanted) or found.period
    newest = next((one for one in found.reports if one.filing.period == str(period) and one.filing.newest), None)
    before = next(
        (one for one in found.reports if in_order(one.filing.period) < in_order(str(period)) and one.filing.newest),
        None,
    )
    calendar = calendars(request.by.day).of(found.matter.programme)
    draft = draft_of(request.by, found.matter, str(period))
    begun = draft if draft is not None and draft.answered and not draft.filed else None
    entered = _entered(request, begun, newest, bool(typed))
    return render(
        request,
        "matters/report.html",
        {
            "it": found,
            "period": period,
            "cutoff": calendar.cutoff_day_of(period, workdays()),
            "hour": calendar.cutoff_hour,
            "newest": newest,
            "before": before,
            "goal": goal_of(found.goals, period),
            "warnings": active(found.matter.causes, request.by.day),
            "behind": any(cause["light"] == "red" for cause in active(found.matter.causes, request.by.day)),
            "uuid": typed.get("uuid") or (begun.report if begun else new_uuid()),
            "faults": faults,
            "typed": typed or words_of(entered),
            "files": files_of(_attached(request, newest, kept)),
            "as_filed": not typed and not begun,
            "came_back": _came_back(newest),
            "entered": entered,
            "units": choices(found.names),
            "blocker_kinds": BlockerKind.choices,
            "blockers": Blocker.objects.visible_to(request.by).filter(matter=found.matter, cleared_on=None),
            "signs": request.by.in_office or found.matter.unit in signs_for(request.by),
            "beside": beside(found, typed, newest),
            "due_words": due_words(found.matter),
            "unpassed": [node for node in found.nodes if node.passed_on is None or str(node.uuid) in entered.nodes],
        },
        status=status,
    )


def _entered(request: Asked, begun: ReportDraft | None, newest: ReportShown | None, again: bool) -> Entered:
    if again:
        return as_sent(request.POST)
    if begun:
        return Entered.of(begun.fields)
    return as_filed(newest) if newest else Entered()


def _attached(request: Asked, newest: ReportShown | None, kept: Sequence[str]) -> list[str]:
    """Of a refused form the files it brought, else those of the report that is replaced."""
    if request.method == "POST":
        return [*request.POST.getlist("evidence"), *kept]
    return newest.evidence if newest else []


def _came_back(newest: ReportShown | None) -> str:
    """Why it has to be filed again, and who says so."""
    if newest is None:
        return ""
    filing = newest.filing
    if filing.sent_back:
        return _("负责人退回：{reason}").format(reason=filing.sent_back)
    if filing.verdict == Verdict.RETURNED:
        return _("督查室退回：{reason}").format(reason=filing.verdict_reason)
    if filing.verdict == Verdict.UNTRUE:
        return _("核实不实：{reason}").format(reason=filing.verdict_reason)
    return ""


def beside(found: ReportForm, typed: dict[str, Any], newest: ReportShown | None) -> list[dict[str, Any]]:
    """The parts beside the lead's, each with what was typed of it, or said in the report that this one replaces."""
    words = typed or (parts_of(newest) if found.parts and newest else {})
    return [
        {
            "line": line,
            "said": words.get(f"part:{line.unit}", ""),
            "day": words.get(f"since:{line.unit}", ""),
        }
        for line in found.parts
    ]


def _period(text: str) -> Period | None:
    try:
        return Period.parse(text) if text else None
    except BadInput:
        return None


@signed_in
@require_POST
def file_report(request: Asked, uuid: UUID) -> HttpResponse:
    """The one door: a form or JSON. 201 new, 200 there already, 409 both versions, 422 the faults."""
    matter = Matter.objects.visible_to(request.by).filter(uuid=uuid).first()
    if matter is None:
        raise Http404
    acting = actions.entering_for(request.by, matter.unit)
    if request.content_type == "application/json":
        return _from_program(request, acting, uuid)
    names: list[str] = []
    try:
        names = [actions.attach(request.by, file.name or "", file.read()) for file in request.FILES.getlist("files")]
        filed = report_from_form(uuid, request.POST)
        filed = FiledReport(**{**_fields(filed), "evidence": (*filed.evidence, *names)})
        found, fresh = actions.file_reports(acting, [filed])[0]
    except (BadInput, Conflict) as error:
        status = 409 if isinstance(error, Conflict) else 422
        return _form(request, uuid, request.POST.get("period", ""), error.faults, request.POST.dict(), status, names)
    if wants_json(request):
        return JsonResponse(report_json(request.by, found), status=201 if fresh else 200)
    signed = bool(signs_for(request.by)) or request.by.in_office
    said = _("已报出") if signed else _("已填好，等负责人审签后报出")
    return done(request, said, reverse("matters:page", args=[uuid]))


def _fields(filed: FiledReport) -> dict[str, Any]:
    return {name: getattr(filed, name) for name in FiledReport.__dataclass_fields__}


def _from_program(request: Asked, acting: By, uuid: UUID) -> HttpResponse:
    filed = report_from_json(uuid, body_of(request), unit_names(directory(request.by.day)))
    try:
        found, fresh = actions.file_reports(acting, [filed])[0]
    except Conflict as error:
        mine = Filing.objects.visible_to(request.by)
        newest = mine.filter(matter=uuid, period=filed.period, newest=True).first()
        versions = {"newest": report_json(request.by, newest.report) if newest else None, "yours": body_of(request)}
        return JsonResponse({"errors": [fault.as_dict() for fault in error.faults], **versions}, status=409)
    return JsonResponse(report_json(request.by, found), status=201 if fresh else 200)


def report_json(by: By, uuid: UUID) -> dict[str, Any]:
    """A stored report, in the shape in which it is sent."""
    report = Report.rows.get(uuid=uuid)
    filing = Filing.objects.visible_to(by).get(report=uuid)
    return {
        "uuid": str(report.uuid),
        "matter": str(report.matter),
        "period": report.period,
        "words": report.words,
        "no_change": report.no_change,
        "nodes": [str(row.node) for row in ReportNode.rows.filter(fact=report)],
        "quantities": {row.code: float(row.value) for row in ReportQuantity.rows.filter(fact=report)},
        "evidence": [row.digest for row in ReportEvidence.rows.filter(fact=report)],
        "undelivered": [
            {"unit": str(row.unit), "since": row.since.isoformat()}
            for row in ReportUndelivered.rows.filter(fact=report)
        ],
        "delivered": [str(row.unit) for row in ReportDelivered.rows.filter(fact=report)],
        "based_on": str(report.based_on) if report.based_on else None,
        "at": report.at.isoformat(),
        "late": report.late,
        "signed_off": filing.signed_on is not None,
    }


@signed_in
@require_POST
def take_evidence(request: Asked) -> HttpResponse:
    """Keeps files before a report names them, and answers their digests."""
    files = [(file.name or "", file.read()) for one in request.FILES for file in request.FILES.getlist(one)]
    if not files and request.body:
        files = [(request.headers.get("X-File-Name", "evidence"), request.body)]
    if not files:
        raise BadInput(Fault("没有收到文件", "用表单字段 file 上传，或把文件作为请求内容"))
    digests = [actions.attach(request.by, name, data) for name, data in files]
    return JsonResponse({"digest": digests[0], "digests": digests}, status=201)


@signed_in
def show_evidence(request: Asked, digest: str) -> HttpResponseBase:
    """A file behind a report, or a unit's paper behind what the office entered, of a matter that the reader may see."""
    reports = ReportEvidence.rows.filter(digest=digest).values("fact")
    seen = Filing.objects.visible_to(request.by).filter(report__in=reports).exists()
    if not seen and not shown_with_a_matter(request.by, digest) and not is_paper_seen(request.by, digest):
        raise Http404
    return kept_file(digest)


def kept_file(digest: str) -> HttpResponseBase:
    """A file of the evidence folder to look at or to take away, for who was found to be allowed to."""
    blob = Blob.rows.filter(digest=digest).first()
    if blob is None or not evidence.path_of(digest).exists():
        raise Http404
    kind = blob.type if blob.type in SHOWN_AS else "application/octet-stream"
    response = FileResponse(
        evidence.path_of(digest).open("rb"),
        content_type=kind,
        filename=blob.name or digest[:12],
        as_attachment=kind not in SHOWN_AS,
    )
    response["Content-Security-Policy"] = "sandbox"
    return response
