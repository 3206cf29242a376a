"""On track or not: from which day a matter, or one unit's part in it, turns yellow and red, and why.

Between two facts every cause is monotone in time, so what is kept is the day on which each will turn. Defaults are the
table of causes in docs/lights.md; days are local dates; shares are fractions of the target (0.43 is 43%).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any

from luoshi.core.errors import BadInput, Fault
from luoshi.core.timing.workdays import Workdays

Step = tuple[date, float]
"""From this day on, this share of the target should have been reported."""


@dataclass(frozen=True, slots=True)
class LightRules:
    """The county's thresholds. A dated setting; what stands here is the commonest practice."""

    near_due_share: float = 1 / 3
    """The last part of the time given in which a matter without its last node is yellow…"""
    near_due_workdays: int = 10
    """…but at most this many working days before the due day."""
    node_red_workdays: int = 15
    behind_yellow_points: float = 5.0
    behind_red_points: float = 20.0
    report_red_workdays: int = 5
    plan_yellow_workdays: int = 5
    plan_red_workdays: int = 10
    still_days: int = 45
    blocker_red_workdays: int = 10
    undelivered_red_workdays: int = 10

    @classmethod
    def of(cls, changed: dict[str, Any]) -> LightRules:
        """The default rules with some numbers changed. Raises BadInput for a rule nobody knows or a negative one."""
        known = {one.name for one in fields(cls)}
        faults = [
            Fault(f"亮灯规则里没有“{name}”", "可用的：" + "、".join(sorted(known)))
            for name in changed
            if name not in known
        ]
        faults += [
            Fault(f"亮灯规则“{name}”的值 {value!r} 不是正数", "填一个大于 0 的数")
            for name, value in changed.items()
            if name in known and (not isinstance(value, int | float) or value <= 0)
        ]
        if faults:
            raise BadInput.of(faults)
        rules = replace(cls(), **changed)
        if rules.behind_red_points < rules.behind_yellow_points or rules.plan_red_workdays < rules.plan_yellow_workdays:
            raise BadInput(Fault("红灯的门槛比黄灯还低，有的情形会同时既黄又红", "把红灯门槛改得不低于黄灯"))
        return rules


@dataclass(frozen=True, slots=True)
class NodeState:
    title: str
    day: date
    passed_on: date | None = None


@dataclass(frozen=True, slots=True)
class QuantityState:
    """A measure against its path: the share of the target reported so far, and the steps it should have climbed."""

    name: str
    done: float
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class BlockerState:
    title: str
    promised: date | None
    own: bool
    """Whether the unit that answers for the matter must clear it itself."""
    clearer: str = ""


@dataclass(frozen=True, slots=True)
class MatterState:
    """What is known of a matter between two facts: everything its light depends on."""

    issued_on: date
    due: date | None = None
    received_on: date | None = None
    """The day from which a plan is owed: claimed, or settled by silence."""
    plan_on: date | None = None
    plan_asked: bool = True
    nodes: tuple[NodeState, ...] = ()
    quantities: tuple[QuantityState, ...] = ()
    owed_report: tuple[date, str] | None = None
    """The first period not reported: the first day on which it is late, and its label."""
    unsigned_report: tuple[date, str] | None = None
    """A report filed and not signed off: the day after the grace for the signature, and its period's label."""
    blockers: tuple[BlockerState, ...] = ()
    last_progress: date | None = None
    yellow_closings: tuple[date, ...] = ()
    """The running row of closings, up to the last one, at which the matter was yellow or red."""
    suspended_until: date | None = None
    raised: tuple[Cause, ...] = ()
    """Causes that other parts of the house raise from above."""
    members: tuple[MemberState, ...] = ()
    """Of a parent that is judged by its children: those that have not ended."""
    rollup: str = ""


@dataclass(frozen=True, slots=True)
class MemberState:
    """A child as its parent looks at it: whose it is, and when it turns."""

    name: str
    yellow_from: date | None
    red_from: date | None


