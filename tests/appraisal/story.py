"""A small county's spring: two towns and three departments report, keep nodes or miss them, and months are closed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests import world

from luoshi.appraisal.actions import Closed, close_month
from luoshi.facts import clock
from luoshi.indicators.actions import NewCell, NewIndicator, NewTarget, define, enter_sheet, set_targets
from luoshi.matters.models import Matter

CLOSED_ON = {"2026-03": date(2026, 3, 31), "2026-04": date(2026, 4, 30)}
"""Month → a day after the end of its grace."""

MARKED = """[scheme]
name = "工作质量测评"
year = 2026
decimals = 2

[[item]]
code = "total"
name = "总分"
aggregate = "sum"

[[item]]
code = "quality"
name = "工作质量"
parent = "total"
weight = 20
method = "as_is"
source = "marks"

[[item]]
code = "ballot"
name = "民主测评"
parent = "total"
weight = 80
method = "manual"
drop = 1
full = 100
source = "marks"
groups = ["towns"]
"""
"""A scheme of which the assessment office gives all the marks."""


def clerk(county, day: date):
    return county.by("assessment", "考核办", clock.moment(day, 15))


def take_on(county, unit: str, title: str, nodes: dict[str, date], target: Decimal | None = Decimal(1200)):
    """A matter issued on 2 March and planned by its unit the next day; answers it and its nodes."""
    matter = world.issue_matter(county, unit, title=title, target=target)
    return matter, world.claim_and_plan(county, matter, unit, date(2026, 3, 3), nodes)


def a_march(county) -> None:
    """Two towns with two matters each: 金溪镇 keeps its nodes and reports, 石桥镇 misses one of each."""
    for unit, kept in (("金溪镇", 2), ("石桥镇", 1)):
        for number in (1, 2):
            matter, nodes = take_on(county, unit, f"{unit}项目{number}", {"开工": date(2026, 3, 25)})
            if number <= kept:
                world.report(
                    county,
                    matter,
                    unit,
                    date(2026, 3, 25),
                    "2026-03",
                    nodes=(nodes[0].uuid,),
                    quantities=(("m1", Decimal(110)),),
                )
    for unit in ("发改局", "资源局"):
        matter, nodes = take_on(county, unit, f"{unit}项目", {"批复": date(2026, 3, 20)}, target=None)
        world.report(county, matter, unit, date(2026, 3, 19), "2026-03", nodes=(nodes[0].uuid,))


def an_april(county) -> None:
    """Everybody reports again, 石桥镇 too."""
    names = {uuid: short for short, uuid in county.units.items()}
    for matter in Matter.rows.order_by("number"):
        world.report(county, matter, names[matter.unit], date(2026, 4, 24), "2026-04")


def figures(county) -> None:
    """Investment by town, published for February on 19 March: one town above its course, the other silent."""
    by = clerk(county, date(2026, 1, 5))
    define(by, [NewIndicator("fixed_investment", "固定资产投资", "亿元", "cumulative")])
    units = {name: county.units[name] for name in ("金溪镇", "石桥镇", "发改局")}
    targets = [NewTarget(None, 63), *(NewTarget(unit, 12) for unit in units.values())]
    set_targets(by, "fixed_investment", 2026, targets)
    cells = [NewCell(None, 9), NewCell(units["金溪镇"], Decimal("2.2")), NewCell(units["发改局"], Decimal(1))]
    enter_sheet(clerk(county, date(2026, 3, 19)), "fixed_investment", "2026-02", "statistics", cells, "final")


def close(county, period: str, reason: str = "", day: date | None = None) -> Closed:
    return close_month(clerk(county, day or CLOSED_ON[period]), period, reason)
