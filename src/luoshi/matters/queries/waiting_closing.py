"""What the desk says around a cut-off: tonight, in the hours of grace for the head, and of what was missed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.core.timing.periods import Period
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


def to_sign(mine: Sequence[Pending], by: By) -> Iterable[Waiting]:
    """One line for all that waits for the signature; around a cut-off it says until when the reports have to be."""
    if not mine:
        return
    closing = _closing(by)
    reports = sum(one.about == "report" and closing is not None and one.period == str(closing.period) for one in mine)
    title, sentence = _("{n} 件待审签").format(n=len(mine)), _("审签后才报出")
    if closing and reports:
        until = closing.calendars.county.grace_end(closing.period, closing.days)
        sentence = _("其中 {n} 份是{period}的填报，最迟 {until} 审签").format(
            n=reports, period=closing.period.label, until=f"{until.month}月{until.day}日 {until:%H:%M}"
        )
    url, tonight = reverse("matters:sign"), bool(reports)
    yield Waiting(_("审签"), title, sentence, url, _("去审签"), by.day, UUID(int=1), tonight=tonight)


def unsigned(mine: Sequence[Pending], by: By) -> Iterable[Waiting]:
    """For who wrote them: reports that the head has not signed, and until when that counts."""
    found = Counter(one.period for one in mine if one.about == "report")
    for asked, n in [(Period.parse(code), n) for code, n in sorted(found.items())]:
        if asked.is_short:
            continue
        within = window(by.day, asked)
        until = within.calendars.county.grace_end(within.period, within.days)
        over = clock.local_time(by.at).replace(tzinfo=None) >= until
        title = _("{period} {n} 项等负责人审签").format(period=within.period.label, n=n)
        said = _("审签宽限 {until} 已过，按没有报计；审签了算逾期") if over else _("最迟 {until} 审签")
        sentence = said.format(until=f"{until.month}月{until.day}日 {until:%H:%M}")
        url = reverse("matters:night") + f"?period={asked}"
        yield Waiting(_("审签"), title, sentence, url, _("查看"), until.date(), UUID(int=4), to_know=not over)


def _closing(by: By) -> Window | None:
    """The period whose cut-off is tonight, or whose reports the head may still sign in time."""
    within = window(by.day)
    if is_tonight(by, within.last):
        return within
    before = window(by.day, within.period.previous())
    until = before.calendars.county.grace_end(before.period, before.days)
    return before if clock.local_time(by.at).replace(tzinfo=None) < until else None


def owed_before(by: By, live: Sequence[Matter], within: Window) -> dict[UUID, Period]:
    """Matters that owed a report for the period that closed last, each with that period."""
    earlier = window(by.day, within.period.previous())
    return {one.uuid: period for one in live if (period := _owed(one, within, earlier, by))}


def _owed(matter: Matter, within: Window, earlier: Window, by: By) -> Period | None:
    """The period for which a matter owed a report then; none if it was not yet the unit's, or nothing was asked."""
    period = within.of(matter.programme)
    period = period.previous() if period and period.is_short else earlier.of(matter.programme)
    if period is None or not matter.reported or not asks_report(matter, period, by.day):
        return None
    closes = within.closes_on(matter.programme, period)
    return period if matter.received_on and matter.received_on <= closes else None


def missed(unfiled: Sequence[tuple[Matter, Period]], written: set[UUID], within: Window) -> Iterable[Waiting]:
    """Of the period that closed last: what a unit has not sent at all. It is kept, and marked late.

    A week or a 旬, which the page of all items shows no more, is reported on the matter's own form.
    """
    closed, late = within.period.previous(), _("已过截止，现在报算逾期")
    long = [one for one, period in unfiled if not period.is_short]
    for unit, n in Counter(one.unit for one in long).items():
        title = _("{period} {n} 项没有报").format(period=closed.label, n=n)
        begun = sum(one.unit == unit and one.uuid in written for one in long)
        said = _("其中 {n} 项填了没有报送；").format(n=begun) + late if begun else late
        url = reverse("matters:night") + f"?unit={unit}&period={closed}"
        yield Waiting(_("填报"), title, said, url, _("去补报"), within.first - timedelta(days=1), unit)
    for one, period in unfiled:
        if period.is_short:
            begun_words = _("填了没有报送；") if one.uuid in written else ""
            title = _("{matter}：{period}没有报").format(matter=one.title, period=period.label)
            url = reverse("matters:report", args=[one.uuid]) + f"?period={period}"
            closes = within.closes_on(one.programme, period)
            yield Waiting(_("填报"), title, begun_words + late, url, _("去补报"), closes, one.uuid)
