"""What the calendar settles: silence that accepts, and periods that close."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef

from luoshi.core.errors import BadInput, Fault
from luoshi.core.timing.periods import Period
from luoshi.matters.actions.recording import one_line, record, said
from luoshi.matters.closings import is_closed
from luoshi.matters.models import Claim, Desk, Line, Pending, PeriodStep, Stage
from luoshi.org import permissions
from luoshi.org.acting import By
from luoshi.org.queries import workdays


def accept_by_silence(by: By) -> int:
    """Lines that nobody has claimed or sent back in the days for it are the unit's from now on.

    What a reporter wrote in time waits one more working day for the head: unsigned words hold nothing up.
    """
    with transaction.atomic():
        lines = Line.rows.filter(claimed_on=None, object_until__lt=by.day, matter__stage__in=_WAITING).order_by("uuid")
        own = Pending.rows.filter(matter=OuterRef("matter"), unit=OuterRef("unit"), about__in=("claim", "return"))
        asked = lines.exclude(Exists(own.exclude(desk=Desk.HEAD))).annotate(unsigned=Exists(own))
        days = workdays()
        waiting = [line for line in asked if not line.unsigned or days.add(line.object_until, 1) < by.day]
        facts = [Claim(matter=line.matter_id, line=line.uuid, how=Claim.How.SILENCE, **by.stamp()) for line in waiting]
        record(by, facts)
    return len(facts)


_WAITING = (Stage.ISSUED, Stage.CLAIMED)


def close_period(by: By, period: Period, clock: str = PeriodStep.Clock.WORK) -> None:
    """Closes a period on a clock: what comes later is late. Raises BadInput where it is closed already, or not over."""
    permissions.require(by, "close")
    with transaction.atomic():
        if is_closed(str(period), clock):
            raise BadInput(Fault(f"{period.label}已经关账", "要改先重开，写明理由"))
        if clock == PeriodStep.Clock.DATA and period.last >= by.day:
            raise BadInput(Fault(f"{period.label}还没有过完", "统计数据出来以后再关", "期别"))
        record(by, [PeriodStep(period=str(period), clock=clock, closed=True, **by.stamp())])


def reopen_period(by: By, period: Period, reason: str, clock: str = PeriodStep.Clock.WORK) -> None:
    """Opens a closed period again, under a name and with a reason. Until it closes again, what comes is in time.

    Raises BadInput without a reason, or where it is not closed.
    """
    permissions.require(by, "close")
    with transaction.atomic():
        if not one_line(reason):
            raise BadInput(Fault("没有写重开的理由", "写明谁要补什么、凭什么", "理由"))
        if not is_closed(str(period), clock):
            raise BadInput(Fault(f"{period.label}没有关账", "没有关的不用重开"))
        words = said(reason, 300, "理由")
        record(by, [PeriodStep(period=str(period), clock=clock, closed=False, reason=words, **by.stamp())])
