"""Verifying, and the blockers that lie with a unit: lists to work through."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST

from luoshi.core.errors import BadInput, Fault
from luoshi.matters import actions, queries
from luoshi.matters.actions import Finding
from luoshi.matters.forms import choices
from luoshi.matters.models import Blocker, BlockerKind, Kind
from luoshi.matters.queries.verifying import filings_shown
from luoshi.matters.views.failing import stays_on_the_page
from luoshi.org.directory import directory
from luoshi.org.signing_in import Asked, only, signed_in
from luoshi.shell.answers import day_field, done, uuid_field
from luoshi.shell.failing import Failed, Typed
from luoshi.shell.faults import wants_json
from luoshi.shell.paging import page_of

MOVED = {
    "answer": _lazy("已答复，提出的单位看得到"),
    "disown": _lazy("已记下，由领导裁给一个单位"),
    "assign": _lazy("已裁定，转到那个单位"),
    "clear": _lazy("已解决，不再计"),
}


@only("verify")
def verify(request: Asked) -> HttpResponse:
    """The supervisor: signed reports, the longest waiting first; true, to be filed again, or untrue."""
    if request.method != "POST":
        return _to_verify(request, Typed())
    try:
        return _verified(request)
    except BadInput as error:
        if wants_json(request):
            raise
        return _to_verify(request, Typed(request.POST, error.faults))


def _verified(request: Asked) -> HttpResponse:
    verdict = request.POST.get("verdict", "")
    refs = [found for text in request.POST.getlist("report") if (found := uuid_field(text, "report"))]
    if not refs:
        raise BadInput(Fault("一份也没有选", "勾选要核实的填报"))
    findings = [
        Finding(ref, verdict, request.POST.get("reason", ""), request.POST.get("untrue_from", "")) for ref in refs
    ]
    return done(request, _("已核实 {n} 份").format(n=actions.verify(request.by, findings)), reverse("matters:verify"))


def _to_verify(request: Asked, typed: Typed) -> HttpResponse:
    """The list; of a refused verdict with its ticks, its words and what is wrong."""
    waiting = queries.to_verify(request.by)
    page = page_of(request, waiting.select_related("matter"), waiting.count())
    context = {
        "page": page,
        "rows": filings_shown(page.rows, request.by.day),
        "typed": typed,
        "ticked": typed.fields.getlist("report"),
    }
    return render(request, "matters/verify.html", context, status=422 if typed else 200)


@signed_in
def blockers(request: Asked) -> HttpResponse:
    """Every open blocker the reader may see, by the unit that can clear it: for whom, since when, promised when.

    `kind`: those of one kind of matter alone.
    """
    return _blockers(request)


def _blockers(request: Asked, failed: Failed | None = None) -> HttpResponse:
    by, names = request.by, directory(request.by.day)
    kind = request.GET.get("kind", "")
    kind = kind if kind in Kind.values else ""
    standing = Blocker.objects.visible_to(by).filter(cleared_on=None)
    if kind:
        standing = standing.filter(matter__matter_kind=kind)
    found = list(standing.select_related("matter").order_by("holder", "since", "uuid"))
    if wants_json(request):
        rows = [
            {
                "uuid": str(one.uuid),
                "matter": one.matter.number,
                "title": one.title,
                "kind": one.blocker_kind,
                "holder": names.unit_name(one.holder),
                "since": one.since.isoformat(),
                "promised": one.promised.isoformat() if one.promised else None,
                "times_moved": one.times_moved,
            }
            for one in found
        ]
        return JsonResponse({"blockers": rows, "total": len(rows), "next": None})
    groups: dict[UUID, list[Blocker]] = {}
    for one in found:
        groups.setdefault(one.holder, []).append(one)
    ordered = sorted(groups.items(), key=lambda group: (group[0] not in by.units, -len(group[1])))
    return render(
        request,
        "matters/blockers.html",
        {
            "groups": ordered,
            "names": names,
            "total": len(found),
            "kind": Kind(kind).label if kind else "",
            "overdue": sum(1 for one in found if one.promised and one.promised < by.day),
            "unanswered": sum(1 for one in found if one.promised is None and not one.disowned),
            "units": choices(names),
            "may_assign": by.has("clerk", "chief", "director", "vice_head", "county_head"),
            "failed": failed,
        },
        status=422 if failed else 200,
    )


@signed_in
@require_POST
@stays_on_the_page(lambda typed: "blocker")
def raise_blocker(request: Asked, uuid: UUID) -> HttpResponse:
    """Says what holds a matter up and who can clear it."""
    holder = uuid_field(request.POST.get("holder"), "谁能解决")
    if holder is None:
        raise BadInput(Fault("没有选谁能解决", "从名册里选一个单位", "谁能解决"))
    actions.raise_blocker(
        request.by,
        uuid,
        request.POST.get("blocker_kind", BlockerKind.OTHER),
        request.POST.get("title", ""),
        holder,
        words=request.POST.get("words", ""),
        needed_by=day_field(request.POST.get("needed_by"), "要到什么时候"),
    )
    return done(request, _("堵点已转给能解决的单位"), reverse("matters:page", args=[uuid]))


@signed_in
@require_POST
def move_blocker(request: Asked, uuid: UUID) -> HttpResponse:
    """The next step of a blocker: field `move` answer, disown, assign or clear."""
    try:
        return _moved(request, uuid)
    except BadInput as error:
        if wants_json(request):
            raise
        return _blockers(request, Failed(str(uuid), Typed(request.POST, error.faults)))


def _moved(request: Asked, uuid: UUID) -> HttpResponse:
    by, move, words = request.by, request.POST.get("move", ""), request.POST.get("words", "")
    if move == "answer":
        promised = day_field(request.POST.get("promised"), "答复时限")
        if promised is None:
            raise BadInput(Fault("没有写哪天解决", "写一个日子，或说明不归本单位", "答复时限"))
        actions.answer_blocker(by, uuid, promised, words)
    elif move == "disown":
        actions.disown_blocker(by, uuid, words)
    elif move == "assign":
        holder = uuid_field(request.POST.get("holder"), "裁给")
        if holder is None:
            raise BadInput(Fault("没有选裁给谁", "从名册里选一个单位", "裁给"))
        actions.assign_blocker(by, uuid, holder, words)
    elif move == "clear":
        actions.clear_blocker(by, uuid, words)
    else:
        raise BadInput(Fault(f"没有“{move}”这个动作", "答复、说明不归本单位、裁定或办结"))
    return done(request, str(MOVED[move]), reverse("matters:blockers"))
