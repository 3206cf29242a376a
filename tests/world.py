"""A small county that reads like a story: three departments, two towns, and the people in their posts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from luoshi.facts import clock
from luoshi.matters import actions
from luoshi.matters.models import Filing, Line, Matter, Node
from luoshi.org.acting import By, acting_as, system
from luoshi.org.actions import NewPost, NewUnit, appoint, change_setting, found_units, set_portfolio

FOUNDED = date(2026, 1, 1)

UNITS = (
    ("县政府办公室", "府办", "office", ("督查室",)),
    ("县考核办公室", "考核办", "office", ()),
    ("县发展和改革局", "发改局", "economic", ("发改",)),
    ("县自然资源局", "资源局", "economic", ("县国土局",)),
    ("县住房和城乡建设局", "住建局", "general", ("住建",)),
    ("金溪镇", "金溪镇", "town", ()),
    ("石桥镇", "石桥镇", "town", ()),
)
OFFICE_POSTS = (
    ("府办", "督查室科员", "clerk", "方晓"),
    ("府办", "督查室主任", "chief", "赵立"),
    ("府办", "府办主任", "director", "孙宁"),
    ("府办", "副县长", "vice_head", "周明"),
    ("府办", "县长", "county_head", "高原"),
    ("府办", "审计专员", "auditor", "钱程"),
    ("府办", "系统管理员", "admin", "吴桐"),
    ("考核办", "考核办科员", "assessment", "林悦"),
    ("发改局", "项目办科员", "projects", "何川"),
)
GROUPS = {"town": "towns", "economic": "economic", "general": "general"}


@dataclass
class County:
    """The county and how to speak as somebody in it."""

    units: dict[str, UUID] = field(default_factory=dict)
    posts: dict[tuple[str, str], NewPost] = field(default_factory=dict)

    def by(self, role: str, unit: str = "府办", at: datetime | date | None = None) -> By:
        """Somebody in a role at nine o'clock of a day (or at a moment)."""
        moment = at if isinstance(at, datetime) else clock.moment(at or date(2026, 3, 2))
        return acting_as(self.posts[(role, unit)].official, moment)

    def post(self, role: str, unit: str = "府办") -> UUID:
        return self.posts[(role, unit)].post


def found_county(*, binding: bool = False) -> County:
    """Founds the county on 1 January 2026, through the house's own verbs.

    Its claims ask for nothing and its plans hold at signature, so that other stories stay short; `binding` keeps the
    defaults.
    """
    county = County()
    founder = system(clock.moment(FOUNDED))
    units = [
        NewUnit(name, short, kind, place, aliases, group=GROUPS.get(kind, ""))
        for place, (name, short, kind, aliases) in enumerate(UNITS)
    ]
    found_units(founder, units, FOUNDED)
    county.units = {unit.short: unit.unit for unit in units}
    posts = [
        NewPost(county.units[unit], title, role, place, holder, username=role)
        for place, (unit, title, role, holder) in enumerate(OFFICE_POSTS)
    ]
    posts += [
        NewPost(
            unit.unit, title, role, 100 + place * 3 + step, f"{unit.short[:1]}{name}", username=f"{role}-{unit.short}"
        )
        for place, unit in enumerate(units)
        if unit.unit_kind != "office"
        for step, (role, title, name) in enumerate((("head", "主要负责人", "一把"), ("reporter", "联络员", "小联")))
    ]
    appoint(founder, posts, FOUNDED)
    names = {uuid: short for short, uuid in county.units.items()}
    county.posts = {(post.role, names[post.unit]): post for post in posts}
    if not binding:
        change_setting(founder, "claim_needs", [], FOUNDED)
        change_setting(founder, "plan_approval", False, FOUNDED)
        change_setting(founder, "data_check_days", 0, FOUNDED)
        change_setting(founder, "ranking_release", False, FOUNDED)
        change_setting(founder, "ranked_periods", [], FOUNDED)
    set_portfolio(founder, county.post("vice_head"), [county.units["住建局"]], [], FOUNDED)
    return county


def issue_matter(
    county: County,
    unit: str = "金溪镇",
    *,
    title: str = "木耳菌包暂存库建设",
    on: date = date(2026, 3, 2),
    due: date = date(2026, 12, 31),
    target: Decimal | None = Decimal(1200),
    others: tuple[tuple[str, str], ...] = (),
    kind: str = "key_project",
    **more: Any,
) -> Matter:
    """The office issues a matter with one counted measure (m1, 万元)."""
    measures = (actions.MeasureWanted("m1", "完成投资", ">=", target, "万元"),) if target else ()
    decided = actions.Decided(
        title=title,
        unit=county.units[unit],
        matter_kind=kind,
        due=due,
        others=tuple(actions.LineWanted(county.units[name], role) for name, role in others),
        measures=measures,
        leader=county.post("vice_head"),
        **more,
    )
    return Matter.rows.get(uuid=actions.issue(county.by("clerk", at=on), [decided])[0])


def lead(matter: Matter) -> Line:
    return Line.rows.get(matter=matter, role="lead")


def claim_and_plan(county: County, matter: Matter, unit: str, on: date, nodes: dict[str, date]) -> list[Node]:
    """The unit's head claims the matter and plans its nodes: signed at once."""
    head = county.by("head", unit, on)
    actions.claim(head, [lead(matter).uuid])
    actions.plan(head, lead(matter).uuid, [(title, day, 1) for title, day in nodes.items()])
    return list(Node.rows.filter(matter=matter).order_by("day"))


def report(
    county: County, matter: Matter, unit: str, on: date | datetime, period: str, *, role: str = "head", **words
) -> Filing:
    """The unit reports on a matter for a period; by its head unless another role is named."""
    filed = actions.FiledReport(matter=matter.uuid, period=period, **({"words": "主体施工。"} | words))
    uuid, _ = actions.file_reports(county.by(role, unit, on), [filed])[0]
    return Filing.rows.get(report=uuid)
