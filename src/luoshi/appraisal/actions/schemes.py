"""A scheme is adopted: whole, checked, from a day on."""

from __future__ import annotations

import re
from datetime import date
from uuid import UUID

from django.db import transaction

from luoshi.appraisal import rules
from luoshi.appraisal.adopted import revisions
from luoshi.appraisal.models import SchemeRevision
from luoshi.appraisal.subject_checks import SOURCE, subject_faults
from luoshi.appraisal.terms import CYCLES, cycle_of
from luoshi.core.errors import BadInput, Fault
from luoshi.core.scoring import Scheme
from luoshi.core.scoring.lines import Lines
from luoshi.core.scoring.seal import digest
from luoshi.facts.actions import append_all
from luoshi.indicators.models import Indicator
from luoshi.org import permissions
from luoshi.org.acting import By
from luoshi.org.version import changed

MARKED_BY = ("manual", "as_is", "tiers", "interpolation", "deduction", "rank_points", "minmax", "efficacy")
"""Methods that need nothing but the mark."""
_CODE = re.compile(r"[a-z0-9_-]{1,40}")


def adopt_scheme(by: By, code: str, toml: str, since: date, cycle: str = "") -> UUID:
    """Adopts the rules of an appraisal from a day on. The same rules from the same day twice are one.

    `cycle`: how long the periods of a scheme of the county's own code are; month, quarter, half and year say it
    themselves. Raises BadInput with every fault of the scheme: what does not hold together, what cannot be published,
    items whose figures nobody has.
    """
    permissions.require(by, "close")
    scheme = Scheme.from_toml(toml)
    faults = [*_code_faults(code, cycle), *scheme_faults(scheme, toml, cycle_of(code) or cycle, by.day)]
    if faults:
        raise BadInput.of(faults)
    with transaction.atomic():
        last = next((one for one in reversed(revisions()) if one.code == code and one.since <= since), None)
        if last is not None and (last.since, last.toml) == (since, toml):
            return last.uuid
        revision = revision_of(by, code, scheme, toml, since, cycle)
        append_all([revision])
        changed([revision])
    return revision.uuid


def scheme_faults(scheme: Scheme, toml: str, cycle: str, day: date) -> list[Fault]:
    """Why a scheme that holds together cannot rank what this county has, each with its line in the text."""
    lines = Lines(toml)
    return [
        *_publishing_faults(scheme, lines),
        *_source_faults(scheme, lines),
        *_composing_faults(scheme, cycle, lines),
        *subject_faults(scheme, day, lines),
    ]


def _code_faults(code: str, cycle: str) -> list[Fault]:
    if not _CODE.fullmatch(code):
        return [Fault(f"方案代码“{code}”不能用", "用小写字母、数字、横线或下划线，如 funds", "代码")]
    known = cycle_of(code)
    if known is None and cycle not in CYCLES:
        return [Fault("没有选多长时间排一次", "选月、季、半年或年", "周期")]
    if known is not None and cycle and cycle != known:
        return [Fault(f"代码“{code}”已经用于另一种周期", "换一个代码，或按原来的周期", "周期")]
    return []


def _publishing_faults(scheme: Scheme, lines: Lines) -> list[Fault]:
    faults = []
    if scheme.decimals is None:
        problem, remedy = "分析用的方案（没有 decimals）不能用来排名", "在 [scheme] 里写 decimals = 2"
        faults.append(Fault(problem, remedy, lines.head()))
    if scheme.ties == "average":
        remedy = '写 ties = "competition" 或 "dense"'
        faults.append(Fault("并列取平均会排出 2.5 这样的名次", remedy, lines.head("ties")))
    return faults


def _source_faults(scheme: Scheme, lines: Lines) -> list[Fault]:
    items = rules.indicator_items(scheme)
    known = set(Indicator.rows.filter(code__in=[rules.source_of(one) for one in items]).values_list("code", flat=True))
    own = "、".join((*rules.FROM_THE_LOOP, rules.REVIEW, rules.MARKS))
    return [
        Fault(
            f"考核项“{rules.source_of(one)}”没有数据来源",
            f"用 {own}，或已登记的指标的代码",
            lines.item(one.code, *SOURCE),
        )
        for one in items
        if rules.source_of(one) not in known
    ]


def _composing_faults(scheme: Scheme, cycle: str, lines: Lines) -> list[Fault]:
    """Items made of closed rankings name a scheme of shorter periods; marks are averaged, not taken as they are."""
    faults, places = [], [str(one) for one in CYCLES]
    for one in rules.composed_items(scheme):
        source, place = rules.source_of(one), lines.item(one.code, *SOURCE)
        shorter = cycle_of(source)
        if shorter is None:
            faults.append(Fault(f"没有代码为“{source}”的方案", '写 source = "month"', place))
        elif cycle in places and places.index(shorter) >= places.index(cycle):
            faults.append(Fault(f"“{source}”的一期不比这个方案的短", "只能用更短的一期合成", place))
    faults += [
        Fault("领导点评用几个人的分数合成", 'method 写 "manual"', lines.item(one.code, "method"))
        for one in rules.reviewed_items(scheme)
        if one.method != "manual"
    ]
    faults += [
        Fault("考核办打的分没有目标、基数和笔数", f"method 写 {'、'.join(MARKED_BY)}", lines.item(one.code, "method"))
        for one in rules.marked_items(scheme)
        if one.method not in MARKED_BY
    ]
    return faults


def revision_of(by: By, code: str, scheme: Scheme, toml: str, since: date, cycle: str = "") -> SchemeRevision:
    return SchemeRevision(
        code=code,
        name=scheme.name[:60],
        cycle=cycle_of(code) or cycle,
        since=since,
        toml=toml,
        digest=digest(toml.encode()),
        **by.stamp(),
    )
