"""A scheme to read; for the assessment office to edit with a preview, to take out and in as Excel, to adopt."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.appraisal import actions, queries, rules, words
from luoshi.appraisal.offered import OFFERED, is_taken, item_text
from luoshi.appraisal.schemas import preview_json, scheme_json
from luoshi.appraisal.scheme_sheets import from_workbook, to_workbook
from luoshi.appraisal.terms import CYCLES, READY, READY_CYCLES, cycle_of
from luoshi.core.errors import BadInput, Fault
from luoshi.core.scoring.aggregates import AGGREGATES
from luoshi.core.scoring.methods import METHODS, Method
from luoshi.core.scoring.teams import LEADS, TEAMS
from luoshi.org.permissions import may
from luoshi.org.signing_in import Asked, only, signed_in
from luoshi.shell.answers import day_field, done
from luoshi.shell.faults import wants_json

NO_CODE = "?"
"""Under which a scheme is tried that has no code yet: nobody's can be called so."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@signed_in
def scheme(request: Asked) -> HttpResponse:
    """The rules by which units are ranked, for everybody who is ranked by them; ?scheme= names another."""
    found = _shown(request)
    if wants_json(request):
        return JsonResponse(scheme_json(found))
    return render(request, "appraisal/scheme.html", {"it": found, "may_edit": may(request.by, "close")})


@signed_in
def scheme_sheet(request: Asked) -> HttpResponse:
    """The same as an Excel workbook, which comes in again."""
    found = _shown(request)
    headers = {"Content-Disposition": f'attachment; filename="luoshi-scheme-{found.code}.xlsx"'}
    return HttpResponse(to_workbook(found.toml), content_type=XLSX, headers=headers)


def _code(request: Asked) -> str:
    """The month's unless another is named; of a new scheme what is written, be it nothing."""
    named = request.POST.get("scheme", "").strip()
    return named if named or request.POST.get("new") else request.GET.get("scheme", "").strip() or rules.MONTH


def _shown(request: Asked) -> queries.SchemeShown:
    found = queries.scheme_shown(request.by, _code(request))
    if found is None:
        raise Http404
    return found


@only("close")
def edit_scheme(request: Asked) -> HttpResponse:
    """The text with a preview on the last closed period; adopted from a day on. ?new=1 begins one of a new code, from
    a short one, ?from= or ?scheme=."""
    if request.method != "POST":
        return _edit(request, _begun(request))
    text = request.POST.get("toml", "").replace("\r\n", "\n")
    if request.POST.get("add"):
        return _add(request, text)
    file = request.FILES.get("file")
    if file is not None:
        try:
            text = from_workbook(file.name or "", file.read())
        except BadInput as error:
            return _edit(request, text, faults=list(error.faults))
    elif request.POST.get("do") == "adopt":
        return _adopt(request, text)
    if wants_json(request):
        return JsonResponse(preview_json(queries.preview(request.by, text, _code(request) or NO_CODE, _cycle(request))))
    return _edit(request, text, tried=True)


def _add(request: Asked, text: str) -> HttpResponse:
    """One more item that takes a source of the loop's own, to be edited further."""
    try:
        return _edit(request, item_text(request.POST["add"], text), tried=True)
    except BadInput as error:
        return _edit(request, text, faults=list(error.faults))


def _adopt(request: Asked, text: str) -> HttpResponse:
    try:
        since = day_field(request.POST.get("since"), "起用日")
        if since is None:
            raise BadInput(Fault("没有写从哪天起用", "一般从下一个月的 1 日起", "起用日"))
        if request.POST.get("new") and cycle_of(_code(request)) is not None:
            raise BadInput(Fault(f"代码“{_code(request)}”已经有方案", "换一个代码；要改那个方案，从它的页面进", "代码"))
        actions.adopt_scheme(request.by, _code(request), text, since, _cycle(request))
    except BadInput as error:
        if wants_json(request):
            raise
        return _edit(request, text, faults=list(error.faults))
    said = _("方案已起用，从 {day} 起按新的算").format(day=since.isoformat())
    return done(request, said, reverse("appraisal:scheme") + f"?scheme={_code(request)}")


def _edit(request: Asked, text: str, *, tried: bool = False, faults: list[Fault] | None = None) -> HttpResponse:
    preview = queries.preview(request.by, text, _code(request) or NO_CODE, _cycle(request)) if tried else None
    found = faults if faults is not None else preview.faults if preview else []
    context: dict[str, Any] = {
        "toml": text,
        "code": _ready(request) or ("" if _is_begun(request) else _code(request)),
        "is_new": bool(request.GET.get("new") or request.POST.get("new")),
        "known": queries.known_schemes(),
        "sources": queries.sources_to_write(),
        "methods": [(code, method.title, *_beside(method)) for code, method in METHODS.items()],
        "parameters": [(code, _(said)) for code, said in words.PARAMETERS.items()],
        "aggregates": AGGREGATES.items(),
        "subjects": words.SUBJECTS.items(),
        "groups": [(code, name) for code, name in words.GROUPS.items() if code not in (LEADS, TEAMS)],
        "cycle": _cycle(request),
        "ready": [("", _("单位")), *((code, words.subject_word(code)) for code in READY)],
        "begun_from": _ready(request),
        "cycles": [(one, _(words.CYCLES[one])) for one in CYCLES],
        "lines": max(text.count("\n") + 2, 24),
        "preview": preview,
        "faults": found,
        "adding": bool(request.POST.get("add")),
        "offered": [(code, one.in_words, is_taken(code, text)) for code, one in OFFERED.items()],
        "since": request.POST.get("since") or _next_month(request),
    }
    return render(
        request,
        "appraisal/scheme_edit.html",
        context,
        status=422 if found and "HX-Request" not in request.headers else 200,
    )


def _is_begun(request: Asked) -> bool:
    """Whether a new scheme is about to be written."""
    return request.method != "POST" and "new" in request.GET


def _begun(request: Asked) -> str:
    """The text that is there to begin with: one that Luoshi brings, a short one, or one of the county's."""
    if ready := rules.ready_scheme(request.by.day.year, _ready(request)):
        return ready
    is_blank = _is_begun(request) and "scheme" not in request.GET
    return rules.blank_scheme(request.by.day.year) if is_blank else _shown(request).toml


def _ready(request: Asked) -> str:
    """With which of the schemes that Luoshi brings a new one begins; empty: with the county's own."""
    return request.GET.get("from", "") if request.GET.get("new") else ""


def _beside(method: Method) -> tuple[str, str]:
    """What must, and what may be written beside a method."""
    needed = {name: one.needed for name, one in method.parameters.items()}
    return "、".join(name for name in needed if needed[name]), "、".join(name for name in needed if not needed[name])


def _cycle(request: Asked) -> str:
    """How long the periods are, where a new code is begun; a known one says it itself."""
    if request.method != "POST":
        return READY_CYCLES.get(_ready(request), "")
    return request.POST.get("cycle", "") if request.POST.get("new") else ""


def _next_month(request: Asked) -> str:
    day = request.by.day
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    return f"{year}-{month:02d}-01"
