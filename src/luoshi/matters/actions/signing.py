"""A unit's word is its head's: nothing a reporter writes leaves the unit before it is signed."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from luoshi.matters.actions.recording import one_line, record, said
from luoshi.matters.models import Claim, ClaimDraft, Desk, Pending
from luoshi.org import permissions
from luoshi.org.acting import By
from luoshi.org.models import SignOff


def sign_off(by: By, refs: Sequence[UUID], *, reason: str = "") -> int:
    """Signs everything listed, or with a reason sends it back to the reporter. Answers how many.

    What was signed in the meantime is passed over: two taps are one signature.
    """
    with transaction.atomic():
        asked = Pending.rows.select_for_update().filter(ref__in=refs, desk=Desk.HEAD)
        waiting = list(asked.order_by("about", "ref"))
        for one in waiting:
            permissions.require(by, "sign_off", one.unit)
        shown = set(Pending.objects.visible_to(by).filter(ref__in=refs).values_list("ref", flat=True))
        waiting = [one for one in waiting if one.ref in shown]
        decision = SignOff.Decision.SENT_BACK if one_line(reason) else SignOff.Decision.SIGNED
        _sign(by, [(one.about, one.ref, one.unit) for one in waiting], decision, said(reason, 300, "理由"))
        if decision == SignOff.Decision.SIGNED:  # what is sent back is written on where it stood
            claims = Claim.rows.filter(uuid__in=[one.ref for one in waiting if one.about == SignOff.About.CLAIM])
            ClaimDraft.rows.filter(ref__in=claims.values("line")).delete()
    return len(waiting)


def sign_if_head(by: By, about: str, things: Sequence[tuple[UUID, UUID]]) -> None:
    """What the head, or the office with the unit's paper, enters needs no second signature.

    Called inside the action's transaction; `things` are (ref, unit).
    """
    signed = [(about, ref, unit) for ref, unit in things if permissions.may(by, "sign_off", unit) or by.in_office]
    _sign(by, signed, SignOff.Decision.SIGNED, "")


def _sign(by: By, things: Sequence[tuple[str, UUID, UUID]], decision: str, reason: str) -> None:
    if not things:
        return
    record(
        by,
        [
            SignOff(about=about, ref=ref, unit=unit, decision=decision, reason=reason, **by.speaking_for(unit).stamp())
            for about, ref, unit in things
        ],
    )
