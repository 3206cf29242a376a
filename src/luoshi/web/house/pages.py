"""What the administrator's pages share: the row of stations, and a form's faults shown where it stood."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from luoshi.core.errors import BadInput, Fault
from luoshi.matters.actions import attach
from luoshi.org.permissions import may
from luoshi.org.signing_in import Asked
from luoshi.shell.answers import day_field, done
from luoshi.shell.faults import wants_json

STATIONS = (
    ("units", gettext_noop("单位"), "appoint"),
    ("posts", gettext_noop("岗位人员"), "appoint"),
    ("portfolios", gettext_noop("分管"), "appoint"),
    ("programmes", gettext_noop("专项"), "appoint"),
    ("mandates", gettext_noop("委托"), "mandate"),
    ("settings", gettext_noop("设置"), "appoint"),
    ("holidays", gettext_noop("节假日"), "appoint"),
)

Verb = Callable[[Asked], str]
"""Does what a form asks, and says what it did."""


def answered(request: Asked, verbs: Mapping[str, Verb], show: Callable[..., HttpResponse], back: str) -> HttpResponse:
    """Does the verb that the form's field `do` names and goes back; what is wrong is shown on the page it came from."""
    verb = verbs.get(request.POST.get("do", ""))
    try:
        if verb is None:
            raise BadInput(Fault("没有这个动作", "从页面上的按钮办理"))
        return done(request, verb(request), back)
    except BadInput as error:
        if wants_json(request):
            raise
        return show(request, faults=error.faults, status=422)


def shown(request: Asked, template: str, here: str, faults: Any = (), status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "stations_of_house": [
            (reverse(f"house:{name}"), _(word), name == here) for name, word, verb in STATIONS if may(request.by, verb)
        ],
        "faults": faults,
        "typed": request.POST.dict(),
        **more,
    }
    return render(request, f"web/house/{template}", context, status=status)


def since_of(request: Asked) -> date:
    """The day from which a change holds: field `since`, today if left empty."""
    return day_field(request.POST.get("since"), "从哪天起") or request.by.day


def paper_of(request: Asked) -> str:
    """The digest of the paper that came with a form, if one did."""
    file = request.FILES.get("paper")
    return attach(request.by, file.name or "", file.read()) if file else ""
