"""What waits for a head's signature, as she reads it on a phone: what it is, what it says, what changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.core.timing.pace import light
from luoshi.matters.goals import quarter_word
from luoshi.matters.models import (
    Answer,
    Claim,
    Comment,
    Desk,
    Line,
    LineRole,
    Measure,
    MeasureKind,
    Node,
    Pending,
    Plan,
    PlanNode,
    Report,
    ReportNode,
    ReportQuantity,
    Request,
    Return,
    RowOut,
    StageGoal,
)
from luoshi.matters.queries.circulating.shown import changes_shown
from luoshi.matters.words import short_number
from luoshi.org.acting import By
from luoshi.org.directory import Directory, directory
from luoshi.org.models import SignOff
from luoshi.org.permissions import signs_for

GROUPS: tuple[tuple[str, str], ...] = (
    ("comment", "征求意见反馈"),
    ("claim", "认领"),
    ("plan", "节点计划"),
    ("report", "进展填报"),
    ("request", "申请"),
    ("return", "退回任务"),
)
"""In the order in which a head reads them; what others bring to the list stands after."""

REASONS: dict[str, tuple[str, ...]] = {
    "comment": ("理由不充分", "先同牵头单位商量", "没有意见，不提了"),
    "claim": ("责任领导不对", "阶段目标定低了", "阶段目标完不成"),
    "plan": ("节点写得没法核对", "日期排得太靠后", "漏了关键节点"),
    "report": ("数对不上，再核一下", "写具体做成了什么", "和上期写得一样", "补上佐证"),
    "request": ("理由不充分", "先不申请"),
    "return": ("这是我们的职责", "写明依据"),
}
"""What a head most often sends something back with: one tap instead of a line."""

FACTS: dict[str, type[Any]] = {
    "comment": Answer,
    "claim": Claim,
    "plan": Plan,
    "report": Report,
    "request": Request,
    "return": Return,
}


@dataclass(frozen=True, slots=True)
class Change:
    """A number as it stands, and as it will stand once this is signed."""

    name: str
    before: Decimal | None
    now: Decimal
    unit: str

    @property
    def falls(self) -> bool:
        """A standing value that becomes less than it was: most often a slip."""
        return self.before is not None and self.now < self.before


@dataclass(slots=True)
class ToSign:
    """Something a reporter wrote, as its head reads it: two lines, one tap."""

    pending: Pending
    number: str
    light: str
    who: str
    lines: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The matter, or the draft that was commented on."""
        about = self.pending.matter or self.pending.circulation
        return str(about.title) if about else ""

    @property
    def over(self) -> str:
        """How its matter has ended meanwhile: the report still counts if it is signed, but nobody files it again."""
        matter = self.pending.matter
        return str(matter.get_end_display() or matter.get_stage_display()) if matter and matter.ended_on else ""

    @property
    def url(self) -> str:
        if self.pending.circulation_id:
            return reverse("matters:comments", args=[self.pending.circulation_id]) + f"?unit={self.pending.unit}"
        return reverse("matters:page", args=[self.pending.matter_id])


@dataclass(frozen=True, slots=True)
class SignGroup:
    code: str
    word: str
    rows: list[ToSign]
    reasons: tuple[str, ...]

    @property
    def alike(self) -> str:
        """Above reports of which several say exactly the same: a head sees it before all are signed at once."""
        if self.code != SignOff.About.REPORT:
            return ""
        said = Counter(" ".join(words.split()) for row in self.rows if (words := row.pending.words))
        most, *others = [n for _words, n in said.most_common() if n > 1] or [0]
        if not most:
            return ""
        line = _("其中 {n} 件说的是同一句话").format(n=most)
        each = "、".join(_("{n} 件").format(n=n) for n in others)
        return line + (_("，另有 {each}各说的是同一句话").format(each=each) if each else "")


def to_sign(by: By) -> list[ToSign]:
    """All that waits for this person's signature: a fixed number of SELECTs."""
    pending = Pending.objects.visible_to(by).filter(desk=Desk.HEAD, unit__in=signs_for(by))
    pending = pending.select_related("matter", "circulation").order_by("since", "matter__number", "ref")
    found = _Found.of(by, list(pending))
    names = directory(by.day)
    return [_row(one, found, names, by.day) for one in found.pending]


def grouped(rows: Sequence[ToSign]) -> list[SignGroup]:
    """By kind, in the order in which a head reads them."""
    by_kind: dict[str, list[ToSign]] = defaultdict(list)
    for row in rows:
        by_kind[row.pending.about].append(row)
    words: dict[str, Any] = dict(SignOff.About.choices) | dict(GROUPS)
    order = [*dict(GROUPS), *sorted(set(by_kind) - set(dict(GROUPS)))]
    return [
        SignGroup(code, _(str(words.get(code, code))), by_kind[code], REASONS.get(code, ()))
        for code in order
        if by_kind[code]
    ]


