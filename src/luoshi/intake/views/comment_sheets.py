"""Comment sheets as units send them back: many files at once, or an archive."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from luoshi.core.errors import BadInput, Fault
from luoshi.intake.comments.actions import take_comment_sheets
from luoshi.intake.returns.matching import File
from luoshi.org.signing_in import Asked, only
from luoshi.shell.faults import wants_json


@only("circulate")
@require_POST
def sheets(request: Asked, uuid: UUID) -> HttpResponse:
    """Enters the sheets for their units, and says of each file what came of it."""
    files = [File(one.name or "", one.read()) for one in request.FILES.getlist("files")]
    if not files:
        raise BadInput(Fault("没有选文件", "选收到的反馈表，可以一次选许多个，也可以是一个 .zip", "文件"))
    outcomes = take_comment_sheets(request.by, uuid, files)
    if wants_json(request):
        return JsonResponse({"files": [one.as_dict() for one in outcomes]})
    context = {
        "circulation": uuid,
        "outcomes": outcomes,
        "taken": sum(1 for one in outcomes if not one.faults),
        "refused": sum(1 for one in outcomes if one.faults),
    }
    return render(request, "intake/comment_sheets.html", context)
