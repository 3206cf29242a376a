"""A speech of three tasks on its way round the small county: one quarrelled over, one commented on, one left alone."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from luoshi.facts import clock
from luoshi.matters import actions
from luoshi.matters.models import Circulating, Commented, RowOut
from luoshi.org.acting import system
from luoshi.org.actions import change_setting
from tests import world

MONDAY, TUESDAY, WEDNESDAY, THURSDAY = (date(2026, 3, day) for day in (2, 3, 4, 5))
"""Sent out on Monday: comments until Wednesday, silence on Thursday."""

TASKS = (
    ("建成暂存库", "金溪镇", (("资源局", "co"),), date(2026, 6, 30), "产业"),
    ("城西污水管网建设", "住建局", (("资源局", "joint"),), date(2026, 9, 30), "城建"),
    ("谋划储备项目20个", "发改局", (), None, "城建"),
)
"""The vice-head looks after 住建局; the other two have no leader in charge unless one is named."""


def draft(county: world.County, *, leader: bool = True) -> UUID:
    """The speech as read in, with a lead unit for each of its tasks."""
    text = "".join(f"{unit}负责{title}。" for title, unit, *_ in TASKS)
    rows, start = [], 0
    for title, unit, others, due, section in TASKS:
        words = f"{unit}负责{title}。"
        rows.append(
            {
                "start": start,
                "end": start + len(words),
                "text": words,
                "title": title,
                "unit": county.units[unit],
                "others": [{"unit": str(county.units[name]), "words": name, "role": role} for name, role in others],
                "leader": county.post("vice_head") if leader and unit == "金溪镇" else None,
                "due": due,
                "section": [section],
                "measures": [{"what": "项目", "op": ">=", "value": "20", "unit": "个"}] if due is None else [],
            }
        )
        start += len(words)
    read = actions.Read("在三级干部会上的讲话", "讲话.txt", text.encode(), text, "1", rows)
    return actions.take_document(county.by("clerk", at=MONDAY), read)


def set_steps(*steps: str) -> None:
    """What the county asks for before issue, from Monday on."""
    change_setting(system(clock.moment(MONDAY, 7)), "steps_before_issue", list(steps), MONDAY)


def out_for_comment(county: world.County) -> UUID:
    """Sent out on Monday morning, with the chief's leave."""
    circulation = actions.circulate(county.by("clerk", at=MONDAY), draft(county))
    actions.approve_draft(county.by("chief", at=MONDAY), circulation)
    return circulation


def item(title: str) -> RowOut:
    return RowOut.rows.get(title__startswith=title)


def say(
    county: world.County, speaker: str, title: str, reason: str, *, role: str = "head", **changes
) -> Commented | None:
    """A unit comments on one row and has no objection to its others."""
    wanted = actions.CommentWanted(item(title).uuid, reason, changes)
    unit = county.units[speaker]
    actions.send_comments(county.by(role, speaker, TUESDAY), Circulating.rows.get().uuid, unit, [wanted])
    return Commented.rows.filter(unit=unit).first()


def agree(county: world.County, unit: str, on: date = TUESDAY) -> None:
    """A unit has no objection at all."""
    actions.send_comments(county.by("head", unit, on), Circulating.rows.get().uuid, county.units[unit], [])


def quarrelled(county: world.County) -> UUID:
    """金溪镇 would rather 资源局 led, 住建局 asks for a later day, 发改局 agrees, and 资源局 says nothing."""
    circulation = out_for_comment(county)
    quarrelled_in(county)
    return circulation


def quarrelled_in(county: world.County) -> None:
    """The same, of a draft that is out already."""
    say(county, "金溪镇", "建成暂存库", "用地手续在资源局", unit=county.units["资源局"])
    say(county, "住建局", "城西污水", "汛期不能开挖", due=date(2026, 11, 30))
    agree(county, "发改局")


def decided(county: world.County) -> UUID:
    """The quarrel settled by the vice-head for 资源局, the day adopted, silence taken as assent."""
    circulation = quarrelled(county)
    clerk = county.by("clerk", at=WEDNESDAY)
    quarrel, later = (Commented.rows.get(unit=county.units[unit]).uuid for unit in ("金溪镇", "住建局"))
    actions.decide_comments(clerk, circulation, [actions.Decision(quarrel, "referred")])
    actions.decide_comments(clerk, circulation, [actions.Decision(later, "adopted")])
    actions.settle_quarrel(county.by("vice_head", at=WEDNESDAY), quarrel, county.units["资源局"], "职责在资源局")
    actions.settle_silence(system(clock.moment(THURSDAY, 0, 10)))
    return circulation
