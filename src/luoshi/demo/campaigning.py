"""A campaign of the demonstration: begun some weeks ago, counted every working day, with days still to go."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any
from uuid import UUID

from luoshi.demo.company import Company
from luoshi.demo.observing import WHO
from luoshi.demo.script import county_file
from luoshi.facts import clock
from luoshi.indicators.actions import NewCampaign, begin_campaign, count_day

PEOPLE = 10_000
"""The population stands in units of so many."""
USUAL = (1.06, 1.16)
"""How fast a town goes of which nothing is said; at 1 it is done on the last day."""
MOST = 0.97
"""Somebody always moved away, or cannot."""
SLOW_START = 1.08


@dataclass
class Campaigning:
    """The campaign's days: who is concerned follows from the towns' people, who lags from the script."""

    company: Company
    _reached: dict[str, int] = field(default_factory=dict)
    _taken_off: dict[str, int] = field(default_factory=dict)

    def work(self, day: date) -> None:
        one = county_file("stations")["campaign"]
        begins = self.company.ago(one["begins"])
        if day == begins:
            self._begin(one, day)
        if day > begins and self.company.days.is_workday(day):
            self._count(one, day)

    def _begin(self, one: dict[str, Any], day: date) -> None:
        by = self.company.people.by(WHO, clock.moment(day, 9, 10))
        units = self.company.people.units
        new = NewCampaign(
            one["code"],
            one["name"],
            one["unit"],
            day,
            self._ends(one),
            {units[town]: concerned for town, concerned in _concerned(one).items()},
            wanted=one["wanted"],
            owner=units[one["owner"]],
        )
        with clock.at(by.at):
            begin_campaign(by, new)

    def _count(self, one: dict[str, Any], day: date) -> None:
        by = self.company.people.by(WHO, clock.moment(day, 17, 40))
        cut = one["cut"]
        cuts = day == self.company.ago(cut["ago"])
        figures: list[tuple[UUID, int]] = []
        for town, concerned in _concerned(one).items():
            counted = self._counted(one, town, concerned, day)
            if cuts and town == cut["unit"]:
                self._taken_off[town] = counted - self._reached[town] + cut["less"]
            self._reached[town] = max(counted - self._taken_off.get(town, 0), 0)
            figures.append((self.company.people.units[town], self._reached[town]))
        with clock.at(by.at):
            count_day(by, one["code"], day, figures, reason=cut["reason"] if cuts else "")

    def _counted(self, one: dict[str, Any], town: str, concerned: int, day: date) -> int:
        """What a town had counted by the end of a day: more every day, at its own pace."""
        begins, ends = self.company.ago(one["begins"]), self._ends(one)
        gone = self.company.days.between(begins, day) / self.company.days.between(begins, ends)
        pace = one["pace"].get(town) or Random(f"{one['code']}/{town}").uniform(*USUAL)
        rough = Random(f"{one['code']}/{town}/{day}").uniform(0, 0.006)
        return int(concerned * min(one["wanted"] / 100 * pace * gone**SLOW_START + rough, MOST))

    def _ends(self, one: dict[str, Any]) -> date:
        return self.company.days.add(self.company.today, one["ends"])


def _concerned(one: dict[str, Any]) -> dict[str, int]:
    """Town → how many are concerned there, by its people."""
    return {
        unit["short"]: round(unit["population"] * PEOPLE * one["share"])
        for unit in county_file("units")["unit"]
        if unit["kind"] == "town"
    }
