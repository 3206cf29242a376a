"""The reporting calendar: what closes when, on both clocks; a data month is closed, a closed month reopened."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luoshi.core.errors import BadInput, Fault
from luoshi.core.timing.periods import Period
from luoshi.matters import actions
from luoshi.matters.models import PeriodStep
from luoshi.matters.queries.calendar import MonthClosings, closings, data_day, data_month_due, reporting_calendars
from luoshi.org.permissions import may
from luoshi.org.signing_in import Asked, only, signed_in
from luoshi.shell.answers import done
from luoshi.shell.faults import wants_json

CLOCKS = dict(PeriodStep.Clock.choices)


@signed_in
def calendar(request: Asked) -> HttpResponse:
    """Until when one reports and signs, programme by programme, and which months are closed."""
    calendars, months = reporting_calendars(request.by), closings(request.by)
    if wants_json(request):
        return JsonResponse(
            {
                "calendars": [
                    {
                        "programme": one.code,
                        "name": one.name,
                        "cycle": one.calendar.cycle,
                        "coming": [
                            {"period": str(c.period), "cutoff": c.cutoff.isoformat(), "grace": c.grace.isoformat()}
                            for c in one.coming
                        ],
                    }
                    for one in calendars
                ],
                "months": [_month_json(one) for one in months],
            }
        )
    due = data_month_due(request.by)
    shown = {
        "calendars": calendars,
        "months": months,
        "may_close": may(request.by, "close"),
        "due": due,
        "due_on": data_day(due, request.by.day) if due else None,
    }
    return render(request, "matters/calendar.html", shown)


def _month_json(one: MonthClosings) -> dict[str, object]:
    steps = {"work": one.work, "data": one.data}
    return {
        "period": str(one.period),
        "published_with": str(one.published_with) if one.published_with else None,
        **{
            clock: {"closed": step.closed, "day": step.day.isoformat(), "reason": step.reason} if step else None
            for clock, step in steps.items()
        },
    }


@only("close")
@require_POST
def close(request: Asked) -> HttpResponse:
    """Closes a data month: from now on its statistics change only by a correction."""
    period = _month(request)
    actions.close_period(request.by, period, PeriodStep.Clock.DATA)
    return done(request, _("{month}的数据月已关账").format(month=period.label), reverse("matters:calendar"))


@only("close")
@require_POST
def reopen(request: Asked) -> HttpResponse:
    """Opens a closed month again, with a reason that everybody can read."""
    period, clock = _month(request), request.POST.get("clock", "")
    if clock not in CLOCKS:
        raise BadInput(Fault("没有选重开哪一种账", "选工作月或数据月", "重开"))
    actions.reopen_period(request.by, period, request.POST.get("reason", ""), clock)
    said = _("{month}的{clock}已重开；补报完再关账，会另出一版").format(month=period.label, clock=_(str(CLOCKS[clock])))
    return done(request, said, reverse("matters:calendar"))


def _month(request: Asked) -> Period:
    return Period.parse(request.POST.get("period", ""))
