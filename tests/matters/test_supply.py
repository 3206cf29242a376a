"""What the statistics have is not asked of the units: their figure moves the light, a month later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from tests import world
from tests.indicators.story import FUNDS, INVESTMENT, NewIndicator, found, publish
from tests.intake import files
from tests.telling import told_once

from luoshi.core.errors import BadInput
from luoshi.core.timing.periods import Period
from luoshi.facts import clock
from luoshi.facts import queries as chain
from luoshi.intake.returns.actions import take_sheet
from luoshi.intake.returns.columns import NUMBER, VALUE, WHAT
from luoshi.intake.returns.matching import File
from luoshi.intake.returns.workbook import return_workbook
from luoshi.matters import actions
from luoshi.matters.actions import Basis
from luoshi.matters.actions.families import family
from luoshi.matters.entering import SUPPLIED, Entered
from luoshi.matters.models import Matter, Measure, ReportDraft, ReportQuantity, Supply, SupplyFigure
from luoshi.matters.queries import matter_page, night
from luoshi.matters.queries.figure import QUANTITIES
from luoshi.matters.queries.figures import month_figures
from luoshi.org.models import Account
from luoshi.rounds.rebuild import rebuild

ISSUED, IN_APRIL, IN_MAY = date(2026, 3, 2), date(2026, 4, 20), date(2026, 5, 20)
"""The matters' first day, and the days on which the statistics of March and of April should be in."""
EVENING = date(2026, 4, 27)
AREA = actions.MeasureWanted("area", "建成面积", ">=", Decimal(100), "亩")


def invested(code: str = "investment", unit_of_measure: str = "亿元") -> actions.MeasureWanted:
    return actions.MeasureWanted(code, "完成投资", ">=", Decimal(12), unit_of_measure)


def issued(county, unit: str = "金溪镇", *measures: actions.MeasureWanted) -> Matter:
    wanted = measures or (invested(),)
    decided = actions.Decided(f"{unit}的项目", county.units[unit], "key_project", date(2026, 12, 31), measures=wanted)
    matter = Matter.rows.get(uuid=actions.issue(county.by("clerk", at=ISSUED), [decided])[0])
    world.claim_and_plan(county, matter, unit, date(2026, 3, 3), {"封顶": date(2026, 10, 30)})
    return matter


def measure_of(matter: Matter, code: str = "investment") -> Measure:
    return Measure.rows.get(matter=matter, code=code)


LOANS = NewIndicator("loans", "贷款投资", "亿元", "cumulative")
WHOLE = NewIndicator("whole", "全部投资", "亿元", "cumulative", formula="investment + loans")
TWICE = NewIndicator("twice", "两倍投资", "亿元", "cumulative", formula="whole * 2")


def test_a_figure_reckoned_from_others_fills_the_measures_that_bear_its_code(county):
    found(county, INVESTMENT, LOANS, WHOLE, TWICE)
    matter = issued(county, "金溪镇", invested("whole"), invested("twice"))
    publish(county, "investment", "2026-03", IN_APRIL, 金溪镇=2)
    assert measure_of(matter, "whole").supplied == ""  # a part is missing yet
    publish(county, "loans", "2026-03", IN_APRIL, 金溪镇=1)
    for code, value in (("whole", 3), ("twice", 6)):
        measure = measure_of(matter, code)
        assert (measure.supplied, measure.supplied_value) == ("2026-03", value)
    publish(county, "loans", "2026-03", IN_MAY, status="revised", 金溪镇="1.5")
    assert measure_of(matter, "twice").supplied_value == 7
    found(county, replace(WHOLE, formula="investment"), on=IN_MAY)
    assert (measure_of(matter, "whole").supplied_value, measure_of(matter, "twice").supplied_value) == (2, 4)
    assert rebuild(check=True) == []


def behind_from(matter: Matter) -> str | None:
    causes = Matter.rows.get(uuid=matter.uuid).causes
    return next((cause["yellow_from"] for cause in causes if cause["code"] == "behind_path"), None)


