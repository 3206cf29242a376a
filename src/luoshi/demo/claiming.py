"""Honours that units claim points for in the demonstration, who finds what of them, and two written notices."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

from luoshi.appraisal.actions import (
    Honour,
    Notice,
    claim_bonus,
    decide_bonus,
    lift_sanction,
    object_to_bonus,
    pass_bonus,
    return_bonus,
    sanction,
)
from luoshi.demo.company import Company
from luoshi.demo.observing import WHO
from luoshi.demo.photo import paper_photo
from luoshi.demo.script import county_file, last_such_day
from luoshi.facts import clock
from luoshi.matters.actions import attach
from luoshi.org.acting import By
from luoshi.org.rules import setting

FIRST, SECOND, RULED = 1, 3, 6
"""Working days after a claim: its two reviews, and the ruling on what was objected."""
SECOND_WHO = "督查办/chief"


@dataclass
class Claiming:
    """The year's register: claims reviewed, shown, objected to; penalties entered and lifted."""

    company: Company
    _claims: dict[str, UUID] = field(default_factory=dict)
    """Honour → its claim."""
    _notices: dict[str, UUID] = field(default_factory=dict)
    """Reason → the sanction."""

    def work(self, day: date) -> None:
        for one in county_file("merits")["claim"]:
            self._claim(one, day)
        for one in county_file("merits")["notice"]:
            self._notice(one, day)

    def _claim(self, one: dict[str, Any], day: date) -> None:
        on, filed = self._days(one)
        steps = {0: self._file, FIRST: self._first, SECOND: self._second, RULED: self._rule}
        for after, step in steps.items():
            if day == self.company.days.add(filed, after) and _in_window(on, filed):
                step(one, day, on)

    def _days(self, one: dict[str, Any]) -> tuple[date, date]:
        """The day of the document, and of the claim."""
        days = self.company.days
        if "ago" in one:
            filed = self.company.ago(one["ago"])
            return days.add(filed, -one["filed"]), filed
        on = last_such_day(one["on"], self.company.today)
        return on, days.add(on, one["filed"])

    def _file(self, one: dict[str, Any], day: date, on: date) -> None:
        units, by = self.company.people.units, self._at(f"{one['unit']}/reporter", day, 10, 20)
        with clock.at(by.at):
            wanted = Honour(
                units[one["unit"]],
                one["merit"],
                one["level"],
                one["subject"],
                one["honour"],
                one["reference"].format(year=on.year),
                on,
                _paper(by, one["honour"]),
                [(units[unit], Decimal(str(share))) for unit, share in one.get("share", {}).items()],
            )
            self._claims[one["honour"]] = claim_bonus(by, wanted)

    def _first(self, one: dict[str, Any], day: date, _on: date) -> None:
        by = self._at(WHO, day, 15, 10)
        with clock.at(by.at):
            pass_bonus(by, self._claims[one["honour"]], one["first"])

    def _second(self, one: dict[str, Any], day: date, _on: date) -> None:
        """The second one's word, and where somebody objects, what is said on the page the same afternoon."""
        by, claim = self._at(SECOND_WHO, day, 9, 40), self._claims[one["honour"]]
        with clock.at(by.at):
            if "returns" in one:
                return_bonus(by, claim, one["returns"])
            else:
                pass_bonus(by, claim, one["second"])
        if "objector" in one:
            objecting = self.company.head(one["objector"], day, 16, 20)
            with clock.at(objecting.at):
                unit, paper = self.company.people.units[one["objector"]], _paper(objecting, one["objection"])
                object_to_bonus(objecting, claim, unit, one["objection"], paper)

    def _rule(self, one: dict[str, Any], day: date, _on: date) -> None:
        if "ruling" not in one:
            return
        by = self._at(WHO, day, 11, 0)
        with clock.at(by.at):
            decide_bonus(by, self._claims[one["honour"]], keeps=True, words=one["ruling"])

    def _notice(self, one: dict[str, Any], day: date) -> None:
        on = last_such_day(one["on"], self.company.today)
        entered = self.company.days.add(on, one["entered"])
        by = self._at(WHO, day, 16, 0)
        if day == entered:
            with clock.at(by.at):
                self._notices[one["reason"]] = sanction(by, self._as_written(by, one, on))
        elif "lifted" in one and day == self.company.days.add(entered, one["lifted"]):
            with clock.at(by.at):
                lift_sanction(by, self._notices[one["reason"]], one["because"].format(year=on.year))

    def _as_written(self, by: By, one: dict[str, Any], on: date) -> Notice:
        return Notice(
            self.company.people.units[one["unit"]],
            one["what"],
            Decimal(one["points"]),
            one["body"],
            one["number"].format(year=on.year),
            on,
            one["reason"],
            _paper(by, one["reason"]),
        )

    def _at(self, who: str, day: date, hour: int, minute: int) -> By:
        return self.company.people.by(who, clock.moment(day, hour, minute))


def _in_window(on: date, filed: date) -> bool:
    window = setting("bonus_window", filed)
    return filed <= date(on.year, window["month"], window["day"])


def _paper(by: By, about: str) -> str:
    return attach(by, f"{about[:20]}.png", paper_photo(Random(about)))