@dataclass(frozen=True, slots=True)
class LineState:
    """What is known of a part beside the lead's: everything its own light depends on."""

    issued_on: date
    due: date | None = None
    """Its own day. Without one it is never late by itself: the matter's day is the lead's."""
    confirm_by: date | None = None
    """The last day on which it may object; after it silence accepts."""
    confirmed_on: date | None = None
    undelivered_since: date | None = None
    delivered_on: date | None = None
    suspended_until: date | None = None


@dataclass(frozen=True, slots=True)
class Cause:
    """One reason for a light: from which day it makes the matter yellow, from which red. Words are made elsewhere."""

    code: str
    yellow_from: date | None
    red_from: date | None
    about: str = ""
    """The node, measure, period or blocker that it is about."""
    number: float | None = None
    """Percentage points behind, for a quantity; days, for standing still."""

    def as_dict(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "yellow_from": self.yellow_from.isoformat() if self.yellow_from else None,
            "red_from": self.red_from.isoformat() if self.red_from else None,
            "about": self.about,
            "number": self.number,
        }


@dataclass(frozen=True, slots=True)
class Lights:
    """The days on which a matter turns, with all causes, the earliest red first."""

    yellow_from: date | None
    red_from: date | None
    causes: tuple[Cause, ...]


def light(day: date, yellow_from: date | None, red_from: date | None) -> str:
    """The light of a day: a comparison of dates. `green`, `yellow` or `red`."""
    if red_from is not None and red_from <= day:
        return "red"
    return "yellow" if yellow_from is not None and yellow_from <= day else "green"


def lights(state: MatterState, rules: LightRules, workdays: Workdays) -> Lights:
    """When a matter turns, and why: every cause that will ever turn if nothing more happens."""
    causes = [*_plain_causes(state, rules, workdays), *state.raised]
    causes += _two_periods(state, causes)
    return _lights(causes, state.suspended_until)


def line_lights(state: LineState, rules: LightRules, workdays: Workdays) -> Lights:
    """When a part beside the lead's turns: by its own day, its confirmation and the lead's word, never the matter's."""
    if state.delivered_on is not None:
        return Lights(None, None, ())
    causes = [*_due(state.issued_on, state.due, rules, workdays), *_unconfirmed(state, workdays)]
    if state.undelivered_since is not None:
        red = workdays.add(state.undelivered_since, rules.undelivered_red_workdays)
        causes.append(Cause("undelivered", state.undelivered_since, red, state.undelivered_since.isoformat()))
    return _lights(causes, state.suspended_until)


def _lights(causes: list[Cause], suspended_until: date | None) -> Lights:
    if suspended_until is not None:
        causes = [_not_before(cause, suspended_until) for cause in causes]
    return Lights(
        _earliest(cause.yellow_from for cause in causes),
        _earliest(cause.red_from for cause in causes),
        tuple(sorted(causes, key=_urgency)),
    )


def _plain_causes(state: MatterState, rules: LightRules, workdays: Workdays) -> Iterable[Cause]:
    yield from _due(state.issued_on, state.due, rules, workdays)
    yield from _members(state)
    yield from _nodes(state, rules, workdays)
    for quantity in state.quantities:
        yield from _behind(quantity, rules)
    yield from _reports(state, rules, workdays)
    yield from _plan(state, rules, workdays)
    yield from _still(state, rules)
    yield from _blockers(state, rules, workdays)


def _due(issued_on: date, due: date | None, rules: LightRules, workdays: Workdays) -> Iterable[Cause]:
    if due is None:
        return
    given = (due - issued_on).days
    by_share = due - timedelta(days=int(given * rules.near_due_share))
    near = max(by_share, workdays.add(due, -rules.near_due_workdays))
    yield Cause("near_due", near, None, due.isoformat())
    yield Cause("overdue", None, due + timedelta(days=1), due.isoformat())


def _unconfirmed(state: LineState, workdays: Workdays) -> Iterable[Cause]:
    """A confirmation that still waits for a signature when the days for objecting are over: silence settles others."""
    if state.confirmed_on is None and state.confirm_by is not None:
        yield Cause("not_confirmed", workdays.add(state.confirm_by, 1), None, state.confirm_by.isoformat())