def quantities_of(county, unit: str, period: str) -> float | None:
    figures = {(one.unit, one.item): one.actual for one in month_figures(Period.parse(period)) if one.applies}
    return figures.get((county.units[unit], QUANTITIES))


@told_once
def town(county):
    """A matter of the town that counts what the statistics count, and something of its own; March is published."""
    found(county, INVESTMENT, FUNDS)
    matter = issued(county, "金溪镇", invested(), AREA)
    publish(county, "investment", "2026-03", IN_APRIL, 全县=9, 金溪镇="1.2", 石桥镇="0.8")
    return matter


def test_a_sheet_gives_the_figure_to_the_matters_that_count_the_same(county):
    found(county, INVESTMENT)
    same = issued(county)
    others = (
        (issued(county, "住建局"), "investment"),
        (issued(county, "石桥镇", invested("m1")), "m1"),
        (issued(county, "石桥镇", invested(unit_of_measure="万元")), "investment"),
    )
    publish(county, "investment", "2026-03", IN_APRIL, "unit", 金溪镇=5)
    assert not Supply.rows.exists()
    publish(county, "investment", "2026-03", IN_APRIL, 全县=9, 金溪镇="1.2", 石桥镇="0.8")
    assert [(one.matter, one.value) for one in SupplyFigure.rows.all()] == [(same.uuid, Decimal("1.2"))]
    assert (measure_of(same).supplied, measure_of(same).done) == ("2026-03", Decimal("1.2"))
    assert Matter.rows.get(uuid=same.uuid).progress == 0.1
    assert {measure_of(matter, code).supplied for matter, code in others} == {""}
    assert chain.verify() == []
    assert rebuild(check=True) == []


def test_the_bureau_that_answers_for_the_indicator_has_the_countys_figure(county):
    found(county, replace(INVESTMENT, owner=county.units["发改局"]))
    matter, other = issued(county, "发改局"), issued(county, "住建局")
    publish(county, "investment", "2026-03", IN_APRIL, 全县=9, 金溪镇="1.2")
    assert (measure_of(matter).done, measure_of(other).supplied) == (9, "")


def test_nothing_is_given_to_what_is_over_or_of_another_year(county):
    found(county, INVESTMENT)
    ended, lasting = issued(county), issued(county)
    actions.end_matter(county.by("chief", at=date(2026, 4, 1)), [ended.uuid], "withdrawn", "上级取消")
    publish(county, "investment", "2025-12", date(2026, 1, 20), 金溪镇=40)
    assert not Supply.rows.exists()
    publish(county, "investment", "2026-03", IN_APRIL, 金溪镇="1.2")
    assert [measure_of(one).supplied for one in (ended, lasting)] == ["", "2026-03"]


def test_what_the_statistics_give_is_not_asked_of_the_unit(county, town):
    """On the page of all items, in the sheet, in the form: its own number is asked, the other one stands as a line."""
    words = "完成投资 取统计数：累计 1.2 / 12 亿元（2026年3月）"
    by = county.by("reporter", "金溪镇", EVENING)
    (row,) = night(by, county.units["金溪镇"]).rows
    assert [one.measure.code for one in row.numbers] == ["area"]
    assert [one.words for one in row.supplied] == [words]
    cells = files.cells_of(return_workbook(night(by, county.units["金溪镇"])))
    assert [line[WHAT] for line in cells if words in line] == [words]
    client = Client()
    client.force_login(Account.rows.get(username="reporter-金溪镇"))
    with clock.at(clock.moment(EVENING)):
        form = client.get(reverse("matters:report", args=[town.uuid])).content.decode()
        whole = client.get(reverse("matters:night")).content.decode()
        page = client.get(reverse("matters:page", args=[town.uuid])).content.decode()
    assert words in form
    assert "quantity:area" in form
    assert "quantity:investment" not in form
    assert words in whole
    assert 'name="investment"' not in whole
    assert "取统计数" in page


def test_a_report_that_names_it_all_the_same_is_refused(county, town):
    with pytest.raises(BadInput, match=SUPPLIED):
        world.report(county, town, "金溪镇", EVENING, "2026-04", quantities=(("investment", Decimal(2)),))
    world.report(county, town, "金溪镇", EVENING, "2026-04", quantities=(("area", Decimal(20)),))
    assert ReportQuantity.rows.get().code == "area"


