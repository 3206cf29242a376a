"""The decomposition table, to be signed and as it was signed; its Word file, and each unit's sheet for comments."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.facts import evidence
from luoshi.matters.comment_mark import mark
from luoshi.matters.models import Step
from luoshi.matters.queries import comment_page
from luoshi.org.acting import By
from luoshi.org.models import Role
from luoshi.org.permissions import may, signing_posts
from luoshi.org.signing_in import Asked, signed_in
from luoshi.papers.issuing import sign_table
from luoshi.papers.keeping import DOCX, table_of
from luoshi.papers.models import Paper
from luoshi.papers.queries.tables import TablePage, table_page, unit_sheet
from luoshi.papers.writing.table_document import table_document
from luoshi.papers.writing.table_sheet import TableSheet
from luoshi.shell.answers import done, uuid_field
from luoshi.shell.faults import wants_json


@signed_in
def table(request: Asked, uuid: UUID) -> HttpResponse:
    """The table as set; POST signs it and issues its rows."""
    if request.method == "POST":
        signed = sign_table(request.by, uuid)
        url = reverse("papers:table", args=[uuid])
        if wants_json(request):
            return JsonResponse({"uuid": str(signed), "url": url}, status=201)
        return done(request, _("已签发，任务已下发到各单位"), url)
    found = table_page(request.by, uuid)
    if found is None:
        raise Http404
    sheet = table_of(found.paper.text) if found.paper else found.sheet
    if wants_json(request):
        paper = str(found.paper.uuid) if found.paper else None
        return JsonResponse({"circulation": str(uuid), "step": found.out.step, "paper": paper, "table": sheet})
    context = {"it": found, "may_sign": _may_sign(request.by, found) and not found.back} | set_table(sheet)
    return render(request, "papers/table.html", context)


def _may_sign(by: By, found: TablePage) -> bool:
    if found.out.step == Step.ISSUE:
        return may(by, "issue")
    return found.out.step == Step.COUNTY_HEAD and bool(signing_posts(by, Role.COUNTY_HEAD))


def set_table(sheet: TableSheet) -> dict[str, Any]:
    """What the page needs of set text: rows in groups under the heading that they share."""
    merged = sheet["merged"]
    kept = [place for place in range(len(sheet["columns"])) if place != merged]
    groups = [
        (name, [[(row["cells"][place], sheet["columns"][place]["title"]) for place in kept] for row in rows])
        for name, rows in groupby(sheet["rows"], key=lambda row: row["cells"][merged] if merged >= 0 else "")
    ]
    return {"sheet": sheet, "columns": [sheet["columns"][place] for place in kept], "groups": groups}


@signed_in
def table_file(request: Asked, uuid: UUID) -> HttpResponse:
    """The table's .docx: the signed one as it was kept, else a draft as it stands."""
    found = table_page(request.by, uuid)
    if found is None:
        raise Http404
    data = evidence.read(found.paper.blob) if found.paper else table_document(found.sheet)
    return _word("".join(found.sheet["title"]), data)


@signed_in
def comment_sheet(request: Asked, uuid: UUID) -> HttpResponse:
    """A unit's own rows with an empty column for its comments, as a .docx."""
    found = comment_page(request.by, uuid, uuid_field(request.GET.get("unit"), "单位"))
    if found is None:
        raise Http404
    return _word(f"{found.unit}征求意见反馈表", table_document(unit_sheet(found), mark(uuid, found.asked.unit)))


def sealed(paper: Paper) -> HttpResponse:
    """A signed table has its page where its draft was."""
    return HttpResponseRedirect(reverse("papers:table", args=[paper.about]))


def _word(name: str, data: bytes) -> HttpResponse:
    answer = HttpResponse(data, content_type=DOCX)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name[:60])}.docx"
    return answer
