"""Pages between a unit and whoever gave it a task: the answer beneath the leader's words, and the way up."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luoshi.matters import actions, queries
from luoshi.matters.forms_above import KINDS, PARTS, sheet_of
from luoshi.matters.lights import asks_plan
from luoshi.matters.limits import asked_in_time, instruction_limits
from luoshi.matters.models import Desk, Mark, Matter, OriginLevel, Request, Stage, UpperMove
from luoshi.matters.queries.members import open_children
from luoshi.matters.queries.page import MatterPage, ReportShown
from luoshi.matters.words import due_words
from luoshi.org.acting import By
from luoshi.org.models import SignOff
from luoshi.org.permissions import may, may_decide
from luoshi.org.signing_in import Asked, signed_in
from luoshi.shell.answers import day_field, done, number_field
from luoshi.shell.faults import wants_json

LIVE = (Stage.ISSUED, Stage.CLAIMED)


def of_who_gave_it(request: HttpRequest, found: MatterPage) -> dict[str, Any]:
    """What the matter's page shows of asking, deciding and reporting up."""
    by: By = request.by  # type: ignore[attr-defined]
    matter, live = found.matter, found.matter.stage in LIVE
    decides = may_decide(by, matter.decider)
    asks = may(by, "claim", matter.unit)
    upper = matter.origin_level != OriginLevel.COUNTY
    waits = any(one.about == SignOff.About.REQUEST and one.desk == Desk.HEAD for one in found.pending)
    return {
        "due_words": due_words(matter),
        "recorded": "recorded" in request.GET,
        "may_decide": decides,
        "enters": decides and matter.decider not in by.posts and not (matter.decider is None and by.has("chief")),
        "decider": found.names.post_label(matter.decider) or _("督查室主任"),
        "asking": KINDS if live and asks and found.open_request is None and not waits else (),
        "asked_waits": asks and waits,
        "deciding": [kind for kind in KINDS if kind.end and not (upper and kind.end == "done")]
        if live and decides
        else (),
        "for_unit": found.row.unit_name if matter.unit not in by.units else "",
        "extension_note": _extension_note(found, by),
        "of_parts": _of_parts(by, matter) if live and (asks or decides) else {},
        "asked_change": _change_words(found),
        "unpassed": [node for node in found.nodes if node.passed_on is None],
        "upper_level": upper,
        "asks_plan": asks_plan(matter),
        "upper_moves": _upper_moves(found) if upper and by.in_office else (),
        "answer": answer_of(found),
    }


def _of_parts(by: By, matter: Matter) -> dict[str, str]:
    """Of a parent with open children: what becomes of them, by what is asked or how it ends."""
    waiting = open_children(by, matter) if matter.rollup else 0
    return {what: _(words).format(n=waiting) for what, words in PARTS.items()} if waiting else {}


def _extension_note(found: MatterPage, by: By) -> str:
    """What an extension asked for today would be marked as."""
    matter = found.matter
    if matter.due is None:
        return ""
    late = not asked_in_time(by.day, matter.issued_on, matter.due)
    notes = [_("已过申请期限，按逾期申请登记")] if late else []
    notes += [_("这是第 {n} 次延期，列入通报建议").format(n=matter.extended + 1)] if matter.extended else []
    return "；".join(notes)


def _change_words(found: MatterPage) -> list[tuple[str, str]]:
    """What an open request wants changed: (what, to what)."""
    ask: Request | None = found.open_request
    if ask is None or not ask.change:
        return []
    measures = {shown.measure.code: shown.measure for shown in found.measures}
    nodes = {str(node.uuid): node.title for node in found.nodes}
    change = ask.change
    words = [(_("牵头单位"), found.names.unit_name(UUID(change["unit"])))] if change.get("unit") else []
    words += [(_("表述"), change["title"])] if change.get("title") else []
    words += [
        (measures[code].name, f"{value} {measures[code].unit_of_measure}")
        for code, value in change.get("measures", {}).items()
        if code in measures
    ]
    return words + [(nodes.get(node, _("节点")), day) for node, day in change.get("nodes", {}).items()]


def _upper_moves(found: MatterPage) -> list[tuple[str, str]]:
    if found.matter.stage == Stage.REPORTED_UP:
        return [(UpperMove.STRUCK_OFF, _("上级已销号")), (UpperMove.SENT_BACK, _("上级退回"))]
    return [(UpperMove.REPORTED_UP, _("登记上报"))] if found.matter.stage in LIVE else []


def answer_of(found: MatterPage) -> ReportShown | None:
    """The answer that stands beneath a leader's words: the newest signed report."""
    if found.matter.origin_leader is None:
        return None
    return next((one for one in found.reports if one.filing.stands), None)


@signed_in
def answer(request: Asked, uuid: UUID) -> HttpResponse:
    """The leader's own words on top, the unit's report beneath them, and 阅, 同意, 再办."""
    found = queries.matter_page(request.by, uuid)
    if found is None or found.matter.origin_leader is None:
        raise Http404
    shown, matter = answer_of(found), found.matter
    if wants_json(request):
        return JsonResponse(
            {
                "matter": str(matter.uuid),
                "number": matter.number,
                "words": matter.origin_words,
                "papers": [paper.digest for paper in found.story.papers],
                "answer": shown.report.words if shown else None,
                "mark": matter.mark or None,
            }
        )
    waits = shown is not None and matter.marked_report != shown.report.uuid and matter.stage in LIVE
    return render(
        request,
        "matters/answer.html",
        of_who_gave_it(request, found)
        | {
            "it": found,
            "shown": shown,
            "leader": found.names.post_label(matter.origin_leader),
            "may_mark": waits and may_decide(request.by, matter.decider),
            "waits": waits,
            "limits": instruction_limits(request.by.day),
            "marks": dict(Mark.choices),
            "may_end": matter.origin_level == OriginLevel.COUNTY,
        },
    )


@signed_in
@require_POST
def mark(request: Asked, uuid: UUID) -> HttpResponse:
    """Writes beneath the answer: fields `mark`, `words`, `ends`, `limit`."""
    limit = number_field(request.POST.get("limit"), "时限")
    marked = request.POST.get("mark", "")
    actions.mark_answer(
        request.by,
        uuid,
        marked,
        request.POST.get("words", ""),
        ends=bool(request.POST.get("ends")),
        limit=int(limit) if limit is not None else None,
        paper=sheet_of(request),
    )
    word = dict(Mark.choices).get(marked, "")
    return done(request, _("已批“{mark}”").format(mark=word), reverse("matters:answer", args=[uuid]))


@signed_in
@require_POST
def upper(request: Asked, uuid: UUID) -> HttpResponse:
    """A task from above: reported up, struck off, sent back. Fields `move`, `on`, `words`, `new_due`."""
    actions.upper_step(
        request.by,
        uuid,
        request.POST.get("move", ""),
        day_field(request.POST.get("on"), "日期"),
        request.POST.get("words", ""),
        paper=sheet_of(request),
        new_due=day_field(request.POST.get("new_due"), "新的时限"),
    )
    return done(request, _("已登记"), reverse("matters:page", args=[uuid]))
