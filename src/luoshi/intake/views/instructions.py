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
from luoshi.intake.queries.known import known_ledger
from luoshi.matters import actions
from luoshi.matters.limits import instruction_limits
from luoshi.matters.models import Matter, OriginLevel
from luoshi.matters.words import short_number
from luoshi.org.acting import By
from luoshi.org.directory import PostAsOf, directory
from luoshi.org.queries import workdays
from luoshi.org.rules import setting
from luoshi.org.signing_in import Asked, only
from luoshi.shell.answers import uuid_field
from luoshi.shell.faults import wants_json

DEFAULT_LIMIT = 1
"""The middle one of the three: 急."""


@only("instruct")
def instruction(request: Asked) -> HttpResponse:
    """A leader's words, of a matter (`about`) or by themselves, or a task from above (`from=upper`): issued at once."""
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
    upper = by.in_office and (typed.get("from") or request.GET.get("from")) == "upper"
    about = _about(by, typed.get("about") or request.GET.get("about"))
    leaders = names.leaders if by.in_office else [post for post in names.leaders if post.uuid in by.posts]
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
            "leaders": leaders,
            "leader": typed.get("leader") or _likely(leaders, about),
            "about": about,
            "about_number": short_number(about.number, by.day.year) if about else "",
            "unit": typed.get("unit") or (names.directory.unit_name(about.unit) if about else ""),
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


def _about(by: By, text: str | None) -> Matter | None:
    found = uuid_field(text, "事项名")
    return Matter.objects.visible_to(by).filter(uuid=found).first() if found else None


def _likely(leaders: Sequence[PostAsOf], about: Matter | None) -> str:
    """Who wrote it, where it can hardly be another: the only one, or who is in charge of the matter."""
    if len(leaders) == 1:
        return str(leaders[0].uuid)
    return str(about.leader) if about and about.leader else ""


PLACES = frozenset({"原件", "原话", "批示领导", "日期", "牵头单位", "配合单位", "时限", "上级时限", "事项名", "哪一级"})
"""Fields beside which what is wrong can stand."""


@only("instruct")
@require_GET
def suggested(request: Asked) -> HttpResponse:
    """What a leader's words name: the units `lead` and `others`, by their short names; `due`, with its words; and
    what is `known` already of the same."""
    names, words = names_of(request.by.day), request.GET.get("words", "")[:2000]
    found, limit = suggest(words, names), limit_in(words, request.by.day, workdays())
    known = names.directory
    return JsonResponse(
        {
            "lead": known.unit_name(found.lead),
            "others": "、".join(known.unit_name(unit) for unit in found.others),
            "due": limit.day.isoformat() if limit else "",
            "due_words": limit.words if limit else "",
            "known": _known(request.by, words),
        }
    )


ALIKE, MOST_KNOWN, LEAST_WORDS = 0.45, 3, 8


def _known(by: By, words: str) -> list[dict[str, str]]:
    """Open matters that say the same, the most alike first: the words may be about one of them."""
    if len(words.strip()) < LEAST_WORDS:
        return []
    found = [known.ref for known, _share in known_ledger(by).like("", words, least=ALIKE, most=MOST_KNOWN)]
    matters = Matter.objects.visible_to(by).filter(ended_on=None).in_bulk(found)
    unit_name = directory(by.day).unit_name
    return [
        {
            "matter": str(one.uuid),
            "number": short_number(one.number, by.day.year),
            "title": one.title,
            "unit": unit_name(one.unit),
        }
        for uuid in found
        if (one := matters.get(uuid))
    ]
