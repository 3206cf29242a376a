"""The board as a county head reads it: on any day, from what was known then."""

from datetime import date
from decimal import Decimal

from tests.indicators import story

from luoshi.indicators.queries import board, half_year, scheme_values, situation
from luoshi.org.actions import change_setting
from luoshi.org.version import held

JULY = date(2026, 7, 26)


def on(county, day, role="county_head", unit="府办"):
    return {row.code: row for row in board(county.by(role, unit, day), day)}


def test_behind_its_course_with_what_the_months_left_need(halfway):
    row = on(halfway, JULY)["investment"]
    assert (row.period, row.actual, row.target, row.source) == ("2026-06", Decimal("27.6"), Decimal(63), "statistics")
    assert round(row.share * 100, 1) == Decimal("43.8")
    assert (row.basis, row.course_share, row.gap, row.light) == ("season", Decimal("0.48"), Decimal("-4.19"), "yellow")
    assert (row.needed, row.months_left) == (Decimal("5.9"), 6)
    assert row.year_on_year == Decimal("-10.97")
    assert row.other == Decimal("34.224")
    assert row.change == Decimal("0.65")


def test_any_past_day_shows_what_was_known_on_it(halfway):
    assert on(halfway, date(2026, 7, 19))["investment"].period == "2026-05"
    assert on(halfway, date(2026, 4, 20))["investment"].actual == Decimal(7)
    assert on(halfway, date(2026, 1, 6))["investment"].period == ""
    story.publish(halfway, "investment", "2026-03", date(2026, 8, 3), status="revised", 全县=9)
    assert on(halfway, date(2026, 4, 20))["investment"].actual == Decimal(7)
    march = {point.month: point for point in on(halfway, date(2026, 8, 3))["investment"].series}[3]
    assert (march.statistics, march.unit) == (Decimal(9), Decimal("8.68"))


def test_last_years_figures_stand_until_this_years_come(halfway):
    story.publish(halfway, "investment", "2026-12", date(2027, 1, 18), 全县=61)
    row = on(halfway, date(2027, 2, 1))["investment"]
    assert (row.year, row.period, row.target) == (2026, "2026-12", Decimal(63))
    assert (row.needed, row.months_left) == (None, 0)


def test_rate_is_compared_in_points_and_a_quarter_stands_beside_months(halfway):
    rows = on(halfway, JULY)
    assert (rows["industry"].gap, rows["industry"].light, rows["industry"].share) == (Decimal("0.60"), "green", None)
    assert (rows["gdp"].period, rows["gdp"].month, rows["gdp"].gap) == ("2026Q2", 6, Decimal("1.96"))
    assert [point.month for point in rows["gdp"].series] == [3, 6, 9, 12]


def test_half_the_year_half_the_target_with_junes_figures(halfway):
    half = half_year(halfway.by("county_head", at=JULY), JULY)
    assert (half.at_half, half.total) == (True, 3)
    assert [row.code for row in half.passed] == ["industry", "gdp"]
    assert [row.code for row in half.behind] == ["investment"]


def test_in_other_months_half_year_judges_by_the_course_and_the_unpublished_wait(halfway):
    june = half_year(halfway.by("county_head", at=date(2026, 6, 20)), date(2026, 6, 20))
    assert (june.at_half, june.month) == (False, 5)
    assert [row.code for row in june.behind] == ["investment", "industry", "gdp"]
    july = half_year(halfway.by("county_head", at=date(2026, 7, 19)), date(2026, 7, 19))
    assert july.total == 3


def test_figure_that_should_be_out_by_now_is_late(halfway):
    assert on(halfway, date(2026, 8, 20))["investment"].late == ""
    assert on(halfway, date(2026, 8, 21))["investment"].late == "2026-07"
    assert on(halfway, date(2026, 8, 21))["gdp"].late == ""
    assert on(halfway, date(2027, 3, 1))["gdp"].late == "2026Q4"


