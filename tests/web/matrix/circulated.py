"""Drafts of a unit's tasks that are out for comment, quarrelled over, or before a leader."""

from __future__ import annotations

from typing import Any

from luoshi.matters import actions
from luoshi.matters.models import Circulating, Commented, RowOut, Step
from tests import world
from tests.web.matrix import DAY


def _out(county: world.County, unit: str, title: str) -> Any:
    """A draft with one row of the unit that is out for comment."""
    text = f"{unit}负责{title}。"
    leader = county.post("vice_head") if unit == "住建局" else None
    row = {
        "start": 0,
        "end": len(text),
        "text": text,
        "title": title,
        "unit": county.units[unit],
        "leader": leader,
    }
    read = actions.Read("送审的讲话", "讲话.txt", text.encode(), text, "1", [row])
    clerk = county.by("clerk", at=DAY)
    circulation = actions.circulate(clerk, actions.take_document(clerk, read))
    actions.approve_draft(county.by("chief", at=DAY), circulation)
    return circulation


def on_its_way(county: world.County, unit: str) -> dict[str, Any]:
    """One with a quarrel over its lead before the leader, and one that units have nothing to say to."""
    clerk, circulation = county.by("clerk", at=DAY), _out(county, unit, "管网建设")
    item = RowOut.rows.get(circulation=circulation)
    other = actions.CommentWanted(item.uuid, "不归我们", {"unit": county.units["发改局"]})
    actions.send_comments(county.by("head", unit, DAY), circulation, county.units[unit], [other])
    quarrel = Commented.rows.get(circulation=circulation)
    actions.decide_comments(clerk, circulation, [actions.Decision(quarrel.uuid, "referred")])
    laid = _laid_before(county, unit)
    return {"circulation": circulation, "item": item.uuid, "quarrel": quarrel.uuid, "laid": laid}


def _laid_before(county: world.County, unit: str) -> Any:
    """A row before its leader: the vice-head to confirm, or where none is in charge the county head to sign."""
    circulation = _out(county, unit, "道路修补")
    actions.send_comments(county.by("head", unit, DAY), circulation, county.units[unit], [])
    if Circulating.rows.get(uuid=circulation).step == Step.COMMENT:
        actions.close_comments(county.by("clerk", at=DAY), circulation)
    return RowOut.rows.get(circulation=circulation).uuid
