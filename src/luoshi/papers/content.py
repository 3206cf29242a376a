"""What a circular says, as facts: figures, names, days. No sentence and no adjective; those are made in `writing`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

LIT = ("green", "yellow", "red")
"""What is in hand has one of these lights; the rest has ended, or is postponed."""
LONG_RED = 90
"""Days after which a red light is counted apart."""


@dataclass(frozen=True, slots=True)
class Offices:
    """Who issues the paper and to whom it goes, by the names of its day."""

    county: str
    """「云岭县」; empty where the register does not say."""
    supervision: str
    """The office that compiles it: that of the chief of supervision."""
    answer_to: str
    """The compiling office as it is called within the county: where the units send their answers."""
    printing: str
    """The government office, which prints and dispatches it."""
    copies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How many of something a unit has."""

    unit: UUID
    name: str
    n: int


@dataclass(frozen=True, slots=True)
class Standing:
    """A matter at the cut-off: its light as it was known then, since when, and why."""

    matter: UUID
    number: str
    title: str
    unit: UUID
    unit_name: str
    light: str
    """green, yellow, red; done; or another of the codes of an end."""
    since: date | None
    due: date | None
    ended_on: date | None
    reason: str = ""
    group: str = ""
    """Which cause weighs most: overdue, node_missed, behind_path, unreported, other."""


@dataclass(frozen=True, slots=True)
class NodeDue:
    """A node that was due in the month, and whether it was passed by the cut-off."""

    matter: UUID
    number: str
    what: str
    """The node and its day: 「主体封顶（10-20）」."""
    unit: UUID
    unit_name: str
    kept: bool


@dataclass(frozen=True, slots=True)
class Owed:
    """A report that was owed for the month: in time, late or missing."""

    matter: UUID
    number: str
    title: str
    unit: UUID
    unit_name: str
    state: str


@dataclass(frozen=True, slots=True)
class OverduePromise:
    """A blocker whose day has passed: who was to clear it, for whom, by when."""

    matter: UUID
    number: str
    matter_title: str
    title: str
    holder: UUID
    holder_name: str
    asker_name: str
    day: date
    promised: bool
    """Whether the clearing unit itself named the day; else it is the day by which the asking unit needs it."""
    days: int
    times_moved: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A unit's place in its group's sealed ranking. `change`: the places it has won since the last that was ranked."""

    rank: int | None
    unit_name: str
    score: str
    change: int | None


@dataclass(frozen=True, slots=True)
class GroupRanking:
    name: str
    rows: tuple[Placed, ...]
    compared: str = ""
    """With which month the places are compared, where it is not the one before: 比9月."""


@dataclass(frozen=True, slots=True)
class Deadlines:
    """By which day who answers: working days after the day on which the paper is to go out."""

    issue: date
    missing: date
    lagging: date
    blockers: date
    next_label: str
    next_cutoff: date


@dataclass(frozen=True, slots=True)
class AskedOutOfRule:
    """An extension asked for late, or for a second time."""

    matter: UUID
    number: str
    title: str
    unit: UUID
    unit_name: str
    late: bool
    nth: int


@dataclass(frozen=True, slots=True)
class Circular:
    """The month's circular on how the county's matters stand: everything it says, and nothing it does not."""

    period: str
    label: str
    """「2026年10月」."""
    first: date
    cutoff: date
    as_of: date
    """The day on which the grace for the heads' signatures ended: lights are those of this day, as known on it."""
    offices: Offices
    matters: tuple[Standing, ...]
    red_before: frozenset[UUID]
    """The matters that were red at the cut-off of the month before."""
    nodes: tuple[NodeDue, ...]
    kept: tuple[Count, ...]
    """Units that passed every node due in the month, with nothing red and no report late or missing."""
    reports: tuple[Owed, ...]
    promises: tuple[OverduePromise, ...]
    ranking: tuple[GroupRanking, ...]
    """Empty: the month's ranking is not sealed."""
    deadlines: Deadlines
    extensions: tuple[AskedOutOfRule, ...] = ()
    """Extensions asked for in the month, late or for a second time."""

    def of_light(self, *lights: str) -> list[Standing]:
        return [one for one in self.matters if one.light in lights]

    @property
    def red(self) -> list[Standing]:
        """The longest red first."""
        return sorted(self.of_light("red"), key=lambda one: (one.since or date.max, one.number))

    @property
    def ended(self) -> list[Standing]:
        return [one for one in self.matters if one.light not in LIT]

    @property
    def done_in_month(self) -> list[Standing]:
        return [one for one in self.of_light("done") if one.ended_on and self.first <= one.ended_on]

    @property
    def done_early(self) -> list[Standing]:
        return [one for one in self.done_in_month if one.due and one.ended_on and one.ended_on < one.due]

    @property
    def long_red(self) -> list[Standing]:
        return [one for one in self.red if one.since and (self.as_of - one.since).days >= LONG_RED]

    @property
    def newly_red(self) -> list[Standing]:
        return [one for one in self.red if one.matter not in self.red_before]

    @property
    def live(self) -> list[Standing]:
        return [one for one in self.matters if one.light in LIT]

    @property
    def year(self) -> int:
        return int(self.period[:4])

    @property
    def month(self) -> str:
        """「10月」."""
        return self.label.removeprefix(f"{self.year}年")

    def of_state(self, state: str) -> list[Owed]:
        return [one for one in self.reports if one.state == state]


def by_unit(things: list[Standing] | list[Owed] | list[AskedOutOfRule]) -> list[Count]:
    """How many each unit has: the most first."""
    counts: dict[tuple[UUID, str], int] = {}
    for one in things:
        key = (one.unit, one.unit_name)
        counts[key] = counts.get(key, 0) + 1
    return [Count(unit, name, n) for (unit, name), n in sorted(counts.items(), key=lambda item: (-item[1], item[0][1]))]
