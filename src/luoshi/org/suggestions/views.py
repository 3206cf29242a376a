"""The page of complaints and suggestions: one form, everybody's list, the office's answers."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luoshi.core.errors import BadInput
from luoshi.org.models import Suggestion
from luoshi.org.permissions import may
from luoshi.org.signing_in import Asked, only, signed_in
from luoshi.org.suggestions import actions, queries
from luoshi.shell.answers import done
from luoshi.shell.faults import wants_json


@signed_in
def suggestions(request: Asked) -> HttpResponse:
    """What people find too much, wrong, or better done otherwise; and what became of it."""
    faults, typed = [], request.POST
    if request.method == "POST":
        try:
            signed = not request.POST.get("unsigned")
            actions.suggest(
                request.by, typed.get("about", ""), typed.get("words", ""), typed.get("page", ""), signed=signed
            )
            return done(request, _("已记下，答复后会写在这里"), reverse("suggestions"))
        except BadInput as error:
            faults = list(error.faults)
    shown = queries.suggestions(request.by)
    if wants_json(request):
        rows = [_json(one) for one in shown]
        return JsonResponse({"suggestions": rows, "total": len(rows), "next": None})
    context = {
        "shown": shown,
        "waiting": sum(not one.answers for one in shown),
        "faults": faults,
        "typed": typed,
        "kinds": Suggestion.About.choices,
        "page": typed.get("page") or request.GET.get("page", ""),
        "may_answer": may(request.by, "answer_suggestion"),
    }
    return render(request, "org/suggestions.html", context, status=422 if faults else 200)


def _json(one: queries.Shown) -> dict[str, object]:
    answers = [{"adopted": answer.adopted, "words": answer.words} for answer, _who in one.answers]
    return {"uuid": str(one.uuid), "about": one.about, "words": one.words, "answers": answers}


@only("answer_suggestion")
@require_POST
def answer(request: Asked, uuid: UUID) -> HttpResponse:
    """Says what becomes of one of them."""
    adopted = request.POST.get("adopted") == "yes"
    actions.answer_suggestion(request.by, uuid, adopted, request.POST.get("words", ""))
    return done(request, _("已答复"), reverse("suggestions"))
