"""What there is at all for somebody: one SELECT says which of a desk's rare questions are worth asking."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import CharField, Count, QuerySet, Value

from luoshi.matters.models import Circulating, DraftRow
from luoshi.matters.queries.circulating.waiting import steps_to_end, to_comment
from luoshi.matters.queries.desk import Rare, There
from luoshi.matters.queries.handovers import accepts, open_handovers
from luoshi.matters.queries.waiting import REPORTERS, astray_or_own, came_back, to_verify
from luoshi.matters.queries.waiting_above import answers, answers_to, gave_words
from luoshi.org.acting import By
from luoshi.org.models import Role
from luoshi.org.permissions import may


def there_is(by: By, *of_others: QuerySet[Any, Any]) -> There:
    """How much there is of each rare thing that concerns the actor, and of what other rooms have counted."""
    return told([*(counted(rare, rows) for rare, rows in _concerning(by)), *of_others])


def told(parts: Sequence[QuerySet[Any, Any]]) -> There:
    """All that was counted, in one SELECT."""
    return dict(parts[0].union(*parts[1:], all=True)) if parts else {}


def counted(rare: str, rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    """How much there is of something, as one part of what a desk asks for first."""
    return counted_by(Value(str(rare), CharField()), rows)


def counted_by(name: Any, rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    """The same for rows that say themselves of what they are."""
    return rows.order_by().values(rare=name).annotate(n=Count("*")).values_list("rare", "n")


def _concerning(by: By) -> Iterator[tuple[Rare, QuerySet[Any]]]:
    if (blockers := astray_or_own(by)) is not None:
        yield Rare.BLOCKER, blockers
    if by.has(*REPORTERS) and by.units:
        yield Rare.SENT_BACK, came_back(by)
        yield Rare.COMMENT, to_comment(by)
    if accepts(by):
        yield Rare.HANDOVER, open_handovers(by)
    if by.in_office:
        yield Rare.VERIFY, to_verify(by)
        yield Rare.ANSWER, answers(by)
    elif gave_words(by):
        yield Rare.ANSWER, answers_to(by)
    if by.in_office or by.has(Role.VICE_HEAD, Role.COUNTY_HEAD, Role.SECRETARY):
        yield Rare.CIRCULATING, Circulating.rows.filter(ended_on=None)
    if steps := steps_to_end(by):
        yield Rare.TABLE, Circulating.rows.filter(ended_on=None, step__in=steps)
    if may(by, "issue"):
        yield Rare.DRAFT, DraftRow.rows.filter(state=DraftRow.State.DRAFT)
