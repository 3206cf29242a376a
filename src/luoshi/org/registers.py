"""The house with its past and its plans: every revision of units, posts, mandates and rules, with who recorded it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from luoshi.org.acting import SYSTEM
from luoshi.org.directory import Directory, PostAsOf, UnitAsOf, directory, holding
from luoshi.org.models import (
    GroupMembership,
    HolidayTable,
    Mandate,
    PortfolioRevision,
    PostRevision,
    SettingRevision,
    Tenure,
    UnitRevision,
)
from luoshi.org.rules import SETTINGS, Setting, all_settings


@dataclass(frozen=True, slots=True)
class Change:
    """One dated change, as the register tells it."""

    since: date
    words: str
    who: str
    at: datetime
    paper: str = ""


def recorded_by(fact: Any) -> str:
    """Who recorded a fact, and for whom, by the names of its day."""
    return "系统" if fact.by == SYSTEM else directory(fact.day).signature(fact.by, fact.on_behalf_of)


@dataclass(frozen=True, slots=True)
class UnitRow:
    unit: UnitAsOf
    group: str
    heads: str
    coming: str
    """What is to change on a day to come."""


def units_register(day: date) -> list[UnitRow]:
    """The units that stand on a day, in their order, with what is to change."""
    names = directory(day)
    groups = {one.unit: one.group for one in holding(GroupMembership.rows.order_by("since", "at", "uuid"), day, "unit")}
    coming = {one.unit: _coming(one) for one in UnitRevision.rows.filter(since__gt=day).order_by("since", "at", "uuid")}
    heads: dict[UUID, list[str]] = {}
    for post in names.posts_of("head"):
        heads.setdefault(post.unit, []).append(post.holder)
    return [
        UnitRow(unit, groups.get(unit.uuid, ""), "、".join(heads.get(unit.uuid, [])), coming.get(unit.uuid, ""))
        for unit in sorted(names.units.values(), key=lambda unit: unit.place)
    ]


def former_units(day: date) -> list[tuple[UnitAsOf, UnitRevision]]:
    """The units that no longer stand, each with the revision that ended it, the last first."""
    ended = {one.unit: one for one in UnitRevision.rows.filter(since__lte=day).order_by("since", "at", "uuid")}
    gone = [(unit, ended[unit.uuid]) for unit in directory(day).former_units.values()]
    return sorted(gone, key=lambda pair: pair[1].since, reverse=True)


def _coming(revision: UnitRevision) -> str:
    if revision.until is not None:
        return f"{revision.since} 撤并"
    return f"{revision.since} 起为{revision.short}"


def unit_history(unit: UUID) -> list[Change]:
    """Everything that was recorded of a unit, the newest day first."""
    found = []
    for one in UnitRevision.rows.filter(unit=unit).order_by("since", "at", "uuid"):
        words = f"{one.name}（{one.short}），{one.get_unit_kind_display()}"
        if one.until is not None:
            words = f"撤并，由{directory(one.since).unit_name(one.successor)}承接" if one.successor else "撤销"
        found.append(Change(one.since, words, recorded_by(one), one.at, one.paper))
    return found[::-1]


@dataclass(frozen=True, slots=True)
class PostRow:
    post: PostAsOf
    coming: str
    past: tuple[tuple[date, str], ...]
    """Who was in it: from which day, by name; nobody is an empty name."""


def posts_register(day: date) -> list[tuple[str, UUID, list[PostRow]]]:
    """Posts by unit, each with who has been in it and what is to change."""
    names = directory(day)
    past: dict[UUID, list[tuple[date, str]]] = {}
    coming: dict[UUID, str] = {}
    for one in Tenure.rows.order_by("since", "at", "uuid"):
        holder = names.official_name(one.official) if one.until is None else ""
        if one.since <= day:
            past.setdefault(one.post, []).append((one.since, holder))
        else:
            coming[one.post] = f"{one.since} 起{holder or '空缺'}"
    for revision in PostRevision.rows.filter(since__gt=day).order_by("since", "at", "uuid"):
        where = directory(revision.since).unit_name(revision.unit)
        coming[revision.post] = f"{revision.since} 起{'撤销' if revision.until else f'{where} {revision.title}'}"
    groups: dict[UUID, list[PostRow]] = {}
    for post in sorted(names.posts.values(), key=lambda post: post.place):
        row = PostRow(post, coming.get(post.uuid, ""), tuple(reversed(past.get(post.uuid, []))))
        groups.setdefault(post.unit, []).append(row)
    ordered = sorted(groups, key=lambda unit: names.units[unit].place if unit in names.units else 10**6)
    return [(names.unit_name(unit), unit, groups[unit]) for unit in ordered]


@dataclass(frozen=True, slots=True)
class PortfolioRow:
    post: PostAsOf
    units: list[UUID]
    names: list[str]
    since: date | None
    history: list[Change]


def portfolios_register(day: date) -> list[PortfolioRow]:
    """What each leader's post looks after, now and before."""
    names = directory(day)
    revisions = list(PortfolioRevision.rows.order_by("since", "at", "uuid"))
    now = {one.post: one for one in holding(revisions, day, "post")}
    rows = []
    for post in names.posts_of("vice_head", "county_head"):
        held = now.get(post.uuid)
        units = [UUID(unit) for unit in held.units] if held else []
        history = [_portfolio_change(one) for one in reversed(revisions) if one.post == post.uuid]
        called = [names.unit_name(unit) for unit in units]
        rows.append(PortfolioRow(post, units, called, held.since if held else None, history))
    return rows


