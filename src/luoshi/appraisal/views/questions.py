"""What a unit is asked about its own reports, and its answer: of the suspicion itself nothing."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luoshi.appraisal import actions, queries
from luoshi.appraisal.finding_schemas import question_json
from luoshi.core.errors import BadInput, Fault
from luoshi.facts import evidence
from luoshi.facts.models import Blob
from luoshi.matters.paper_form import FIELD, paper_from, paper_kept
from luoshi.matters.views.reports import SHOWN_AS
from luoshi.org.permissions import may
from luoshi.org.signing_in import Asked, signed_in
from luoshi.shell.answers import done
from luoshi.shell.faults import wants_json


@signed_in
def questions(request: Asked) -> HttpResponse:
    """The own units' questions."""
    return _page(request)


def _page(request: Asked, faults: list[Fault] | None = None, at: UUID | None = None) -> HttpResponse:
    found = queries.questions(request.by)
    if wants_json(request):
        return JsonResponse({"questions": [question_json(one) for one in found], "total": len(found), "next": None})
    context = {
        "rows": [(one, one.is_open and may(request.by, "answer_question", one.asked.unit)) for one in found],
        "open_n": sum(one.is_open and not one.answers for one in found),
        "typed": request.POST.get("words", ""),
        "faults": faults or [],
        FIELD: paper_kept(request) if faults else "",
        "at": at,
    }
    return render(request, "appraisal/questions.html", context, status=422 if faults else 200)


@require_POST
@signed_in
def answer(request: Asked, uuid: UUID) -> HttpResponse:
    """The unit's answer, in words and with a paper."""
    try:
        made = actions.answer_question(request.by, uuid, request.POST.get("words", ""), paper_from(request))
    except BadInput as error:
        if wants_json(request):
            raise
        return _page(request, list(error.faults), uuid)
    if wants_json(request):
        return JsonResponse({"answer": str(made)}, status=201)
    return done(request, _("已答复"), reverse("appraisal:questions") + f"#{uuid}")


@signed_in
def paper(request: Asked, uuid: UUID) -> HttpResponseBase:
    """The paper of an answer: for the unit, and for those who see findings."""
    digest = queries.answer_paper(request.by, uuid)
    blob = Blob.rows.filter(digest=digest).first() if digest else None
    if blob is None or not evidence.path_of(blob.digest).exists():
        raise Http404
    kind = blob.type if blob.type in SHOWN_AS else "application/octet-stream"
    response = FileResponse(
        evidence.path_of(blob.digest).open("rb"),
        content_type=kind,
        filename=blob.name or blob.digest[:12],
        as_attachment=kind not in SHOWN_AS,
    )
    response["Content-Security-Policy"] = "sandbox"
    return response
