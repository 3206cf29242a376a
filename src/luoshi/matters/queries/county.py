"""How the county's work stands, for its head: what moved, what is stuck, what only she can decide."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q

from luoshi.matters.models import Blocker, Filing, Kind, Matter, Node, Ruling, Stage, Verdict
from luoshi.matters.queries.ledger import light_of
from luoshi.org.acting import By

MONTH = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Decision:
    """Something that waits for a leader: what, for which matter, who holds it, and the days lost so far."""

    blocker: UUID
    title: str
    matter: UUID
    matter_title: str
    holder: UUID
    asker: UUID
    days: int
    times_moved: int
    disowned: str
    kind: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Counts of the matters that the asker may see. All dates are local; a month is the last thirty days."""

    lights: dict[str, int]
    projects: dict[str, int]
    """Of key projects alone, by light."""
    project_blockers: dict[str, int]
    """Open blockers of key projects, by kind."""
    longest_blocked: int
    ended: int
    passed: int
    """Nodes passed in the month."""
    cleared: int
    red_units: list[tuple[UUID, int, int]]
    """(unit, red, all live), most red first."""
    red_leaders: list[tuple[UUID, int, int]]
    returned: int
    untrue: int
    late: int
    passed_on: int
    refused: int
    """Tasks sent back in the month that the office found to be the unit's own after all."""
    decisions: list[Decision]

    @property
    def live(self) -> int:
        return sum(self.lights.values()) - self.lights["done"]


def standing(by: By) -> Standing:
    """Everything the head's page says of matters: a fixed number of SELECTs."""
    since = by.day - MONTH
    matters = Matter.objects.visible_to(by).filter(stage__in=Stage.values)
    grouped = list(
        matters.annotate(light=light_of(by.day))
        .values("light", "matter_kind", "unit", "leader", "gatherer", "rollup")
        .annotate(n=Count("uuid"), fresh=Count("uuid", filter=Q(ended_on__gte=since)))
        .order_by()
    )
    lights, projects = Counter[str](), Counter[str]()
    units, leaders = Counter[tuple[UUID, bool]](), Counter[tuple[UUID, bool]]()
    for group in grouped:
        if group["light"] != "done" and not group["rollup"]:  # a unit answers for its own child, not for the sum
            units[(group["unit"], group["light"] == "red")] += group["n"]
    once = [group for group in grouped if group["gatherer"] is None]  # the county counts a parent once
    for group in once:
        lights[group["light"]] += group["n"]
        if group["matter_kind"] == Kind.KEY_PROJECT:
            projects[group["light"]] += group["n"]
        if group["light"] != "done":
            leaders[(group["leader"], group["light"] == "red")] += group["n"]
    known = Blocker.objects.visible_to(by).filter(Q(cleared_on=None) | Q(cleared_on__gte=since))
    blockers = list(known.select_related("matter").order_by("since"))
    waiting = [one for one in blockers if one.cleared_on is None]
    of_projects = [one for one in waiting if one.matter.matter_kind == Kind.KEY_PROJECT]
    filings = Filing.objects.visible_to(by).filter(filed_on__gte=since)
    counted = filings.aggregate(
        returned=Count("report", filter=Q(verdict=Verdict.RETURNED)),
        untrue=Count("report", filter=Q(verdict=Verdict.UNTRUE)),
        late=Count("report", filter=Q(late=True)),
    )
    return Standing(
        lights={code: lights[code] for code in ("red", "yellow", "green", "done")},
        projects={code: projects[code] for code in ("red", "yellow", "green", "done")},
        project_blockers=dict(Counter(one.blocker_kind for one in of_projects).most_common()),
        longest_blocked=max(((by.day - one.since).days for one in of_projects), default=0),
        ended=sum(group["fresh"] for group in once),
        passed=Node.rows.filter(passed_on__gte=since, matter__in=matters.values("uuid")).count(),
        cleared=len(blockers) - len(waiting),
        red_units=_most_red(units),
        red_leaders=_most_red(leaders),
        refused=Ruling.rows.filter(
            about=Ruling.About.RETURN, granted=False, day__gte=since, matter__in=matters.values("uuid")
        ).count(),
        passed_on=sum(one.times_passed_on for one in waiting),
        decisions=_decisions(waiting, by.day),
        **counted,
    )


def _most_red(counted: Counter[tuple[UUID, bool]]) -> list[tuple[UUID, int, int]]:
    found = {key for key, _ in counted if key}
    rows = [(key, counted[(key, True)], counted[(key, True)] + counted[(key, False)]) for key in found]
    return sorted((row for row in rows if row[1]), key=lambda row: (-row[1], str(row[0])))


def _decisions(blockers: list[Blocker], day: date) -> list[Decision]:
    """What a leader must decide: disowned blockers first, then promises broken, by the days lost."""
    stuck = [one for one in blockers if one.disowned or (one.promised or one.needed_by or day) < day]
    rows = [
        Decision(
            one.uuid,
            one.title,
            one.matter_id,
            one.matter.title,
            one.holder,
            one.raised_by,
            (day - (one.needed_by or one.promised or one.since)).days,
            one.times_moved,
            one.disowned,
            one.get_blocker_kind_display(),
        )
        for one in stuck
    ]
    return sorted(rows, key=lambda row: (not row.disowned, -row.days))
