"""Programmes, and the reporting calendar that each has of its own."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from luoshi.matters import actions
from luoshi.matters.calendars import programmes
from luoshi.matters.queries.calendar import reporting_calendars
from luoshi.org.signing_in import Asked, only
from luoshi.shell.answers import number_field
from luoshi.shell.faults import wants_json
from luoshi.web.house.pages import answered, shown

CYCLES = (
    ("week", gettext_noop("每周")),
    ("ten_days", gettext_noop("每旬")),
    ("month", gettext_noop("每月")),
    ("quarter", gettext_noop("每季")),
    ("half", gettext_noop("每半年")),
    ("year", gettext_noop("每年")),
)
NUMBERS = (
    ("cutoff_day", gettext_noop("截止日（按周的填周几，按旬的填第几天）")),
    ("cutoff_hour", gettext_noop("截止时点")),
    ("grace_hour", gettext_noop("次一工作日几点前审签")),
)
"""What a programme may say differently from the county; left empty it follows the county."""


@only("appoint")
def programme_list(request: Asked) -> HttpResponse:
    """Every programme with its calendar; a new one, or a change from today on."""
    if request.method == "POST":
        return answered(request, {"set": _set}, _list, reverse("house:programmes"))
    return _list(request)


def _list(request: Asked, **more: Any) -> HttpResponse:
    known, calendars = programmes(request.by.day), reporting_calendars(request.by)
    if wants_json(request):
        told = [{"code": one.code, "name": one.name, "calendar": one.calendar} for one in known.values()]
        return JsonResponse({"programmes": told, "total": len(told), "next": None})
    words = dict(CYCLES)
    rows = [(one, _(words[one.calendar.cycle]), known.get(one.code), one.coming[0]) for one in calendars]
    cycles = [(code, _(word)) for code, word in CYCLES]
    numbers = [(name, _(word)) for name, word in NUMBERS]
    return shown(request, "programmes.html", "programmes", rows=rows, cycles=cycles, numbers=numbers, **more)


def _set(request: Asked) -> str:
    calendar: dict[str, Any] = {"cycle": request.POST["cycle"]} if request.POST.get("cycle") else {}
    for name, word in NUMBERS:
        number = number_field(request.POST.get(name), _(word))
        if number is not None:
            calendar[name] = int(number) if number == int(number) else float(number)
    new = actions.NewProgramme(request.POST.get("code", ""), request.POST.get("name", ""), calendar)
    actions.set_programmes(request.by, [new], request.by.day)
    return _("{name}的填报日历从今天起生效").format(name=new.name)
