"""Founds the demonstration county: units, posts, people, portfolios and mandates, through the house's own verbs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from luoshi.demo.script import county_file, last_such_day
from luoshi.facts import clock
from luoshi.matters.actions import NewProgramme, set_programmes, succeed
from luoshi.org.acting import By, acting_as, system
from luoshi.org.actions import NewPost, NewUnit, appoint, change_setting, found_units, give_mandate, set_portfolio
from luoshi.org.models import Role

GROUPS = {"town": "towns", "economic": "economic", "general": "general", "vertical": "general"}
LEADS_ALL = ("party_secretary", "county_head")
EXTRA: tuple[tuple[str, str, str, str], ...] = (
    ("督查办", "head", Role.CHIEF, "督查办主任"),
    ("督查办", "reporter", Role.CLERK, "督查办科员"),
    ("府办", "head", Role.DIRECTOR, "府办主任"),
    ("府办", "deputy", Role.ADMIN, "系统管理员"),
    ("考核办", "reporter", Role.ASSESSMENT, "考核办科员"),
    ("发改局", "deputy", Role.PROJECTS, "项目办负责人"),
    ("审计局", "deputy", Role.AUDITOR, "审计监督"),
)
"""Offices whose own people hold the county's desks: unit, whose second post it is, role, title."""

SUCCESSORS = 500
"""Those who come later have telephone numbers of their own from here on."""

SIGN_IN: dict[str, tuple[str, str]] = {
    "clerk": ("督查室经办", "督查办/clerk"),
    "chief": ("督查室主任", "督查办/chief"),
    "director": ("府办主任", "府办/director"),
    "department": ("住建局联络员", "住建局/reporter"),
    "town": ("石桥镇联络员", "石桥镇/reporter"),
    "head_of_unit": ("住建局局长", "住建局/head"),
    "vice_head": ("副县长", "leader/vice_industry"),
    "aide": ("副县长联络员", "secretary/vice_industry"),
    "secretary": ("县长秘书", "secretary/county_head"),
    "county_head": ("县长", "leader/county_head"),
    "assessment": ("考核办", "考核办/assessment"),
    "projects": ("项目办", "发改局/projects"),
    "auditor": ("审计监督", "审计局/auditor"),
    "admin": ("系统管理员", "府办/admin"),
}
"""Role of the one-click sign-in → its words, and the account behind it."""


@dataclass
class People:
    """Who is who, for the builder: units by short name, and officials by 「unit/role」."""

    units: dict[str, UUID] = field(default_factory=dict)
    posts: dict[str, UUID] = field(default_factory=dict)
    officials: dict[str, UUID] = field(default_factory=dict)
    phones: dict[str, str] = field(default_factory=dict)
    """Of those who were there from the first day."""

    def by(self, who: str, at: datetime) -> By:
        return acting_as(self.officials[who], at)


def found_county(at: datetime, since: date) -> People:
    """Everybody in their posts from a day on."""
    founder = system(at)
    people = People()
    _found_units(founder, people, since)
    posts = [*_leaders(people), *_staff(people)]
    appoint(founder, posts, since)
    _look_after(founder, people, since)
    _found_programmes(founder, since)
    # With two days the ranking would miss the circular of the 3rd wherever the 28th is off duty.
    change_setting(founder, "data_check_days", 1, since)
    change_setting(founder, "ranked_periods", ["quarter", "half", "year"], since)
    return people


def phone_of(place: int) -> str:
    """A mobile number that belongs to nobody: no operator gives out 1390000 followed by these."""
    return f"1390000{place:04d}"


def successions(today: date) -> dict[date, list[dict[str, str]]]:
    """Day → the leaders who come into a post on it."""
    found: dict[date, list[dict[str, str]]] = {}
    for leader in county_file("people")["leader"]:
        if leader.get("since"):
            found.setdefault(last_such_day(leader["since"], today), []).append(leader)
    return found


