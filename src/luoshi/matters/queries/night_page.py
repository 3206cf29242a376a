"""What the page of all of a unit's reports shows: a row a matter, and how many of them are filled."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from luoshi.core.timing.periods import Period
from luoshi.matters.entering import Asked, Entered, wrong
from luoshi.matters.models import Filing, Matter, Measure, Node, Report, ReportDraft, Verdict
from luoshi.matters.words import place_of, supplied_words


@dataclass(frozen=True, slots=True)
class NumberAsked:
    """A number to enter, and the last one beside it."""

    measure: Measure
    before: Decimal | None
    typed: str


@dataclass(frozen=True, slots=True)
class NumberSupplied:
    """A number that is not asked for: the statistics give it."""

    measure: Measure

    @property
    def words(self) -> str:
        return supplied_words(self.measure)


@dataclass(frozen=True, slots=True)
class NodeAsked:
    node: Node
    ticked: bool


@dataclass(frozen=True, slots=True)
class NightRow:
    """One matter: what was said last, what is entered now, and what has become of it."""

    matter: Matter
    period: Period
    """Its programme's own: for a quarterly one 2026Q4 among months."""
    closes: date
    cutoff: datetime
    number: str
    light: str
    before: Report | None
    asked: Asked
    numbers: list[NumberAsked]
    supplied: list[NumberSupplied]
    nodes: list[NodeAsked]
    later: list[NodeAsked]
    entered: Entered
    draft: ReportDraft | None
    filing: Filing | None
    report: Report | None
    """What was filed for this period, with its content."""
    reported: Entered | None

    @property
    def place(self) -> str:
        return place_of(self.matter)

    @property
    def version(self) -> int:
        return self.draft.version if self.draft else 0

    @property
    def sent_back(self) -> str:
        """Why the report of this period came back, if it did."""
        filing = self.filing
        if filing is None or not (filing.sent_back or filing.verdict == Verdict.RETURNED):
            return ""
        return filing.sent_back or filing.verdict_reason

    @property
    def overtaken(self) -> bool:
        """Whether somebody has filed another report while this was being written."""
        draft, filing = self.draft, self.filing
        if draft is None or draft.filed or not draft.answered:
            return False
        return filing is not None and filing.report != draft.based_on

    @property
    def state(self) -> str:
        """filed: has left her hands; ready: entered, not sent; empty: still to be entered."""
        if self.draft is not None and self.draft.answered and not self.draft.filed:
            return "ready"
        return "filed" if self.filing is not None and not self.sent_back else "empty"

    @property
    def faults(self) -> list[tuple[str, Any]]:
        return wrong(self.entered, self.asked) if self.state == "ready" else []

    @property
    def stood_still(self) -> bool:
        return self.before is not None and self.before.no_change is not None


@dataclass(frozen=True, slots=True)
class Night:
    """A unit's evening before the cut-off."""

    unit: UUID
    unit_name: str
    period: Period
    cutoff: datetime
    """Local wall time without zone."""
    cutoff_day: date
    cutoff_hour: int
    signed_until: datetime
    seconds_left: int
    for_another: bool
    """Entered by the office for the unit, with the unit's paper."""
    signers: list[str]
    most: int
    rows: list[NightRow] = field(default_factory=list)

    def count(self, state: str) -> int:
        return sum(1 for row in self.rows if row.state == state)

    @property
    def entered(self) -> int:
        return len(self.rows) - self.count("empty")

    @property
    def empty(self) -> int:
        return self.count("empty")

    @property
    def ready(self) -> int:
        return self.count("ready")

    @property
    def filed(self) -> int:
        return self.count("filed")

    @property
    def lit(self) -> int:
        return sum(1 for row in self.rows if row.light in ("red", "yellow"))

    @property
    def stood_still(self) -> int:
        return sum(1 for row in self.rows if row.stood_still)

    @property
    def restricted(self) -> int:
        return sum(1 for row in self.rows if row.matter.restricted)
