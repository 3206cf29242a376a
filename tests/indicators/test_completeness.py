"""Whose figures are there, missing or late; and how sure a goal is, where past years can say."""

from __future__ import annotations

from datetime import date

from tests.indicators import story

from luoshi.facts import clock
from luoshi.indicators import queries
from luoshi.indicators.actions import NewCell, enter_sheet
from luoshi.indicators.models import Indicator
from luoshi.org.models import Account

JULY = date(2026, 7, 26)


def lacks(some):
    return [(one.code, one.period) for one in some]


def test_each_unit_with_a_target_owes_a_figure_once_it_is_out(halfway):
    found = {row.name: row for row in queries.completeness(story.clerk(halfway, JULY), JULY)}
    assert set(found) == {"金溪镇", "石桥镇"}
    row = found["金溪镇"]
    assert (row.due, row.known, row.missing) == (5, 5, ())
    early = {row.name: row for row in queries.completeness(story.clerk(halfway, JULY), date(2026, 7, 19))}
    assert early["金溪镇"].due == 4


def test_what_comes_after_its_day_is_late_and_what_does_not_apply_is_not_owed(halfway):
    by = story.clerk(halfway, date(2026, 8, 28))
    cells = [NewCell(halfway.units["金溪镇"], "21"), NewCell(halfway.units["石桥镇"], "不适用")]
    enter_sheet(by, "investment", "2026-07", "statistics", cells)
    found = {row.name: row for row in queries.completeness(by, date(2026, 8, 28))}
    assert [(one.period, one.days_late) for one in found["金溪镇"].late] == [("2026-07", 8)]
    assert (found["石桥镇"].due, found["石桥镇"].late) == (5, ())


def test_preliminary_final_and_revised_stand_one_after_the_other(halfway, client):
    story.publish(halfway, "investment", "2026-06", date(2026, 7, 24), status="revised", 全县="27.1")
    with clock.at(clock.moment(JULY)):
        client.force_login(Account.rows.get(username="county_head"))
        page = client.get("/indicators/investment").content.decode()
        assert "改过的数 1 个" in page
        assert page.index("27.60 <span") < page.index("27.10 <span")
        assert "改过的数" not in client.get("/indicators/investment?day=2026-07-22").content.decode()


def test_the_page_names_who_owes_what(halfway, client):
    with clock.at(clock.moment(date(2026, 8, 26))):
        client.force_login(Account.rows.get(username="county_head"))
        page = client.get("/indicators/completeness").content.decode()
        assert "<b>2 个单位缺数</b>：金溪镇、石桥镇。" in page
        assert "固定资产投资 2026年7月" in page
        found = client.get("/indicators/completeness?format=json").json()
    assert lacks_of(found) == {("金溪镇", "2026-07"), ("石桥镇", "2026-07")}


def lacks_of(found):
    return {(row["unit"], lack["period"]) for row in found["units"] for lack in row["missing"]}


def test_a_chance_is_said_only_with_enough_past_years(halfway, client):
    by = story.clerk(halfway, JULY)
    indicator = Indicator.rows.get(code="investment")
    for year, june, end in ((2025, 31, 60), (2024, 30, 70), (2023, 28, 62), (2022, 25, 60), (2021, 25, 50)):
        for period, value in ((f"{year}-06", june), (f"{year}-12", end)):
            enter_sheet(by, "investment", period, "statistics", [NewCell(None, value)])
    (row,) = [one for one in queries.board(by, JULY) if one.code == "investment"]
    chance = queries.chances(indicator, row, JULY)[None]
    assert (chance.years, chance.made, chance.enough) == (5, 2, True)
    with clock.at(clock.moment(JULY)):
        client.force_login(Account.rows.get(username="county_head"))
        page = client.get("/indicators/investment").content.decode()
        assert "5 年里有 2 年能完成全年目标" in page
        other = client.get("/indicators/gdp").content.decode()
        assert "可比的往年只有 0 年，不足 5 年" in other
