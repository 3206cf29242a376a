"""Days off and make-up working days, as the State Council's notice of the year says."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.core.errors import BadInput, Fault
from luoshi.matters import actions
from luoshi.org.queries import workdays
from luoshi.org.registers import holidays_register
from luoshi.org.signing_in import Asked, only
from luoshi.shell.answers import day_field, number_field
from luoshi.shell.faults import wants_json
from luoshi.web.house.pages import answered, shown

MOST_DAYS = 31
"""A row of days off is never longer than a month: a slip of the year is found."""


@only("appoint")
def holiday_list(request: Asked) -> HttpResponse:
    """The notices that were entered, and whether this year and the next are only reckoned."""
    if request.method == "POST":
        return answered(request, {"enter": _enter}, _list, reverse("house:holidays"))
    return _list(request)


def _list(request: Asked, **more: Any) -> HttpResponse:
    notices, known = holidays_register(), workdays()
    if wants_json(request):
        rows = [
            {"year": one.year, "days": one.days, "source": one.source, "entered": str(one.day)} for one, _w in notices
        ]
        return JsonResponse({"holidays": rows, "total": len(rows), "next": None})
    year = request.by.day.year
    years = [(each, known.is_estimated(each)) for each in (year, year + 1)]
    shown_notices = [(one, who, _runs(one.days, False), _runs(one.days, True)) for one, who in notices]
    return shown(request, "holidays.html", "holidays", notices=shown_notices, years=years, **more)


def _runs(days: dict[str, bool], works: bool) -> str:
    """Days one after the other as a range: 10-01 至 10-08."""
    runs: list[list[date]] = []
    for day in sorted(date.fromisoformat(text) for text, value in days.items() if value == works):
        if runs and day - runs[-1][-1] == timedelta(days=1):
            runs[-1].append(day)
        else:
            runs.append([day])
    return "、".join(f"{run[0]:%m-%d}" if len(run) == 1 else f"{run[0]:%m-%d} 至 {run[-1]:%m-%d}" for run in runs)


def _enter(request: Asked) -> str:
    year = int(number_field(request.POST.get("year"), "年份") or 0)
    if not 1990 <= year <= 2100:
        raise BadInput(Fault("没有写年份", "写四位数的年份", "年份"))
    days = dict.fromkeys(_days(request.POST.get("off", ""), "放假"), False)
    days |= dict.fromkeys(_days(request.POST.get("work", ""), "上班"), True)
    if not days:
        raise BadInput(Fault("一天也没有写", "放假和调休上班的日子，一行一段", "放假"))
    actions.enter_holidays(request.by, year, days, request.POST.get("source", ""))
    return _("{year} 年的放假安排已录入，工作日已重算").format(year=year)


def _days(text: str, place: str) -> list[date]:
    """Lines of a day, or of a first and a last: 2027-10-01 至 2027-10-07."""
    found: list[date] = []
    for line in re.split(r"[\n、，,；;]+", text):
        ends = [end for part in re.split(r"至|到|~|—", line) if (end := day_field(part, place))]
        if not ends:
            continue
        length = (ends[-1] - ends[0]).days
        if len(ends) > 2 or not 0 <= length < MOST_DAYS:
            raise BadInput(Fault(f"“{line.strip()}”不是一段日子", "写成 2027-10-01 至 2027-10-07", place))
        found += [ends[0] + timedelta(days=step) for step in range(length + 1)]
    return found
