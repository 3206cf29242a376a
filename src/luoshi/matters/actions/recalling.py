"""A matter issued by mistake is recalled within the hour; later it is withdrawn by a ruling, with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from luoshi.core.errors import BadInput, Fault
from luoshi.matters.actions.recording import one_line, record, said
from luoshi.matters.models import DraftRow, Matter, MatterRevision, Recall
from luoshi.org import permissions
from luoshi.org.acting import By
from luoshi.org.rules import setting


def recall(by: By, matters: Sequence[UUID], reason: str) -> list[UUID]:
    """Recalls matters, each with its children. The drafted rows they came from are drafts again.

    Raises BadInput without a reason, and once the minutes for it are over.
    """
    permissions.require(by, "recall")
    with transaction.atomic():
        found = list(
            Matter.rows.select_for_update().filter(Q(uuid__in=matters) | Q(parent__in=matters)).order_by("number")
        )
        faults = [] if one_line(reason) else [Fault("没有写撤回的理由", "写一句错在哪里", "理由")]
        if not found:
            faults.append(Fault("没有这项事项", "刷新页面"))
        minutes = int(setting("recall_minutes", by.day))
        for matter in found:
            if matter.recalled_on is not None or matter.ended_on is not None:
                faults.append(Fault("已经了结或撤回", "刷新页面", matter.number))
            elif by.at > issued_at(matter.uuid) + timedelta(minutes=minutes):
                faults.append(Fault(f"下发已超过 {minutes} 分钟，不能撤回", "按“撤销”了结，写明依据", matter.number))
        if faults:
            raise BadInput.of(faults)
        why = said(reason, 300, "理由")
        uuids = [matter.uuid for matter in found]
        record(by, [Recall(matter=uuid, reason=why, **by.stamp()) for uuid in uuids])
        for row in DraftRow.rows.select_for_update().filter(matter__in=uuids):
            row.state, row.matter, row.version = DraftRow.State.DRAFT, None, row.version + 1
            row.save(update_fields=["state", "matter", "version"])
    return uuids


def issued_at(matter: UUID) -> datetime:
    """The moment a matter was issued."""
    moment: datetime = MatterRevision.rows.filter(matter=matter).order_by("at", "uuid").values_list("at", flat=True)[0]
    return moment
