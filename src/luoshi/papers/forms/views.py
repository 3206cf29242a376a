"""Forms for other offices: teach one, correct its columns, fill it from a list, edit, download, keep as sent."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode
from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, JsonResponse, QueryDict
from django.http.response import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luoshi.core.errors import BadInput, Fault
from luoshi.facts import evidence
from luoshi.matters.queries import Filters
from luoshi.org.signing_in import Asked, only
from luoshi.papers.forms import actions, queries
from luoshi.papers.forms.fields import FIELDS
from luoshi.papers.forms.writing import XLSX, Filled, merges
from luoshi.papers.keeping import DOCX
from luoshi.papers.models import Paper, PaperKind, StoredForm
from luoshi.shell.answers import done
from luoshi.shell.faults import wants_json

SPARE = 3
"""Empty lines under a form's columns, for more."""
FILTERS = ("light", "kind", "unit", "leader", "stage", "document", "q")
TYPES = {"xlsx": XLSX, "docx": DOCX}


@only("write_paper")
def form_list(request: Asked) -> HttpResponse:
    """The stored forms; with a list's filters in the address, each is one tap from that list."""
    forms, sent = queries.stored_forms(), queries.sent_forms(request.by)
    if wants_json(request):
        rows = [{"uuid": str(one.uuid), "name": one.name, "header": one.header, "fields": one.fields} for one in forms]
        return JsonResponse({"forms": rows, "total": len(rows), "next": None})
    return render(request, "papers/forms/list.html", {"forms": forms, "sent": sent, "asked": _asked(request.GET)})


def _asked(params: QueryDict) -> str:
    return urlencode([(key, params[key]) for key in FILTERS if params.get(key)])


@only("write_paper")
@require_POST
def teach(request: Asked) -> HttpResponse:
    """Learns a form from an empty table; without a file, stores a new one with the usual columns."""
    file = request.FILES.get("file")
    if file is not None:
        uuid = actions.learn_form(request.by, file.name or "", file.read())
        said = _("表头已认出，核对每一列填什么")
    else:
        usual = [(_(FIELDS[code].word), code) for code in actions.STANDARD]
        uuid = actions.store_form(request.by, _("新表"), "", usual)
        said = _("已建新表，改好名称和列")
    return done(request, said, _with(reverse("papers:form", args=[uuid]), request.POST.get("asked", "")))


def _with(address: str, asked: str) -> str:
    return f"{address}?{asked}" if asked else address


@only("write_paper")
def form(request: Asked, uuid: UUID) -> HttpResponse:
    """A form's columns: the words over each, and what it is filled with."""
    known = _form(uuid)
    if request.method != "POST":
        return _columns_page(request, known, [], _shown(known))
    if request.POST.get("do") == "drop":
        actions.drop_form(request.by, uuid)
        return done(request, _("表已删除；已经报出的都还在"), reverse("papers:forms"))
    columns = _columns(request.POST)
    try:
        actions.store_form(request.by, request.POST.get("name", ""), request.POST.get("title", ""), columns, uuid)
    except BadInput as error:
        return _columns_page(request, known, list(error.faults), columns)
    asked = request.POST.get("asked", "")
    if asked:
        return HttpResponseRedirect(_with(reverse("papers:fill_form", args=[uuid]), asked))
    return done(request, _("已存好"), reverse("papers:forms"))


def _form(uuid: UUID) -> StoredForm:
    known = StoredForm.rows.filter(uuid=uuid).first()
    if known is None:
        raise Http404
    return known


def _shown(known: StoredForm) -> list[tuple[str, str]]:
    headings = [
        next((row[at] for row in reversed(known.header) if at < len(row) and row[at]), "")
        for at in range(len(known.fields))
    ]
    return list(zip(headings, known.fields, strict=True))


def _columns(posted: QueryDict) -> list[tuple[str, str]]:
    """The columns in the order of their numbers; one without a heading is left out."""
    found = zip(posted.getlist("order"), posted.getlist("heading"), posted.getlist("field"), strict=False)
    numbered = [(float(order) if order.replace(".", "", 1).isdigit() else 99.0, h, field) for order, h, field in found]
    return [(heading, field) for _order, heading, field in sorted(numbered, key=lambda one: one[0])]


