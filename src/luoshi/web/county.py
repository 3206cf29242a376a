"""The county head's page: one sentence, momentum and pressure, half the year, who leads and lags, what to decide."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from luoshi.appraisal.queries import last_closed, ranking_table
from luoshi.core.errors import Fault, NotAllowed
from luoshi.core.timing.periods import Period
from luoshi.indicators.queries import board, half_of, situation_of
from luoshi.indicators.words.boards import board_lead
from luoshi.indicators.words.situation import sentence
from luoshi.matters.models import BlockerKind, Kind
from luoshi.matters.queries.county import Standing, standing
from luoshi.org.acting import SEES_ALL, By
from luoshi.org.directory import directory
from luoshi.org.signing_in import Asked, signed_in
from luoshi.shell.faults import wants_json
from luoshi.web.band import LEADERS
from luoshi.web.deciding import to_decide

MOST_SENTENCES, MOST_DECISIONS, MOST_UNITS = 3, 5, 5
MOST_INDICATORS = 12
"""The county's main indicators come first in the register; the others are one tap away."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, and the list that it can be counted on; empty where there is none."""

    words: SafeString
    url: str


@signed_in
def county(request: Asked) -> HttpResponse:
    """How the county stands, in one screen."""
    by = request.by
    if not by.has(*SEES_ALL, *LEADERS):
        raise NotAllowed(Fault("县情页给县领导和督查、考核部门看", "本单位的情况在“事项”里"))
    stands, rows, names = standing(by), board(by, by.day), directory(by.day)
    half, told = half_of(rows, by.day), situation_of(rows, by.day)
    period = last_closed(by)
    shown: dict[str, Any] = {
        "lead": _lead(board_lead(half), stands, own=not by.sees_all),
        "stands": stands,
        "half": half,
        "rows": rows[:MOST_INDICATORS],
        "others": Counter(row.light for row in rows[MOST_INDICATORS:]),
        "other_rows": max(len(rows) - MOST_INDICATORS, 0),
        "momentum": [*_indicator_sentences(told.momentum, by), *_momentum(stands)],
        "pressure": [*_indicator_sentences(told.pressure, by), *_pressure(stands)],
        "decisions": to_decide(stands.decisions[:MOST_DECISIONS], names),
        "more_decisions": max(len(stands.decisions) - MOST_DECISIONS, 0),
        "red_units": stands.red_units[:MOST_UNITS],
        "red_leaders": stands.red_leaders[:MOST_UNITS],
        "groups": [_ends(table) for table in ranking_table(period, by)] if period else [],
        "period": Period.parse(period).label if period else "",
        "period_code": period,
        "names": names,
    }
    if wants_json(request):
        return JsonResponse({"lead": str(shown["lead"]), "lights": stands.lights, "projects": stands.projects})
    return render(request, "web/county.html", shown)


def _lead(of_indicators: SafeString | str, stands: Standing, own: bool) -> SafeString:
    """「……；55 个重点项目中 9 个滞后，其中 4 个卡在用地。」 own: of a vice-head."""
    first = format_html("{}", of_indicators)
    total, red = sum(stands.projects.values()), stands.projects["red"]
    if not total:
        return first
    said = (
        _("分管的 {total} 个重点项目中 <b>{red} 个滞后</b>") if own else _("{total} 个重点项目中 <b>{red} 个滞后</b>")
    )
    second = format_html(said, total=total, red=red)
    kinds = dict(BlockerKind.choices)
    stuck = [
        _("{n} 个卡在{kind}").format(n=n, kind=_(kinds[kind]))
        for kind, n in stands.project_blockers.items()
        if kind != BlockerKind.OTHER
    ][:2]
    tail = _("，其中 {stuck}").format(stuck="、".join(stuck)) if stuck else ""
    return format_html("{}；{}{}。", SafeString(first.rstrip("。")), second, tail)


def _indicator_sentences(told: Any, by: By) -> list[Said]:
    return [
        Said(format_html("{}", sentence(one, by.day)), reverse("indicators:page", args=[one.row.code]))
        for one in told[:MOST_SENTENCES]
    ]


def _momentum(stands: Standing) -> list[Said]:
    """What moved in the last thirty days."""
    return _said(
        Counted(stands.ended, _("近 30 天办结 <b>{n} 项</b>，累计办结 {more} 项"), stands.lights["done"], "light=done"),
        Counted(stands.passed, _("近 30 天通过节点 <b>{n} 个</b>，解决堵点 {more} 个"), stands.cleared, at=""),
    )


def _pressure(stands: Standing) -> list[Said]:
    """What holds the county back, and how work is done: counted from facts, never said about people."""
    blocked, empty = sum(stands.project_blockers.values()), stands.returned + stands.untrue
    waiting = _("重点项目堵点 <b>{n} 个</b>没有解决，最久的已等 {more} 天")
    style = _("作风：近 30 天空转填报退回 <b>{n} 份</b>，任务和堵点来回推 {more} 次")
    return _said(
        Counted(stands.lights["red"], _("在办 {more} 项中 <b>{n} 项滞后</b>"), stands.live, "light=red"),
        Counted(blocked, waiting, stands.longest_blocked, f"kind={Kind.KEY_PROJECT}", "matters:blockers"),
        Counted(empty, style, stands.passed_on + stands.refused, at=""),
    )


@dataclass(frozen=True, slots=True)
class Counted:
    """A count with its sentence: {n} is it, {more} the second figure; and the list that it can be counted on.

    Without `at` no list counts to it.
    """

    n: int
    words: str
    more: int
    query: str = ""
    at: str = "matters:list"


def _said(*counted: Counted) -> list[Said]:
    return [Said(format_html(one.words, n=one.n, more=one.more), _list_of(one)) for one in counted if one.n]


def _list_of(one: Counted) -> str:
    if not one.at:
        return ""
    return reverse(one.at) + (f"?{one.query}" if one.query else "")


def _ends(table: Any) -> dict[str, Any]:
    """A ranking's first three and last two."""
    ranked = [row for row in table.rows if row.rank is not None]
    shown = ranked if len(ranked) <= MOST_UNITS else [*ranked[:3], *ranked[-2:]]
    return {"name": table.name, "group": table.group, "rows": shown, "compared": table.compared}
