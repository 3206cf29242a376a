"""Two clocks, and calendars by programme: until when one reports, and what a closed month still takes."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from tests import world

from luoshi.core.errors import BadInput, NotAllowed
from luoshi.core.timing.periods import Period
from luoshi.facts import clock
from luoshi.indicators.actions import NewCell, NewIndicator, define, enter_sheet
from luoshi.matters import actions
from luoshi.matters.calendars import calendars
from luoshi.matters.entering import Entered
from luoshi.matters.models import Filing, Matter, PeriodStep
from luoshi.matters.queries import night, waiting_for
from luoshi.matters.queries.calendar import data_month_due, reporting_calendars
from luoshi.matters.queries.figure import REPORTS
from luoshi.matters.queries.figures import month_figures
from luoshi.org.models import Account
from luoshi.rounds.rebuild import rebuild

QUARTERLY = {"cycle": "quarter", "cutoff_day": 20, "cutoff_hour": 18}


def set_programme(county, on=date(2026, 3, 2), **calendar) -> None:
    actions.set_programmes(
        county.by("admin", at=on), [actions.NewProgramme("creations", "十大创建", calendar or QUARTERLY)], on
    )


def issue_of_programme(county, programme: str = "creations") -> Matter:
    decided = actions.Decided(
        title="国家卫生县城创建",
        unit=county.units["住建局"],
        matter_kind="task",
        due=date(2026, 12, 31),
        programme=programme,
    )
    return Matter.rows.get(uuid=actions.issue(county.by("clerk", at=date(2026, 3, 2)), [decided])[0])


def test_a_matter_of_a_quarterly_programme_is_asked_for_its_quarter_and_not_for_a_month(county):
    set_programme(county)
    matter = issue_of_programme(county)
    actions.claim(county.by("head", "住建局", date(2026, 3, 3)), [world.lead(matter).uuid])
    with pytest.raises(BadInput, match="2026-03"):
        world.report(county, matter, "住建局", date(2026, 3, 19), "2026-03")
    assert world.report(county, matter, "住建局", date(2026, 3, 19), "2026Q1").late is False


def test_the_hour_of_the_programmes_own_cut_off_decides_what_is_late(county):
    set_programme(county)
    matter = issue_of_programme(county)
    actions.claim(county.by("head", "住建局", date(2026, 3, 3)), [world.lead(matter).uuid])
    in_time = world.report(county, matter, "住建局", clock.moment(date(2026, 3, 20), 17, 59), "2026Q1")
    late = world.report(county, matter, "住建局", clock.moment(date(2026, 3, 20), 18, 0), "2026Q1")
    assert (in_time.late, late.late) == (False, True)


def test_the_months_between_quarters_ask_nothing_of_a_quarterly_matter(county):
    set_programme(county)
    quarterly, monthly = issue_of_programme(county), issue_of_programme(county, "")
    head = county.by("head", "住建局", date(2026, 3, 3))
    actions.claim(head, [world.lead(quarterly).uuid, world.lead(monthly).uuid])
    owed = {
        month: {
            reason.matter
            for figure in month_figures(Period.parse(month))
            if figure.item == REPORTS
            for reason in figure.reasons
        }
        for month in ("2026-03", "2026-04")
    }
    assert owed == {"2026-03": {quarterly.uuid, monthly.uuid}, "2026-04": {monthly.uuid}}


def weekly(county) -> Matter:
    """A matter that reports by the week, until Friday: claimed on Tuesday, 3 March."""
    set_programme(county, cycle="week")
    matter = issue_of_programme(county)
    actions.claim(county.by("head", "住建局", date(2026, 3, 3)), [world.lead(matter).uuid])
    return matter


def test_a_weekly_matter_is_asked_for_the_week_that_is_open(county):
    matter = weekly(county)
    by = county.by("reporter", "住建局", date(2026, 3, 5))
    (row,) = night(by, county.units["住建局"]).rows
    assert (str(row.period), row.closes) == ("2026-W10", date(2026, 3, 6))
    with pytest.raises(BadInput, match="不是填报的期别"):
        world.report(county, matter, "住建局", date(2026, 3, 5), "2026-03")
    assert world.report(county, matter, "住建局", date(2026, 3, 6), "2026-W10").late is False
    assert world.report(county, matter, "住建局", date(2026, 3, 9), "2026-W10").late is True
    causes = {one["code"]: one["yellow_from"] for one in Matter.rows.get(uuid=matter.uuid).causes}
    assert causes["not_reported"] == "2026-03-14"
    (row,) = night(county.by("reporter", "住建局", date(2026, 3, 9)), county.units["住建局"]).rows
    assert (str(row.period), row.before.words if row.before else "") == ("2026-W11", "主体施工。")


def test_a_week_written_and_not_sent_is_told_on_the_desk(county):
    matter = weekly(county)
    actions.save_draft(
        county.by("reporter", "住建局", date(2026, 3, 5)), matter.uuid, "2026-W10", Entered("已进场。"), actions.Basis()
    )
    (told,) = [one for one in waiting_for(county.by("reporter", "住建局", date(2026, 3, 9))) if "没有报" in one.title]
    assert told.title == f"{matter.title}：2026年第10周没有报"
    assert told.sentence.startswith("填了没有报送")
    assert told.url.endswith("?period=2026-W10")


@pytest.mark.parametrize(("weeks", "late"), [(("2026-W13",), 0), (("2026-W10", "2026-W12"), 1)])
def test_the_last_week_of_the_month_answers_for_the_month(county, weeks, late):
    """The work month closes on Monday, 30 March; its last week on Friday the 27th."""
    matter = weekly(county)
    for week in weeks:
        world.report(county, matter, "住建局", Period.parse(week).first + timedelta(days=4), week)
    figures = [one for one in month_figures(Period.parse("2026-03")) if one.item == REPORTS]
    assert [(one.actual, one.target) for one in figures] == [(late, 1)]


def test_a_week_is_reopened_with_its_month(county):
    matter = weekly(county)
    assessor = county.by("assessment", "考核办", date(2026, 3, 31))
    actions.close_period(assessor, Period.parse("2026-03"))
    assert world.report(county, matter, "住建局", date(2026, 4, 1), "2026-W13").late
    actions.reopen_period(county.by("assessment", "考核办", date(2026, 4, 2)), Period.parse("2026-03"), "补报")
    assert not world.report(county, matter, "住建局", date(2026, 4, 2), "2026-W13").late
    assert rebuild(check=True) == []


def test_months_reported_before_a_programme_became_weekly_count(county):
    matter = issue_of_programme(county)
    actions.claim(county.by("head", "住建局", date(2026, 3, 3)), [world.lead(matter).uuid])
    world.report(county, matter, "住建局", date(2026, 3, 27), "2026-03")
    set_programme(county, date(2026, 4, 1), cycle="week")
    causes = {one["code"]: one["yellow_from"] for one in Matter.rows.get(uuid=matter.uuid).causes}
    assert causes["not_reported"] == "2026-04-11"  # the first week without a day of March


def test_changing_a_programmes_calendar_moves_the_lights_of_its_matters(county):
    matter = issue_of_programme(county)
    actions.claim(county.by("head", "住建局", date(2026, 3, 3)), [world.lead(matter).uuid])
    before = Matter.rows.get(uuid=matter.uuid).causes
    set_programme(county, date(2026, 3, 4))
    after = Matter.rows.get(uuid=matter.uuid).causes
    report = [cause["yellow_from"] for cause in after if cause["code"] == "not_reported"]
    assert before != after
    assert report == ["2026-03-20"]
    assert rebuild(check=True) == []


def test_a_programme_with_a_calendar_that_there_is_not_is_refused(county):
    with pytest.raises(BadInput, match="截止日不能是40"):
        set_programme(county, cutoff_day=40)


def test_the_county_calendar_stands_first_and_says_what_a_day_off_has_moved(county):
    set_programme(county)
    first, own = reporting_calendars(county.by("clerk", at=date(2026, 3, 2)))
    assert (first.code, own.name) == ("", "十大创建")
    assert [(str(one.period), one.moved) for one in first.coming] == [
        ("2026-03", True),  # 28 March 2026 is a Saturday
        ("2026-04", False),
        ("2026-05", False),
    ]


def _closed_march(county) -> Matter:
    matter = world.issue_matter(county)
    world.claim_and_plan(county, matter, "金溪镇", date(2026, 3, 3), {"开工": date(2026, 4, 20)})
    actions.close_period(county.by("assessment", "考核办", date(2026, 3, 31)), Period.parse("2026-03"))
    return matter


def test_what_comes_for_a_closed_month_is_kept_and_late_and_in_time_once_it_is_reopened(county):
    matter = _closed_march(county)
    assert world.report(county, matter, "金溪镇", date(2026, 4, 1), "2026-03").late
    assessor = county.by("assessment", "考核办", date(2026, 4, 2))
    actions.reopen_period(assessor, Period.parse("2026-03"), "统计口径更正，三个镇补报")
    assert not world.report(county, matter, "金溪镇", date(2026, 4, 2), "2026-03").late
    actions.close_period(replace(assessor, at=clock.moment(date(2026, 4, 3))), Period.parse("2026-03"))
    assert world.report(county, matter, "金溪镇", date(2026, 4, 3), "2026-03").late
    assert Filing.rows.filter(matter=matter, newest=True).count() == 1


def test_reopening_needs_the_right_a_reason_and_a_closed_month(county):
    _closed_march(county)
    march, april = Period.parse("2026-03"), Period.parse("2026-04")
    with pytest.raises(NotAllowed):
        actions.reopen_period(county.by("clerk", at=date(2026, 4, 2)), march, "补报")
    assessor = county.by("assessment", "考核办", date(2026, 4, 2))
    with pytest.raises(BadInput, match="理由"):
        actions.reopen_period(assessor, march, " ")
    with pytest.raises(BadInput, match="没有关账"):
        actions.reopen_period(assessor, april, "补报")


def test_closing_a_month_twice_is_no_second_yellow_month(county):
    matter = _closed_march(county)
    world.report(county, matter, "金溪镇", date(2026, 4, 1), "2026-03")
    run = Matter.rows.get(uuid=matter.uuid).yellow_run
    assessor = county.by("assessment", "考核办", date(2026, 4, 2))
    actions.reopen_period(assessor, Period.parse("2026-03"), "补报")
    actions.close_period(county.by("assessment", "考核办", date(2026, 4, 3)), Period.parse("2026-03"))
    assert Matter.rows.get(uuid=matter.uuid).yellow_run == run
    assert rebuild(check=True) == []


def test_a_closed_data_month_takes_corrections_with_a_paper_only(county):
    by = county.by("assessment", "考核办", date(2026, 3, 23))
    define(by, [NewIndicator("output", "规上工业总产值", "亿元", "cumulative")])
    enter_sheet(by, "output", "2026-02", "statistics", [NewCell(None, Decimal(12))])
    actions.close_period(by, Period.parse("2026-02"), PeriodStep.Clock.DATA)
    with pytest.raises(BadInput, match="数据月已经关账"):
        enter_sheet(by, "output", "2026-02", "statistics", [NewCell(None, Decimal(13))])
    with pytest.raises(BadInput, match="数据月已经关账"):
        enter_sheet(by, "output", "2026-02", "statistics", [NewCell(None, Decimal(13))], status="revised")
    enter_sheet(
        by, "output", "2026-02", "statistics", [NewCell(None, Decimal(13))], status="revised", paper="统计快报更正"
    )


def test_a_data_month_that_is_not_over_cannot_be_closed(county):
    with pytest.raises(BadInput, match="还没有过完"):
        actions.close_period(
            county.by("assessment", "考核办", date(2026, 3, 23)), Period.parse("2026-03"), PeriodStep.Clock.DATA
        )


def test_january_and_february_close_as_one_data_month_when_the_statistics_are_in(county):
    by = county.by("assessment", "考核办", date(2026, 1, 23))
    actions.close_period(by, Period.parse("2025-12"), PeriodStep.Clock.DATA)
    assert data_month_due(county.by("assessment", "考核办", date(2026, 3, 19))) is None
    assert str(data_month_due(county.by("assessment", "考核办", date(2026, 3, 20)))) == "2026-02"
    with clock.at(clock.moment(date(2026, 3, 20))):
        assert "并入2月" in _page("assessment").get("/calendar").content.decode()


def _page(username: str) -> Client:
    client = Client()
    client.force_login(Account.rows.get(username=username))
    return client


def test_the_page_closes_and_reopens_and_shows_the_reason_to_all(county):
    _closed_march(county)
    office, again = _page("assessment"), {"period": "2026-03", "clock": "data", "reason": "统计局更正投资数"}
    with clock.at(clock.moment(date(2026, 4, 21), 9)):
        assert office.post("/calendar/close", {"period": "2026-03"}).status_code == 302
    with clock.at(clock.moment(date(2026, 4, 21), 10)):
        assert office.post("/calendar/reopen", again).status_code == 302
        shown = _page("reporter-金溪镇").get("/calendar").content.decode()
    assert "统计局更正投资数" in shown
    assert "4月28日 24:00" in shown


def test_the_administrator_gives_a_programme_its_calendar_on_a_page(county):
    office, asked = _page("admin"), {"do": "set", "code": "creations", "name": "十大创建", "cycle": "quarter"}
    with clock.at(clock.moment(date(2026, 3, 2))):
        assert office.post("/house/programmes", asked | {"cutoff_day": "20"}).status_code == 302
        refused = office.post("/house/programmes", asked | {"cutoff_day": "40"})
        shown = office.get("/house/programmes").content.decode()
    assert refused.status_code == 422
    assert "截止日不能是40" in refused.content.decode()
    assert "十大创建" in shown
    assert calendars(date(2026, 3, 2)).of("creations").cutoff_day == 20