def _columns_page(
    request: Asked, known: StoredForm, faults: list[Fault], columns: Sequence[tuple[str, str]]
) -> HttpResponse:
    shown = {
        "form": known,
        "faults": faults,
        "columns": [*columns, *[("", "blank")] * SPARE],
        "choices": [(code, _(field.word)) for code, field in FIELDS.items()],
        "asked": request.POST.get("asked") or _asked(request.GET),
        "layered": len(known.header) > 1,
    }
    return render(request, "papers/forms/form.html", shown, status=422 if faults else 200)


@only("write_paper")
def fill(request: Asked, uuid: UUID) -> HttpResponse:
    """The filled form, every cell to be corrected: downloaded, or kept as it is sent."""
    known = _form(uuid)
    if request.method == "POST":
        return _out(request, known)
    found = queries.filled(request.by, known, Filters.of(request.GET.dict()))
    return _fill_page(request, known, found, [], queries.last_recipient(known))


def _fill_page(
    request: Asked, known: StoredForm, found: Filled, faults: list[Fault], recipient: str = ""
) -> HttpResponse:
    if wants_json(request):
        return JsonResponse(
            {"title": found.title, "header": found.header, "rows": found.rows, "total": len(found.rows)}
        )
    shown = {
        "form": known,
        "it": found,
        "head": _head(found.header),
        "widths": [FIELDS[field].width for field in found.fields],
        "faults": faults,
        "recipient": recipient,
        "asked": _asked(request.GET),
    }
    return render(request, "papers/forms/fill.html", shown, status=422 if faults else 200)


def _head(header: list[list[str]]) -> list[list[tuple[str, int, int]]]:
    """The header's rows as cells with their spans: (words, columns, rows)."""
    spans = {(top, left): (right - left + 1, bottom - top + 1) for top, left, bottom, right in merges(header)}
    covered = {
        (y, x)
        for top, left, bottom, right in merges(header)
        for y in range(top, bottom + 1)
        for x in range(left, right + 1)
        if (y, x) != (top, left)
    }
    return [
        [(words, *spans.get((y, x), (1, 1))) for x, words in enumerate(row) if (y, x) not in covered]
        for y, row in enumerate(header)
    ]


def _out(request: Asked, known: StoredForm) -> HttpResponse:
    """What the clerk has before her, as a file; kept where she says to whom it goes."""
    cells, wide = request.POST.getlist("cell"), len(known.fields)
    rows = [cells[at : at + wide] for at in range(0, len(cells) - wide + 1, wide)]
    found = Filled(request.POST.get("title", "")[:200], known.header, known.fields, rows)
    kind = request.POST.get("kind", "xlsx") if request.POST.get("kind") in TYPES else "xlsx"
    if request.POST.get("do") == "send":
        try:
            uuid = actions.send(request.by, known, found, kind, request.POST.get("recipient", ""))
        except BadInput as error:
            return _fill_page(request, known, found, list(error.faults), request.POST.get("recipient", ""))
        return done(request, _("已留存，可随时重新下载"), reverse("papers:forms") + f"#{uuid}")
    answer = HttpResponse(actions.written(known, found, kind), content_type=TYPES[kind])
    answer["Content-Disposition"] = content_disposition_header(True, f"{found.title or known.name}.{kind}")
    return answer


@only("write_paper")
def sent_file(request: Asked, uuid: UUID) -> HttpResponseBase:
    """A sent form, byte for byte as it went out."""
    paper = Paper.rows.filter(uuid=uuid, paper_kind=PaperKind.FORM).first()
    if paper is None or not evidence.path_of(paper.blob).exists():
        raise Http404
    start = evidence.read(paper.blob)
    kind = "docx" if b"word/document.xml" in start else "xlsx"
    return FileResponse(
        evidence.path_of(paper.blob).open("rb"),
        content_type=TYPES[kind],
        as_attachment=True,
        filename=f"{paper.title}.{kind}",
    )
