"""A ledger in, and the same ledger out."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.core.errors import BadInput, Fault
from luoshi.intake import actions, queries
from luoshi.intake.ledgers.template import ledger_workbook
from luoshi.intake.views.downloads import download
from luoshi.matters.models import Kind
from luoshi.org.directory import directory
from luoshi.org.signing_in import Asked, only
from luoshi.shell.faults import wants_json


@only("read_document")
def take_ledger(request: Asked) -> HttpResponse:
    """The form; POST takes a ledger in as drafts, all rows or none."""
    if request.method != "POST":
        return _form(request)
    file = request.FILES.get("file")
    try:
        if file is None:
            raise BadInput(Fault("没有选台账", "选一个 .xlsx、.xls 或 .csv 文件", "台账"))
        uuid, count = actions.take_ledger(
            request.by, str(file.name or ""), file.read(), request.POST.get("matter_kind", "")
        )
    except BadInput as error:
        return _form(request, error.faults, 422)
    if wants_json(request):
        return JsonResponse({"uuid": str(uuid), "rows": count}, status=201)
    request.session["told"] = _("已读入 {n} 项草稿，核对后下发").format(n=count)
    return HttpResponseRedirect(reverse("intake:document", args=[uuid]))


def _form(request: Asked, faults: Sequence[Fault] = (), status: int = 200) -> HttpResponse:
    if faults and wants_json(request):
        return JsonResponse({"errors": [fault.as_dict() for fault in faults]}, status=status)
    context = {"faults": faults, "kinds": Kind.choices, "typed": request.POST}
    return render(request, "intake/ledger.html", context, status=status)


@only("read_document")
def template(request: Asked) -> HttpResponse:
    """An empty ledger to fill in."""
    title = _("{year}年重点任务台账").format(year=request.by.day.year)
    return download(_("任务台账模板"), ledger_workbook(title, directory(request.by.day)))


@only("read_document")
def as_ledger(request: Asked, uuid: UUID) -> HttpResponse:
    """A document's tasks as the same ledger, to be sent round and handed in again."""
    found = queries.document_page(request.by, uuid)
    if found is None:
        raise Http404
    rows = [row for row in found.rows if row.is_task]
    return download(found.paper.title, ledger_workbook(found.paper.title, found.names.directory, rows))
