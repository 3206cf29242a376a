"""How what is done is closed: by whoever gave it, and a task from above by the level that gave it."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from luoshi.matters import actions
from luoshi.matters.models import Matter, OriginLevel, Stage, UpperMove
from luoshi.org.acting import By

ABOVE = timedelta(days=9)
"""How long the upper level takes to strike a task off."""


def close(by: By, asked: UUID, matter: UUID) -> None:
    """Grants that a matter is closed; reports it up where an upper level gave it."""
    level = Matter.rows.values_list("origin_level", flat=True).get(uuid=matter)
    if level == OriginLevel.COUNTY:
        actions.rule_request(by, asked, True, "佐证齐全，同意办结")
    else:
        actions.upper_step(by, matter, UpperMove.REPORTED_UP, by.day, "办理情况已书面上报，申请销号")


def strike_off(by: By, day: date) -> None:
    """Enters what the upper levels have struck off by a day."""
    gone_up = Matter.rows.filter(stage=Stage.REPORTED_UP, reported_up_on__lte=day - ABOVE).order_by("number")
    for matter in gone_up:
        actions.upper_step(by, matter.uuid, UpperMove.STRUCK_OFF, day, "上级督查室来函，同意销号")
