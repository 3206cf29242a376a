"""What the demonstration's county decides, and how its units take it on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from random import Random
from uuid import UUID

from luoshi.demo import season
from luoshi.demo.company import Company, Live, hash_of
from luoshi.demo.course import Course
from luoshi.demo.script import KINDS, LEVELS, ORIGINS, Part
from luoshi.demo.speaking import speak
from luoshi.facts import clock
from luoshi.matters import actions
from luoshi.matters.models import Line, LineRole, Node


@dataclass
class Deciding:
    """Issuing, claiming, planning, day by day."""

    company: Company

    def issue(self, day: date, fresh: list[Part]) -> None:
        """What a speech said comes out of the speech; the rest the office issues as it stands."""
        for _, spoken in groupby((part for part in fresh if part.passage), key=lambda part: part.speech):
            some = list(spoken)
            matters = speak(self.company.people, some, day)
            for part in some:
                self.follow(part, matters[part.key])
        moment = clock.moment(day, 10, 20)
        by = self.company.people.by("督查办/clerk", moment)
        told = [part for part in fresh if not part.passage]
        with clock.at(moment):
            made = actions.issue(by, [self._decided(part) for part in told])
        for part, matter in zip(told, made, strict=True):
            self.follow(part, matter)

    def _decided(self, part: Part) -> actions.Decided:
        units = self.company.people.units
        return actions.Decided(
            title=part.title,
            unit=units[part.lead],
            matter_kind=KINDS.get(part.kind, part.kind),
            due=part.due,
            text=part.title,
            leader=self.company.people.posts.get(f"leader/{part.post}"),
            others=tuple(actions.LineWanted(units[co], LineRole.CO) for co in part.co if co in units),
            measures=tuple(_measure(measure, part) for measure in part.measures),
            origin_level=LEVELS.get(part.origin.get("level", "县"), "county"),
            origin_kind=ORIGINS.get(part.origin.get("kind", "会议"), "meeting"),
            origin_number=str(part.origin.get("document", "")).replace("{year}", str(part.issued.year)),
            origin_leader=self.company.people.posts.get(f"leader/{part.origin.get('leader')}"),
            origin_words=part.words or part.title,
            programme=part.programme,
            upper_due=part.upper_due,
        )

    def follow(self, part: Part, matter: UUID) -> None:
        """Takes an issued matter into the play."""
        line = Line.rows.values_list("uuid", flat=True).get(matter=matter, role=LineRole.LEAD)
        chance = Random(f"{part.key}/{self.company.chance.random()}")
        self.company.live[part.key] = Live(part, Course(part, chance), matter, line)

    def silence(self, day: date) -> None:
        with clock.at(clock.moment(day, 0, 10)):
            actions.accept_by_silence(self.company.people.by("督查办/clerk", clock.moment(day, 0, 10)))

    def claim(self, day: date) -> None:
        for unit, some in self.company.by_unit(one for one in self.company.open() if one.claimed_on is None).items():
            mine = [one for one in some if self.company.days.between(one.part.issued, day) >= self._claims_after(one)]
            wanted = {one.line: one for one in mine}
            lines = Line.rows.filter(uuid__in=wanted).values_list("uuid", "claimed_on")
            taken = [line for line, claimed in lines if claimed is None]
            if taken:
                head = self.company.head(unit, day, 16, 40)
                with clock.at(head.at):
                    actions.claim(
                        head,
                        taken,
                        actions.ClaimWords(head.name, self._section(unit), f"{head.name} 0910-55{len(unit)}"),
                    )
            for one in mine:
                one.claimed_on = day

    def _claims_after(self, one: Live) -> int:
        """Working days until a unit claims; those who never report are settled by silence."""
        if one.part.kind == "instruction":
            return 1 if one.part.cast == "yesterday" else 0
        return 9 if one.part.course == "never_reports" else 1 + hash_of(one.part.key) % 3

    def _section(self, unit: str) -> str:
        return {"town": "党政办公室"}.get(unit, "办公室")

    def plan(self, day: date) -> None:
        for one in self.company.open():
            due_in = self.company.days.between(one.claimed_on, day) if one.claimed_on else -1
            wanted = 0 if one.part.kind == "instruction" else 2 + hash_of(one.part.key) % 3
            late = 7 if one.part.course in ("copied", "stalled") else 0
            if one.nodes or due_in < wanted + late or one.part.course == "never_reports" or not one.part.nodes:
                continue
            head = self.company.head(one.part.lead, day, 17, 5)
            with clock.at(head.at):
                nodes = [(act.title[:100], act.planned, max(1, min(act.weight, 100))) for act in one.part.nodes]
                actions.plan(head, one.line, nodes)
            known = dict(Node.rows.filter(matter=one.matter).values_list("title", "uuid"))
            one.nodes = [known[act.title[:100]] for act in one.part.nodes]


def _measure(found: dict[str, object], part: Part) -> actions.MeasureWanted:
    value = found.get("value")
    return actions.MeasureWanted(
        code=str(found["code"]),
        name=str(found["what"])[:60],
        op=str(found["op"]),
        value=Decimal(str(value)) if value is not None else None,
        unit_of_measure=str(found.get("unit", "")),
        measure_kind=str(found["kind"]),
        direction=int(str(found.get("direction", 1))),
        path=season.path(part.issued, part.due) if part.outdoor else (),
    )
