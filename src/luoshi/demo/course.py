"""How a matter of the demonstration goes, month by month: when its nodes really pass and what its reports count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from luoshi.demo import season
from luoshi.demo.script import Act, Part

STEADY = {"smooth", "done_early", "late_reporter"}
"""Those who are done by their day, and say so on it."""
LEAP_DAY = 28
MADE_UP = 0.8
"""How often a report that was missed is made up for a week later."""
STUCK = {"blocked", "passed_on", "honest", "stalled", "ceremony", "split"}
SILENT = {"never_reports"}


@dataclass(frozen=True, slots=True)
class Month:
    """What one report of a matter holds."""

    reported: bool
    late_days: int
    passed: tuple[int, ...]
    """Which of its nodes, by place."""
    amounts: dict[str, Decimal]
    """By measure: what the period added."""
    totals: dict[str, Decimal]
    unchanged: bool


class Course:
    """One matter's year, settled by its part and its chance alone."""

    def __init__(self, part: Part, chance: Random) -> None:
        self.part = part
        self.chance = chance
        self.totals = {str(measure["code"]): Decimal(0) for measure in part.counting}
        self.passed: set[int] = set()
        self.caught = False
        """Found untrue once: from then on it tells what there is."""
        self.freed = part.course in ("blocked", "passed_on", "honest") and chance.random() < 0.6 and not part.cast
        """What held it up is cleared after some weeks, and it goes on, late."""
        self.shift = self._shift()
        self.stops_on = self._stops_on()

    def _shift(self) -> int:
        """How many days its nodes pass after (before) their day."""
        course, strong = self.part.course, self.part.intensity
        if course == "done_early":
            return -int(10 + 25 * strong)
        if course in ("contradictory", "suddenly_perfect"):
            return int(15 + 60 * strong)
        if course in ("slow", "extension") or self.freed:
            return int(4 + 20 * strong)
        if course == "late_reporter":
            return self.chance.randint(0, 8)
        return self.chance.randint(-9, 1)

    def _stops_on(self) -> date | None:
        if self.part.course not in STUCK or self.freed:
            return None
        given = (self.part.due - self.part.issued).days
        return self.part.issued + timedelta(days=int(given * (0.45 - 0.25 * self.part.intensity)))

    def real_day(self, node: Act) -> date | None:
        """The day on which a node really passes. None: not this year."""
        if self.stops_on is not None and node.day > self.stops_on:
            return None
        real = max(node.day + timedelta(days=self.shift), self.part.issued + timedelta(days=3))
        waits = self.part.outdoor and node.phase == "works" and not season.frozen(node.day)
        return season.thaw(real) if waits else real

    def month(self, cutoff: date, *, planned: bool) -> Month:
        """What is reported at a cut-off: what has been counted, and which nodes of the plan have passed since."""
        reported = self._reports()
        late = self._late() if reported else 0
        if not reported and self.part.course not in SILENT:
            late = self.chance.randint(5, 9) if self.chance.random() < MADE_UP else 0
        if not reported and not late:
            return Month(False, 0, (), {}, dict(self.totals), False)
        passed = self._passed_by(cutoff) if planned else ()
        amounts = self._amounts(cutoff)
        for code, amount in amounts.items():
            self.totals[code] += amount
        self.passed |= set(passed)
        unchanged = not passed and not any(amounts.values())
        return Month(True, late, passed, amounts, dict(self.totals), unchanged)

    def take_back(self, month: Month) -> None:
        """A report that does not stand: what it counted is still to be told."""
        self.passed -= set(month.passed)
        for code, amount in month.amounts.items():
            self.totals[code] -= amount

    @property
    def complete(self) -> bool:
        """Whether all that it counts is there, or nearly."""
        return all(
            self.totals[str(measure["code"])] >= Decimal(str(measure["value"])) * Decimal("0.97")
            for measure in self.part.counting
        )

    @property
    def share(self) -> float:
        """The share of its work that is done: of what it counts, else of its nodes by their weights."""
        shares = [min(float(self.totals[str(m["code"])]) / float(m["value"]), 1.0) for m in self.part.counting]
        if shares:
            return sum(shares) / len(shares)
        whole = sum(node.weight for node in self.part.nodes) or 1
        return sum(self.part.nodes[place].weight for place in self.passed) / whole

    @property
    def total(self) -> Decimal:
        """What has been counted of the first of its measures."""
        return next(iter(self.totals.values()), Decimal(0))

    def whole(self) -> Month:
        """A short matter reports once: all of it."""
        left = tuple(place for place in range(len(self.part.nodes)) if place not in self.passed)
        self.passed |= set(left)
        amounts = {}
        for measure in self.part.counting:
            code = str(measure["code"])
            amounts[code] = Decimal(str(measure["value"])) - self.totals[code]
            self.totals[code] += amounts[code]
        return Month(True, 0, left, amounts, dict(self.totals), False)

    def _reports(self) -> bool:
        if self.part.course in SILENT:
            return False
        missing = 0.30 if self.part.course == "late_reporter" else 0.14 if self.part.course in STUCK else 0.025
        return self.chance.random() > missing * (0.5 + self.part.intensity)

    def _late(self) -> int:
        often = 0.6 if self.part.course == "late_reporter" else 0.03
        return self.chance.randint(1, 4) if self.chance.random() < often else 0

    def _passed_by(self, cutoff: date) -> tuple[int, ...]:
        if self.part.course == "contradictory" and cutoff < self.part.due:
            return ()
        found = []
        for place, node in enumerate(self.part.nodes):
            real = self.real_day(node)
            if place not in self.passed and real is not None and real <= cutoff:
                found.append(place)
        return tuple(found)

    def _amounts(self, cutoff: date) -> dict[str, Decimal]:
        """What each measure gained; whole things are counted whole."""
        if not self.part.counting:
            return {}
        share = Decimal(str(round(self._share(cutoff), 4)))
        amounts = {}
        for measure in self.part.counting:
            code, target = str(measure["code"]), Decimal(str(measure["value"]))
            grain = Decimal(1) if target == target.to_integral_value() else Decimal("0.1")
            amounts[code] = max((target * share).quantize(grain) - self.totals[code], Decimal(0))
        return amounts

    def _share(self, cutoff: date) -> float:
        """The share of the target reached by a cut-off, as this matter goes."""
        part = self.part
        even = part.share_by(cutoff)
        rough = self.chance.uniform(-0.02, 0.03)
        if part.course == "suddenly_perfect":
            leaps = even > 0.5 and (cutoff.day == LEAP_DAY or part.cast != "jump")
            return 0.95 if leaps and not self.caught else min(even, 0.38)
        if part.course == "done_early":
            return min(even * 1.25 + rough, 1.0)
        if part.course in ("slow", "extension") or self.freed:
            return (
                max(min(even / (1 + 0.18 * part.intensity) + rough, 1.0), 0.0)
                if even < 1
                else self._catching_up(cutoff)
            )
        if self.stops_on is not None:
            return min(even, part.share_by(self.stops_on)) * 0.9
        if part.course == "contradictory":
            return min(even * 1.15, 1.0)
        return max(min(even * 1.03 + rough, 1.0), 0.0)

    def _catching_up(self, cutoff: date) -> float:
        """A slow matter is done some weeks after its day."""
        over = (cutoff - self.part.due).days
        return min(1 / (1 + 0.18 * self.part.intensity) + over / 100, 1.0)
