"""Leaders' words in the demonstration: their papers, the answers, what stands beneath them; and tasks from above."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any
from uuid import UUID

from luoshi.demo.company import Company, hash_of
from luoshi.demo.hand import all_nodes, cuts_off, take_on, tell
from luoshi.demo.photo import paper_photo, site_photo
from luoshi.demo.script import county_file
from luoshi.facts import clock
from luoshi.matters import actions
from luoshi.matters.models import Filing, Kind, Mark, OriginKind, OriginLevel, Stage, UpperMove

UNDER_WAY = "正在办理，已安排专人负责，办完即报。"


@dataclass
class Instructing:
    """Instructions with their papers, marks beneath the answers, and what goes up to another level."""

    company: Company
    _known: dict[str, UUID] = field(default_factory=dict)
    """Title of a matter of this station → the matter."""

    def work(self, day: date) -> None:
        for one in county_file("stations")["answered"]:
            self._instruction(one, day)
        for one in county_file("stations")["upper"]:
            self._upper(one, day)
        self._mark_others(day)

    def _on(self, day: date, ago: int) -> bool:
        return ago > 0 and day == self.company.ago(ago)

    def _instruction(self, one: dict[str, Any], day: date) -> None:
        if self._on(day, one["issued"]):
            leader = self.company.people.posts[f"leader/{one['leader']}"]
            self._issue(one, day, self.company.days.add(day, one["limit"]), origin_leader=leader)
        matter = self._known.get(one["title"])
        if matter is None:
            return
        if self._on(day, one["issued"] - 1):
            take_on(self.company, one["lead"], matter, day)
        if self._on(day, one["answered"]):
            photo = site_photo(Random(one["title"]), 0.9)
            reporter = self.company.people.by(f"{one['lead']}/reporter", clock.moment(day, 16, 50))
            with clock.at(reporter.at):
                digest = actions.attach(reporter, f"{one['title'][:12]}现场.png", photo)
            tell(self.company, one["lead"], matter, day, one["answer"], evidence=(digest,))
        elif day < self.company.ago(one["answered"]) and cuts_off(self.company, day):
            tell(self.company, one["lead"], matter, day, UNDER_WAY)
        if self._on(day, one.get("marked", 0)):
            self._mark(one, matter, day)

    def _issue(self, one: dict[str, Any], day: date, due: date, **origin: Any) -> None:
        """The clerk enters what came on paper, its photo with it."""
        clerk, people = self.company.people.by("督查办/clerk", clock.moment(day, 9, 50)), self.company.people
        with clock.at(clerk.at):
            paper = actions.attach(clerk, f"{one['document']}.png", paper_photo(Random(one["title"])))
            decided = actions.Decided(
                title=one["title"],
                unit=people.units[one["lead"]],
                matter_kind=Kind.INSTRUCTION,
                due=due,
                text=one["words"],
                leader=people.posts[f"leader/{one['post']}"],
                origin_kind=origin.pop("kind", OriginKind.INSTRUCTION),
                origin_number=one["document"],
                origin_day=day,
                origin_words=one["words"],
                papers=(paper,),
                **origin,
            )
            self._known[one["title"]] = actions.record_instruction(clerk, decided)

    def _mark(self, one: dict[str, Any], matter: UUID, day: date) -> None:
        leader = self.company.people.by(f"leader/{one['leader']}", clock.moment(day, 8, 50))
        with clock.at(leader.at):
            actions.mark_answer(
                leader, matter, one["mark"], one["remark"], ends=one.get("ends", False), limit=one.get("again")
            )

    def _upper(self, one: dict[str, Any], day: date) -> None:
        if self._on(day, one["issued"]):
            upper_due = self.company.days.add(day, one["due"])
            due = self.company.days.add(upper_due, -3)
            self._issue(one, day, due, kind=OriginKind.UPPER, origin_level=one["level"], upper_due=upper_due)
        matter = self._known.get(one["title"])
        if matter is None:
            return
        if self._on(day, one["issued"] - 1):
            nodes = [("逐项整改到位", self.company.ago(one["told"]), 70), ("书面报告", self.company.ago(one["up"]), 30)]
            take_on(self.company, one["lead"], matter, day, nodes)
        if self._on(day, one["told"]):
            tell(self.company, one["lead"], matter, day, one["answer"], nodes=all_nodes(matter))
        elif day < self.company.ago(one["told"]) and cuts_off(self.company, day):
            tell(self.company, one["lead"], matter, day, UNDER_WAY)
        if self._on(day, one["up"]):
            chief = self.company.people.by("督查办/chief", clock.moment(day, 16, 0))
            with clock.at(chief.at):
                words = f"关于{one['title']}情况的报告"
                actions.upper_step(chief, matter, UpperMove.REPORTED_UP, day, words)

    def _mark_others(self, day: date) -> None:
        """What was answered before this day is read by who asked for it; yesterday's answers lie on her desk today."""
        own = [self._known.get(one["title"]) for one in county_file("stations")["answered"]]
        unmarked = Filing.rows.select_related("matter").filter(
            stands=True,
            signed_on__lt=day,
            matter__stage__in=(Stage.ISSUED, Stage.CLAIMED),
            matter__origin_leader__isnull=False,
            matter__origin_level=OriginLevel.COUNTY,
            matter__restricted=False,
        )
        leaders = {post: key for key, post in self.company.people.posts.items() if key.startswith("leader/")}
        for filing in unmarked.exclude(matter__in=[matter for matter in own if matter]).order_by("matter__number"):
            matter = filing.matter
            giver = matter.origin_leader
            if giver is None or filing.report != matter.last_report or matter.marked_report == filing.report:
                continue
            leader = self.company.people.by(leaders[giver], clock.moment(day, 8, 40))
            mark = Mark.SEEN if hash_of(matter.title + str(day)) % 3 else Mark.AGREED
            with clock.at(leader.at):
                actions.mark_answer(leader, matter.uuid, mark)
