"""What a scheme ranks in a period: units, projects, chain teams, lead officials; each with those who answer for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from luoshi.appraisal.rules import scheme_text
from luoshi.appraisal.terms import Term
from luoshi.core.errors import BadInput
from luoshi.core.scoring import Scheme
from luoshi.core.scoring.teams import LEADS, PROJECTS, TEAMS, UNITS
from luoshi.core.timing.periods import Period
from luoshi.facts.canonical import decimal_text
from luoshi.matters.models import Matter
from luoshi.matters.models.codes import Kind
from luoshi.matters.queries.figure import Window
from luoshi.matters.queries.figures import NOTHING_ASKED, of_the_year
from luoshi.matters.queries.plans_then import measures_on
from luoshi.matters.queries.pooling import Weights
from luoshi.matters.queries.whose import OF_UNITS, Whose
from luoshi.org.acting import group_of, portfolios
from luoshi.org.directory import Directory, directory

TEAM = UUID("6f3f2c1e-5a0b-5c53-9d0e-7b6a3f0c9a11")
"""Teams have no identity but their scheme's code and their name."""
NAME = 60
"""So many characters of a subject's name fit into a ranking."""
UNGROUPED = "others"
"""The group of projects whose unit is in none."""

Named = dict[UUID, tuple[str, str]]
"""Subject → its group and its name."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One that is ranked. `units`: those that answer for it, the first of them for its figures."""

    uuid: UUID
    name: str
    group: str
    units: tuple[UUID, ...]
    posts: tuple[UUID, ...] = ()
    """Posts that answer for it: the lead official, a team's lead."""
    weight: Decimal = Decimal(1)
    """As how many a project counts where it feeds its unit's ranking."""


@dataclass(frozen=True, slots=True)
class Subjects:
    """All that a scheme ranks in a period, and whose a matter is."""

    kind: str = UNITS
    of: Mapping[UUID, Subject] = field(default_factory=dict)
    whose: Whose = OF_UNITS

    @property
    def named(self) -> Named:
        return {one.uuid: (one.group, one.name) for one in self.of.values()}

    @property
    def members(self) -> Named:
        """The units that answer for anybody, each in the group of whom it answers for: whose indicators are asked."""
        return {unit: (one.group, one.name) for one in self.of.values() for unit in one.units}

    def answering(self, by_units: Iterable[UUID]) -> list[Subject]:
        """Those for whose figures one of these units gives its word; for lead officials nobody is asked."""
        units = set(by_units)
        asked = self.of.values() if self.kind != LEADS else ()
        return [one for one in asked if one.units and one.units[0] in units]

    def as_sealed(self) -> dict[str, Any]:
        """What a package says of subjects that are no units: who answers for each, and what a project counts as."""
        return {
            str(one.uuid): {"units": [str(unit) for unit in one.units], "posts": [str(post) for post in one.posts]}
            | ({"weight": decimal_text(one.weight)} if self.kind == PROJECTS else {})
            for one in self.of.values()
        }


def groups_at(period: Period) -> Named:
    """Unit → its group and its name, as of the period's end, in the register's order. Units that no longer stand are
    not ranked."""
    names, groups = directory(period.last), group_of(period.last)
    standing = sorted((unit for unit in groups if unit in names.units), key=lambda unit: names.units[unit].place)
    return {unit: (groups[unit], names.unit_name(unit)) for unit in standing}


def subjects_at(scheme: Scheme, period: Period, code: str) -> Subjects:
    """What a scheme of this code ranks in a period, as of its end. Restricted matters are no subjects."""
    if scheme.subjects == PROJECTS:
        return _projects(period)
    if scheme.subjects == LEADS:
        return _leads(period)
    if scheme.subjects == TEAMS:
        return _teams(scheme, period, code)
    return Subjects(UNITS, {unit: Subject(unit, name, group, (unit,)) for unit, (group, name) in _units(period)})


def _units(period: Period) -> Iterable[tuple[UUID, tuple[str, str]]]:
    return groups_at(period).items()


def days_of(period: Period) -> Window:
    """The days of a period's work months: a month's own, or from the first one's to the last one's."""
    months = period.months()
    last = Window.of(months[-1])
    return Window(last.period, Window.of(months[0]).first, last.last)


def _open(period: Period) -> tuple[dict[UUID, Matter], dict[UUID, Matter]]:
    """All matters of the year, and those of them that were open in the period."""
    days = days_of(period)
    known = of_the_year(period.year, days.last, days.first)
    return known, {one.uuid: one for one in known.values() if one.ended_on is None or one.ended_on >= days.first}


