"""Tasks of every town in the demonstration, and one whose parts beside the lead's have days of their own."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from luoshi.core.shares import split
from luoshi.demo.company import Company
from luoshi.demo.deciding import Deciding
from luoshi.demo.hand import all_nodes, cuts_off, take_on, tell
from luoshi.demo.script import county_file, part_of
from luoshi.demo.speaking import take_in
from luoshi.facts import clock
from luoshi.matters import actions
from luoshi.matters.models import DraftRow, LineRole, Matter

NODE = {"title": "检查核对", "phase": "desk", "weight": 50}


@dataclass
class SharingOut:
    """What is shared out over the towns, and what several units owe one lead by different days."""

    company: Company
    deciding: Deciding
    _shared: list[UUID] = field(default_factory=list)

    def work(self, day: date) -> None:
        for family in county_file("stations")["family"]:
            if day == self.company.ago(family["issued"]):
                self._issue(family, day)
        self._share(county_file("stations")["shared"], day)

    def _issue(self, family: dict[str, Any], day: date) -> None:
        """A sentence of a circular becomes a parent that the gathering unit keeps, and a child for each town."""
        due = self.company.days.add(day, family["due"])
        sentence = f"{due.month}月{due.day}日前，{family['title']}。"
        found = self._found(family, family["gatherer"], "", None)
        whole = part_of({**found, "passage": sentence}, day, due, self.company.today, self.company.days)
        clerk = self.company.people.by("督查办/clerk", clock.moment(day, 14, 0))
        document = take_in(self.company.people, clerk, f"{family['title']}的通知\n{sentence}", [whole], "通知.txt")
        row = DraftRow.rows.get(document=document, title=family["title"])
        shares = self._shares(family, day)
        with clock.at(clerk.at):
            actions.decompose(clerk, row, row.version, row.unit, family["rollup"], list(shares.values()))
            (parent,) = actions.issue_rows(clerk, document)
        children = dict(Matter.rows.filter(parent=parent).values_list("unit", "uuid"))
        courses = family["course"]
        for place, (town, share) in enumerate(shares.items()):
            found = self._found(family, town, courses[place % len(courses)], share.values.get(_code(family)))
            part = part_of(found, day, share.due or due, self.company.today, self.company.days)
            self.deciding.follow(part, children[share.unit])

    def _shares(self, family: dict[str, Any], day: date) -> dict[str, actions.Share]:
        """Each town's part: its figure by weight, so that they add up to the whole; some have an earlier day."""
        units, weights = self.company.people.units, family.get("weight", {})
        towns = [unit["short"] for unit in county_file("units")["unit"] if unit["kind"] == "town"]
        values: list[Decimal | None] = [None] * len(towns)
        if weights:
            whole = Decimal(family["whole"]).quantize(Decimal("0.01") if "indicator" in family else Decimal(1))
            values = [*split(whole, [Decimal(weights[town]) for town in towns])]
        early = self.company.days.add(day, family["early_due"]) if "early" in family else None
        return {
            town: actions.Share(
                units[town], early if town in family.get("early", ()) else None, {_code(family): value} if value else {}
            )
            for town, value in zip(towns, values, strict=True)
        }

    def _found(self, family: dict[str, Any], unit: str, course: str, value: Decimal | None) -> dict[str, Any]:
        """The matter as a file would have it, for the whole or for one town."""
        measure = {"code": _code(family), "what": family.get("what", ""), "op": ">=", "unit": family.get("unit", "")}
        counted = {**measure, "value": _plain(value or family.get("whole", 0)), "kind": "flow", "direction": 1}
        return {
            "number": f"{family['title']}/{unit}",
            "kind": "task",
            "title": family["title"],
            "lead": unit,
            "post": family["post"],
            "course": course,
            "origin": {"level": "县", "kind": "文件"},
            "measure": [counted] if "whole" in family else [],
            "node": [
                {**NODE, "title": "底数核对和方案", "day": f"+{family['first']}wd"},
                {**NODE, "title": family.get("last", "逐处完成并销号"), "day": f"+{family['due']}wd"},
            ],
        }

    def _share(self, one: dict[str, Any], day: date) -> None:
        """A matter whose lead says which of the others' parts have come and which have not."""
        people, add = self.company.people, self.company.days.add
        if day == self.company.ago(one["issued"]):
            clerk = people.by("督查办/clerk", clock.moment(day, 11, 20))
            lines = [
                actions.LineWanted(people.units[part["unit"]], LineRole.CO, due=add(day, part["due"]))
                for part in one["part"]
            ]
            decided = actions.Decided(
                title=one["title"],
                unit=people.units[one["lead"]],
                matter_kind="task",
                due=add(day, one["due"]),
                text=one["title"],
                leader=people.posts[f"leader/{one['post']}"],
                others=tuple(lines),
            )
            with clock.at(clerk.at):
                self._shared = actions.issue(clerk, [decided])
        for matter in self._shared:
            self._tell(one, matter, day)

    def _tell(self, one: dict[str, Any], matter: UUID, day: date) -> None:
        issued, told = self.company.ago(one["issued"]), self.company.ago(one["told"])
        if day == self.company.ago(one["issued"] - 1):
            end = self.company.days.add(issued, one["due"])
            nodes = [("管线图纸会审", self.company.days.add(issued, 12), 40), ("全部迁改到位", end, 60)]
            take_on(self.company, one["lead"], matter, day, nodes)
        if day == told or (day > told and cuts_off(self.company, day)):
            tell(
                self.company,
                one["lead"],
                matter,
                day,
                one["answer"],
                nodes=all_nodes(matter)[:1],
                **self._parts(one, issued),
            )
        elif issued < day < told and cuts_off(self.company, day):
            tell(self.company, one["lead"], matter, day, "管线图纸正在会审，各家已现场对接。")

    def _parts(self, one: dict[str, Any], issued: date) -> dict[str, Any]:
        """Which of the others have delivered, and which have not since their own day."""
        units, add = self.company.people.units, self.company.days.add
        late = [
            (units[part["unit"]], add(issued, part["due"])) for part in one["part"] if part.get("says") == "undelivered"
        ]
        came = [units[part["unit"]] for part in one["part"] if part.get("says") == "delivered"]
        return {"delivered": tuple(came), "undelivered": tuple(late)}


def _code(family: dict[str, Any]) -> str:
    """Its measure's code: the indicator's, where the statistics count it."""
    return str(family.get("indicator", "m1"))


def _plain(value: Decimal | int) -> int | float:
    return int(value) if value == int(value) else float(value)
