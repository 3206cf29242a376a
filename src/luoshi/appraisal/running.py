"""Which schemes beside the month's the county runs, and the newest period of each that is over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.appraisal.adopted import revisions
from luoshi.appraisal.models import Closing, SchemeRevision
from luoshi.appraisal.rules import composed_items, holding_text, reviewed_items, source_of
from luoshi.appraisal.terms import CYCLES, Term, within
from luoshi.core.scoring import Scheme
from luoshi.core.timing.periods import Kind, Period
from luoshi.org.queries import report_calendar, workdays
from luoshi.org.rules import setting

LEAST = 3
"""One of so many parts, at least, makes a longer period worth ranking."""


@dataclass(frozen=True, slots=True)
class Running:
    """What is adopted and what is sealed, read once for any number of questions."""

    day: date
    revisions: Sequence[SchemeRevision]
    closed: frozenset[tuple[str, str]]
    """(scheme, period) of every sealed ranking."""

    @classmethod
    def on(cls, day: date, known: Iterable[Closing] | None = None) -> Running:
        """One SELECT, and none where all closings are known."""
        adopted = [one for one in revisions() if one.day <= day]
        closings = Closing.rows.filter(day__lte=day) if known is None else known
        return cls(day, adopted, frozenset((one.scheme, one.period) for one in closings if one.day <= day))

    def cycle(self, code: str) -> Kind | None:
        found = code if code in CYCLES else next((one.cycle for one in self.revisions if one.code == code), "")
        return next((cycle for cycle in CYCLES if cycle == found), None)

    def terms(self) -> list[Term]:
        """Of each scheme the county runs the newest period whose last month's reporting has closed."""
        adopted = {one.code for one in self.revisions if one.since <= self.day} - {str(one) for one in CYCLES}
        codes = [*setting("ranked_periods", self.day), *sorted(adopted)]
        return [self._newest(code, cycle) for code in codes if (cycle := self.cycle(code)) is not None]

    def _newest(self, code: str, cycle: Kind) -> Term:
        period, calendar, days = Period.containing(self.day, cycle), report_calendar(self.day), workdays()
        while calendar.cutoff_day_of(period, days) > self.day:
            period = period.previous()
        return Term(code, period)

    def is_closed(self, term: Term) -> bool:
        return (term.code, str(term.period)) in self.closed

    def scheme(self, term: Term) -> Scheme | None:
        """The rules that hold for a period; None where none do."""
        _revision, text = holding_text(self.revisions, term.period, term.code)
        return Scheme.from_toml(text) if text else None

    def is_reviewed(self, term: Term) -> bool:
        scheme = self.scheme(term)
        return scheme is not None and bool(reviewed_items(scheme))

    def has_begun(self, term: Term) -> bool:
        """Whether enough of what a period is made of has been closed: not a year of which December alone was ranked."""
        parts = self._parts(term)
        return parts is not None and (not parts or any(self._is_enough(found) for found in parts))

    def _is_enough(self, parts: Sequence[tuple[str, str]]) -> bool:
        closed = sum(one in self.closed for one in parts)
        return closed > 0 and closed * LEAST >= len(parts)

    def is_ready(self, term: Term) -> bool:
        """Whether all of what a period is made of is closed, from the first that ever was."""
        return self.has_begun(term) and all(
            one in self.closed for found in self._parts(term) or () for one in found if one[1] >= self._first(one[0])
        )

    def _first(self, code: str) -> str:
        return min((period for scheme, period in self.closed if scheme == code), default="9999")

    def _parts(self, term: Term) -> list[list[tuple[str, str]]] | None:
        """Of each scheme that a period is made of its periods within; None where no rules hold."""
        scheme = self.scheme(term)
        if scheme is None:
            return None
        codes = dict.fromkeys(source_of(item) for item in composed_items(scheme))
        return [
            [(code, str(one)) for one in within(term.period, cycle)]
            for code in codes
            if (cycle := self.cycle(code)) is not None
        ]
