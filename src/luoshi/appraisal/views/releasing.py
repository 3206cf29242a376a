"""A leader lets a sealed ranking out."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luoshi.appraisal import actions
from luoshi.org.signing_in import Asked, only
from luoshi.shell.answers import done
from luoshi.shell.faults import wants_json


@require_POST
@only("release")
def release(request: Asked, period: str) -> HttpResponse:
    """The standing edition of a month goes out to the units."""
    actions.release(request.by, period)
    if wants_json(request):
        return JsonResponse({"period": period}, status=201)
    return done(request, _("已发布，各单位现在可以看到"), reverse("appraisal:ranking", args=[period]))
