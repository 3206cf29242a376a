"""Pages between a unit and whoever gave it a task: the answer beneath the leader's words, and the way up."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luoshi.core.errors import BadInput
from luoshi.matters import actions, queries
from luoshi.matters.limits import instruction_limits
from luoshi.matters.models import Mark, OriginLevel
from luoshi.matters.paper_form import paper_from, typed_again
from luoshi.matters.queries import MatterPage
from luoshi.matters.views.asking import LIVE, answer_of, of_who_gave_it
from luoshi.matters.views.failing import stays_on_the_page
from luoshi.org.permissions import may_decide
from luoshi.org.signing_in import Asked, signed_in
from luoshi.shell.answers import day_field, done, number_field
from luoshi.shell.failing import Typed
from luoshi.shell.faults import wants_json


@signed_in
def answer(request: Asked, uuid: UUID) -> HttpResponse:
    """The leader's own words on top, the unit's report beneath them, and 阅, 同意, 再办."""
    found = queries.matter_page(request.by, uuid)
    if found is None or found.matter.origin_leader is None:
        raise Http404
    shown, matter = answer_of(found), found.matter
    if wants_json(request):
        return JsonResponse(
            {
                "matter": str(matter.uuid),
                "number": matter.number,
                "words": matter.origin_words,
                "papers": [paper.digest for paper in found.story.papers],
                "answer": shown.report.words if shown else None,
                "mark": matter.mark or None,
            }
        )
    return _answer_shown(request, found)


def _answer_shown(request: Asked, found: MatterPage, typed: Typed | None = None) -> HttpResponse:
    """The page; with what was typed beneath the answer, where that could not be taken."""
    shown, matter = answer_of(found), found.matter
    waits = shown is not None and matter.marked_report != shown.report.uuid and matter.stage in LIVE
    return render(
        request,
        "matters/answer.html",
        of_who_gave_it(request, found)
        | {
            "it": found,
            "shown": shown,
            "leader": found.names.post_label(matter.origin_leader),
            "may_mark": waits and may_decide(request.by, matter.decider),
            "waits": waits,
            "limits": instruction_limits(request.by.day),
            "marks": dict(Mark.choices),
            "may_end": matter.origin_level == OriginLevel.COUNTY,
            "typed": typed or Typed(),
        },
        status=422 if typed else 200,
    )


@signed_in
@require_POST
def mark(request: Asked, uuid: UUID) -> HttpResponse:
    """Writes beneath the answer: fields `mark`, `words`, `ends`, `limit`."""
    try:
        _mark(request, uuid)
    except BadInput as error:
        found = None if wants_json(request) else queries.matter_page(request.by, uuid)
        if found is None or found.matter.origin_leader is None:
            raise
        return _answer_shown(request, found, Typed(typed_again(request), error.faults))
    word = dict(Mark.choices).get(request.POST.get("mark", ""), "")
    return done(request, _("已批“{mark}”").format(mark=word), reverse("matters:answer", args=[uuid]))


def _mark(request: Asked, uuid: UUID) -> None:
    limit = number_field(request.POST.get("limit"), "时限")
    actions.mark_answer(
        request.by,
        uuid,
        request.POST.get("mark", ""),
        request.POST.get("words", ""),
        ends=bool(request.POST.get("ends")),
        limit=int(limit) if limit is not None else None,
        paper=paper_from(request),
    )


@signed_in
@require_POST
@stays_on_the_page(lambda typed: f"upper:{typed.get('move', '')}")
def upper(request: Asked, uuid: UUID) -> HttpResponse:
    """A task from above: reported up, struck off, sent back. Fields `move`, `on`, `words`, `new_due`."""
    actions.upper_step(
        request.by,
        uuid,
        request.POST.get("move", ""),
        day_field(request.POST.get("on"), "日期"),
        request.POST.get("words", ""),
        paper=paper_from(request),
        new_due=day_field(request.POST.get("new_due"), "新的时限"),
    )
    return done(request, _("已登记"), reverse("matters:page", args=[uuid]))
