"""The sheet of posts: who is in them, who signs in, and who acts for whom."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from uuid import UUID

from luoshi.core.errors import Fault
from luoshi.facts.identity import new_uuid
from luoshi.intake.founding.columns import NO, ROLES, YES
from luoshi.intake.founding.house import House, leader_of, unit_of
from luoshi.intake.founding.tables import Row, Table
from luoshi.org.acting import OFFICE
from luoshi.org.actions import NewPost
from luoshi.org.models import Role

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


def read_posts(house: House, table: Table) -> None:
    """Reads every post with the person in it."""
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
        if role == Role.SECRETARY and name:
            row.needed("serves", 60)
        if row.words("serves"):
            serving.append((official, row))
    with_posts = house.names()
    for official, row in serving:
        leader = leader_of(row, "serves", with_posts)
        if leader:
            house.mandates.append((official, leader))
    _somebody(house, table)


def _role(row: Row) -> str:
    words = row.words("role")
    if words in ROLE_WORDS and ROLE_WORDS[words] != Role.SYSTEM:
        return ROLE_WORDS[words]
    row.fault("role", f"没有“{words}”这个角色" if words else "没有写角色", "从下拉里选：" + "、".join(ROLES))
    return ""


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


def _somebody(house: House, table: Table) -> None:
    """Somebody must be able to go on: the administrator, and the office that issues."""
    able = {post.official for post in house.posts if post.username}
    roles = {post.role for post in house.posts if post.official in able}
    if any(not post.role for post in house.posts):
        return  # whose role that was is told already
    place = table.sheet.address(table.header, table.places["role"])
    if Role.ADMIN not in roles:
        table.faults.append(Fault("没有能登录的系统管理", "给一个岗位写上“系统管理”，并写是否登录“是”", place))
    if not roles & OFFICE:
        table.faults.append(Fault("督查室没有人能登录", "至少写一个督查室经办或督查室主任，并写是否登录“是”", place))
