"""Lines of work with a reporting calendar of their own: 十大创建, 重点项目."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from luoshi.core.errors import BadInput, Fault
from luoshi.core.timing.periods import ReportingCalendar
from luoshi.matters.actions.recording import one_line, record
from luoshi.matters.models import Programme
from luoshi.org import permissions, version
from luoshi.org.acting import By


@dataclass(frozen=True, slots=True)
class NewProgramme:
    """A programme: `calendar` holds what differs from the county's own reporting calendar, by its field names."""

    code: str
    name: str
    calendar: Mapping[str, Any] = field(default_factory=dict)


def set_programmes(by: By, programmes: Sequence[NewProgramme], since: date) -> None:
    """Founds programmes, or changes their names and calendars from a day on; the newest that has begun holds.

    Raises BadInput for a programme without a code or a name, with a calendar that there is not, or from a day to come.
    """
    permissions.require(by, "appoint")
    faults = []
    if since > by.day:
        faults.append(Fault(f"从 {since} 起生效，还没到", f"到那天再改，或从今天 {by.day} 起生效", "起始日"))
    for one in programmes:
        where = one.name or one.code
        if not one_line(one.code) or not one_line(one.name):
            faults.append(Fault("专项没有代码或名称", "两样都要填", where))
        try:
            ReportingCalendar().with_own(one.calendar)
        except TypeError:
            faults.append(Fault("填报日历里有认不得的项", "只写周期、截止日、截止时点、审签宽限时点", where))
        except BadInput as error:
            faults += [Fault(fault.problem, fault.remedy, f"{where} {fault.place}") for fault in error.faults]
    if faults:
        raise BadInput.of(faults)
    with transaction.atomic():
        facts = [
            Programme(
                code=one_line(one.code),
                name=one_line(one.name),
                calendar=dict(one.calendar),
                since=since,
                **by.stamp(),
            )
            for one in programmes
        ]
        version.changed(facts)
        record(by, facts)
