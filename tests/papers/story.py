"""A month in the small county: one matter red, one kept, one late, one missing, a promise broken, a secret."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tests import world

from luoshi.facts.identity import new_uuid
from luoshi.matters import actions

CUTOFF = date(2026, 4, 28)
AS_OF = date(2026, 4, 29)
"""The grace for the heads' signatures ends on this day."""
MAY_6 = date(2026, 5, 6)
"""The first working day on which April's circular can go out: the 3rd lies in the holidays of 1 May."""


def april(county):
    """金溪镇 is red since a node of March, 住建局 kept its node, 石桥镇 reported late, 发改局 not at all."""
    red = world.issue_matter(county, "金溪镇", title="木耳菌包暂存库建设", due=date(2026, 4, 20), target=None)
    world.claim_and_plan(county, red, "金溪镇", date(2026, 3, 3), {"主体封顶": date(2026, 3, 10)})
    kept = world.issue_matter(county, "住建局", title="老城停车场", target=None)
    node = world.claim_and_plan(county, kept, "住建局", date(2026, 3, 3), {"施工招标": date(2026, 4, 20)})[0]
    late = world.issue_matter(county, "石桥镇", title="社区工厂", target=None)
    world.claim_and_plan(county, late, "石桥镇", date(2026, 3, 3), {"竣工": date(2026, 11, 20)})
    missing = world.issue_matter(county, "发改局", title="项目谋划储备", target=None)
    world.claim_and_plan(county, missing, "发改局", date(2026, 3, 3), {"入库": date(2026, 11, 20)})
    for matter, unit in ((red, "金溪镇"), (kept, "住建局"), (late, "石桥镇"), (missing, "发改局")):
        world.report(county, matter, unit, date(2026, 3, 25), "2026-03")
    blocker = actions.raise_blocker(
        county.by("head", "金溪镇", date(2026, 3, 26)), red.uuid, "land", "15.2 亩用地指标", county.units["资源局"]
    )
    actions.answer_blocker(county.by("head", "资源局", date(2026, 3, 27)), blocker, date(2026, 4, 10))
    world.report(county, red, "金溪镇", date(2026, 4, 24), "2026-04")
    world.report(county, kept, "住建局", date(2026, 4, 20), "2026-04", nodes=(node.uuid,))
    world.report(county, late, "石桥镇", AS_OF, "2026-04")
    return red, kept, late, missing, blocker


def secret(county):
    """A matter of named people only, red as well."""
    decided = actions.Decided(
        title="某信访人稳控",
        unit=county.units["金溪镇"],
        matter_kind="task",
        due=date(2026, 3, 20),
        restricted=True,
    )
    return actions.issue(county.by("clerk", at=date(2026, 3, 2)), [decided])[0]


@dataclass
class Row:
    rank: int | None
    unit: object
    unit_name: str
    score: Decimal | None
    change: int | None
    before: Decimal | None = None


@dataclass
class Table:
    group: str
    name: str
    rows: list[Row]
    compared: str = ""


def seal(monkeypatch, last, *tables):
    """The appraisal's answers, as the circular asks for them."""
    monkeypatch.setattr("luoshi.appraisal.queries.last_closed", lambda: last)
    monkeypatch.setattr("luoshi.appraisal.queries.ranking_table", lambda period: list(tables) if period == last else [])


def towns():
    rows = [
        Row(1, new_uuid(), "金溪镇", Decimal("88.50"), 1),
        Row(2, new_uuid(), "石桥镇", Decimal("80.05"), -1),
    ]
    return Table("towns", "镇办组", rows)
