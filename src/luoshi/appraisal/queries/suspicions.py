"""What the finders say of a month: each suspicion with its ground in words, and what each unit would be asked."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from luoshi.appraisal.queries.gathering import Course, Gathered, Written, gather
from luoshi.core import integrity
from luoshi.core.errors import BadInput, Fault
from luoshi.core.scoring.sentences import plain
from luoshi.core.timing.periods import Period, in_order
from luoshi.matters.models import End, Kind, Matter
from luoshi.org.acting import By
from luoshi.org.directory import directory
from luoshi.org.models import UnitKind
from luoshi.org.rules import setting

KINDS: dict[str, str] = {
    "jump": gettext_noop("截止前猛涨"),
    "copied": gettext_noop("文字雷同"),
    "hugging": gettext_noop("踩线达标"),
    "split": gettext_noop("像是一件拆开的"),
    "last_digits": gettext_noop("末位数字"),
    "leading_digits": gettext_noop("首位数字"),
}
"""Codes in the order in which they are shown."""

FEW = 5
"""Whole things that come fewer at a time (two firms, three schools) move in leaps by nature."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A unit that a suspicion is about, and the matter, where it is about one."""

    unit: UUID
    matter: UUID | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A suspicion as the finders have it now; nobody has judged it."""

    key: str
    code: str
    subjects: tuple[Subject, ...]
    ground: str
    period: str
    """The month of the reports."""
    questions: dict[UUID, str]
    """Unit → what it would be asked: nothing of how it was found, nor of other units."""


def month_of(period: str) -> Period:
    """A month as 2026-06. Raises BadInput for anything else."""
    month = Period.parse(period)
    if month.kind != "month":
        raise BadInput(Fault(f"“{period}”不是一个月", "写成 2026-06", "期别"))
    return month


def suspicions(by: By, period: Period) -> list[Suspicion]:
    """All suspicions about the reports of a period's months, of restricted matters none. Five SELECTs.

    What is asked of all figures of the year so far is asked once, with the last month. Months to come have none.
    """
    months = [one for one in period.months() if one.first <= by.day]
    gathered = gather(by, months) if months else []
    of_months = [one for found in gathered for one in (*_jumps(found), *_copied(found), *_split(found))]
    return [*of_months, *(one for found in gathered[-1:] for one in (*_hugging(found), *_digits(found)))]


def _made(
    found: Gathered, code: str, about: str, subjects: tuple[Subject, ...], ground: str, questions: dict[UUID, str]
) -> Suspicion:
    key = hashlib.sha256(f"{found.window.period}|{code}|{about}".encode()).hexdigest()
    asked = {unit: words[:300] for unit, words in questions.items()}
    return Suspicion(key, code, subjects, ground[:500], str(found.window.period), asked)


def _subject(matter: Matter) -> Subject:
    return Subject(matter.unit, matter.uuid, matter.title)


def _jumps(found: Gathered) -> Iterator[Suspicion]:
    of_name: dict[str, list[Course]] = defaultdict(list)
    for one in found.courses:
        of_name[f"{one.matter.uuid}:{one.measure.code}"].append(one)
    steps = [
        integrity.Step(name, one.filed_on, one.share, one.asked, one.pace)
        for name, own in of_name.items()
        if not _counts_few(own)
        for one in own
    ]
    days = (found.window.last - found.window.first).days + 1
    for finding in integrity.jumps(steps, found.window.last, days=days):
        matter, name = of_name[finding.subjects[0]][0].matter, of_name[finding.subjects[0]][0].measure.name
        grounds = finding.grounds
        asked = _("《{title}》的“{name}”上次报 {before}，这次报到 {after}，做了什么、按什么计的？请附凭据。").format(
            title=_short(matter), name=name, before=grounds["before"], after=grounds["after"]
        )
        ground = _leapt(name, grounds)
        yield _made(found, "jump", finding.subjects[0], (_subject(matter),), ground, {matter.unit: asked})


def _counts_few(own: Iterable[Course]) -> bool:
    """Whole things, of which no report ever brought as many as make a course: firms, schools."""
    values = [one.value for one in own]
    return all(one == one.to_integral_value() and one < FEW for one in values)


def _leapt(name: str, grounds: Mapping[str, Any]) -> str:
    """What leapt, against what plan, and what it served."""
    since, on = grounds["reported"]
    said = _(
        "“{name}”{since}报 {before}，{on}报到 {after}，一次占到全部进度的 {share}；计划这一段至多 {planned}"
    ).format(
        name=name,
        since=_day(since),
        before=grounds["before"],
        on=_day(on),
        after=grounds["after"],
        share=_whole(grounds["share"]),
        planned=_whole(grounds["planned"]),
    )
    if grounds["crosses"]:
        said += _("，报前欠序时、报后达到")
    return said + (_("，是截止当天报的") if grounds["last_day"] else "")


def _day(day: date) -> str:
    return _("{month}月{day}日").format(month=day.month, day=day.day)


def _whole(share: float) -> str:
    return f"{share:.0%}"


def _copied(found: Gathered) -> Iterator[Suspicion]:
    """One for each two matters whose reports say the same, in however many months; and for one that repeats itself."""
    known = {f"{one.matter.uuid}:{one.period}": one for one in found.written}
    narratives = [integrity.Narrative(name, one.words) for name, one in known.items()]
    fresh = {name for name, one in known.items() if Period.parse(one.period).last >= found.window.period.first}
    pairs: dict[frozenset[UUID], list[integrity.Finding]] = defaultdict(list)
    for finding in sorted(integrity.copied(narratives), key=lambda one: -one.grounds["share"]):
        if not fresh.isdisjoint(finding.subjects):
            pairs[frozenset(known[name].matter.uuid for name in finding.subjects)].append(finding)
    for matters in [one for one in pairs if len(one) == 1 and any(one < other for other in pairs)]:
        repeated = pairs.pop(matters)
        for other in pairs:
            pairs[other] += repeated if matters < other else []
    for matters, findings in pairs.items():
        names = sorted({name for one in findings for name in one.subjects})
        written = sorted((known[name] for name in names), key=lambda one: in_order(one.period))
        yield _copied_between(found, matters, findings, written, [known[name] for name in names if name in fresh])


def _copied_between(
    found: Gathered,
    matters: frozenset[UUID],
    findings: list[integrity.Finding],
    written: list[Written],
    fresh: list[Written],
) -> Suspicion:
    of_matter: dict[UUID, list[Written]] = defaultdict(list)
    for one in sorted(written, key=lambda one: (one not in fresh, one.matter.title)):
        of_matter[one.matter.uuid].append(one)
    ground = _("{reports}的填报文字 {share} 相同，如“{sample}”").format(
        reports=_(" 与 ").join(_where(some[0].matter, [one.period for one in some]) for some in of_matter.values()),
        share="—".join(dict.fromkeys(_whole(find(one.grounds["share"] for one in findings)) for find in (min, max))),
        sample=findings[0].grounds["sample"],
    )
    asked = {one.matter.unit: _ask_what_happened(one) for one in sorted(fresh, key=lambda one: in_order(one.period))}
    subjects = tuple(dict.fromkeys(_subject(some[0].matter) for some in of_matter.values()))
    return _made(found, "copied", "|".join(sorted(str(one) for one in matters)), subjects, ground, asked)


def _where(matter: Matter, periods: Iterable[str]) -> str:
    """「《标准园》2026年9月、10月」."""
    labels = [Period.parse(one).label for one in sorted(periods, key=in_order)]
    year = labels[0][:5]
    later = (label.removeprefix(year) for label in labels[1:])
    return _("《{title}》{period}").format(title=_short(matter), period="、".join([labels[0], *later]))


def _ask_what_happened(one: Written) -> str:
    return _("{where}实际做了什么、到了哪一步？请写具体情况，附现场或办理凭据。").format(
        where=_where(one.matter, [one.period])
    )


def _short(matter: Matter) -> str:
    return matter.title if len(matter.title) <= 40 else matter.title[:40] + "…"


def _split(found: Gathered) -> Iterator[Suspicion]:
    """Matters of one unit that look like pieces of one: asked about in the month in which the last of them came."""
    days = int(setting("split_days", found.window.last))
    known = {str(one.uuid): one for one in found.matters if one.matter_kind in ENTERED and not _is_gone(one)}
    every = [
        integrity.Piece(
            name,
            str(one.unit),
            one.issued_on,
            one.title,
            found.counts.get(one.uuid, frozenset()),
            one.origin_number or str(one.origin_document or ""),
        )
        for name, one in known.items()
        if days
    ]
    for finding in integrity.pieces(every, days=days, common=_unit_names(found)):
        own = [known[name] for name in finding.subjects]
        if not found.window.first <= max(one.issued_on for one in own) <= found.window.last:
            continue
        titles = "".join(f"《{_short(one)}》" for one in own[:MOST])
        ground = _("{titles}名称都是“{words}”，{days} 天内下发，各数各的量，折算看不出是一件").format(
            titles=titles, words=finding.grounds["words"], days=days
        )
        if finding.grounds["formerly"]:
            ground += _("；从前是一件《{title}》").format(title=finding.grounds["formerly"][:40])
        asked = _(
            "{titles}是同一个项目，还是分别批复、分别实施的？各有批复的请附上；是一件的，请写并入哪一件。"
        ).format(titles=titles)
        subjects = tuple(_subject(one) for one in own)
        yield _made(found, "split", "|".join(finding.subjects), subjects, ground, {own[0].unit: asked})


ENTERED = (Kind.KEY_PROJECT, Kind.TASK, Kind.LIVELIHOOD)
"""Kinds that a unit can have a hand in entering: what a leader wrote or a meeting decided it has not split."""
MOST = 4
"""So many titles are named."""


def _is_gone(matter: Matter) -> bool:
    return matter.recalled_on is not None or matter.end in (End.MERGED, End.WITHDRAWN)


def _unit_names(found: Gathered) -> set[str]:
    """What units are called, and the places named after them: 金溪镇, 金溪."""
    units = directory(found.window.last).units.values()
    names = {name for one in units for name in (one.name, one.short, *one.aliases)}
    return names | {_TOWN.sub("", one.short) for one in units if one.kind == UnitKind.TOWN}


_TOWN = re.compile(r"(?<=..)(?:街道|镇|乡|办)$")


def _by_unit(courses: Iterable[Course]) -> dict[UUID, list[Course]]:
    found: dict[UUID, list[Course]] = defaultdict(list)
    for one in courses:
        found[one.matter.unit].append(one)
    return found


def _hugging(found: Gathered) -> Iterator[Suspicion]:
    for unit, courses in sorted(_by_unit(found.of_the_year).items()):
        shares = [one.share / one.asked for one in courses if one.asked > 0]
        for finding in integrity.hugging(str(unit), shares):
            said = {"count": finding.grounds["count"], "close": finding.grounds["close"]}
            ground = _(
                "今年填报的 {count} 个完成数里，{close} 个刚好达到序时（超出不到 {width}），差一点没有达到的 {short} 个"
            ).format(width=_whole(finding.grounds["width"]), short=finding.grounds["short"], **said)
            yield _made(found, "hugging", str(unit), (Subject(unit),), ground, {unit: _ask_for_sources(len(shares))})


def _digits(found: Gathered) -> Iterator[Suspicion]:
    for unit, courses in sorted(_by_unit(found.of_the_year).items()):
        figures = [one.value.normalize() for one in courses]
        whole = [one for one in figures if one == one.to_integral_value()]
        for finding in (
            *integrity.last_digits(str(unit), whole),
            *integrity.leading_digits(str(unit), figures),
        ):
            grounds = finding.grounds
            which = _("末位") if finding.code == "last_digits" else _("首位")
            ground = _("今年填报的 {count} 个数，{which}数字的分布少见（卡方 {statistic}，界限 {limit}）").format(
                count=grounds["count"],
                which=which,
                statistic=plain(round(grounds["statistic"], 1)),
                limit=plain(grounds["limit"]),
            )
            asked = {unit: _ask_for_sources(grounds["count"])}
            yield _made(found, finding.code, str(unit), (Subject(unit),), ground, asked)


def _ask_for_sources(count: int) -> str:
    return _("今年填报的 {count} 个完成数，是按什么口径、从哪里取来的？请附原始台账或验收单。").format(count=count)
