"""A leader's instruction, or a task from above, from its paper to a matter with a clock: in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.db import transaction

from luoshi.core.errors import BadInput, Fault
from luoshi.matters.actions.evidence import attach
from luoshi.matters.actions.issuing import Decided, issue
from luoshi.matters.models import MatterRevision, OriginLevel
from luoshi.org import permissions
from luoshi.org.acting import By


def record_instruction(by: By, decided: Decided, papers: Sequence[tuple[str, bytes]] = ()) -> UUID:
    """Keeps the paper and issues the matter with its number and its clock. The same one sent twice is one.

    Args:
        papers: (name, bytes) of the photos or files it came on.

    Raises BadInput where there is neither a word of it nor a due day.
    """
    permissions.require(by, "issue")
    with transaction.atomic():
        if MatterRevision.rows.filter(matter=decided.matter).exists():
            return decided.matter
        faults = []
        if decided.due is None:
            faults.append(Fault("没有定时限", "选特急、急或平，或写一个日子", "时限"))
        if decided.origin_level == OriginLevel.COUNTY and decided.origin_leader is None:
            faults.append(Fault("没有选是哪位领导批的", "点领导的名字", "批示领导"))
        if faults:
            raise BadInput.of(faults)
        digests = tuple(attach(by, name, data) for name, data in papers)
        return issue(by, [replace(decided, papers=digests)])[0]
