"""Why a scheme cannot rank what it says it ranks: nobody of that name, figures that such a subject cannot have."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from luoshi.appraisal import rules
from luoshi.appraisal.adopted import revisions
from luoshi.appraisal.subjects import posts_named, units_named
from luoshi.appraisal.words import subject_word
from luoshi.core.errors import Fault
from luoshi.core.scoring import Scheme
from luoshi.core.scoring.lines import Lines
from luoshi.core.scoring.teams import PROJECTS, UNITS, Team
from luoshi.indicators.models import Indicator
from luoshi.indicators.models.figures import Accumulation
from luoshi.matters.models import Matter
from luoshi.matters.queries.figure import BLOCKERS
from luoshi.matters.queries.problems import CLEARED, SOLVED
from luoshi.org.directory import Directory, directory

SOURCE = ("source", "code")
"""Where an item says what it takes."""


def subject_faults(scheme: Scheme, day: date, lines: Lines) -> list[Fault]:
    """All at once; none of a scheme that ranks units."""
    return [*_team_faults(scheme.teams, day), *_figure_faults(scheme, lines), *_composed_faults(scheme, lines)]


def _team_faults(teams: Iterable[Team], day: date) -> list[Fault]:
    teams = list(teams)
    programmes = {one.programme for one in teams if one.programme}
    known = (
        set(Matter.rows.filter(programme__in=programmes).values_list("programme", flat=True)) if programmes else set()
    )
    names = directory(day)
    faults = [fault for team in teams for fault in _names_faults(team, names)]
    return faults + [
        Fault(f"没有事项属于“{team.programme}”", "写台账里的工作名称；不限哪项工作就去掉 programme", team.place)
        for team in teams
        if team.programme and team.programme not in known
    ]


def _names_faults(team: Team, names: Directory) -> list[Fault]:
    faults = [
        Fault(f"没有叫“{unit}”的单位", "写单位名册里的全称或简称", team.place)
        for unit in team.units
        if not units_named(names, unit)
    ]
    posts = posts_named(names, team.lead) if team.lead else []
    if team.lead and not posts:
        faults.append(Fault(f"没有叫“{team.lead}”的人或岗位", "写姓名，或岗位和姓名，如 副县长 周明", team.place))
    elif len(posts) > 1:
        faults.append(Fault(f"叫“{team.lead}”的有 {len(posts)} 个", "写岗位和姓名，如 副县长 周明", team.place))
    return faults


def _figure_faults(scheme: Scheme, lines: Lines) -> list[Fault]:
    """What such a subject cannot have: a project an indicator, several units together a rate."""
    if scheme.subjects == UNITS:
        return []
    items, word = rules.indicator_items(scheme), subject_word(scheme.subjects)
    if scheme.subjects == PROJECTS:
        held = [one for one in rules.own_items(scheme) if rules.source_of(one) in (BLOCKERS, CLEARED, SOLVED)]
        return [
            *(
                Fault("项目没有指标数", "用节点兑现、目标进度，或去掉这一项", lines.item(one.code, *SOURCE))
                for one in items
            ),
            *(
                Fault(
                    "堵点压在单位手上，不压在项目手上",
                    "排单位时才用；排项目的去掉这一项",
                    lines.item(one.code, *SOURCE),
                )
                for one in held
            ),
        ]
    rates = set(
        Indicator.rows.filter(
            code__in=[rules.source_of(one) for one in items], accumulation=Accumulation.RATE
        ).values_list("code", flat=True)
    )
    return [
        Fault(f"比率不能相加，{word}没有这个数", "换成总量的指标，或去掉这一项", lines.item(one.code, *SOURCE))
        for one in items
        if rules.source_of(one) in rates
    ]


def _composed_faults(scheme: Scheme, lines: Lines) -> list[Fault]:
    """A ranking is made of rankings of the same; a unit's also of its projects'."""
    faults = []
    for one in rules.composed_items(scheme):
        source = rules.source_of(one)
        kind = ranked_by(source)
        if kind not in (scheme.subjects, PROJECTS if scheme.subjects == UNITS else scheme.subjects):
            problem = f"“{source}”排的是{subject_word(kind)}，这个方案排的是{subject_word(scheme.subjects)}"
            faults.append(
                Fault(problem, "用排同一种对象的方案；排单位的还可以用排项目的", lines.item(one.code, *SOURCE))
            )
    return faults


def ranked_by(code: str) -> str:
    """What the scheme of a code ranks by its newest revision; units where there is none."""
    text = next((one.toml for one in reversed(revisions()) if one.code == code), None)
    return Scheme.from_toml(text).subjects if text else UNITS
