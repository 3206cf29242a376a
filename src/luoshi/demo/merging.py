"""Who comes after whom in the demonstration: units that end, leaders who move; what was open is taken over."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from luoshi.demo.company import Company
from luoshi.demo.people import succeed_on, successions
from luoshi.demo.script import mergers
from luoshi.facts import clock
from luoshi.matters import actions
from luoshi.org.models import Handover, HandoverAccepted

PAPER = "县委办、县政府办关于{unit}并入{successor}的通知"
TAKES_OVER = 3
"""Working days after which the list of what is open is accepted."""


@dataclass
class Merging:
    """Mergers and successions, on their days."""

    company: Company
    units: dict[date, list[tuple[str, str]]] = field(default_factory=dict)
    leaders: dict[date, list[dict[str, str]]] = field(default_factory=dict)
    _accepts: dict[date, list[str]] = field(default_factory=dict)
    """Day → those who accept on it what was handed over to them."""

    def __post_init__(self) -> None:
        for unit, (day, successor) in mergers(self.company.today).items():
            self.units.setdefault(day, []).append((unit, successor))
        self.leaders = successions(self.company.today)

    def happens(self, day: date) -> bool:
        return day in self.units or day in self.leaders

    def change(self, day: date) -> None:
        """Who ends and who comes on this day; then what was open is accepted."""
        taking = [self._merge(unit, successor, day) for unit, successor in self.units.get(day, ())]
        with clock.at(clock.moment(day, 8, 30)):
            taking += succeed_on(self.company.people, clock.moment(day, 8, 30), self.leaders.get(day, []))
        if taking:
            self._accepts.setdefault(self.company.days.add(day, TAKES_OVER), []).extend(taking)
        for who in self._accepts.pop(day, ()):
            self._accept(who, day)

    def _merge(self, unit: str, successor: str, day: date) -> str:
        people = self.company.people
        by = people.by("府办/admin", clock.moment(day, 9, 0))
        with clock.at(by.at):
            paper = PAPER.format(unit=unit, successor=successor)
            actions.merge_units(by, [people.units.pop(unit)], people.units[successor], day, paper=paper)
        for one in self.company.live.values():
            if one.part.lead == unit:
                one.part = replace(one.part, lead=successor)
        return f"{successor}/head"

    def _accept(self, who: str, day: date) -> None:
        by = self.company.people.by(who, clock.moment(day, 15, 0))
        accepted = HandoverAccepted.rows.values("handover")
        given = Handover.rows.filter(successor__in=[by.official, *by.units]).exclude(uuid__in=accepted)
        with clock.at(by.at):
            for handover in given.values_list("uuid", flat=True):
                actions.accept_handover(by, handover)