def _projects(period: Period) -> Subjects:
    """The key projects that were open in the period; what was withdrawn, merged or put off by its end is none."""
    known, live = _open(period)
    last, names, groups = days_of(period).last, directory(period.last), group_of(period.last)
    ranked = [
        one
        for one in live.values()
        if one.matter_kind == Kind.KEY_PROJECT
        and not (one.end in NOTHING_ASKED and one.ended_on is not None and one.ended_on <= last)
    ]
    weights = Weights.of(known, measures_on(known, last)).matters
    found = {
        one.uuid: Subject(
            one.uuid,
            project_name(one.title, names.unit_name(one.unit)),
            groups.get(one.unit, UNGROUPED),
            (one.unit,),
            (one.leader,) if one.leader else (),
            weight=weights[one.uuid],
        )
        for one in sorted(ranked, key=lambda one: one.number)
    }
    own = Whose(lambda matter: (matter.uuid,) if matter.uuid in found else (), lambda _unit: (), weighed=False)
    return Subjects(PROJECTS, found, own)


def project_name(title: str, unit: str) -> str:
    """云岭产业园二期标准化厂房（园区办）; a title too long for the column ends in …."""
    room = NAME - len(unit) - 2
    return f"{title if len(title) <= room else title[: room - 1] + '…'}（{unit}）"


def _leads(period: Period) -> Subjects:
    """The posts that lead a matter open in the period, each with the units of its portfolio."""
    names = directory(period.last)
    leading = {one.leader for one in _open(period)[1].values() if one.leader is not None}
    posts = sorted((names.posts[post] for post in leading if post in names.posts), key=lambda post: post.place)
    in_charge = portfolios({post.uuid for post in posts}, period.last)
    found = {
        post.uuid: Subject(
            post.uuid, post.label[:NAME], LEADS, tuple(sorted(in_charge.get(post.uuid, ()))), (post.uuid,)
        )
        for post in posts
    }
    return Subjects(
        LEADS,
        found,
        Whose(
            lambda matter: (matter.leader,) if matter.leader in found and matter.leader is not None else (),
            lambda unit: [one.uuid for one in found.values() if unit in one.units],
            raises=False,
        ),
    )


def team_uuid(code: str, name: str) -> UUID:
    return uuid5(TEAM, f"{code}/{name}")


def _teams(scheme: Scheme, period: Period, code: str) -> Subjects:
    """The teams that the scheme names, with those of their units that stand; where it names none, with those that
    lead matters of the programme."""
    names = directory(period.last)
    found: dict[UUID, Subject] = {}
    teams = {team_uuid(code, team.name): team for team in scheme.teams}
    leading = _leading(period) if any(not team.units for team in scheme.teams) else {}
    for uuid, team in teams.items():
        named = [unit for name in team.units for unit in units_named(names, name)]
        units = named if team.units else leading.get(team.programme, [])
        posts = tuple(posts_named(names, team.lead)) if team.lead else ()
        found[uuid] = Subject(uuid, team.name, TEAMS, tuple(dict.fromkeys(units)), posts)

    def of_matter(matter: Matter) -> list[UUID]:
        return [
            uuid
            for uuid, team in teams.items()
            if (not team.units or matter.unit in found[uuid].units)
            and (not team.programme or matter.programme == team.programme)
        ]

    return Subjects(
        TEAMS, found, Whose(of_matter, lambda unit: [one.uuid for one in found.values() if unit in one.units])
    )


def _leading(period: Period) -> dict[str, list[UUID]]:
    """Programme → the units that lead its matters open in the period, who leads most first."""
    counted: dict[str, Counter[UUID]] = defaultdict(Counter)
    for matter in sorted(_open(period)[1].values(), key=lambda one: one.number):
        counted[matter.programme][matter.unit] += 1
    return {programme: [unit for unit, _n in units.most_common()] for programme, units in counted.items()}


def units_named(names: Directory, name: str) -> list[UUID]:
    """The units that are called so: by name, short name or one of its other names."""
    return [one.uuid for one in names.units.values() if name in (one.name, one.short, *one.aliases)]


def posts_named(names: Directory, name: str) -> list[UUID]:
    """The posts that are called so, or whose holder is: 副县长 周明, 周明, or a title that one post alone has."""
    plain = "".join(name.split())
    return [
        post.uuid
        for post in sorted(names.posts.values(), key=lambda post: post.place)
        if plain in ("".join(post.label.split()), post.title, post.holder, f"{post.holder}{post.title}")
    ]


def ranked_in(term: Term) -> Subjects:
    """What is ranked in a period by the scheme that holds for it. Raises BadInput where none does."""
    scheme = Scheme.from_toml(scheme_text(term.period, term.code)[1])
    return subjects_at(scheme, term.period, term.code)


def kind_of(term: Term) -> str:
    """What the scheme of a period ranks; units where there is no scheme."""
    try:
        return Scheme.from_toml(scheme_text(term.period, term.code)[1]).subjects
    except BadInput:
        return UNITS
