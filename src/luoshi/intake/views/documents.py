"""What came in: the list with its form on top, and one document beside its drafted ledger."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luoshi.core.errors import BadInput, Conflict, Fault, NotAllowed
from luoshi.facts import evidence
from luoshi.intake import actions, queries
from luoshi.intake.forms import upload_of
from luoshi.intake.learning.queries import open_lessons
from luoshi.intake.queries import Counts, DocumentPage, RowShown
from luoshi.intake.typeset import paragraphs
from luoshi.matters.actions import circulate as send_round
from luoshi.matters.actions import issue_rows
from luoshi.matters.models import Document, DraftRow, OriginKind, OriginLevel
from luoshi.org.directory import directory
from luoshi.org.signing_in import Asked, only
from luoshi.shell.answers import done
from luoshi.shell.faults import wants_json
from luoshi.shell.paging import page_of

VIEWS = ("", "unsure", "text", "leader", "unit", "none")


@only("read_document")
def document_list(request: Asked) -> HttpResponse:
    """Every document with how its rows stand, and the form to hand one in."""
    if request.method != "POST":
        return list_page(request)
    try:
        uuid = actions.take_in(request.by, upload_of(request))
    except BadInput as error:
        return list_page(request, error.faults, 422)
    if wants_json(request):
        return JsonResponse({"uuid": str(uuid)}, status=201)
    return HttpResponseRedirect(reverse("intake:document", args=[uuid]))


def list_page(request: Asked, faults: Sequence[Fault] = (), status: int = 200) -> HttpResponse:
    if faults and wants_json(request):
        return JsonResponse({"errors": [fault.as_dict() for fault in faults]}, status=status)
    found = queries.documents(request.by)
    total = found.count()
    page = page_of(request, found, total)
    counts = queries.counts_of(request.by, page.rows)
    names = directory(request.by.day)
    rows = [(paper, counts.get(paper.uuid, Counts()), names.official_name(paper.by)) for paper in page.rows]
    if wants_json(request):
        listed = [document_json(paper, known) for paper, known, _who in rows]
        return JsonResponse({"documents": listed, "total": total, "next": page.next or None})
    context = {
        "rows": rows,
        "page": page,
        "faults": faults,
        "typed": request.POST,
        "unreviewed": open_lessons(request.by),
        "kinds": OriginKind.choices,
        "levels": OriginLevel.choices,
    }
    return render(request, "intake/list.html", context, status=status)


def document_json(paper: Document, known: Counts) -> dict[str, Any]:
    return {
        "uuid": str(paper.uuid),
        "title": paper.title,
        "file": paper.file_name,
        "dated": paper.dated.isoformat() if paper.dated else None,
        "taken_in": paper.day.isoformat(),
        "origin": {"kind": paper.origin_kind, "level": paper.origin_level, "number": paper.number},
        "drafted": known.drafted,
        "issued": known.issued,
        "passed": known.passed,
        "out": known.out,
    }


@only("read_document")
def document(request: Asked, uuid: UUID) -> HttpResponse:
    """Left the text with every task marked, right the drafted ledger, unsure rows first."""
    return document_page(request, uuid)


def document_page(request: Asked, uuid: UUID, faults: Sequence[Fault] = (), status: int = 200) -> HttpResponse:
    """The page of a document, with what was wrong with the last request on top of its ledger."""
    found = queries.document_page(request.by, uuid)
    if found is None:
        raise Http404
    if wants_json(request):
        errors = {"errors": [fault.as_dict() for fault in faults]} if faults else {}
        return JsonResponse(page_json(found) | errors, status=status)
    view = request.GET.get("show", "") if request.GET.get("show") in VIEWS else ""
    asked = request.GET.get("why", "") if view == "none" else ""
    why = asked if asked in {code for code, _words, _n in found.reasons} else ""  # its last sentence may be a task now
    context = {
        "it": found,
        "known": found.known,
        "names": found.names.directory,
        "paragraphs": paragraphs(found.text, found.paper.title, found.rows),
        "groups": found.shown(view, why),
        "view": view,
        "why": why,
        "faults": faults,
        "chosen": request.GET.get("row", ""),
        "units": sorted(found.names.directory.units.values(), key=lambda unit: unit.place),
    }
    return render(request, "intake/document.html", context, status=status)


def page_json(found: DocumentPage) -> dict[str, Any]:
    paper, known = found.paper, found.known
    counts = Counts(known.tasks - known.issued - known.out, known.issued, known.none, known.out)
    on_its_way = str(found.circulation.uuid) if found.circulation and found.circulation.ended_on is None else None
    return document_json(paper, counts) | {
        "circulation": on_its_way,
        "chars": len(paper.text),
        "rows": [row_json(row) for row in found.rows if not row.hidden],
    }


def row_json(shown: RowShown) -> dict[str, Any]:
    row = shown.row
    return {
        "uuid": str(row.uuid),
        "version": row.version,
        "state": row.state,
        "why_not": row.why_not,
        "title": row.title,
        "text": row.text,
        "start": row.start,
        "end": row.end,
        "unit": shown.unit,
        "others": [name for name, _known in shown.others],
        "leader": shown.leader,
        "due": row.due.isoformat() if row.due else None,
        "due_text": row.due_text,
        "measures": row.measures,
        "counted_by": [
            {
                "measure": one.place,
                "indicator": one.chosen.code if one.chosen else None,
                "proposed": one.proposed.code if one.proposed else None,
            }
            for one in shown.sources
        ],
        "rollup": row.rollup,
        "shares": row.parts,
        "kind": row.matter_kind,
        "confidence": row.confidence,
        "unsure": shown.unsure,
        "doubts": sorted(shown.doubts),
        "evidence": row.evidence,
        "suggested": dict(name.split(":", 1) for name in row.suggested),
        "grounds": row.grounds,
        "known_as": row.known_as,
        "alike": [
            {"matter" if one.matter else "row": str(one.ref), "title": one.title, "share": one.share}
            for one in shown.offers
        ],
        "matter": str(row.matter) if row.matter else None,
    }


@only("read_document")
def original(request: Asked, uuid: UUID) -> HttpResponse:
    """The file as it was handed in, to keep: never opened within our own pages."""
    paper = queries.documents(request.by).filter(uuid=uuid).first()
    if paper is None or not evidence.path_of(paper.blob).exists():
        raise Http404
    if queries.hidden_rows(request.by, list(DraftRow.rows.filter(document=uuid))):
        raise NotAllowed(Fault("来文里有限知事项，您看不到全部", "要看原文件的，找下发限知事项的人"))
    file = evidence.path_of(paper.blob).open("rb")
    answer = FileResponse(file, as_attachment=True, filename=paper.file_name, content_type="application/octet-stream")
    answer["Content-Security-Policy"] = "sandbox"
    return answer  # type: ignore[return-value]


@only("issue")
@require_POST
def issue(request: Asked, uuid: UUID) -> HttpResponse:
    """Issues every drafted row that has a lead unit. What is wrong with one is said, and none is issued."""
    try:
        issued = issue_rows(request.by, uuid)
    except (BadInput, Conflict, NotAllowed) as error:
        return document_page(request, uuid, error.faults, 409 if isinstance(error, Conflict) else 422)
    if wants_json(request):
        return JsonResponse({"issued": [str(matter) for matter in issued]})
    said = _("已下发 {n} 项，各单位现在看得到").format(n=len(issued))
    return done(request, said, reverse("intake:document", args=[uuid]))


@only("circulate")
@require_POST
def circulate(request: Asked, uuid: UUID) -> HttpResponse:
    """Sends every drafted row that has a lead unit on its way through the county's steps."""
    try:
        circulation = send_round(request.by, uuid)
    except (BadInput, Conflict, NotAllowed) as error:
        return document_page(request, uuid, error.faults, 409 if isinstance(error, Conflict) else 422)
    address = reverse("matters:circulation", args=[circulation])
    if wants_json(request):
        return JsonResponse({"uuid": str(circulation), "url": address}, status=201)
    return done(request, _("已送出，草稿里的这些任务不能再直接改"), address)
