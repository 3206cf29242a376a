"""What each fact of the ledger changes in how matters stand. The same functions serve the actions and `rebuild`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from luoshi.facts.models import Fact
from luoshi.matters import lights
from luoshi.matters.models import (
    Answer,
    Blocker,
    BlockerStep,
    Circulating,
    Circulation,
    CirculationStep,
    Claim,
    Commented,
    CommentRuling,
    Confirmation,
    ConfirmationAsked,
    Filing,
    LeaderMark,
    LightSpan,
    Line,
    Matter,
    MatterRevision,
    Measure,
    Node,
    Opening,
    Pending,
    PeriodStep,
    Plan,
    Programme,
    Reader,
    Recall,
    Report,
    Request,
    Return,
    RowChange,
    RowOut,
    RowUnit,
    Ruling,
    SentBack,
    Supply,
    UnitAsked,
    UpperStep,
    Verification,
)
from luoshi.matters.projections.above import marked, upper_stepped
from luoshi.matters.projections.circulating import (
    answered,
    circulated,
    comments_ruled,
    confirmation_asked,
    confirmed,
    rows_changed,
    stepped,
)
from luoshi.matters.projections.claiming import claimed, planned, requested, returned
from luoshi.matters.projections.clearing import blocker_moved
from luoshi.matters.projections.deciding import revised
from luoshi.matters.projections.opening import opened
from luoshi.matters.projections.reporting import reported, verified
from luoshi.matters.projections.ruling import (
    calendars_changed,
    names_changed,
    period_stepped,
    recalled,
    ruled,
    rules_changed,
)
from luoshi.matters.projections.signing import signed
from luoshi.matters.projections.supplying import supplied
from luoshi.matters.projections.touched import Touched
from luoshi.org.models import HolidayTable, SettingRevision, SignOff, UnitRevision

KINDS: tuple[type[Fact], ...] = (
    MatterRevision,
    Opening,
    Claim,
    Return,
    Plan,
    Programme,
    Report,
    SignOff,
    Verification,
    Supply,
    BlockerStep,
    Request,
    Ruling,
    LeaderMark,
    UpperStep,
    PeriodStep,
    Circulation,
    Answer,
    CommentRuling,
    RowChange,
    ConfirmationAsked,
    Confirmation,
    CirculationStep,
    Recall,
    SettingRevision,
    HolidayTable,
    UnitRevision,
)
TABLES = (
    Reader,
    LightSpan,
    SentBack,
    Pending,
    Blocker,
    Filing,
    Node,
    Measure,
    Line,
    Matter,
    Commented,
    UnitAsked,
    RowUnit,
    RowOut,
    Circulating,
)
"""In the order in which they can be emptied."""


def apply(facts: Sequence[Fact], day: date) -> None:
    """Brings the ledger up to date with facts just recorded on a day, in their order, and then its lights."""
    touched: Touched = set()
    for kind, some in groupby(facts, key=type):
        if kind is PeriodStep:  # a closing looks at the lights as they stand at that moment
            lights.refresh(touched, day)
            lights.settle(day)
            touched = set()
        handler = HANDLERS.get(kind)
        if handler:
            touched |= handler(list(some))
        if kind is UpperStep:  # the light of that moment is held
            lights.refresh(touched, day)
            touched = set()
    lights.refresh(touched, day)


HANDLERS: dict[type[Any], Callable[[list[Any]], Touched]] = {
    MatterRevision: revised,
    Opening: opened,
    Claim: claimed,
    Return: returned,
    Plan: planned,
    Report: reported,
    SignOff: signed,
    Verification: verified,
    Supply: supplied,
    BlockerStep: blocker_moved,
    Request: requested,
    Ruling: ruled,
    LeaderMark: marked,
    UpperStep: upper_stepped,
    PeriodStep: period_stepped,
    Circulation: circulated,
    Answer: answered,
    CommentRuling: comments_ruled,
    RowChange: rows_changed,
    ConfirmationAsked: confirmation_asked,
    Confirmation: confirmed,
    CirculationStep: stepped,
    Recall: recalled,
    SettingRevision: rules_changed,
    HolidayTable: rules_changed,
    UnitRevision: names_changed,
    Programme: calendars_changed,
}
