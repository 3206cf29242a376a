"""Quick entry: from a photo or a paste to a matter with a clock, in one go."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from luoshi.core.errors import BadInput, Fault
from luoshi.facts.identity import new_uuid
from luoshi.intake.forms_instruction import UPPER_KINDS, decided, keep_papers, places
from luoshi.intake.instructions import limit_in, suggest
from luoshi.intake.names import names_of
from luoshi.matters import actions
from luoshi.matters.limits import instruction_limits
from luoshi.matters.models import Matter, OriginLevel
from luoshi.org.queries import workdays
from luoshi.org.rules import setting
from luoshi.org.signing_in import Asked, only
from luoshi.shell.faults import wants_json

DEFAULT_LIMIT = 1
"""The middle one of the three: 急."""


@only("issue")
def instruction(request: Asked) -> HttpResponse:
    """A leader's words, or a task from above (`from=upper`), entered and issued at once."""
    if request.method != "POST":
        return _form(request, (), ())
    papers: tuple[str, ...] = ()
    try:
        papers = keep_papers(request.by, request)
        wanted = decided(request.by, request, names_of(request.by.day), papers)
        matter = actions.record_instruction(request.by, wanted)
    except BadInput as error:
        if wants_json(request):
            return JsonResponse({"errors": [fault.as_dict() for fault in error.faults]}, status=422)
        return _form(request, papers, error.faults, 422)
    address = reverse("matters:page", args=[matter])
    if wants_json(request):
        number = Matter.objects.visible_to(request.by).values_list("number", flat=True).get(uuid=matter)
        return JsonResponse({"uuid": str(matter), "number": number, "url": address}, status=201)
    return HttpResponseRedirect(f"{address}?recorded")


def _form(request: Asked, papers: Sequence[str], faults: Sequence[Fault], status: int = 200) -> HttpResponse:
    by, names = request.by, names_of(request.by.day)
    typed = request.POST
    limits = instruction_limits(by.day)
    upper = (typed.get("from") or request.GET.get("from")) == "upper"
    if wants_json(request):
        listed = [{"word": word, "workdays": n, "due": due.isoformat()} for word, n, due in limits]
        return JsonResponse({"limits": listed, "leaders": [post.label for post in names.leaders]})
    wrong = places(faults)
    return render(
        request,
        "intake/instruction.html",
        {
            "upper": upper,
            "typed": typed,
            "papers": papers,
            "faults": [fault for fault in faults if fault.place not in PLACES],
            "wrong": wrong,
            "uuid": typed.get("uuid") or new_uuid(),
            "leaders": names.leaders,
            "units": sorted(names.directory.units.values(), key=lambda unit: unit.place),
            "limits": limits,
            "margin": setting("upper_margin_days", by.day),
            "limit": typed.get("limit") or str(limits[min(DEFAULT_LIMIT, len(limits) - 1)][1]),
            "levels": [choice for choice in reversed(OriginLevel.choices) if choice[0] != OriginLevel.COUNTY],
            "level": typed.get("level") or OriginLevel.CITY,
            "kinds": [(kind.value, kind.label) for kind in UPPER_KINDS],
        },
        status=status,
    )


PLACES = frozenset({"原件", "原话", "批示领导", "日期", "牵头单位", "配合单位", "时限", "上级时限", "事项名", "哪一级"})
"""Fields beside which what is wrong can stand."""


@only("issue")
@require_GET
def suggested(request: Asked) -> HttpResponse:
    """What a leader's words name: the units `lead` and `others`, by their short names; `due`, with its words."""
    names, words = names_of(request.by.day), request.GET.get("words", "")[:2000]
    found, limit = suggest(words, names), limit_in(words, request.by.day, workdays())
    known = names.directory
    return JsonResponse(
        {
            "lead": known.unit_name(found.lead),
            "others": "、".join(known.unit_name(unit) for unit in found.others),
            "due": limit.day.isoformat() if limit else "",
            "due_words": limit.words if limit else "",
        }
    )
