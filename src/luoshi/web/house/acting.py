"""For whom I act: chosen by whoever holds mandates, kept while one is signed in."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.core.errors import BadInput, Fault
from luoshi.org.acting import acting_as, in_whose_name
from luoshi.org.middleware import CHOSEN
from luoshi.org.signing_in import Asked, signed_in
from luoshi.shell.answers import done
from luoshi.shell.faults import wants_json


@signed_in
def choose(request: Asked) -> HttpResponse:
    """The mandates I hold, and in whose name I act now. Field `post`: another of them, or `self`."""
    by = request.by
    if request.method == "POST":
        chosen = request.POST.get("post", "")
        if chosen != "self" and chosen not in {str(post) for post in by.mandates}:
            raise BadInput(Fault("没有这份委托，或已经到期", "从列出的里选"))
        request.session[CHOSEN] = chosen
        now = in_whose_name(acting_as(by.official, by.at), chosen)
        said = _("现在代 {whom} 办理").format(whom=now.acts_for) if now.acts_for else _("现在以本人名义办理")
        return done(request, said, reverse("desk"))
    if wants_json(request):
        rows = [
            {"post": str(one.post), "for": one.label, "power": one.power, "restricted": one.covers_restricted}
            for one in by.mandates.values()
        ]
        return JsonResponse({"mandates": rows, "acting_for": by.acts_for or None, "total": len(rows), "next": None})
    return render(request, "web/house/acting.html", {"mandates": list(by.mandates.values())})
