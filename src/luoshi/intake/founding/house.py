"""Units, posts and people, portfolios and programmes, as the workbook has them: ready for the house's own verbs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from luoshi.appraisal.words import GROUPS
from luoshi.core.errors import BadInput, Fault
from luoshi.core.timing.periods import ReportingCalendar
from luoshi.facts.identity import new_uuid
from luoshi.intake.founding.columns import CYCLES, NO, PORTFOLIOS, POSTS, PROGRAMMES, ROLES, UNITS, YES
from luoshi.intake.founding.tables import Row, Table
from luoshi.intake.names import Names, names_from
from luoshi.matters.actions import NewProgramme
from luoshi.org.acting import OFFICE
from luoshi.org.actions import NewPost, NewUnit
from luoshi.org.directory import Directory, PostAsOf, UnitAsOf
from luoshi.org.models import Role, UnitKind

_TOWN = re.compile(r"(?:镇|乡|街道|办事处|街道办)(?:人民政府)?$")
ROLE_WORDS: dict[str, str] = {str(role.label): str(role) for role in Role} | {
    "一把手": Role.HEAD,
    "负责人": Role.HEAD,
    "分管领导": Role.DEPUTY,
    "经办": Role.CLERK,
    "督查员": Role.CLERK,
    "常务副县长": Role.VICE_HEAD,
    "县委副书记": Role.VICE_HEAD,
    "县委书记": Role.COUNTY_HEAD,
    "秘书": Role.SECRETARY,
    "管理员": Role.ADMIN,
    "系统管理员": Role.ADMIN,
}


@dataclass(slots=True)
class House:
    """Who is there: what the first four sheets say."""

    units: list[NewUnit] = field(default_factory=list)
    posts: list[NewPost] = field(default_factory=list)
    portfolios: dict[UUID, tuple[list[UUID], list[str]]] = field(default_factory=dict)
    """Leader's post → units and programmes' codes."""
    mandates: list[tuple[UUID, UUID]] = field(default_factory=list)
    """(secretary, leader's post acted for)."""
    programmes: list[NewProgramme] = field(default_factory=list)

    def names(self) -> Names:
        """The names of the house, as the readers of ledgers want them."""
        known = Directory(
            {
                one.unit: UnitAsOf(one.unit, one.name, one.short, one.unit_kind, one.place, one.aliases, one.duties)
                for one in self.units
            },
            {
                one.post: PostAsOf(one.post, one.unit, one.title, one.role, one.place, one.official, one.holder)
                for one in self.posts
            },
        )
        in_charge: dict[UUID, tuple[UUID, ...]] = {}
        for post, (units, _programmes) in self.portfolios.items():
            for unit in units:
                in_charge[unit] = (*in_charge.get(unit, ()), post)
        return names_from(known, {}, in_charge)

    def programme(self, words: str) -> str | None:
        """The code of the programme that words mean."""
        return next((one.code for one in self.programmes if words in (one.code, one.name)), None)


def read_house(tables: dict[str, Table], faults: list[Fault]) -> House:
    """Reads the four sheets in turn; everything wrong goes into the list of faults."""
    house = House()
    for name, read in ((UNITS, _units), (POSTS, _posts), (PROGRAMMES, _programmes), (PORTFOLIOS, _portfolios)):
        if name in tables:
            read(house, tables[name])
    if POSTS in tables:
        _somebody(house, tables[POSTS], faults)
    return house


def _units(house: House, table: Table) -> None:
    seen: dict[str, str] = {}
    parents: list[tuple[int, Row]] = []
    for row in table.rows():
        name, short = row.needed("name", 60), row.needed("short", 20)
        for role, called in (("name", name), ("short", short)):
            before = seen.setdefault(called, row.place("name")) if called else row.place("name")
            if before != row.place("name"):
                row.fault(role, f"“{called}”与 {before} 重复", "一个单位一行，名称不能一样")
        kind = _kind(row, name)
        if row.words("parent"):
            parents.append((len(house.units), row))
        house.units.append(
            NewUnit(
                name[:60],
                short[:20],
                kind,
                len(house.units),
                tuple(row.parts("aliases")),
                row.words("duties"),
                _group(row, kind),
            )
        )
    names = house.names()
    for at, row in parents:
        house.units[at] = replace(house.units[at], parent=unit_of(row, "parent", names))
    if not house.units:
        table.faults.append(Fault("一个单位也没有", "从表头下面一行起，一行写一个单位", f"{UNITS}!A2"))


def _kind(row: Row, name: str) -> str:
    words = row.words("kind")
    known = {str(kind.label): str(kind) for kind in UnitKind}
    if words in known:
        return known[words]
    if not words and _TOWN.search(name):
        return UnitKind.TOWN
    row.fault("kind", f"没有“{words}”这种类别" if words else "没有写类别", "从下拉里选：" + "、".join(known))
    return UnitKind.GENERAL


def _group(row: Row, kind: str) -> str:
    """The appraisal group's code; by the kind of unit where none is named. County offices are in none."""
    words = row.fitting("group", 20)
    by_kind = {UnitKind.TOWN: "towns"} | {kind: kind for kind in ("economic", "general", "vertical")}
    return {str(word): code for code, word in GROUPS.items()}.get(words, words) or by_kind.get(kind, "")


def unit_of(row: Row, role: str, names: Names) -> UUID | None:
    """The one unit that a cell names, by any of its names; a fault with the nearest one otherwise."""
    words = row.words(role)
    found = names.unit(words) if words else None
    if words and found is None:
        nearest = names.nearest(words)
        row.fault(role, f"“{words}”不在“单位”表里", f"是不是“{nearest}”" if nearest else "先在“单位”表里加上")
    return found


def _posts(house: House, table: Table) -> None:
    names, people, serving = house.names(), _People(), []
    for row in table.rows():
        title, role = row.needed("title", 40), _role(row)
        unit = unit_of(row, "unit", names) if row.needed("unit", 60) else None
        name, phone = row.fitting("name", 20), _phone(row)
        if unit is None:
            continue
        short = names.directory.unit_name(unit)
        official, username = people.of(row, name, phone, short)
        house.posts.append(
            NewPost(
                unit, title[:40], role, len(house.posts), name[:20], username, phone if name else "", official=official
            )
        )
        if row.words("serves"):
            serving.append((official, row))
    with_posts = house.names()
    for official, row in serving:
        leader = _leader(row, "serves", with_posts)
        if leader:
            house.mandates.append((official, leader))


def _role(row: Row) -> str:
    words = row.words("role")
    if words in ROLE_WORDS and ROLE_WORDS[words] != Role.SYSTEM:
        return ROLE_WORDS[words]
    row.fault("role", f"没有“{words}”这个角色" if words else "没有写角色", "从下拉里选：" + "、".join(ROLES))
    return Role.REPORTER


def _phone(row: Row) -> str:
    phone = re.sub(r"[\s\-－—]", "", row.words("phone"))
    if phone and not (phone.isascii() and phone.isdigit() and 7 <= len(phone) <= 15):
        row.fault("phone", f"“{row.words('phone')}”不是电话号码", "只写数字，如 13900000000；一格写一个号")
        return ""
    return phone


@dataclass(slots=True)
class _People:
    """Who has been seen: the same name and telephone (or unit) is the same person, in whatever post."""

    known: dict[tuple[str, str], UUID] = field(default_factory=dict)
    usernames: dict[str, UUID] = field(default_factory=dict)
    phones: dict[str, tuple[str, str]] = field(default_factory=dict)

    def of(self, row: Row, name: str, phone: str, unit: str) -> tuple[UUID, str]:
        """The person, and the user name where this row opens the account."""
        wants = row.words("signs_in") or (YES if name else NO)
        if wants not in (YES, NO):
            row.fault("signs_in", f"“{wants}”看不懂", "写“是”或“否”")
        if not name:
            if wants == YES:
                row.fault("name", "要登录的岗位没有写姓名", "写上姓名，或把“是否登录”写成“否”")
            return new_uuid(), ""
        official = self.known.setdefault((name, phone or unit), new_uuid())
        whose, where = self.phones.setdefault(phone, (name, row.place("phone"))) if phone else (name, "")
        if whose != name:
            row.fault("phone", f"手机号与 {where} 的{whose}一样", "一人一个号；同一个人姓名要写成一样")
        username = phone or f"{unit}{name}"
        if wants != YES or username in self.usernames:
            return official, ""
        self.usernames[username] = official
        return official, username


def _somebody(house: House, table: Table, faults: list[Fault]) -> None:
    """Somebody must be able to go on: the administrator, and the office that issues."""
    able = {post.official for post in house.posts if post.username}
    roles = {post.role for post in house.posts if post.official in able}
    place = table.sheet.address(table.header, table.places["role"])
    if Role.ADMIN not in roles:
        faults.append(Fault("没有能登录的系统管理", "给一个岗位写上“系统管理”，并写是否登录“是”", place))
    if not roles & OFFICE:
        faults.append(Fault("督查室没有人能登录", "至少写一个督查室经办或督查室主任，并写是否登录“是”", place))


def _programmes(house: House, table: Table) -> None:
    seen: dict[str, str] = {}
    for row in table.rows():
        code, name = row.needed("code", 40), row.needed("name", 60)
        for role, called in (("code", code), ("name", name)):
            before = seen.setdefault(called, row.place("code")) if called else row.place("code")
            if before != row.place("code"):
                row.fault(role, f"“{called}”与 {before} 重复", "一个专项一行")
        house.programmes.append(NewProgramme(code, name, _calendar(row)))


def _calendar(row: Row) -> dict[str, Any]:
    """What the programme has otherwise than the county's own calendar."""
    found: dict[str, Any] = {}
    cycle = row.words("cycle")
    if cycle in CYCLES or cycle in CYCLES.values():
        found["cycle"] = CYCLES.get(cycle, cycle)
    elif cycle:
        row.fault("cycle", f"没有“{cycle}”这种周期", "从下拉里选：" + "、".join(CYCLES))
    for role in ("cutoff_day", "cutoff_hour", "grace_hour"):
        value = row.whole(role)
        if value is not None:
            found[role] = value
    try:
        ReportingCalendar(**found)
    except BadInput as error:
        for fault in error.faults:
            row.fault(fault.place, fault.problem, fault.remedy)
        return {}
    return found


def _leader(row: Row, role: str, names: Names) -> UUID | None:
    words = row.words(role)
    found = leader_named(words, names)
    if words and found is None:
        known = "、".join(post.label for post in names.leaders[:6])
        row.fault(role, f"“{words}”对不上哪位县领导", f"写“岗位人员”里的岗位或姓名，如 {known}" if known else "先加上")
    return found


def leader_named(words: str, names: Names, unit: UUID | None = None) -> UUID | None:
    """The leader's post that words mean: a title, a name, or both together as our own lists write them."""
    joined = re.sub(r"\s", "", words)
    exact = [post.uuid for post in names.leaders if joined in (post.holder, f"{post.title}{post.holder}")]
    return exact[0] if exact else names.leader(words, unit)


def _portfolios(house: House, table: Table) -> None:
    names = house.names()
    for row in table.rows():
        leader = _leader(row, "leader", names) if row.needed("leader", 60) else None
        units = [unit for part in row.parts("units") for unit in _units_named(row, part, names)]
        codes = [code for part in row.parts("programmes") if (code := programme_named(row, "programmes", part, house))]
        if leader is None:
            continue
        kept = house.portfolios.setdefault(leader, ([], []))
        kept[0].extend(unit for unit in units if unit not in kept[0])
        kept[1].extend(code for code in codes if code not in kept[1])


def _units_named(row: Row, name: str, names: Names) -> Iterable[UUID]:
    found = names.units(name)
    if not found:
        nearest = names.nearest(name)
        row.fault("units", f"“{name}”不在“单位”表里", f"是不是“{nearest}”" if nearest else "先在“单位”表里加上")
    return found


def programme_named(row: Row, role: str, words: str, house: House) -> str | None:
    code = house.programme(words)
    if code is None:
        row.fault(role, f"“{words}”不在“专项”表里", f"写专项的名称或代码，或先在“{PROGRAMMES}”表里加上")
    return code