def _members(state: MatterState) -> Iterable[Cause]:
    """What the children do to their parent: of the worst, both colours; where all must be done, red ones warn."""
    for member in state.members:
        if state.rollup == "worst" and (member.yellow_from or member.red_from):
            yield Cause("member", member.yellow_from, member.red_from, member.name)
        elif state.rollup == "all" and member.red_from:
            yield Cause("member", member.red_from, None, member.name)


def _nodes(state: MatterState, rules: LightRules, workdays: Workdays) -> Iterable[Cause]:
    for node in state.nodes:
        if node.passed_on is None:
            red = workdays.add(node.day, rules.node_red_workdays)
            yield Cause("node_missed", node.day + timedelta(days=1), red, node.title)


def _behind(quantity: QuantityState, rules: LightRules) -> Iterable[Cause]:
    yellow = first_behind(quantity, rules.behind_yellow_points)
    red = first_behind(quantity, rules.behind_red_points)
    if yellow or red:
        yield Cause("behind_path", yellow, red, quantity.name, round(quantity.done * 100, 1))


def first_behind(quantity: QuantityState, points: float) -> date | None:
    """The first day on which the path is more than so many percentage points of the target above what is reported."""
    for day, share in quantity.steps:
        if round((share - quantity.done) * 100, 6) > points:
            return day
    return None


def _reports(state: MatterState, rules: LightRules, workdays: Workdays) -> Iterable[Cause]:
    for code, owed in (("not_reported", state.owed_report), ("not_signed", state.unsigned_report)):
        if owed:
            late, label = owed
            yield Cause(code, late, workdays.add(late - timedelta(days=1), rules.report_red_workdays), label)


def _plan(state: MatterState, rules: LightRules, workdays: Workdays) -> Iterable[Cause]:
    if state.plan_asked and state.received_on is not None and state.plan_on is None:
        yield Cause(
            "no_plan",
            workdays.add(state.received_on, rules.plan_yellow_workdays),
            workdays.add(state.received_on, rules.plan_red_workdays),
        )


def _still(state: MatterState, rules: LightRules) -> Iterable[Cause]:
    at_years_end = state.due is not None and (state.due.month, state.due.day) == (12, 31)
    if at_years_end and state.last_progress is not None:
        yield Cause(
            "standing_still",
            state.last_progress + timedelta(days=rules.still_days + 1),
            None,
            state.last_progress.isoformat(),
            float(rules.still_days),
        )


def _blockers(state: MatterState, rules: LightRules, workdays: Workdays) -> Iterable[Cause]:
    for blocker in state.blockers:
        if blocker.promised is None:
            continue
        if blocker.own:
            red = workdays.add(blocker.promised, rules.blocker_red_workdays)
            yield Cause("own_blocker", blocker.promised, red, blocker.title)
        else:
            yield Cause("held_blocker", blocker.promised, None, f"{blocker.title}（{blocker.clearer}）")


ANOTHERS = frozenset({"held_blocker", "member"})
"""Causes that are another unit's doing: they never count towards two periods running."""


def lit_from(causes: Iterable[Cause]) -> date | None:
    """The day from which a matter is yellow or red by something of its own."""
    own = [cause for cause in causes if cause.code not in ANOTHERS]
    return _earliest(day for cause in own for day in (cause.yellow_from, cause.red_from))


def _two_periods(state: MatterState, causes: Sequence[Cause]) -> list[Cause]:
    """Yellow at two closings running: red from the second, for as long as it does not turn green in between."""
    yellow = lit_from(causes)
    run = state.yellow_closings
    if len(run) < 2 or yellow is None or yellow > run[-1]:
        return []
    return [Cause("two_periods", None, run[1], run[0].isoformat())]


def _not_before(cause: Cause, day: date) -> Cause:
    return replace(
        cause,
        yellow_from=max(cause.yellow_from, day) if cause.yellow_from else None,
        red_from=max(cause.red_from, day) if cause.red_from else None,
    )


def _earliest(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day is not None), default=None)


def _urgency(cause: Cause) -> tuple[date, date]:
    return (cause.red_from or date.max, cause.yellow_from or date.max)