def _portfolio_change(one: PortfolioRevision) -> Change:
    then = directory(one.since)
    words = "、".join(then.unit_name(UUID(unit)) for unit in one.units) or "不分管单位"
    return Change(one.since, words, recorded_by(one), one.at)


@dataclass(frozen=True, slots=True)
class MandateRow:
    """A mandate: who for whom, from which day through which, and whether it holds today."""

    mandate: Mandate
    holder: str
    whom: str
    last_day: date | None
    holds: bool
    who: str


def mandates_register(day: date) -> list[MandateRow]:
    """Every mandate that was given, those that hold first, then the newest."""
    given: dict[tuple[UUID, UUID], list[Mandate]] = {}
    for one in Mandate.rows.order_by("since", "at", "uuid"):
        given.setdefault((one.holder, one.post), []).append(one)
    rows = [row for chain in given.values() for row in _mandate_rows(chain, day)]
    return sorted(rows, key=lambda row: (not row.holds, -row.mandate.since.toordinal(), str(row.mandate.uuid)))


def _mandate_rows(chain: list[Mandate], day: date) -> Iterable[MandateRow]:
    """A later one of the same two ends the one before; one without a day of its own only ends."""
    for place, one in enumerate(chain):
        if one.until is not None and one.until <= one.since:
            continue
        ends = [later.since for later in chain[place + 1 :]] + ([one.until] if one.until else [])
        until = min(ends, default=None)
        if until is not None and until <= one.since:
            continue
        holds = one.since <= day and (until is None or day < until)
        last = date.fromordinal(until.toordinal() - 1) if until else None
        names = directory(day if holds else max(one.since, one.day))
        whom = names.post_label(one.post)
        yield MandateRow(one, names.official_name(one.holder), whom, last, holds, recorded_by(one))


@dataclass(frozen=True, slots=True)
class SettingRow:
    key: str
    setting: Setting
    value: Any
    since: date | None
    history: list[Change]

    @property
    def parts(self) -> list[tuple[str, str, Any, Any]]:
        """(name, words, value, default) of each number of a rule with several."""
        return [
            (name, words, self.value.get(name, default), default)
            for name, (words, default) in self.setting.parts.items()
        ]

    @property
    def shown(self) -> str:
        return said(self.setting, self.value)

    @property
    def default(self) -> str:
        return said(self.setting, self.setting.default)


def said(setting: Setting, value: Any) -> str:
    """A value as a clerk reads it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(setting.choices.get(one, str(one)) for one in value) or "无"
    if isinstance(value, dict):
        named = [f"{setting.parts[name][0]}：{part}" for name, part in value.items() if name in setting.parts]
        return "；".join(named) or "按通行做法"
    return setting.choices.get(value, str(value))


def settings_register(day: date) -> list[SettingRow]:
    """All rules of the county: what holds, since when, and what held before."""
    values = all_settings(day)
    history: dict[str, list[SettingRevision]] = {}
    for one in SettingRevision.rows.order_by("since", "at", "uuid"):
        history.setdefault(one.key, []).append(one)
    return [
        SettingRow(
            key,
            known,
            values[key],
            history[key][-1].since if key in history else None,
            [
                Change(one.since, said(known, known.read(one.value)), recorded_by(one), one.at)
                for one in history.get(key, [])[::-1]
            ],
        )
        for key, known in SETTINGS.items()
    ]


def holidays_register() -> list[tuple[HolidayTable, str]]:
    """The notices that were entered, the newest first, each with who entered it."""
    return [(one, recorded_by(one)) for one in HolidayTable.rows.order_by("-year", "-at", "-uuid")]


def officials(names: Directory) -> list[tuple[UUID, str]]:
    """People in posts, to choose from: once each, by their first post."""
    found: dict[UUID, str] = {}
    for post in sorted(names.posts.values(), key=lambda post: post.place):
        if post.official is not None and post.official not in found:
            found[post.official] = f"{post.holder}（{names.unit_name(post.unit)} {post.title}）"
    return list(found.items())