@dataclass(slots=True)
class _Found:
    """The facts behind the waiting things, and the rows that belong to them."""

    pending: list[Pending]
    facts: dict[UUID, Any] = field(default_factory=dict)
    goals: dict[UUID, list[StageGoal]] = field(default_factory=dict)
    nodes: dict[UUID, list[PlanNode]] = field(default_factory=dict)
    counted: dict[UUID, list[ReportQuantity]] = field(default_factory=dict)
    passed: dict[UUID, list[UUID]] = field(default_factory=dict)
    measures: dict[tuple[UUID, str], Measure] = field(default_factory=dict)
    titles: dict[UUID, str] = field(default_factory=dict)
    """Of nodes, and of rows that are out."""
    comments: dict[UUID, list[Comment]] = field(default_factory=dict)
    lines: dict[UUID, Line] = field(default_factory=dict)
    """Of claims."""

    @classmethod
    def of(cls, by: By, pending: list[Pending]) -> _Found:
        found = cls(pending)
        for about, model in FACTS.items():
            found.facts |= model.rows.in_bulk([one.ref for one in pending if one.about == about])
        refs = list(found.facts)
        claimed = [fact.line for fact in found.facts.values() if isinstance(fact, Claim)]
        found.lines = {one.uuid: one for one in Line.objects.visible_to(by).filter(uuid__in=claimed)}
        found.goals = _by_fact(StageGoal.rows.filter(fact__in=refs).order_by("quarter"))
        found.nodes = _by_fact(PlanNode.rows.filter(fact__in=refs).order_by("day", "id"))
        found.counted = _by_fact(ReportQuantity.rows.filter(fact__in=refs).order_by("id"))
        matters = {one.matter_id for one in pending if one.about == "report"}
        found.measures = {(one.matter_id, one.code): one for one in Measure.rows.filter(matter__in=matters)}
        ticked = list(ReportNode.rows.filter(fact__in=refs).order_by("id"))
        found.titles = dict(Node.rows.filter(uuid__in=[row.node for row in ticked]).values_list("uuid", "title"))
        for row in ticked:
            found.passed.setdefault(row.fact_id, []).append(row.node)
        found._add_comments(by, [one.ref for one in pending if one.about == "comment"])
        return found

    def _add_comments(self, by: By, answers: list[UUID]) -> None:
        if not answers:
            return
        self.comments = _by_fact(Comment.rows.filter(fact__in=answers).order_by("id"))
        items = [one.item for said in self.comments.values() for one in said]
        self.titles |= dict(RowOut.objects.visible_to(by).filter(uuid__in=items).values_list("uuid", "title"))


def _by_fact(rows: Iterable[Any]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = {}
    for row in rows:
        found.setdefault(row.fact_id, []).append(row)
    return found


def _row(one: Pending, found: _Found, names: Directory, day: date) -> ToSign:
    matter, fact = one.matter, found.facts.get(one.ref)
    row = ToSign(
        one,
        short_number(matter.number, day.year) if matter else "",
        light(day, matter.yellow_from, matter.red_from) if matter else "",
        names.official_name(fact.by) if fact else "",
        [one.words] if one.words else [],
    )
    if isinstance(fact, Claim):
        row.lines = _claim_lines(fact, found.goals.get(fact.uuid, [])) or [_part(found.lines.get(fact.line))]
    elif isinstance(fact, Plan):
        row.lines = _plan_lines(fact, found.nodes.get(fact.uuid, []))
    elif isinstance(fact, Report):
        row.changes = _changes(fact, found)
        row.passed = [found.titles[node] for node in found.passed.get(fact.uuid, []) if node in found.titles]
    elif isinstance(fact, Request):
        row.lines = [_asked(fact, matter.due if matter else None), fact.reason]
    elif isinstance(fact, Return) and fact.proposed_unit:
        row.lines.append(_("建议由{unit}办").format(unit=names.unit_name(fact.proposed_unit)))
    elif isinstance(fact, Answer) and one.ref in found.comments:
        row.lines = [_commented(comment, found.titles, names) for comment in found.comments[one.ref]]
    return row


def _commented(comment: Comment, titles: Mapping[UUID, str], names: Directory) -> str:
    """「“建成暂存库”：用地手续在资源局；牵头 → 资源局」."""
    proposed = [f"{what} → {words}" for what, words in changes_shown(comment.changes, names)]
    row = f"“{titles[comment.item]}”：" if comment.item in titles else ""
    return row + "；".join([comment.reason, *proposed])


def _claim_lines(claim: Claim, goals: Sequence[StageGoal]) -> list[str]:
    who = "，".join(one for one in (claim.leader_in_charge, claim.section) if one)
    return [line for line in (who, "；".join(_goal(goal) for goal in goals)) if line]


def _part(line: Line | None) -> str:
    """What a unit that leads nothing confirms: its part in what another leads."""
    if line is None or line.role == LineRole.LEAD:
        return _("认领，没有写责任人和目标")
    return _("确认本单位配合的部分") + (f"：{line.duty}" if line.duty else "")


def _goal(goal: StageGoal) -> str:
    number = "" if goal.value is None else f"{goal.value:f}".rstrip("0").rstrip(".")
    beside = _("（累计 {n}）").format(n=number) if number and number not in goal.words else ""
    return f"{quarter_word(goal.quarter)}{goal.words}{beside}"


def _plan_lines(plan: Plan, nodes: Sequence[PlanNode]) -> list[str]:
    listed = "；".join(f"{node.day.month}月{node.day.day}日{node.title}" for node in nodes)
    return [line for line in (listed, plan.words) if line]


def _asked(request: Request, due: date | None) -> str:
    if request.new_due is None:
        return request.get_end_display() or request.get_asks_display()
    before = f"{due.month}月{due.day}日" if due else _("未定")
    what = request.get_end_display() or request.get_asks_display()
    return f"{what}：{before} → {request.new_due.year}年{request.new_due.month}月{request.new_due.day}日"


def _changes(report: Report, found: _Found) -> list[Change]:
    changes = []
    for row in found.counted.get(report.uuid, []):
        measure = found.measures.get((report.matter, row.code))
        if measure is None:
            continue
        adds = measure.measure_kind == MeasureKind.FLOW
        now = (measure.done or Decimal(0)) + row.value if adds else row.value
        changes.append(Change(measure.name, measure.done, now, measure.unit_of_measure))
    return changes
