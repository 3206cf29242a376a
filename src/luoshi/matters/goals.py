"""What a claim binds to, and what it still leaves open: who answers, and a goal for each quarter left."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from luoshi.core.timing.periods import Period
from luoshi.matters.lights import asks_plan
from luoshi.matters.models import Kind, Line, LineRole, Measure, MeasureKind, Stage

LEADER, SECTION, CONTACT, GOALS, PLAN = "leader_in_charge", "section", "contact", "goals", "plan"
WORDS: dict[str, str] = {
    LEADER: "责任领导",
    SECTION: "责任股室",
    CONTACT: "经办人和电话",
    GOALS: "阶段目标",
    PLAN: "节点计划",
}
"""What a claim may have to name: code → its word on the form."""
FEWEST_DIGITS = 7
"""A telephone number without its area code."""


Goal = tuple[str, str, Decimal | None]
"""(quarter as 2026Q3, words, value or None)."""


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """What a claim binds to: who answers inside the unit, and what each quarter left is to bring."""

    leader_in_charge: str = ""
    section: str = ""
    contact: str = ""
    goals: tuple[Goal, ...] = ()


NO_WORDS = ClaimWords()


def quarters_left(day: date, due: date | None, slice_year: int) -> list[str]:
    """The quarters from a day to the due day, within the year that the matter's slice is judged in."""
    end = date(max(slice_year, day.year), 12, 31)
    last = Period.containing(min(due or end, end), "quarter")
    quarter, found = Period.containing(day, "quarter"), []
    while quarter <= last:
        found.append(str(quarter))
        quarter = quarter.next()
    return found or [str(quarter)]


def gathers(line: Line) -> bool:
    """Whether it leads a parent: its units claim and plan their own, it has nothing to bind itself to."""
    return line.role == LineRole.LEAD and bool(line.matter.rollup)


def goals_wanted(line: Line, day: date) -> list[str]:
    """The quarters for which this line's claim names a goal: the lead's alone; an instruction runs in days."""
    matter = line.matter
    if gathers(line) or line.role != LineRole.LEAD or matter.matter_kind == Kind.INSTRUCTION:
        return []
    return quarters_left(day, matter.due, matter.slice_year)


def counted_measures(matters: Sequence[UUID]) -> dict[UUID, Measure]:
    """The first measure of each matter that is a quantity: its goals are numbers."""
    found: dict[UUID, Measure] = {}
    for measure in Measure.rows.filter(matter__in=matters).order_by("id"):
        if measure.value is not None and measure.measure_kind != MeasureKind.YES_NO:
            found.setdefault(measure.matter_id, measure)
    return found


def names_person_and_number(contact: str) -> bool:
    digits = sum(letter.isdigit() for letter in contact)
    return digits >= FEWEST_DIGITS and any(letter.isalpha() and not letter.isdigit() for letter in contact)


def open_points(
    line: Line, leader: str, section: str, has_contact: bool, quarters: Iterable[str], goals: Collection[str]
) -> list[str]:
    """What a claim leaves open, whatever the county asks for: codes of `WORDS`, and quarters without a goal.

    A co-operating unit only confirms its part, and a parent only adds up: nothing more is asked of them.
    """
    if line.role == LineRole.CO or gathers(line):
        return []
    points = [(LEADER, bool(leader)), (SECTION, bool(section)), (CONTACT, has_contact)]
    return [code for code, there in points if not there] + [one for one in quarters if one not in goals]


def missing(line: Line, words: ClaimWords, day: date, counted: Measure | None, needs: Collection[str]) -> list[str]:
    """What a claim in these words would leave open of what the county asks for."""
    named = {quarter for quarter, text, value in words.goals if value is not None or (text.strip() and counted is None)}
    lacks = open_points(
        line,
        words.leader_in_charge.strip(),
        words.section.strip(),
        names_person_and_number(words.contact),
        goals_wanted(line, day),
        named,
    )
    return asked_of(lacks, needs)


def asked_of(lacks: Iterable[str], needs: Collection[str]) -> list[str]:
    """Of what is open, that which the county's rule asks for."""
    return [one for one in lacks if (one if one in WORDS else GOALS) in needs]


def still_owed(line: Line, needs: Collection[str]) -> list[str]:
    """What a claimed line still owes, the plan included: codes and quarters."""
    if line.claimed_on is None or line.matter.stage == Stage.ENDED:
        return []
    owed = asked_of(line.lacks, needs)
    plans = line.role == LineRole.LEAD and asks_plan(line.matter) and line.matter.plan_on is None and PLAN in needs
    return [*owed, PLAN] if plans else owed


def said(lacks: Iterable[str]) -> str:
    """「责任股室、三季度目标」: what is missing, as the form calls it."""
    return "、".join(WORDS.get(one) or f"{quarter_word(one)}目标" for one in lacks)


def quarter_word(quarter: str) -> str:
    """2026Q3 → 三季度."""
    return Period.parse(quarter).label.partition("年")[2]
