"""The turn of the demonstration's year: what is done is struck off, what is not is carried over, a few stay overdue."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from luoshi.demo.company import Company, Live, hash_of
from luoshi.demo.script import LEVELS
from luoshi.facts import clock
from luoshi.matters import actions
from luoshi.matters.models import End, Matter, OriginLevel, Request, Stage

SAYS_NOTHING = {"never_reports", "stalled", "ceremony", "split"}
"""Those who ask for nothing at the year's end: their matters stay overdue."""
LONG = 2
"""A project that costs this many times its year's plan goes on into the next year."""

SETTLED = (1, 26)
"""When the office has gone through what was carried over."""


@dataclass
class Turning:
    """Requests of the last days of December, and the office's word on them."""

    company: Company
    _asked: dict[date, list[tuple[UUID, Live, bool]]] = field(default_factory=dict)

    def turn(self, day: date) -> None:
        """Units ask on the third working day from the year's end; all is ruled on that evening but a few."""
        last = self._working_days_left(day)
        if day.month == 12 and last == 3:
            for one in self.company.open():
                if self._must_turn(one, day):
                    self._ask(one, day)
        for ref, one, ends in self._asked.pop(day, []):
            self._rule(ref, one, ends, day)
        if day == self.company.days.next_workday(date(day.year, *SETTLED)):
            self._settle(day)

    def _settle(self, day: date) -> None:
        """In January the office goes through what was carried over: what was missing has been made up for."""
        chief = self.company.people.by("督查办/chief", clock.moment(day, 16, 20))
        carried = Matter.rows.exclude(carried_from=None).exclude(stage=Stage.ENDED).order_by("number")
        matters = list(carried.values_list("uuid", flat=True))
        with clock.at(chief.at):
            actions.end_matter(chief, matters, End.DONE, "结转事项逐项核过，剩余部分已经补上")

    def _working_days_left(self, day: date) -> int:
        return self.company.days.between(day, date(day.year, 12, 31)) + 1

    def _must_turn(self, one: Live, day: date) -> bool:
        if one.part.due > date(day.year, 12, 31) or one.claimed_on is None or one.part.kind == "instruction":
            return False
        given_here = LEVELS.get(one.part.origin.get("level", "县")) == OriginLevel.COUNTY
        return given_here and one.part.course not in SAYS_NOTHING

    def _ask(self, one: Live, day: date) -> None:
        head = self.company.head(one.part.lead, day, 10, 30)
        done = not one.left and one.course.complete
        goes_on = not done and one.part.cost > LONG * one.part.plan > 0
        share = f"{one.course.share * 100:.0f}%"
        with clock.at(head.at):
            if goes_on:
                reason = f"跨年续建项目，年度投资完成{share}，剩余工程量转入下一年上半年"
                new_due = date(day.year + 1, 6, 30)
                ref = actions.request(head, one.matter, Request.Asks.EXTENSION, reason, new_due=new_due)
            elif done:
                reason = self.company.say("done", one, day)
                ref = actions.request(head, one.matter, Request.Asks.END, reason[:300], end=End.DONE)
            elif one.part.repeats:
                reason = "全年按期开展，转入日常工作继续做"
                ref = actions.request(head, one.matter, Request.Asks.END, reason, end=End.ROUTINE)
            else:
                reason = f"年底完成{share}，剩余部分列入下一年计划继续办"
                new_due = date(day.year + 1, 6, 30)
                ref = actions.request(head, one.matter, Request.Asks.END, reason, end=End.CARRIED, new_due=new_due)
        one.ended = not goes_on
        late = hash_of(one.part.key) % 12
        when = day if late else self.company.days.add(day, 4)
        self._asked.setdefault(when, []).append((ref, one, not goes_on))

    def _rule(self, ref: UUID, one: Live, ends: bool, day: date) -> None:
        chief = self.company.people.by("督查办/chief", clock.moment(day, 17, 40))
        with clock.at(chief.at):
            actions.rule_request(chief, ref, True, "情况属实，同意" if ends else "同意延期一次，列入下一年续建")
