"""What a scheme ranks (units, projects, teams, lead officials), and the teams that it names itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from luoshi.core.scoring.lines import Lines

UNITS, PROJECTS, LEADS, TEAMS = "units", "projects", "leads", "teams"
SUBJECTS = (UNITS, PROJECTS, LEADS, TEAMS)
"""What can be ranked; a scheme that says nothing ranks units."""
TEAM_KEYS = ("name", "lead", "units", "programme")
LONGEST = 60
"""So many characters of a team's name fit into a ranking."""


@dataclass(frozen=True, slots=True)
class Team:
    """A chain team (专班): which units answer for it, and of which programme its matters are."""

    name: str
    lead: str = ""
    """A post or a person, as the registry names them."""
    units: tuple[str, ...] = ()
    programme: str = ""
    """Only matters of it; empty: all that its units lead."""
    place: str = field(default="", compare=False)
    """Where it stands in the text: what a fault names."""


def read_teams(
    tables: Sequence[Mapping[str, Any]], lines: Lines, subjects: str, wrong: Callable[[str, str, str], None]
) -> list[Team]:
    """The teams of a scheme; `wrong` notes a fault by place, problem, remedy."""
    found: list[Team] = []
    for number, table in enumerate(tables):
        words = f"专班“{table['name']}”" if isinstance(table.get("name"), str) else f"第 {number + 1} 个专班"
        place = lines.table("team", number, len(tables), words)
        found.append(_team(table, place, wrong))
        if subjects != TEAMS:
            wrong(
                place, "只有排专班的方案才写 [[team]]", f'去掉这一节；要排专班，在 [scheme] 里写 subjects = "{TEAMS}"'
            )
        if found[-1].name and found[-1].name in [one.name for one in found[:-1]]:
            wrong(place, f"专班“{found[-1].name}”写了两次", "每个专班用一个不同的名称")
    if subjects == TEAMS and not tables:
        wrong(
            lines.head("subjects"),
            "排专班的方案没有写有哪些专班",
            '每个专班写一节 [[team]]，下面写 name 和 units = ["…"]',
        )
    return found


def _team(table: Mapping[str, Any], place: str, wrong: Callable[[str, str, str], None]) -> Team:
    for key in table:
        if key not in TEAM_KEYS:
            wrong(place, f"没有“{key}”这个参数", f"可用的有 {'、'.join(TEAM_KEYS)}")
    words = {key: _words(table, key, place, wrong) for key in ("name", "lead", "programme")}
    if not words["name"] and "name" not in table:
        wrong(place, "专班没有名称", '写 name = "…"')
    elif len(words["name"]) > LONGEST:
        wrong(place, f"专班名称有 {len(words['name'])} 个字", f"至多 {LONGEST} 个字")
    units = _units(table.get("units", []), place, wrong)
    if not units and "units" not in table and not words["programme"]:
        wrong(place, "专班没有成员单位，也没有写是哪一项工作的", '写 units = ["…"] 或 programme = "…"')
    return Team(words["name"], words["lead"], units, words["programme"], place)


def _words(table: Mapping[str, Any], key: str, place: str, wrong: Callable[[str, str, str], None]) -> str:
    value = table.get(key, "")
    if not isinstance(value, str) or (key in table and not value.strip()):
        wrong(place, f"{key} 应是文字", f'写 {key} = "…"')
        return ""
    return value.strip()


def _units(value: object, place: str, wrong: Callable[[str, str, str], None]) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        wrong(place, "units 写得不对", '写单位的名称，如 units = ["县工信局", "县招商局"]')
        return ()
    units = tuple(one.strip() for one in value)
    for one in sorted({one for one in units if units.count(one) > 1}):
        wrong(place, f"单位“{one}”写了两次", "每个单位只写一次")
    return units
