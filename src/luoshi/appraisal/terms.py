"""One ranking to be made: of which scheme, for which period. 2026Q3 is the quarter's own; funds@2026Q3 another's."""

from __future__ import annotations

from dataclasses import dataclass

from luoshi.appraisal.adopted import name_of, revisions, short_form
from luoshi.core.errors import BadInput, Fault
from luoshi.core.timing.periods import Kind, Period

READY: dict[str, str] = {"projects": "重点项目", "leads": "包抓领导", "teams": "专班"}
"""Codes of the schemes that Luoshi brings to start from → what people call their rankings."""
READY_CYCLES: dict[str, Kind] = {"projects": "month", "leads": "quarter", "teams": "quarter"}
CYCLES: tuple[Kind, ...] = ("month", "quarter", "half", "year")
"""From the shortest. Each is also the code of the county's own scheme for such periods."""


@dataclass(frozen=True, slots=True)
class Term:
    """A period as one scheme ranks it."""

    code: str
    period: Period

    @classmethod
    def parse(cls, text: str) -> Term:
        """Reads 2026-06, 2026Q3, 2026 or funds@2026Q3.

        Raises BadInput for what is no period, or for one of another length than the scheme's.
        """
        code, _at, written = text.rpartition("@")
        period = Period.parse(written)
        code = code or period.kind
        cycle = cycle_of(code)
        if cycle is None:
            raise BadInput(Fault(f"没有代码为“{code}”的方案", "先在考核方案里起用它", "期别"))
        if cycle != period.kind:
            like = str(Period(period.year, cycle, 1))
            raise BadInput(Fault(f"“{text}”不是这个方案的一期", f"写成 {like} 这样的期别", "期别"))
        return cls(code, period)

    @classmethod
    def own(cls, period: Period) -> Term:
        """The period by the county's own scheme for such periods."""
        return cls(period.kind, period)

    def __str__(self) -> str:
        return str(self.period) if self.code == self.period.kind else f"{self.code}@{self.period}"

    @property
    def label(self) -> str:
        """As people say it: 2026年三季度; of another scheme with its name as adopted."""
        return self._said(self.name)

    @property
    def short_label(self) -> str:
        """The same where room is scarce."""
        return self._said(short_form(self.name))

    @property
    def name(self) -> str:
        """What people call its rankings; empty for the county's own scheme for such periods."""
        if self.code == self.period.kind:
            return ""
        return READY.get(self.code) or name_of(self.code, self.period) or self.code

    def _said(self, name: str) -> str:
        return f"{self.period.label}（{name}）" if name else self.period.label


def cycle_of(code: str) -> Kind | None:
    """How long the periods of a scheme are; None where nobody has adopted such a scheme."""
    if code in CYCLES:
        return next(cycle for cycle in CYCLES if cycle == code)
    found = {one.code: one.cycle for one in revisions()}.get(code)
    return next((cycle for cycle in CYCLES if cycle == found), None)


def within(period: Period, cycle: Kind) -> list[Period]:
    """The shorter periods of a kind that lie wholly in a period, in order."""
    found = {Period.containing(month.first, cycle) for month in period.months()}
    return sorted(one for one in found if one.first >= period.first and one.last <= period.last and one != period)
