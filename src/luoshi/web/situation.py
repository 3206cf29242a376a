"""The county's situation on one page: momentum and pressure, three parts each, every sentence computed and linked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from luoshi.core.errors import Fault, NotAllowed
from luoshi.indicators.models import Part
from luoshi.indicators.queries import Sentence, board, half_of, situation_of
from luoshi.indicators.words.boards import board_lead
from luoshi.indicators.words.situation import sentence
from luoshi.matters.models import BlockerKind
from luoshi.matters.queries.county import Standing, standing
from luoshi.matters.queries.style import Case, Style, style
from luoshi.org.acting import SEES_ALL
from luoshi.org.directory import directory
from luoshi.org.signing_in import Asked, signed_in
from luoshi.shell.faults import wants_json
from luoshi.web.band import LEADERS

MOST = 6
"""Sentences a part may have; the rest is one tap away."""
CASES: dict[str, str] = {
    "copied": gettext_noop("与别的单位一字不差，已退回"),
    "empty": gettext_noop("没有内容，已退回"),
    "untrue": gettext_noop("核实不属实"),
    "refused": gettext_noop("退回后认定该办"),
    "passed_on": gettext_noop("堵点转手 {times} 次"),
    "returned": gettext_noop("填报被退回"),
    "plan": gettext_noop("节点计划被退回"),
    "late": gettext_noop("过时才报"),
    "again": gettext_noop("第 {times} 次申请延期"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence and where it can be counted."""

    words: SafeString | str
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    """One of the three parts."""

    code: str
    title: str
    lines: tuple[Line, ...]
    more: int = 0


@signed_in
def situation(request: Asked) -> HttpResponse:
    """Momentum and pressure of the county, as its head would say them."""
    by = request.by
    if not by.has(*SEES_ALL, *LEADERS):
        raise NotAllowed(Fault("县情分析给县领导和督查、考核部门看", "本单位的情况在“事项”里"))
    stands, rows, worked = standing(by), board(by, by.day), style(by)
    told = situation_of(rows, by.day)
    momentum = _momentum(told.momentum, stands, by.day)
    pressure = [_weak(told.pressure, by.day), _held_back(stands), _working(worked)]
    if wants_json(request):
        return JsonResponse({"momentum": _json(momentum), "pressure": _json(pressure)})
    shown: dict[str, Any] = {
        "lead": board_lead(half_of(rows, by.day)),
        "momentum": momentum,
        "pressure": pressure,
        "cases": _cases(worked),
        "names": directory(by.day),
    }
    return render(request, "web/situation.html", shown)


def _json(groups: Sequence[Group]) -> list[dict[str, Any]]:
    return [
        {
            "code": group.code,
            "title": group.title,
            "sentences": [{"words": str(line.words), "url": line.url} for line in group.lines],
            "more": group.more,
        }
        for group in groups
    ]


def _group(code: str, title: str, told: Iterable[Line], counted: Iterable[Line | None] = ()) -> Group:
    """Counts of matters come first; of what indicators say, the weightiest."""
    found, first = list(told), [line for line in counted if line]
    return Group(code, title, (*first, *found[:MOST]), max(len(found) - MOST, 0))


def _said(told: Iterable[Sentence], day: date) -> list[Line]:
    return [Line(sentence(one, day), reverse("indicators:page", args=[one.row.code])) for one in told]


def _momentum(told: Sequence[Sentence], stands: Standing, day: date) -> list[Group]:
    """经济运行、产业发展、民生保障: indicators by their part; what key projects and matters moved with trades."""
    parts = {part: [one for one in told if one.row.part == part] for part in Part.values}
    projects = [
        _counted(
            stands.projects["green"] + stands.projects["done"],
            _("重点项目 <b>{n} 个</b>按计划推进或已建成"),
            "matters:list",
            "kind=key_project",
        ),
        _counted(stands.ended, _("近 30 天办结事项 <b>{n} 项</b>"), "matters:list", "light=done"),
    ]
    return [
        _group("economy", _("经济运行"), _said(parts[Part.ECONOMY], day)),
        _group("industry", _("产业发展"), _said(parts[Part.INDUSTRY], day), projects),
        _group("livelihood", _("民生保障"), _said(parts[Part.LIVELIHOOD], day)),
    ]


def _counted(n: int, words: str, at: str, query: str = "", **more: Any) -> Line | None:
    if not n:
        return None
    return Line(format_html(words, n=n, **more), reverse(at) + (f"?{query}" if query else ""))


def _weak(told: Sequence[Sentence], day: date) -> Group:
    return _group("growth", _("增长短板"), _said(told, day))


def _held_back(stands: Standing) -> Group:
    """What holds the county back: key projects that lag, and what they wait for."""
    kinds = dict(BlockerKind.choices)
    total = sum(stands.projects.values())
    lines = [
        _counted(
            stands.projects["red"],
            _("{total} 个重点项目中 <b>{n} 个滞后</b>"),
            "matters:list",
            "kind=key_project&light=red",
            total=total,
        ),
        *(
            _counted(n, _("卡在{what}的 <b>{n} 个</b>"), "matters:blockers", what=_(str(kinds[kind])))
            for kind, n in stands.project_blockers.items()
        ),
        _counted(stands.longest_blocked, _("最久的堵点已等 <b>{n} 天</b>"), "matters:blockers"),
        _counted(len(stands.decisions), _("<b>{n} 件</b>等领导定"), "county"),
    ]
    return _group("limits", _("制约因素"), (), lines)


def _working(worked: Style) -> Group:
    """Work style, counted from facts of thirty days; the cases stand below on the page."""
    counted = (
        ("perfunctory", worked.perfunctory, _("应付：空转、雷同、不实的填报 <b>{n} 份</b>")),
        ("shirked", worked.shirked, _("推诿：该办的退回、堵点转手 <b>{n} 件</b>")),
        ("rough", worked.rough, _("粗糙：填报、节点计划被退回 <b>{n} 份</b>")),
        ("dragging", worked.dragging, _("拖拉：过时才报、再次延期 <b>{n} 件</b>")),
    )
    lines = [Line(format_html(words, n=len(cases)), f"#{code}") for code, cases, words in counted if cases]
    return _group("style", _("工作作风"), (), lines)


def _cases(worked: Style) -> list[tuple[str, str, list[tuple[Case, str]]]]:
    """Every case behind a count, for who asks where the number comes from."""
    titles = (
        ("perfunctory", _("应付"), worked.perfunctory),
        ("shirked", _("推诿"), worked.shirked),
        ("rough", _("粗糙"), worked.rough),
        ("dragging", _("拖拉"), worked.dragging),
    )
    return [
        (code, title, [(case, _(CASES[case.code]).format(times=case.times)) for case in cases])
        for code, title, cases in titles
        if cases
    ]