def succeed_on(people: People, at: datetime, leaders: list[dict[str, str]]) -> list[str]:
    """Puts the new leaders in their posts. Answers who they are."""
    came: list[str] = []
    for leader in leaders:
        key = f"leader/{leader['post']}"
        since = clock.local_day(at)
        phone = phone_of(SUCCESSORS + len(people.officials) + len(came))
        people.officials[key] = succeed(system(at), people.posts[key], leader["name"], f"{key}/{since}", since, phone)
        came.append(key)
    return came


def _found_units(founder: By, people: People, since: date) -> None:
    units = [
        NewUnit(
            found["name"],
            found["short"],
            found["kind"],
            place,
            (*found.get("aliases", ()), *found.get("former", ())),
            found.get("duties", ""),
            GROUPS.get(found["kind"], ""),
        )
        for place, found in enumerate(county_file("units")["unit"])
    ]
    found_units(founder, units, since)
    people.units = {unit.short: unit.unit for unit in units}


def _leaders(people: People) -> list[NewPost]:
    """The county's leaders in their posts, and the secretaries who act for them."""
    file = county_file("people")
    holders = {leader["post"]: leader["name"] for leader in file["leader"] if not leader.get("since")}
    shorts = {post["code"]: post["short"] for post in file["post"]}
    made = []
    for post in file["post"]:
        role = str(Role.COUNTY_HEAD if post["code"] in LEADS_ALL else Role.VICE_HEAD)
        made.append(_post(people, f"leader/{post['code']}", "府办", post["short"], role, post["order"], holders))
    for place, found in enumerate(file["secretary"]):
        key = f"secretary/{found['post']}"
        title, holder = shorts[found["post"]] + found["role"], {found["post"]: found["name"]}
        made.append(_post(people, key, found["unit"], title, Role.SECRETARY, 40 + place, holder))
    return made


def _post(people: People, key: str, unit: str, title: str, role: str, place: int, holders: dict[str, str]) -> NewPost:
    holder, phone = holders.get(key.split("/")[1], ""), phone_of(len(people.officials))
    post = NewPost(people.units[unit], title[:40], role, place, holder, key, phone)
    people.posts[key] = post.post
    people.officials[key], people.phones[key] = post.official, phone
    return post


def _staff(people: People) -> list[NewPost]:
    """Each unit's head, deputy and reporter, and the county's desks that some of them hold beside it."""
    made = []
    staff = {found["unit"]: found for found in county_file("people")["staff"]}
    for place, (unit, found) in enumerate(staff.items()):
        for step, staff_role in enumerate((Role.HEAD, Role.DEPUTY, Role.REPORTER)):
            role = str(staff_role)
            key = f"{unit}/{role}"
            made.append(
                _post(people, key, unit, found[f"{role}_title"], role, 100 + place * 5 + step, {role: found[role]})
            )
    for unit, whose, role, title in EXTRA:
        key, same = f"{unit}/{role}", people.officials[f"{unit}/{whose}"]
        holder = staff[unit][whose]
        post = NewPost(people.units[unit], title, role, 60, holder, username=key, official=same)
        people.posts[key], people.officials[key] = post.post, same
        made.append(post)
    return made


def _look_after(founder: By, people: People, since: date) -> None:
    file = county_file("people")
    for post in file["post"]:
        units = [people.units[short] for short in (*post["units"], *post["towns"]) if short in people.units]
        set_portfolio(founder, people.posts[f"leader/{post['code']}"], units, post["programmes"], since)
    give_mandate(founder, people.officials["住建局/deputy"], people.posts["住建局/head"], "sign", since)
    for found in file["secretary"]:
        key = f"secretary/{found['post']}"
        give_mandate(founder, people.officials[key], people.posts[f"leader/{found['post']}"], "act", since)


def _found_programmes(founder: By, since: date) -> None:
    """The lines of work that the leaders look after; all of them report by the county's calendar."""
    names = dict.fromkeys(name for post in county_file("people")["post"] for name in post["programmes"])
    set_programmes(founder, [NewProgramme(name, name) for name in names], since)
