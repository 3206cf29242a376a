"""A blocker costs the unit that lets it lie, or sends it on and on; the one that waits for another it costs nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests import world
from tests.appraisal import story

from luoshi.appraisal import queries
from luoshi.core.timing.periods import Period
from luoshi.matters import actions
from luoshi.matters.queries.figure import BLOCKERS, NODES, QUANTITIES, Figure
from luoshi.matters.queries.figures import month_figures

MARCH, APRIL, MAY = "2026-03", "2026-04", "2026-05"
RAISED = date(2026, 3, 10)


def asked(county, of: str = "资源局"):
    """A matter of 金溪镇 that reports and then waits for another unit's land."""
    matter, _ = story.take_on(county, "金溪镇", "冷库", {"封顶": date(2026, 4, 20)})
    raised = actions.raise_blocker(
        county.by("head", "金溪镇", RAISED), matter.uuid, "land", "用地没有批", county.units[of]
    )
    world.report(county, matter, "金溪镇", date(2026, 3, 25), MARCH, quantities=(("m1", Decimal(100)),))
    return matter, raised


def promise(county, blocker, day: date, promised: date, unit: str = "资源局") -> None:
    actions.answer_blocker(county.by("head", unit, day), blocker, promised)


def pass_on(county, blocker, day: date, unit: str, to: str) -> None:
    actions.disown_blocker(county.by("head", unit, day), blocker, "应由那边先办")
    actions.assign_blocker(county.by("chief", at=day), blocker, county.units[to])


def of(county, item: str, unit: str, period: str) -> Figure | None:
    found = {(one.unit, one.item): one for one in month_figures(Period.parse(period))}
    return found.get((county.units[unit], item))


def held(county, unit: str, period: str) -> list[tuple[str, bool]]:
    figure = of(county, BLOCKERS, unit, period)
    return [(one.what.partition("”")[2], one.counts) for one in figure.reasons] if figure else []


def expected(county, period: str) -> float:
    (reason,) = of(county, QUANTITIES, "金溪镇", period).reasons
    return round(float(reason.amount.expected) / 1200, 4)


def test_what_lies_with_a_unit_past_its_first_promise_is_held_up_however_often_it_was_moved(county):
    _, blocker = asked(county)
    assert held(county, "资源局", MARCH) == [("在手 14 个工作日，没有解决", False)]
    promise(county, blocker, date(2026, 3, 12), date(2026, 4, 20))
    assert held(county, "资源局", MARCH) == [("在手 14 个工作日，答应 04-20，未到期", True)]
    promise(county, blocker, date(2026, 4, 10), date(2026, 6, 20))
    assert held(county, "资源局", APRIL) == [("在手 34 个工作日，答应 04-20，没有解决", False)]
    actions.clear_blocker(county.by("head", "金溪镇", date(2026, 5, 12)), blocker, "已批")
    assert held(county, "资源局", MAY) == [("在手 42 个工作日，已解决", True)]
    assert held(county, "资源局", "2026-06") == []


def test_saying_in_time_that_it_is_anothers_costs_nothing(county):
    _, blocker = asked(county)
    pass_on(county, blocker, date(2026, 3, 16), "资源局", "住建局")
    assert held(county, "资源局", MARCH) == [("在手 4 个工作日，说明不归本单位", True)]
    assert held(county, "住建局", MARCH) == [("在手 10 个工作日，未到期", True)]
    assert held(county, "资源局", APRIL) == []


def test_sending_it_on_after_it_has_lain_costs_as_much_as_letting_it_lie(county):
    _, blocker = asked(county)
    promise(county, blocker, date(2026, 3, 12), date(2026, 12, 31))
    pass_on(county, blocker, date(2026, 3, 27), "资源局", "住建局")
    assert held(county, "资源局", MARCH) == [("在手 13 个工作日才转出", False)]


def test_two_units_that_pass_it_to_and_fro_both_pay_and_visits_add_up(county):
    _, blocker = asked(county)
    for day, unit, to in (
        (date(2026, 3, 13), "资源局", "住建局"),
        (date(2026, 3, 18), "住建局", "资源局"),
        (date(2026, 3, 23), "资源局", "住建局"),
        (date(2026, 3, 26), "住建局", "资源局"),
    ):
        pass_on(county, blocker, day, unit, to)
    assert held(county, "资源局", MARCH) == [("在手 8 个工作日，未到期", True)]
    assert held(county, "住建局", MARCH) == [("在手 6 个工作日，第 2 次转出", False)]
    assert held(county, "资源局", APRIL) == [("在手 28 个工作日，没有解决", False)]


def test_it_takes_a_point_from_who_holds_it_up_and_none_from_who_waits(county):
    story.a_march(county)
    asked(county)
    story.close(county, MARCH)
    lost = {}
    for unit in ("资源局", "金溪镇", "发改局"):
        card = queries.why(story.clerk(county, date(2026, 4, 1)), MARCH, county.units[unit])
        line = next(one for one in card.lines if one.code == BLOCKERS)
        lost[unit] = (line.actual, line.lost)
    assert lost == {"资源局": ("1 个", 1), "金溪镇": ("0 个", 0), "发改局": ("0 个", 0)}


def test_the_path_of_a_matter_that_waits_for_another_stands_still_from_the_promised_day(county):
    matter, blocker = asked(county)
    promise(county, blocker, date(2026, 3, 12), date(2026, 3, 20))
    at_promise = round((date(2026, 3, 20) - date(2026, 3, 2)).days / 304, 4)
    assert expected(county, MARCH) == at_promise
    promise(county, blocker, date(2026, 4, 10), date(2026, 12, 1))
    world.report(county, matter, "金溪镇", date(2026, 4, 24), APRIL, no_change="用地没有批", words="")
    assert expected(county, APRIL) == at_promise
    (reason,) = of(county, QUANTITIES, "金溪镇", APRIL).reasons
    assert reason.what.endswith("序时 71.05 万元（5.9%），等资源局解决堵点，序时停 39 天")
    assert of(county, QUANTITIES, "金溪镇", APRIL).actual == 120.0
    assert of(county, NODES, "金溪镇", APRIL) is None


def test_cleared_the_path_goes_on_without_the_days_that_others_took(county):
    _, blocker = asked(county)
    promise(county, blocker, date(2026, 3, 12), date(2026, 3, 20))
    actions.clear_blocker(county.by("head", "资源局", date(2026, 4, 9)), blocker, "已批")
    walked = (date(2026, 4, 28) - date(2026, 3, 2)).days - 20
    assert expected(county, APRIL) == round(walked / 304, 4)


@pytest.mark.parametrize("promised", [None, date(2026, 6, 30)])
def test_nothing_stands_still_before_the_day_on_which_it_should_have_been_cleared(county, promised):
    _, blocker = asked(county)
    if promised:
        promise(county, blocker, date(2026, 3, 12), promised)
    untouched = round((date(2026, 3, 30) - date(2026, 3, 2)).days / 304, 4)
    silent = round((date(2026, 3, 24) - date(2026, 3, 2)).days / 304, 4)
    assert expected(county, MARCH) == (untouched if promised else silent)


def test_what_a_unit_must_clear_itself_stops_nothing(county):
    asked(county, "金溪镇")
    untouched = round((date(2026, 4, 28) - date(2026, 3, 2)).days / 304, 4)
    assert expected(county, APRIL) == untouched
    assert held(county, "金溪镇", APRIL) == []