def test_a_flow_is_added_up_and_a_hole_in_it_named(county):
    story.found(county, story.FUNDS)
    story.promise(county, "funds", 全县=12)
    story.publish(county, "funds", "2026-02", date(2026, 3, 19), "unit", 全县="1.2")
    story.publish(county, "funds", "2026-04", date(2026, 5, 19), "unit", 全县="0.8")
    row = on(county, date(2026, 5, 20))["funds"]
    assert (row.source, row.actual, row.missing) == ("unit", Decimal(2), (3,))


def test_every_role_sees_the_board(halfway):
    assert len(on(halfway, JULY, "reporter", "金溪镇")) == len(on(halfway, JULY)) == 3


def test_thresholds_are_a_dated_setting_of_the_county(halfway, monkeypatch):
    from luoshi.org import rules

    monkeypatch.setitem(rules.SETTINGS, "indicator_lights", rules.Setting("指标亮灯规则", {}))
    change_setting(
        halfway.by("admin", at=date(2026, 7, 22)), "indicator_lights", {"behind_red_points": 4}, date(2026, 7, 22)
    )
    assert on(halfway, date(2026, 7, 21))["investment"].light == "yellow"
    assert on(halfway, date(2026, 7, 22))["investment"].light == "red"


def test_number_of_queries_does_not_grow_with_the_board(halfway, django_assert_num_queries):
    by = halfway.by("county_head", at=JULY)
    board(by, JULY)  # the house's names and days are read once, and kept
    with held(), django_assert_num_queries(3):
        board(by, JULY)
    story.found(halfway, story.FUNDS)
    with held(), django_assert_num_queries(3):
        board(by, JULY)


def test_situation_gives_momentum_and_pressure_equal_room(halfway):
    found = situation(halfway.by("county_head", at=JULY), JULY)
    assert [(one.code, one.row.code) for one in found.momentum] == [("ahead", "gdp"), ("rate_reached", "industry")]
    assert [(one.code, one.row.code) for one in found.pressure] == [("behind", "investment")]


def test_units_with_nothing_secured_are_named_and_late_figures_are_pressure(county):
    story.found(county, story.FUNDS)
    story.promise(county, "funds", 全县=12, 金溪镇=4, 石桥镇=8)
    story.publish(county, "funds", "2026-02", date(2026, 3, 19), "unit", 全县=1, 金溪镇=1, 石桥镇=0)
    story.publish(county, "funds", "2026-03", date(2026, 4, 17), "unit", 全县=3, 金溪镇=3, 石桥镇=0)
    found = situation(county.by("county_head", at=date(2026, 5, 21)), date(2026, 5, 21))
    said = {one.code: one.values for one in found.pressure}
    assert said["zero"] == {"units": ["石桥镇"]}
    assert said["late"] == {"period": "2026-04"}


def test_a_scheme_gets_each_units_figures_of_a_period(halfway):
    rows = scheme_values(["investment", "gdp"], "2026-06")
    jinxi = next(row for row in rows if row["unit"] == halfway.units["金溪镇"])
    assert jinxi == {
        "unit": halfway.units["金溪镇"],
        "item": "investment",
        "period": "2026-06",
        "actual": Decimal("20.1"),
        "target": Decimal("19.2"),
        "base": None,
        "status": "reported",
    }
    assert {row["item"] for row in rows} == {"investment"}
    whole = scheme_values(["investment"], "2026H1", whole_year=True)
    assert sorted(row["target"] for row in whole) == [Decimal(23), Decimal(40)]
    assert {row["status"] for row in scheme_values(["investment"], "2026-07")} == {"not_published"}


def test_a_scheme_gets_what_was_known_when_it_was_sealed(halfway):
    story.publish(halfway, "investment", "2026-06", date(2026, 8, 3), status="revised", 金溪镇=18, 石桥镇="未报")

    def jinxi(**asked):
        rows = scheme_values(["investment"], "2026-06", **asked)
        return {row["unit"]: (row["actual"], row["status"]) for row in rows}

    assert jinxi(known_on=date(2026, 8, 2))[halfway.units["金溪镇"]] == (Decimal("20.1"), "reported")
    assert jinxi()[halfway.units["金溪镇"]] == (Decimal(18), "reported")
    assert jinxi()[halfway.units["石桥镇"]] == (None, "not_reported")
