"""What the demonstration's county decides, and how its units take it on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from random import Random
from uuid import UUID

from luoshi.core.timing.periods import Period
from luoshi.demo import season
from luoshi.demo.company import Company, Live, hash_of
from luoshi.demo.course import Course
from luoshi.demo.script import KINDS, LEVELS, ORIGINS, Part
from luoshi.demo.speaking import speak
from luoshi.facts import clock
from luoshi.matters import actions
from luoshi.matters.calendars import calendars
from luoshi.matters.goals import counted_measures
from luoshi.matters.models import Line, LineRole, Node
from luoshi.matters.queries.claiming import GoalCell, goal_cells
from luoshi.org.acting import By
from luoshi.org.queries import workdays


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
            taken = list(Line.rows.select_related("matter").filter(uuid__in=wanted, claimed_on=None))
            if taken:
                head = self.company.head(unit, day, 16, 40)
                with clock.at(head.at):
                    actions.claim_each(head, self._words(head, unit, [(line, wanted[line.uuid]) for line in taken]))
            for one in mine:
                one.claimed_on = day

    def _words(self, head: By, unit: str, taken: list[tuple[Line, Live]]) -> dict[UUID, actions.ClaimWords]:
        """Who answers, and for each quarter the nodes that fall in it and where the course stands at its end."""
        counted = counted_measures([line.matter_id for line, _one in taken])
        contact = f"{head.name} {self.company.people.phones[f'{unit}/head']}"
        return {
            line.uuid: actions.ClaimWords(
                head.name,
                self._section(unit),
                contact,
                tuple(
                    (cell.quarter, _goal_words(one, cell.quarter), _goal_value(cell, line.matter_id in counted))
                    for cell in goal_cells(
                        line, {}, counted.get(line.matter_id), head.day, calendars(head.day), workdays()
                    )
                ),
            )
            for line, one in taken
        }

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
            if one.plan or due_in < wanted + late or one.part.course == "never_reports" or not one.part.nodes:
                continue
            head = self.company.head(one.part.lead, day, 17, 5)
            with clock.at(head.at):
                nodes = [(act.title[:100], act.planned, max(1, min(act.weight, 100))) for act in one.part.nodes]
                one.plan, one.planned_on = actions.plan(head, one.line, nodes), day
            if one.part.kind == "instruction":
                self._approve(day, [one])

    def approve(self, day: date) -> None:
        """The office approves on the next working day what was signed the evening before; the last ones still wait."""
        if self.company.days.add(day, 1) >= self.company.today:
            return
        self._approve(day, [one for one in self.company.open() if one.plan and not one.nodes])

    def _approve(self, day: date, waiting: list[Live]) -> None:
        if not waiting:
            return
        chief = self.company.people.by("督查办/chief", clock.moment(day, 17, 40))
        with clock.at(chief.at):
            actions.rule_plans(chief, [one.plan for one in waiting if one.plan], True)
        for one in waiting:
            known = dict(Node.rows.filter(matter=one.matter).values_list("title", "uuid"))
            one.nodes = [known[act.title[:100]] for act in one.part.nodes]


def _goal_value(cell: GoalCell, counted: bool) -> Decimal | None:
    """Where the course stands at the quarter's end; nothing yet where it begins only after it."""
    return Decimal(cell.suggested or 0) if counted else None


def _goal_words(one: Live, quarter: str) -> str:
    """The nodes of a quarter; before the first one, what is made ready for it."""
    period = Period.parse(quarter)
    within = [act.title for act in one.part.nodes if period.first <= act.planned <= period.last]
    if within:
        return "、".join(within)[:200]
    following = next((act.title for act in one.part.nodes if act.planned > period.last), "")
    return f"做好“{following}”的前期工作"[:200] if following else "销号资料齐全"


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
