"""Minutes on their way to issue in the demonstration: one signed, one commented on, one confirmed, one to sign."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from luoshi.demo.company import Company
from luoshi.demo.deciding import Deciding
from luoshi.demo.script import Part, county_file, part_of
from luoshi.demo.speaking import take_in
from luoshi.facts import clock
from luoshi.matters import actions
from luoshi.matters.models import Commented, RowOut
from luoshi.org.acting import By, system
from luoshi.papers.issuing import sign_table


@dataclass
class Circulating:
    """The minutes of the script, step by step on their days."""

    company: Company
    deciding: Deciding
    _out: dict[str, UUID] = field(default_factory=dict)
    """Key of the minutes → its circulation."""

    def work(self, day: date) -> None:
        self._silence(day)
        for minutes in county_file("stations")["minutes"]:
            self._leaders(minutes, day)
            if self._on(day, minutes["out"]):
                self._send_round(minutes, day)
            if self._on(day, minutes["approved"]):
                self._approve(minutes, day)
            self._comments(minutes, day)
            if self._on(day, minutes.get("signed", 0)):
                self._sign(minutes, day)

    def _on(self, day: date, ago: int) -> bool:
        return ago > 0 and day == self.company.ago(ago)

    def _silence(self, day: date) -> None:
        moment = clock.moment(day, 0, 20)
        with clock.at(moment):
            actions.settle_silence(system(moment))

    def _send_round(self, minutes: dict[str, Any], day: date) -> None:
        parts = [self._part(task, day) for task in minutes["task"]]
        spoken = [part.passage for part in parts]
        text = "\n".join((minutes["title"], minutes["opening"], *spoken, minutes["closing"]))
        clerk = self.company.people.by("督查办/clerk", clock.moment(day, 10, 0))
        document = take_in(self.company.people, clerk, text, parts, f"{minutes['title']}.txt")
        with clock.at(clerk.at):
            self._out[minutes["key"]] = actions.circulate(clerk, document)

    def _part(self, task: dict[str, Any], issued: date) -> Part:
        """A task as it stands in the minutes; its days are counted from when they went round."""
        sent = self.company.ago(next(one["out"] for one in county_file("stations")["minutes"] if task in one["task"]))
        due = self.company.days.add(sent, int(task["due"][1:-2]))
        words = task["passage"].replace("{due}", f"{due.month}月{due.day}日")
        found = {
            "kind": "decision",
            "course": "smooth",
            "node": county_file("stations")["node"],
            "origin": {"level": "县", "kind": "会议"},
        }
        return part_of({**found, **task, "passage": words}, issued, due, self.company.today, self.company.days)

    def _approve(self, minutes: dict[str, Any], day: date) -> None:
        chief = self.company.people.by("督查办/chief", clock.moment(day, 11, 0))
        with clock.at(chief.at):
            actions.approve_draft(chief, self._out[minutes["key"]])

    def _comments(self, minutes: dict[str, Any], day: date) -> None:
        for one in minutes.get("agree", ()):
            if self._on(day, one["ago"]):
                self._answer(minutes, one["unit"], day, [])
        for one in minutes.get("comment", ()):
            if self._on(day, one["ago"]):
                item = self._row(minutes, one["task"])
                wanted = actions.CommentWanted(item, one["reason"], self._changes(one, day))
                self._answer(minutes, one["unit"], day, [wanted])
            if self._on(day, one.get("decided", 0)):
                self._decide(minutes, one, day)

    def _answer(self, minutes: dict[str, Any], unit: str, day: date, comments: list[actions.CommentWanted]) -> None:
        head = self.company.head(unit, day, 14, 40)
        with clock.at(head.at):
            actions.send_comments(head, self._out[minutes["key"]], self.company.people.units[unit], comments)

    def _changes(self, one: dict[str, Any], day: date) -> dict[str, Any]:
        units = self.company.people.units
        changes: dict[str, Any] = {}
        if "due" in one:
            changes["due"] = self.company.days.add(day, int(one["due"][1:-2]))
        if "co" in one:
            changes["others"] = [units[short] for short in one["co"]]
        if "lead" in one:
            changes["unit"] = units[one["lead"]]
        return changes

    def _decide(self, minutes: dict[str, Any], one: dict[str, Any], day: date) -> None:
        clerk = self.company.people.by("督查办/clerk", clock.moment(day, 16, 30))
        unit, item = self.company.people.units[one["unit"]], self._row(minutes, one["task"])
        comment = Commented.rows.values_list("uuid", flat=True).get(item=item, unit=unit)
        with clock.at(clerk.at):
            actions.decide_comments(clerk, self._out[minutes["key"]], [actions.Decision(comment, one["opinion"])])

    def _leaders(self, minutes: dict[str, Any], day: date) -> None:
        for one in minutes.get("confirm", ()):
            if self._on(day, one["ago"]):
                leader = self._leader(one["post"], day)
                with clock.at(leader.at):
                    actions.confirm_rows(leader, self._out[minutes["key"]])
        for one in minutes.get("back", ()):
            if self._on(day, one["ago"]):
                leader = self._leader(one["post"], day)
                with clock.at(leader.at):
                    actions.send_back_row(leader, self._row(minutes, one["task"]), one["reason"])

    def _leader(self, post: str, day: date) -> By:
        return self.company.people.by(f"leader/{post}", clock.moment(day, 9, 20))

    def _row(self, minutes: dict[str, Any], title: str) -> UUID:
        found: UUID = RowOut.rows.values_list("uuid", flat=True).get(circulation=self._out[minutes["key"]], title=title)
        return found

    def _sign(self, minutes: dict[str, Any], day: date) -> None:
        """The county head signs the table: its rows are matters, and go their way like all others."""
        head = self._leader("county_head", day)
        with clock.at(head.at):
            sign_table(head, self._out[minutes["key"]])
        rows = RowOut.rows.filter(circulation=self._out[minutes["key"]]).exclude(matter=None)
        matters = {row.title: row.matter for row in rows}
        for task in minutes["task"]:
            if matter := matters[task["title"]]:
                self.deciding.follow(self._part(task, day), matter)
