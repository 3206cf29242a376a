"""What the desk says around a cut-off: tonight, in the hours of grace for the head, and of what was missed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.facts import clock
from luoshi.matters.lights import asks_report
from luoshi.matters.models import Matter, Pending
from luoshi.matters.queries.desk import Waiting
from luoshi.matters.windows import Window, window
from luoshi.org.acting import By
from luoshi.org.rules import setting


def is_tonight(by: By, closes: date) -> bool:
    """The cut-off day's evening, from the hour at which desks warn."""
    return closes == by.day and clock.local_time(by.at).hour >= int(setting("warn_hour", by.day))


def to_sign(mine: QuerySet[Pending], by: By) -> Iterable[Waiting]:
    """One line for all that waits for the signature; around a cut-off it says until when the reports have to be."""
    closing = _closing(by)
    reports = Q(about="report", period=str(closing.period)) if closing else Q(pk__in=[])
    found = mine.aggregate(n=Count("ref"), reports=Count("ref", filter=reports))
    if not found["n"]:
        return
    title, sentence = _("{n} 件待审签").format(n=found["n"]), _("审签后才报出")
    if closing and found["reports"]:
        until = closing.calendars.county.grace_end(closing.period, closing.days)
        sentence = _("其中 {n} 份是{period}的填报，最迟 {until} 审签").format(
            n=found["reports"], period=closing.period.label, until=f"{until.month}月{until.day}日 {until:%H:%M}"
        )
    url, tonight = reverse("matters:sign"), bool(found["reports"])
    yield Waiting(_("审签"), title, sentence, url, _("去审签"), by.day, UUID(int=1), tonight=tonight)


def _closing(by: By) -> Window | None:
    """The period whose cut-off is tonight, or whose reports the head may still sign in time."""
    within = window(by.day)
    if is_tonight(by, within.last):
        return within
    before = window(by.day, within.period.previous())
    until = before.calendars.county.grace_end(before.period, before.days)
    return before if clock.local_time(by.at).replace(tzinfo=None) < until else None


def owed_before(by: By, live: Sequence[Matter], within: Window) -> dict[UUID, str]:
    """Matters that owed a report for the period that closed last, each with that period."""
    before = window(by.day, within.period.previous())
    return {one.uuid: period for one in live if (period := _owed(one, before, by))}


def missed(
    unfiled: Sequence[Matter], before: Mapping[UUID, str], written: Counter[UUID], within: Window
) -> Iterable[Waiting]:
    """Of the period that closed last: what a unit has not sent at all. It is kept, and marked late."""
    closed = within.period.previous()
    for unit, n in Counter(one.unit for one in unfiled if one.uuid in before).items():
        title = _("{period} {n} 项没有报").format(period=closed.label, n=n)
        late = _("已过截止，现在报算逾期")
        if written[unit]:
            late = _("其中 {n} 项填了没有报送；").format(n=written[unit]) + late
        url = reverse("matters:night") + f"?unit={unit}&period={closed}"
        yield Waiting(_("填报"), title, late, url, _("去补报"), within.first - timedelta(days=1), unit)


def _owed(matter: Matter, before: Window, by: By) -> str:
    """The period for which a matter owed a report then; none if it was not yet the unit's, or nothing was asked."""
    period = before.of(matter.programme)
    if period is None or not matter.reported or not asks_report(matter, period, by.day):
        return ""
    closes = before.closes_on(matter.programme, period)
    return str(period) if matter.received_on and matter.received_on <= closes else ""
