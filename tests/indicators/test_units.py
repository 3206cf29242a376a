"""Towns and departments against their own targets: in order, and adding up to the county or saying by how much not."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from tests.indicators import story

from luoshi.core.timing.course import Course, light_of
from luoshi.facts.identity import new_uuid
from luoshi.indicators.queries import by_unit
from luoshi.indicators.queries.units import UnitRow, ranked

JULY = date(2026, 7, 26)


def tables(county, day=JULY, code="investment"):
    return by_unit(county.by("reporter", "金溪镇", day), code, day).tables


def test_towns_stand_in_order_and_add_up_to_the_county(halfway):
    (table,) = tables(halfway)
    assert [(row.rank, row.name, row.gap, row.light) for row in table.rows] == [
        (1, "金溪镇", Decimal("2.25"), "green"),
        (2, "石桥镇", Decimal("-15.39"), "red"),
    ]
    assert (table.actual, table.actual_difference, table.target_difference) == (Decimal("27.6"), 0, 0)
    assert [row.own for row in table.rows] == [True, False]


def test_by_how_much_they_do_not_add_up_is_told(halfway):
    story.publish(halfway, "investment", "2026-06", date(2026, 7, 21), status="revised", 石桥镇=7)
    story.promise(halfway, "investment", on=date(2026, 7, 21), 石桥镇=26)
    (table,) = tables(halfway)
    assert (table.actual_difference, table.target_difference) == (Decimal("-0.5"), Decimal(3))


def test_towns_and_departments_are_two_tables_where_each_carries_the_whole(halfway):
    story.promise(halfway, "investment", on=date(2026, 7, 21), 发改局=40, 住建局=23)
    story.publish(halfway, "investment", "2026-06", date(2026, 7, 21), "unit", 发改局=30, 住建局=5)
    towns, departments = tables(halfway)
    assert (towns.code, towns.source) == ("towns", "statistics")
    assert (departments.code, departments.source, departments.actual) == ("departments", "unit", Decimal(35))
    assert departments.actual_difference == Decimal("0.776")


def test_who_did_not_report_is_red_and_last_whatever_the_truth_is(halfway):
    story.publish(halfway, "investment", "2026-06", date(2026, 7, 21), status="revised", 金溪镇="未报")
    (table,) = tables(halfway)
    assert [(row.rank, row.name, row.light) for row in table.rows] == [(1, "石桥镇", "red"), (2, "金溪镇", "red")]
    assert table.not_reported == ("金溪镇",)


def test_left_out_of_a_sheet_is_not_reported_and_no_sheet_is_not_published(halfway):
    story.publish(halfway, "investment", "2026-07", date(2026, 8, 20), 全县=33, 石桥镇=9)
    (table,) = tables(halfway, date(2026, 8, 21))
    assert table.not_reported == ("金溪镇",)
    story.publish(halfway, "investment", "2026-08", date(2026, 9, 20), 全县=39)
    (table,) = tables(halfway, date(2026, 9, 21))
    assert table.period == "2026-07"


def test_what_does_not_apply_is_neither_ranked_nor_lit(halfway):
    story.publish(halfway, "investment", "2026-06", date(2026, 7, 21), status="revised", 金溪镇="不适用")
    (table,) = tables(halfway)
    assert [(row.rank, row.light) for row in table.rows] == [(1, "red"), (None, "")]


def test_unknown_indicator_has_no_units(county):
    assert by_unit(county.by("clerk"), "steel", JULY) is None


def row(name, gap, status="reported"):
    return UnitRow(
        unit=new_uuid(),
        name=name,
        own=False,
        status=status,
        actual=None if gap is None else Decimal(1),
        missing=(),
        other=None,
        target=Decimal(10),
        share=None,
        course_share=None,
        gap=gap,
        needed=None,
        light=light_of(gap),
        year_on_year=None,
        series=(),
    )


def test_equal_gaps_share_a_place_and_the_next_is_skipped():
    rows = ranked([row("甲", Decimal(1)), row("乙", Decimal(3)), row("丙", Decimal(1)), row("丁", Decimal(-2))])
    assert [(one.name, one.rank) for one in rows] == [("乙", 1), ("丙", 2), ("甲", 2), ("丁", 4)]


@given(others=st.lists(st.decimals(-50, 50, places=2), max_size=8), truth=st.decimals(0, 10, places=2))
def test_withholding_never_ranks_better_than_the_truth(others, truth):
    told = Course("cumulative", Decimal(10)).gap(truth, 6)
    peers = [row(f"镇{place}", gap) for place, gap in enumerate(others)]

    def rank(mine):
        return next(one.rank for one in ranked([*peers, mine]) if one.name == "我")

    assert rank(row("我", None, "not_reported")) >= rank(row("我", told))
