"""What holds matters up in the demonstration: blockers, what the clearing units answer, and pleas for time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from luoshi.demo.company import Company, Live, hash_of
from luoshi.facts import clock
from luoshi.matters import actions

PASSED = (3, 8, 14, 21)
"""Working days after which the blocker that two bureaus pass to and fro is passed on again."""
BLOCKER_KINDS = ("land", "funds", "permits", "demolition", "utilities", "other")


@dataclass
class Blocking:
    """Blockers and requests, day by day."""

    company: Company
    _queue: dict[date, list[tuple[Live, int, dict[str, str]]]] = field(default_factory=dict)
    _cleared: dict[date, list[Live]] = field(default_factory=dict)

    def raise_all(self, day: date) -> None:
        for one in self.company.open():
            found = one.part.blocker
            if not found or one.blocker or found["holder"] not in self.company.people.units:
                continue
            third = one.part.issued + (one.part.due - one.part.issued) * 0.22
            if day < third or one.claimed_on is None:
                continue
            reporter = self.company.people.by(f"{one.part.lead}/reporter", clock.moment(day, 15, 30))
            with clock.at(reporter.at):
                one.blocker = actions.raise_blocker(
                    reporter,
                    one.matter,
                    found["kind"] if found["kind"] in BLOCKER_KINDS else "other",
                    found["words"][:100],
                    self.company.people.units[found["holder"]],
                    needed_by=self.company.days.add(day, 20),
                )
            self._answer(one, day)

    def _answer(self, one: Live, day: date) -> None:
        """The clearing unit promises a day, moves it, or says that it is another's business."""
        found = dict(one.part.blocker)
        assert one.blocker is not None
        if one.part.cast == "passed_four_times":
            for step, after in enumerate(PASSED, 1):
                self.later(self.company.days.add(day, after), one, step, found)
            return
        answers = (5, 30, 55) if one.part.course != "honest" else (4,)
        if one.course.freed:
            cleared = self.company.days.next_workday(day + timedelta(days=40 + hash_of(one.part.key) % 50))
            self._cleared.setdefault(cleared, []).append(one)
        elif hash_of(one.part.key) % 5 == 0:
            return
        for step, after in enumerate(answers[: 1 + hash_of(one.part.key) % 3]):
            when = self.company.days.next_workday(day + timedelta(days=after))
            if when >= self.company.today or (one.course.freed and after > 35):
                return
            self.later(when, one, step, found)

    def later(self, when: date, one: Live, step: int, found: dict[str, str]) -> None:
        self._queue.setdefault(when, []).append((one, step, found))

    def answer_all(self, day: date) -> None:
        """Answers to blockers that fall on this day, and requests for more time with the office's word on them."""
        for one, step, found in self._queue.pop(day, []):
            assert one.blocker is not None
            holder = self.company.people.by(f"{found['holder']}/head", clock.moment(day, 11, 0))
            words = self.company.say("blocker_answer", one, day)
            with clock.at(holder.at):
                if one.part.course == "passed_on" and step and found.get("other", one.part.lead) != one.part.lead:
                    actions.disown_blocker(holder, one.blocker, self.company.say("pass_on", one, day))
                    chief = self.company.people.by("督查办/chief", clock.moment(day, 16, 0))
                    actions.assign_blocker(chief, one.blocker, self.company.people.units[found["other"]])
                    found["holder"], found["other"] = found["other"], found["holder"]
                else:
                    actions.answer_blocker(holder, one.blocker, self.company.days.add(day, 12 + 6 * step), words[:500])
        for one in self._cleared.pop(day, []):
            assert one.blocker is not None
            head = self.company.head(one.part.lead, day, 16, 20)
            with clock.at(head.at):
                actions.clear_blocker(head, one.blocker, "已解决，恢复施工")
        for one in self.company.open():
            if one.part.course != "extension" or one.asked_for_time or one.claimed_on is None:
                continue
            if day < one.part.issued + (one.part.due - one.part.issued) * 0.6:
                continue
            one.asked_for_time = True
            head = self.company.head(one.part.lead, day, 10, 0)
            with clock.at(head.at):
                reason = self.company.say("extend", one, day)
                asked = actions.request(
                    head, one.matter, "extension", reason, new_due=one.part.due + timedelta(days=45)
                )
            if day + timedelta(days=3) < self.company.today:
                chief = self.company.people.by("督查办/chief", clock.moment(day, 17, 30))
                with clock.at(chief.at):
                    actions.rule_request(chief, asked, True, "情况属实，同意延期一次")
