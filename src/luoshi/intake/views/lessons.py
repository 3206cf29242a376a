"""The page of what the reading has learnt: where each thing came from, how often it helped, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.core.errors import BadInput, Fault
from luoshi.intake.learning.actions import review
from luoshi.intake.learning.queries import LessonShown, lessons_shown
from luoshi.intake.learning.words import sentence
from luoshi.intake.models import Lesson
from luoshi.org.signing_in import Asked, only
from luoshi.shell.answers import done, uuid_field
from luoshi.shell.faults import wants_json


@only("read_document")
def lessons(request: Asked) -> HttpResponse:
    """Everything learnt; POST 「kept UUID」 or 「undone UUID」."""
    if request.method != "POST":
        return _page(request)
    state, _space, name = request.POST.get("do", "").partition(" ")
    try:
        lesson = uuid_field(name, "do")
        if lesson is None:
            raise BadInput(Fault("没有说是哪一条", "刷新页面再试"))
        fact = review(request.by, lesson, state)
    except BadInput as error:
        return _page(request, error.faults, 422)
    kept = fact.state == Lesson.State.KEPT
    said = _("以后照此读：{lesson}") if kept else _("以后不再照此读：{lesson}；已经读过的不变")
    return done(request, said.format(lesson=sentence(fact)), reverse("intake:lessons"))


def _page(request: Asked, faults: Sequence[Fault] = (), status: int = 200) -> HttpResponse:
    found = lessons_shown(request.by)
    if wants_json(request):
        errors = {"errors": [fault.as_dict() for fault in faults]} if faults else {}
        listed = [_json(one) for one in found]
        return JsonResponse({"lessons": listed, "total": len(listed), "next": None} | errors, status=status)
    groups = [
        (label, [(one, sentence(one.lesson)) for one in found if one.lesson.state == state])
        for state, label in Lesson.State.choices
    ]
    context = {
        "groups": [group for group in groups if group[1]],
        "total": len(found),
        "open": sum(one.open for one in found),
        "helped": sum(one.used - one.overruled for one in found),
        "faults": faults,
    }
    return render(request, "intake/lessons.html", context, status=status)


def _json(one: LessonShown) -> dict[str, Any]:
    return {
        "uuid": str(one.lesson.lesson),
        "what": one.lesson.what,
        "words": one.lesson.words,
        "unit": one.unit,
        "sentence": sentence(one.lesson),
        "state": one.lesson.state,
        "since": one.since.isoformat(),
        "from": one.document,
        "used": one.used,
        "overruled": one.overruled,
    }
