"""The daily round: what the calendar settles. Days that were missed are caught up, in order."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from luoshi.appraisal.actions import settle_touched
from luoshi.facts import clock
from luoshi.facts.models import Stamp
from luoshi.matters.actions import accept_by_silence, approve_plans_by_silence, settle_silence
from luoshi.matters.actions.handover import hand_over_due
from luoshi.org.acting import system
from luoshi.org.queries import workdays

LAST = "last_round"


def catch_up(at: datetime) -> list[date]:
    """Runs the round for every day up to this one that has not had it. Answers the days.

    Of the last one what was sealed is compared with what came later: that of a day that is over nobody looks at."""
    day = clock.local_day(at)
    first = _last_round() or day - timedelta(days=1)
    done = []
    while first < day:
        first += timedelta(days=1)
        run_round(first)
        done.append(first)
    if done:
        with clock.at(clock.moment(day, 0, 10)), transaction.atomic():
            settle_touched(system(clock.moment(day, 0, 10)))
    return done


def run_round(day: date) -> int:
    """One day's round, at ten past midnight. Answers how many lines, plans and units' comments silence has settled."""
    moment = clock.moment(day, 0, 10)
    with clock.at(moment), transaction.atomic():
        hand_over_due(system(moment))
        settled = 0
        if workdays().is_workday(day):
            by = system(moment)
            settled = accept_by_silence(by) + approve_plans_by_silence(by) + settle_silence(by)
        Stamp.rows.update_or_create(key=LAST, defaults={"value": day.isoformat()})
    return settled


def _last_round() -> date | None:
    stamp = Stamp.rows.filter(key=LAST).first()
    return date.fromisoformat(stamp.value) if stamp else None