def test_a_sheet_that_names_it_all_the_same_is_told_so_at_its_cell(county, town):
    by = county.by("reporter", "金溪镇", EVENING)
    unit = county.units["金溪镇"]
    rows = files.cells_of(return_workbook(night(by, unit)))
    at = next(place for place, line in enumerate(rows) if str(line[WHAT]).startswith("完成投资"))
    rows[at][VALUE] = 3
    for unmarked in (False, True):
        if unmarked:
            rows = [line[:-1] for line in rows]
        with pytest.raises(BadInput) as raised:
            take_sheet(by, unit, Period.parse("2026-04"), File("填报表.xlsx", files.saved(rows)))
        assert [fault.problem for fault in raised.value.faults] == [SUPPLIED]
    assert rows[at][NUMBER]
    assert not ReportDraft.rows.exists()


def test_a_number_typed_before_the_statistics_came_is_neither_shown_nor_sent(county):
    found(county, INVESTMENT)
    matter = issued(county)
    by = county.by("reporter", "金溪镇", date(2026, 4, 10))
    actions.save_draft(by, matter.uuid, "2026-04", Entered("主体施工。", {"investment": "3"}), Basis())
    publish(county, "investment", "2026-03", IN_APRIL, 金溪镇="1.2")
    by = county.by("reporter", "金溪镇", EVENING)
    (row,) = night(by, county.units["金溪镇"]).rows
    assert (row.entered.words, dict(row.entered.quantities), row.faults) == ("主体施工。", {}, [])
    draft = ReportDraft.rows.get()
    assert actions.send_drafts(by, {draft.report: draft.version}).filed == 1
    assert not ReportQuantity.rows.exists()


def test_what_was_to_be_reached_by_a_months_end_is_asked_for_when_its_statistics_should_be_in(county):
    """Reported by the unit itself it would be behind from the end of March's reporting on."""
    found(county, INVESTMENT)
    matter = issued(county)
    assert behind_from(matter) == "2026-03-31"
    publish(county, "investment", "2026-03", IN_APRIL, 金溪镇="3")
    assert behind_from(matter) == IN_MAY.isoformat()
    (shown,) = matter_page(county.by("clerk", at=date(2026, 5, 19)), matter.uuid).measures
    assert shown.expected == pytest.approx(
        90 / 365
    )  # of March, of which the figure speaks, and from the year's beginning as it does
    publish(county, "investment", "2026-04", date(2026, 5, 19), 金溪镇="4")
    assert behind_from(matter) == "2026-06-22"  # the 20th is a Saturday
    assert rebuild(check=True) == []


def test_the_path_ends_a_month_after_the_due_day(county, town):
    (shown, _) = matter_page(county.by("clerk", at=date(2027, 1, 19)), town.uuid).measures
    assert shown.expected is not None
    assert shown.expected < 1
    (shown, _) = matter_page(county.by("clerk", at=date(2027, 1, 20)), town.uuid).measures
    assert shown.expected == 1


def test_a_corrected_sheet_replaces_the_figure_and_an_older_month_does_not(county, town):
    publish(county, "investment", "2026-04", IN_MAY, 金溪镇="2.4")
    publish(county, "investment", "2026-03", IN_MAY, status="revised", 金溪镇="1.1")
    assert (measure_of(town).supplied, measure_of(town).done) == ("2026-04", Decimal("2.4"))
    publish(county, "investment", "2026-04", date(2026, 5, 21), status="revised", 金溪镇="2.1")
    assert measure_of(town).done == Decimal("2.1")
    first, second = Supply.rows.filter(period="2026-04").order_by("at")
    assert second.supersedes == first.uuid
    publish(county, "investment", "2026-04", date(2026, 5, 22), status="revised", 石桥镇="3")
    assert Supply.rows.filter(period="2026-04").count() == 2  # nothing new for this town
    assert rebuild(check=True) == []


