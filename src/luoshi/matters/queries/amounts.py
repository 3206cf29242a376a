"""What a month counts of each unit's quantities, against what their paths ask by then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from luoshi.core.timing.periods import Period
from luoshi.facts.canonical import decimal_text
from luoshi.facts.clock import local_day
from luoshi.matters import paths
from luoshi.matters.calendars import calendars
from luoshi.matters.counting import counted, done, supplied_on
from luoshi.matters.models import Filing, Matter, Measure, Verdict
from luoshi.matters.queries.figure import NOT_ASKED, Amount, Answered, Reason, Window, is_routine
from luoshi.matters.queries.pooling import Quantity, Weights, times
from luoshi.matters.queries.waits import NEVER, Waits
from luoshi.matters.queries.whose import OF_UNITS, Whose
from luoshi.org.directory import Directory, directory
from luoshi.org.queries import workdays
from luoshi.org.rules import setting

EXACT = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a month's matters before their quantities are counted."""

    weights: Weights
    waiting: Mapping[UUID, Waits]
    reported: Mapping[UUID, Answered]
    closed: datetime | None
    """When the month was closed: what came, or was signed, later is in the next."""


def quantities(
    matters: dict[UUID, Matter], measures: list[Measure], month: Known, window: Window, whose: Whose = OF_UNITS
) -> Iterable[tuple[UUID, Reason]]:
    """(Subject, what one of its matters brings) for every counted quantity of which something should have been done."""
    known, days = calendars(window.last), workdays()
    values = counted(
        {one.report: one for one in _stood_then(matters, month.closed) if _is_of(one, matters[one.matter_id], window)}
    )
    judged_on, close_day = window.last + timedelta(days=1), int(setting("data_close_day", window.last))
    given = supplied_on(measures, judged_on, close_day, days)
    names = directory(window.last)
    written = Written(month.weights)
    for measure in measures:
        matter = matters[measure.matter_id]
        measure.supplied, measure.supplied_value = given.get((matter.uuid, measure.code), ("", None))
        wait = month.waiting.get(matter.uuid, NEVER)
        steps = paths.steps(measure, matter, known.of(matter.programme), days, close_day, wait.days)
        expected = max((share for at, share in steps if at <= judged_on), default=0.0)
        if expected <= 0 or is_routine(matter, window):
            continue
        measure.done = done(measure, values)  # as of the month, not of the day on which it is closed again
        answered = NOT_ASKED if measure.supplied else month.reported.get(matter.uuid, NOT_ASKED)
        for subject in whose.of_matter(matter):
            amount, is_again = written.amount(subject, measure, matter, expected, counts=answered.counts)
            if amount.expected <= 0:
                continue
            what = _standing(measure, answered, expected, is_again=is_again) + _stood(wait, names, window)
            is_met = amount.done >= amount.expected or (is_again and paths.share_done(measure) >= expected)
            yield subject, Reason(matter.uuid, matter.number, matter.title, what, is_met, amount=amount)


def _stood_then(matters: dict[UUID, Matter], closed: datetime | None) -> Iterable[Filing]:
    """The reports that stand; of a closed month those that stood then, by what was found of them since."""
    filed = Filing.rows.filter(matter__in=list(matters))
    if closed is None:
        return filed.filter(stands=True)
    newest = {(one.matter_id, one.period): one for one in filed.filter(filed_at__lte=closed).order_by("filed_at")}
    by_then = local_day(closed)
    return [
        one
        for one in newest.values()
        if one.signed_on and one.signed_on <= by_then and one.verdict in ("", Verdict.ACCEPTED)
    ]


def _is_of(filing: Filing, matter: Matter, window: Window) -> bool:
    """Whether it speaks of the month or of earlier ones: a week that runs on into the next month by its cut-off."""
    period = Period.parse(filing.period)
    if period.is_short:
        return calendars(window.last).of(matter.programme).cutoff_day_of(period, workdays()) <= window.last
    return period.last <= window.period.last


def _standing(measure: Measure, answered: Answered, expected: float, *, is_again: bool) -> str:
    """完成投资 216/980 万元（22.1%），序时 433.16 万元（44.2%）."""
    value, unit = measure.value or Decimal(0), measure.unit_of_measure
    source = ("，统计数，已计一次" if is_again else "，统计数") if measure.supplied else ""
    asked = f"，序时 {_short(Decimal(str(expected)) * value)} {unit}（{expected:.1%}）"
    if not answered.counts:
        return f"{measure.name} 本月不计（{answered.what}）{asked}"
    reached = f"{_short(measure.done or Decimal(0))}/{_short(value)} {unit}"
    return f"{measure.name} {reached}（{paths.share_done(measure):.1%}{source}）{asked}"


def _stood(wait: Waits, names: Directory, window: Window) -> str:
    """，等电力公司解决堵点，序时停 124 天."""
    days = wait.days(window.last)
    return f"，等{'、'.join(map(names.unit_name, wait.holders))}解决堵点，序时停 {days} 天" if days else ""


def _short(value: Decimal) -> str:
    return decimal_text(round(value, 2))


@dataclass(slots=True)
class Written:
    """In which unit of measure a subject's quantity is added up, and which of its units' statistics it has had."""

    weights: Weights
    _units: dict[tuple[UUID, Quantity], tuple[str, Decimal]] = field(default_factory=dict)
    _given: set[tuple[UUID, UUID, str, date | None]] = field(default_factory=set)

    def amount(
        self, subject: UUID, measure: Measure, matter: Matter, expected: float, *, counts: bool
    ) -> tuple[Amount, bool]:
        """What a matter brings, and whether its figure has been brought already: the statistics have one for a unit,
        whatever the number of matters that it is given to for the same day."""
        known = (subject, Quantity.of(measure))
        name, per = self._units.setdefault(known, (measure.unit_of_measure, times(measure)))
        given = (subject, matter.unit, measure.code, matter.due)
        is_again = bool(measure.supplied) and given in self._given
        if measure.supplied:
            self._given.add(given)
        factor = times(measure) / per
        brought = (measure.done or Decimal(0)) * factor if counts and not is_again else Decimal(0)
        asked = (Decimal(str(expected)) * (measure.value or Decimal(0)) * factor).quantize(EXACT)
        return Amount(known[1].name, name, brought, asked, self.weights.measures[measure.pk]), is_again
