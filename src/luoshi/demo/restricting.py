"""A matter of the demonstration that only those named in it can see."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from luoshi.demo.company import Company
from luoshi.demo.hand import cuts_off, take_on, tell
from luoshi.demo.script import county_file
from luoshi.facts import clock
from luoshi.matters import actions
from luoshi.matters.models import Kind, OriginKind


@dataclass
class Restricting:
    """An inquiry: the leader who asked for it, the head of the unit, and the office's clerk and chief know of it."""

    company: Company
    _matters: list[UUID] = field(default_factory=list)

    def work(self, day: date) -> None:
        one = county_file("stations")["closed"]
        if day == self.company.ago(one["issued"]):
            self._issue(one, day)
        for matter in self._matters:
            if day == self.company.ago(one["issued"] - 1):
                take_on(self.company, one["lead"], matter, day)
            elif day == self.company.ago(one["answered"]):
                tell(self.company, one["lead"], matter, day, one["answer"])
            elif cuts_off(self.company, day):
                tell(self.company, one["lead"], matter, day, "正在依规核查。")

    def _issue(self, one: dict[str, Any], day: date) -> None:
        people = self.company.people
        clerk = people.by("督查办/clerk", clock.moment(day, 17, 0))
        leader = people.posts[f"leader/{one['leader']}"]
        decided = actions.Decided(
            title=one["title"],
            unit=people.units[one["lead"]],
            matter_kind=Kind.INSTRUCTION,
            due=self.company.days.add(day, one["due"]),
            text=one["words"],
            leader=leader,
            origin_kind=OriginKind.INSTRUCTION,
            origin_number=one["document"],
            origin_day=day,
            origin_leader=leader,
            origin_words=one["words"],
            restricted=True,
            readers=(leader, people.posts[f"{one['lead']}/head"], people.posts["督查办/chief"]),
        )
        with clock.at(clerk.at):
            self._matters = [actions.record_instruction(clerk, decided)]
