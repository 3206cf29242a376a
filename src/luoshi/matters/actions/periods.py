"""What the calendar settles: silence that accepts, and periods that close."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef

from luoshi.core.errors import BadInput, Fault
from luoshi.core.timing.periods import Period
from luoshi.matters.actions.recording import record
from luoshi.matters.models import Claim, Line, Pending, PeriodStep, Stage
from luoshi.org import permissions
from luoshi.org.acting import By


def accept_by_silence(by: By) -> int:
    """Lines that nobody has claimed or sent back in the days for it are the unit's from now on."""
    with transaction.atomic():
        answers = Pending.rows.filter(matter=OuterRef("matter"), unit=OuterRef("unit"), about__in=("claim", "return"))
        lines = Line.rows.filter(claimed_on=None, object_until__lt=by.day, matter__stage__in=_WAITING)
        waiting = lines.exclude(Exists(answers)).order_by("uuid")
        facts = [Claim(matter=line.matter_id, line=line.uuid, how=Claim.How.SILENCE, **by.stamp()) for line in waiting]
        record(by, facts)
    return len(facts)


_WAITING = (Stage.ISSUED, Stage.CLAIMED)


def close_period(by: By, period: Period, clock: str = PeriodStep.Clock.WORK) -> None:
    """Closes a period: what comes later is late. Raises BadInput where it is closed already."""
    permissions.require(by, "close")
    with transaction.atomic():
        last = PeriodStep.rows.filter(period=str(period), clock=clock).order_by("at", "uuid").last()
        if last is not None and last.closed:
            raise BadInput(Fault(f"{period.label}已经关账", "要改先重开，写明理由"))
        record(by, [PeriodStep(period=str(period), clock=clock, closed=True, **by.stamp())])
