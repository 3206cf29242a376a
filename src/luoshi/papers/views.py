"""The papers by month, one of them as set text, its file, and the two verbs: draft and sign."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luoshi.appraisal.queries import last_closed
from luoshi.core.errors import Fault, NotAllowed
from luoshi.core.timing.periods import Period
from luoshi.facts import evidence
from luoshi.org.acting import OFFICE
from luoshi.org.models import Role
from luoshi.org.permissions import may
from luoshi.org.signing_in import Asked, signed_in
from luoshi.papers import actions
from luoshi.papers.keeping import DOCX
from luoshi.papers.models import Paper, PaperKind
from luoshi.papers.queries import Month, Shown, last_reported, months, paper_shown
from luoshi.papers.queries.response import response
from luoshi.papers.queries.tables import signed_tables
from luoshi.papers.table_views import sealed
from luoshi.papers.writing.document import signed_day
from luoshi.papers.writing.response import response_document
from luoshi.papers.writing.sheet import Annex
from luoshi.papers.writing.typography import title_lines
from luoshi.shell.answers import body_of, done
from luoshi.shell.faults import wants_json

READERS = OFFICE | {Role.ASSESSMENT, Role.COUNTY_HEAD}
"""Who reads the papers before they are out."""


def readers(view: Callable[..., Any]) -> Callable[..., Any]:
    """For those alone who make, sign or approve papers."""

    @wraps(view)
    def asked(request: Any, *args: Any, **kwargs: Any) -> Any:
        if not request.by.has(*READERS):
            raise NotAllowed(Fault("材料由督查室、考核办办理，县长审阅", "发出的通报请向督查室要"))
        return view(request, *args, **kwargs)

    return signed_in(asked)


@readers
def paper_list(request: Asked) -> HttpResponse:
    """The papers by month: the one that stands, and the drafts before it."""
    found = months(request.by)
    if wants_json(request):
        rows = [_shown_json(one) for month in found for one in _all(month)]
        rows += [_table_json(one) for one in signed_tables()]
        return JsonResponse({"papers": rows, "total": len(rows), "next": None})
    last = str(last_reported(request.by.at))
    return render(
        request,
        "papers/list.html",
        {
            "months": found,
            "last": next(month for month in found if month.period == last),
            "tables": signed_tables(),
            "may_write": _writes(request),
            "unranked": (last_closed() or "") < last,
        },
    )


def _table_json(paper: Paper) -> dict[str, Any]:
    return {
        "uuid": str(paper.uuid),
        "kind": paper.paper_kind,
        "period": paper.period,
        "title": paper.title,
        "number": paper.number,
        "signed": True,
        "stands": True,
        "day": paper.day.isoformat(),
        "url": reverse("papers:table", args=[paper.about]),
    }


def _all(month: Month) -> list[Shown]:
    return [*([month.standing] if month.standing else []), *month.before]


def _writes(request: Asked) -> bool:
    return may(request.by, "write_paper")


def _shown_json(one: Shown) -> dict[str, Any]:
    return {
        "uuid": str(one.uuid),
        "kind": "circular",
        "period": one.period,
        "title": one.title,
        "number": one.number,
        "signed": one.signed,
        "stands": one.stands,
        "day": one.day.isoformat(),
        "url": reverse("papers:page", args=[one.uuid]),
    }


@readers
def paper(request: Asked, uuid: UUID) -> HttpResponse:
    """A paper as set text, each figure tied to the list it was counted from."""
    found = paper_shown(uuid)
    if found is None:
        raise Http404
    shown, fact, sheet = found
    if fact.paper_kind == PaperKind.DECOMPOSITION:
        return sealed(fact)
    if wants_json(request):
        facts = {"up_to_seq": fact.up_to_seq, "file": fact.blob, "as_of": sheet["as_of"], "text": sheet}
        return JsonResponse(_shown_json(shown) | facts)
    return render(
        request,
        "papers/page.html",
        {
            "it": shown,
            "sheet": sheet,
            "up_to_seq": fact.up_to_seq,
            "annexes": [_annex(annex) for annex in sheet["annexes"]],
            "lines": title_lines(sheet["title"]),
            "day": signed_day(sheet),
            "counted": {listing["key"] for listing in sheet["lists"] if listing["rows"]},
            "may_sign": may(request.by, "sign_paper") and shown.stands and not shown.signed,
            "may_write": _writes(request) and not shown.signed,
        },
    )


def _annex(annex: Annex) -> dict[str, Any]:
    """An annex with each cell beside the way its column is set; the matter it is about is reached from its widest."""
    tables = []
    for table in annex["tables"]:
        columns = table["columns"]
        widest = max(range(len(columns)), key=lambda place: columns[place]["width"])
        rows = [
            [
                (text, columns[place]["align"], row["matter"] if place == widest else "")
                for place, text in enumerate(row["cells"])
            ]
            for row in table["rows"]
        ]
        tables.append({"caption": table["caption"], "columns": columns, "rows": rows})
    return {**annex, "tables": tables}


@readers
def file(request: Asked, uuid: UUID) -> HttpResponseBase:
    """The paper's .docx, as it was kept."""
    found = paper_shown(uuid)
    if found is None or not evidence.path_of(found[1].blob).exists():
        raise Http404
    shown, fact, sheet = found
    if fact.paper_kind == PaperKind.DECOMPOSITION:
        return HttpResponseRedirect(reverse("papers:table_file", args=[fact.about]))
    issue = _("{year}年第{n}期").format(year=shown.day.year, n=shown.number) if shown.signed else _("送审稿")
    name = f"{sheet['series']}（{issue}）{shown.label}.docx"
    return FileResponse(evidence.path_of(fact.blob).open("rb"), content_type=DOCX, as_attachment=True, filename=name)


@signed_in
@require_POST
def write(request: Asked) -> HttpResponse:
    """Drafts a month's circular: field `period`."""
    asked = body_of(request) if request.content_type == "application/json" else request.POST
    period = str(asked.get("period") or last_reported(request.by.at))
    uuid = actions.write_circular(request.by, period)
    url = reverse("papers:page", args=[uuid])
    if wants_json(request):
        return JsonResponse({"uuid": str(uuid), "url": url}, status=201)
    return done(request, _("{month}通报已出，核对后送签").format(month=Period.parse(period).label), url)


@signed_in
@require_POST
def sign(request: Asked, uuid: UUID) -> HttpResponse:
    """The director signs: the number is drawn, the day is set."""
    signed = actions.sign_paper(request.by, uuid)
    url = reverse("papers:page", args=[signed])
    if wants_json(request):
        return JsonResponse({"uuid": str(signed), "url": url}, status=201)
    return done(request, _("已签发，期号和日期已印上"), url)


@signed_in
def response_file(request: Asked, uuid: UUID) -> HttpResponse:
    """办理情况报告 of an instruction the reader may see: the unit's newest signed answer beneath the leader's words."""
    found = response(request.by, uuid)
    if found is None:
        raise Http404
    answer = HttpResponse(response_document(found), content_type=DOCX)
    name = quote(_("办理情况报告（{number}）.docx").format(number=found.number))
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return answer
