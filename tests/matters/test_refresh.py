"""Bringing lights up to date asks a fixed number of questions, however many matters, parts and children there are."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext

from luoshi.matters import actions, lights
from luoshi.matters.actions.families import family
from luoshi.matters.models import Line, Matter

DAY = date(2026, 3, 25)


def issue_some(county, first: int, last: int) -> None:
    """For each number a matter with a part that its lead calls undelivered, and a parent with two children."""
    bureau = county.units["资源局"]
    measure = actions.MeasureWanted("m1", "完成投资", ">=", Decimal(1200), "万元")
    decided = []
    for number in range(first, last):
        whole = actions.Decided(
            f"第 {number} 项",
            county.units["金溪镇"],
            "task",
            date(2026, 12, 31),
            others=(actions.LineWanted(bureau, "co"),),
            measures=(measure,),
        )
        decided.append(whole)
        shares = actions.evenly([county.units["石桥镇"], county.units["住建局"]], (measure,))
        decided += family(actions.Decided(f"第 {number} 类", bureau, "task", measures=(measure,)), "sum", shares)
    actions.issue(county.by("clerk"), decided)
    head = county.by("head", "金溪镇", DAY)
    mine = [one.matter for one in decided if one.unit == county.units["金溪镇"]]
    actions.claim(head, list(Line.rows.filter(matter__in=mine, role="lead").values_list("uuid", flat=True)))
    undelivered = ((bureau, date(2026, 3, 20)),)
    actions.file_reports(
        head, [actions.FiledReport(one, "2026-03", words="施工。", undelivered=undelivered) for one in mine]
    )


def asked() -> int:
    with CaptureQueriesContext(connection) as captured:
        lights.refresh(set(Matter.rows.values_list("uuid", flat=True)), DAY)
    return len(captured.captured_queries)


def test_as_many_questions_for_sixty_matters_as_for_six(county):
    issue_some(county, 0, 2)
    few = asked()
    issue_some(county, 2, 20)
    assert asked() == few
    assert Line.rows.filter(role="co", undelivered_since=date(2026, 3, 20)).count() == 20
