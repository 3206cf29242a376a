"""A reviewer's page: each unit a mark and a sentence, kept while typed, cast at once."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.appraisal import actions, queries
from luoshi.core.errors import BadInput, Fault
from luoshi.org.signing_in import Asked, signed_in
from luoshi.shell.answers import done, number_field, uuid_field
from luoshi.shell.faults import wants_json


@signed_in
def review(request: Asked, period: str) -> HttpResponse:
    """The sheet of who reviews; for the office who has given theirs, and a sheet to enter from the paper."""
    if request.method == "POST":
        return _take(request, period)
    return _page(request, period)


def _page(request: Asked, period: str, faults: list[Fault] | None = None) -> HttpResponse:
    post = uuid_field(request.POST.get("post") or request.GET.get("post"), "岗位")
    found = queries.review_page(request.by, period, post)
    if found is None:
        raise Http404
    if wants_json(request):
        return JsonResponse(_json(found))
    beside = {fault.place: fault for fault in faults or []}
    groups = [
        (
            name,
            [
                {
                    "unit": one,
                    "mark": request.POST.get(f"mark-{one.unit}", one.mark if one.mark is not None else ""),
                    "words": request.POST.get(f"words-{one.unit}", one.words),
                    "fault": beside.pop(one.name, None),
                }
                for one in units
            ],
        )
        for name, units in (found.sheet.groups if found.sheet else [])
    ]
    context = {"it": found, "sheet": found.sheet, "groups": groups, "faults": list(beside.values())}
    return render(request, "appraisal/review.html", context, status=422 if faults else 200)


def _json(found: queries.ReviewPage) -> dict[str, object]:
    units = [one for _name, rows in (found.sheet.groups if found.sheet else []) for one in rows]
    return {
        "period": str(found.term),
        "is_open": found.is_open,
        "reviewers": [{"post": one.label, "uuid": str(one.uuid), "has_given": has} for one, has in found.reviewers],
        "units": [
            {"unit": one.name, "uuid": str(one.unit), "mark": one.mark and float(one.mark), "words": one.words}
            for one in units
        ],
    }


def _take(request: Asked, period: str) -> HttpResponse:
    try:
        post = uuid_field(request.POST.get("post"), "岗位")
        if post is None:
            raise BadInput(Fault("没有指明谁打分", "刷新页面", "岗位"))
        marks = _marks(request)
        if request.POST.get("do") == "keep":
            actions.keep_marks(request.by, period, post, marks)
        else:
            actions.cast_review(request.by, period, post, marks)
    except BadInput as error:
        if wants_json(request):
            raise
        return _page(request, period, list(error.faults))
    if wants_json(request):
        return JsonResponse({"period": period}, status=201)
    if request.headers.get("X-Kept"):
        return HttpResponse(status=204)
    said = _("已存下，还没有提交") if request.POST.get("do") == "keep" else _("打分已提交；关账以前可以改了再交")
    return done(request, said, reverse("appraisal:review", args=[period]))


def _marks(request: Asked) -> list[actions.Marked]:
    found = []
    for name in request.POST:
        if name.startswith("mark-"):
            key = name.removeprefix("mark-")
            unit = uuid_field(key, "单位")
            mark = number_field(request.POST[name], "分数")
            if isinstance(unit, UUID):
                found.append(actions.Marked(unit, mark, request.POST.get(f"words-{key}", "")))
    return found
