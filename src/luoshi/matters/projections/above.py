"""A leader's mark beneath an answer; a task's way up to the level that gave it, and back."""

from __future__ import annotations

from luoshi.matters.models import End, LeaderMark, Mark, Matter, Pending, Stage, UpperMove, UpperStep
from luoshi.matters.projections.ruling import end, give_until
from luoshi.matters.projections.touched import Touched


def marked(facts: list[LeaderMark]) -> Touched:
    for fact in facts:
        matter = Matter.rows.get(uuid=fact.matter)
        matter.mark, matter.marked_report = fact.mark, fact.report
        if fact.mark == Mark.AGAIN:
            give_until(matter, fact.new_due)
        matter.save()
    return {fact.matter for fact in facts}


def upper_stepped(facts: list[UpperStep]) -> Touched:
    for fact in facts:
        matter = Matter.rows.get(uuid=fact.matter)
        if fact.move == UpperMove.REPORTED_UP:
            matter.stage, matter.reported_up_on, matter.light_held = Stage.REPORTED_UP, fact.on, False
            # What the unit asked to have closed has been answered: it is closed by whoever gave it.
            Pending.rows.filter(matter=matter, about="request").delete()
        elif fact.move == UpperMove.STRUCK_OFF:
            end(matter, End.DONE, fact.day)
        else:
            matter.stage, matter.reported_up_on = Stage.CLAIMED, None
            if fact.new_due:
                give_until(matter, fact.new_due)
        matter.save()
    return {fact.matter for fact in facts}