def test_of_a_flow_the_year_so_far_is_given_and_a_correction_moves_the_later_totals(county):
    found(county, FUNDS)
    matter = issued(county, "金溪镇", invested("funds"))
    publish(county, "funds", "2026-02", date(2026, 3, 20), 金溪镇=1)
    publish(county, "funds", "2026-03", IN_APRIL, 金溪镇=2)
    assert measure_of(matter, "funds").done == 3
    publish(county, "funds", "2026-02", date(2026, 4, 21), status="revised", 金溪镇=4)
    assert (measure_of(matter, "funds").supplied, measure_of(matter, "funds").done) == ("2026-03", 6)


def test_in_the_months_figures_it_counts_whether_the_unit_has_reported_or_not(county):
    found(county, INVESTMENT)
    issued(county, "石桥镇")
    matter = issued(county)
    world.report(county, matter, "金溪镇", date(2026, 3, 25), "2026-03", quantities=(("investment", Decimal("0.5")),))
    march = quantities_of(county, "金溪镇", "2026-03")
    assert march == pytest.approx(100 * 0.5 / 12 / (26 / 304), rel=0.1)
    publish(county, "investment", "2026-03", IN_APRIL, 金溪镇="2.4")
    assert quantities_of(county, "金溪镇", "2026-04") == pytest.approx(100 * (2.4 / 12) / (90 / 365), abs=0.01)
    assert quantities_of(county, "石桥镇", "2026-04") == 0  # neither statistics nor a report
    assert quantities_of(county, "金溪镇", "2026-03") == march  # nothing was given yet when March closed
    publish(county, "investment", "2026-04", IN_MAY, 金溪镇="4")
    assert quantities_of(county, "金溪镇", "2026-04") == pytest.approx(100 * (2.4 / 12) / (90 / 365), abs=0.01)


def test_a_parent_adds_up_what_the_statistics_give_its_units_and_waits_for_them_too(county):
    found(county, INVESTMENT)
    units = [county.units["金溪镇"], county.units["石桥镇"]]
    whole = actions.Decided("扩大投资", county.units["发改局"], "task", date(2026, 12, 31), measures=(invested(),))
    made = actions.issue(county.by("clerk", at=ISSUED), family(whole, "sum", actions.evenly(units, (invested(),))))
    parent = Matter.rows.get(uuid=made[0])
    publish(county, "investment", "2026-03", IN_APRIL, 金溪镇="1.8", 石桥镇="1.2")
    assert measure_of(parent).done == 3
    assert behind_from(parent) == IN_MAY.isoformat()
    assert {figure.matter for figure in SupplyFigure.rows.all()} == set(made[1:])
    assert rebuild(check=True) == []


def test_a_late_task_is_measured_from_the_years_beginning_as_its_figure_is(county):
    """Issued in September with three quarters of the year behind it: neither a gift nor a debt."""
    found(county, INVESTMENT)
    late, september = date(2026, 9, 3), "2026-09"
    decided = actions.Decided("冲刺", county.units["金溪镇"], "task", date(2026, 12, 31), measures=(invested(),))
    matter = Matter.rows.get(uuid=actions.issue(county.by("clerk", at=late), [decided])[0])
    actions.claim(county.by("head", "金溪镇", late), [world.lead(matter).uuid])
    publish(county, "investment", september, date(2026, 10, 20), 金溪镇=9)
    (shown,) = matter_page(county.by("clerk", at=date(2026, 10, 21)), matter.uuid).measures
    assert shown.expected == pytest.approx(273 / 365)
    assert quantities_of(county, "金溪镇", "2026-10") == pytest.approx(100 * (9 / 12) / (273 / 365), abs=0.01)


def test_one_figure_of_a_unit_counts_once_however_many_matters_it_is_given_to(county):
    found(county, INVESTMENT)
    third = actions.MeasureWanted("investment", "完成投资", ">=", Decimal(4), "亿元")
    for _ in range(3):
        issued(county, "金溪镇", third)
    publish(county, "investment", "2026-03", IN_APRIL, 金溪镇="2.4")
    assert quantities_of(county, "金溪镇", "2026-04") == pytest.approx(100 * (2.4 / 12) / (90 / 365), abs=0.01)
