"""Periods as people write and say them, and the days on which reporting for them closes."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.core.errors import BadInput
from luoshi.core.timing.periods import Period, ReportingCalendar, in_order, months_elapsed
from luoshi.core.timing.workdays import Workdays

KINDS = ("year", "half", "quarter", "month")
SHORT = ("ten_days", "week")
COUNTS = {"year": 1, "half": 2, "quarter": 4, "month": 12, "ten_days": 36, "week": 52}
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))

plain = Workdays()
monthly = ReportingCalendar()

calendars = st.one_of(
    st.builds(
        ReportingCalendar,
        cycle=st.sampled_from(kinds),
        cutoff_day=st.integers(1, most),
        cutoff_hour=st.integers(1, 24),
        grace_hour=st.integers(0, 24),
    )
    for kinds, most in ((KINDS, 31), (("ten_days",), 11), (("week",), 7))
)


@st.composite
def periods(draw, kinds=KINDS) -> Period:
    kind = draw(st.sampled_from(kinds))
    return Period(draw(st.integers(1990, 2100)), kind, draw(st.integers(1, COUNTS[kind])))


@st.composite
def counties(draw) -> Workdays:
    """A county in which some weeks of one year are off, longer than any festival."""
    year = draw(st.integers(1990, 2100))
    first = draw(st.dates(date(year, 1, 1), date(year, 12, 31)))
    days = (first + timedelta(n) for n in range(draw(st.integers(0, 90))))
    return Workdays({year: {day: False for day in days if day.year == year}})


class TestWriting:
    @pytest.mark.parametrize(
        ("text", "period", "label", "first", "last"),
        [
            ("2026", Period(2026, "year", 1), "2026年", date(2026, 1, 1), date(2026, 12, 31)),
            ("2026H1", Period(2026, "half", 1), "2026年上半年", date(2026, 1, 1), date(2026, 6, 30)),
            ("2026H2", Period(2026, "half", 2), "2026年下半年", date(2026, 7, 1), date(2026, 12, 31)),
            ("2026Q1", Period(2026, "quarter", 1), "2026年一季度", date(2026, 1, 1), date(2026, 3, 31)),
            ("2026Q4", Period(2026, "quarter", 4), "2026年四季度", date(2026, 10, 1), date(2026, 12, 31)),
            ("2026-03", Period(2026, "month", 3), "2026年3月", date(2026, 3, 1), date(2026, 3, 31)),
            ("2026-02", Period(2026, "month", 2), "2026年2月", date(2026, 2, 1), date(2026, 2, 28)),
            ("2028-02", Period(2028, "month", 2), "2028年2月", date(2028, 2, 1), date(2028, 2, 29)),
            ("2026-11X2", Period(2026, "ten_days", 32), "2026年11月中旬", date(2026, 11, 11), date(2026, 11, 20)),
            ("2028-02X3", Period(2028, "ten_days", 6), "2028年2月下旬", date(2028, 2, 21), date(2028, 2, 29)),
            ("2026-W48", Period(2026, "week", 48), "2026年第48周", date(2026, 11, 23), date(2026, 11, 29)),
            ("2026-W53", Period(2026, "week", 53), "2026年第53周", date(2026, 12, 28), date(2027, 1, 3)),
        ],
    )
    def test_forms(self, text, period, label, first, last):
        assert Period.parse(text) == period
        assert str(period) == text
        assert period.label == label
        assert (period.first, period.last) == (first, last)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "26",
            "2026年",
            "2026-3",
            "2026-003",
            "2026H",
            "2026Q",
            "2026q1",
            "2026M3",
            "2026-03-01",
            " 2026",
            "2026\n",
            "２０２６",
        ],
    )
    def test_text_of_no_form_is_refused_with_the_way_to_write_it(self, text):
        with pytest.raises(BadInput) as refused:
            Period.parse(text)
        (fault,) = refused.value.faults
        assert text in fault.problem
        assert "2026-03" in fault.remedy

    @pytest.mark.parametrize("text", ["2026H0", "2026H3", "2026Q0", "2026Q5", "2026-00", "2026-13", "0000", "0000-01"])
    def test_periods_that_no_year_has_are_refused(self, text):
        with pytest.raises(BadInput, match=f"没有“{text}”这一期"):
            Period.parse(text)

    @pytest.mark.parametrize(
        ("year", "kind", "number", "place"),
        [
            (2026, "fortnight", 1, "kind"),
            (2027, "week", 53, "number"),
            (2026, "half", 3, "number"),
            (2026, "year", 0, "number"),
            (0, "year", 1, "year"),
        ],
    )
    def test_an_impossible_period_cannot_be_made(self, year, kind, number, place):
        with pytest.raises(BadInput) as refused:
            Period(year, kind, number)
        assert refused.value.faults[0].place == place

    @given(periods(KINDS + SHORT))
    def test_what_is_written_reads_back(self, period):
        assert Period.parse(str(period)) == period


class TestNeighbours:
    def test_over_the_new_year(self):
        assert Period.parse("2026-12").next() == Period.parse("2027-01")
        assert Period.parse("2026Q1").previous() == Period.parse("2025Q4")
        assert Period.parse("2026H2").next() == Period.parse("2027H1")
        assert Period.parse("2026").previous() == Period.parse("2025")

    @given(periods(KINDS + SHORT))
    def test_neighbours_touch(self, period):
        assert period.next().first == period.last + timedelta(days=1)
        assert period.next().previous() == period == period.previous().next()
        assert period.previous() < period < period.next()

    @given(periods())
    def test_months_fill_the_period(self, period):
        months = period.months()
        assert months[0].first == period.first
        assert months[-1].last == period.last
        assert all(earlier.next() == later for earlier, later in pairwise(months))

    @given(DAYS, st.sampled_from(KINDS + SHORT))
    def test_the_period_containing_a_day_contains_it(self, day, kind):
        period = Period.containing(day, kind)
        assert period.kind == kind
        assert period.first <= day <= period.last


class TestClosing:
    def test_a_plain_month_closes_on_the_28th_at_midnight(self):
        july = Period.parse("2026-07")  # the 28th is a Tuesday
        assert monthly.cutoff_day_of(july, plain) == date(2026, 7, 28)
        assert monthly.cutoff(july, plain) == datetime.fromisoformat("2026-07-29T00:00")
        assert monthly.grace_end(july, plain) == datetime.fromisoformat("2026-07-29T10:00")
        assert monthly.late_from(july, plain) == date(2026, 7, 29)

    def test_a_28th_off_duty_moves_to_the_next_working_day(self):
        june = Period.parse("2026-06")  # the 28th is a Sunday
        assert monthly.cutoff_day_of(june, plain) == date(2026, 6, 29)
        assert monthly.cutoff(june, plain) == datetime.fromisoformat("2026-06-30T00:00")
        assert monthly.grace_end(june, plain) == datetime.fromisoformat("2026-06-30T10:00")
        assert monthly.late_from(june, plain) == date(2026, 6, 30)

    def test_a_saturday_that_is_worked_is_on_duty(self):
        assert monthly.cutoff_day_of(Period.parse("2026-02"), plain) == date(2026, 2, 28)

    def test_grace_waits_for_the_end_of_the_holidays(self):
        last_of_september = ReportingCalendar(cutoff_day=30)
        assert last_of_september.grace_end(Period.parse("2026-09"), plain) == datetime.fromisoformat("2026-10-08T10:00")

    def test_an_afternoon_cutoff_makes_that_very_day_late(self):
        afternoon = ReportingCalendar(cutoff_hour=18)
        july = Period.parse("2026-07")
        assert afternoon.cutoff(july, plain) == datetime.fromisoformat("2026-07-28T18:00")
        assert afternoon.late_from(july, plain) == date(2026, 7, 28)

    @pytest.mark.parametrize(("year", "day"), [(2027, date(2027, 3, 1)), (2028, date(2028, 2, 29))])
    def test_a_short_month_closes_on_its_last_day(self, year, day):
        """28 February 2027 is a Sunday: the last day of the month, moved to Monday."""
        assert ReportingCalendar(cutoff_day=30).cutoff_day_of(Period(year, "month", 2), plain) == day

    @pytest.mark.parametrize(
        ("text", "day"), [("2026Q1", date(2026, 3, 30)), ("2026H1", date(2026, 6, 29)), ("2026", date(2026, 12, 28))]
    )
    def test_longer_periods_close_in_their_last_month(self, text, day):
        period = Period.parse(text)
        assert ReportingCalendar(cycle=period.kind).cutoff_day_of(period, plain) == day

    def test_a_table_of_the_county_moves_the_day(self):
        flood = Workdays({2026: {date(2026, 7, 28): False, date(2026, 7, 29): False}})
        assert monthly.cutoff_day_of(Period.parse("2026-07"), flood) == date(2026, 7, 30)

    @given(calendars, periods(), counties())
    def test_the_moments_of_a_closing_stand_in_order(self, calendar, period, county):
        day = calendar.cutoff_day_of(period, county)
        assert county.is_workday(day)
        assert day >= period.first
        assert datetime.combine(day, datetime.min.time()) < calendar.cutoff(period, county)
        assert calendar.cutoff(period, county) <= calendar.grace_end(period, county)
        assert calendar.late_from(period, county) == calendar.cutoff(period, county).date()


class TestOpenPeriod:
    @pytest.mark.parametrize(
        ("day", "text"),
        [
            (date(2026, 5, 28), "2026-05"),
            (date(2026, 5, 29), "2026-06"),
            (date(2026, 6, 28), "2026-06"),
            (date(2026, 6, 29), "2026-06"),  # the 28th was a Sunday
            (date(2026, 6, 30), "2026-07"),
            (date(2027, 6, 29), "2027-07"),
            (date(2026, 12, 29), "2027-01"),
        ],
    )
    def test_the_work_month(self, day, text):
        assert monthly.open_period(day, plain) == Period.parse(text)

    def test_a_cutoff_that_moved_into_the_next_month_keeps_the_old_one_open(self):
        last_day = ReportingCalendar(cutoff_day=31)  # 31 January 2026 is a Saturday
        assert last_day.open_period(date(2026, 2, 2), plain) == Period.parse("2026-01")
        assert last_day.open_period(date(2026, 2, 3), plain) == Period.parse("2026-02")

    @given(calendars, DAYS, counties())
    def test_it_is_the_first_period_not_yet_closed(self, calendar, day, county):
        period = calendar.open_period(day, county)
        assert period.kind == calendar.cycle
        assert calendar.cutoff_day_of(period.previous(), county) < day <= calendar.cutoff_day_of(period, county)

    @given(calendars, DAYS, DAYS, counties())
    def test_a_later_day_never_belongs_to_an_earlier_period(self, calendar, a, b, county):
        earlier, later = sorted((a, b))
        assert calendar.open_period(earlier, county) <= calendar.open_period(later, county)


class TestDuePeriods:
    def test_a_summer(self):
        due = monthly.due_periods(date(2026, 6, 29), date(2026, 8, 28), plain)
        assert [str(period) for period in due] == ["2026-06", "2026-07", "2026-08"]
        assert monthly.due_periods(date(2026, 6, 30), date(2026, 7, 27), plain) == []

    def test_no_days_no_periods(self):
        assert monthly.due_periods(date(2026, 7, 28), date(2026, 7, 27), plain) == []

    @given(calendars, DAYS, st.integers(0, 900), counties())
    def test_exactly_those_whose_day_lies_within(self, calendar, first, length, county):
        last = first + timedelta(length)
        period = Period.containing(first - timedelta(days=366), calendar.cycle)
        expected = []
        while period.first <= last:
            if first <= calendar.cutoff_day_of(period, county) <= last:
                expected.append(period)
            period = period.next()
        assert calendar.due_periods(first, last, county) == expected

    @given(calendars, DAYS, st.integers(0, 400), st.integers(0, 400), counties())
    def test_days_caught_up_in_two_rounds_are_the_days_of_one(self, calendar, first, length, further, county):
        middle = first + timedelta(length)
        last = middle + timedelta(further)
        in_two = calendar.due_periods(first, middle, county)
        in_two += calendar.due_periods(middle + timedelta(days=1), last, county)
        assert in_two == calendar.due_periods(first, last, county)


class TestShorterCycles:
    def test_a_programme_that_names_no_day_closes_on_friday_and_on_the_last_of_the_ten_days(self):
        weekly, by_ten = (monthly.with_own({"cycle": cycle}) for cycle in ("week", "ten_days"))
        assert weekly.cutoff_day_of(Period.parse("2026-W48"), plain) == date(2026, 11, 27)
        assert by_ten.cutoff_day_of(Period.parse("2026-11X2"), plain) == date(2026, 11, 20)
        assert by_ten.cutoff_day_of(Period.parse("2026-12X3"), plain) == date(2026, 12, 31)

    def test_a_day_that_a_week_has_not_is_refused(self):
        with pytest.raises(BadInput, match="填1到7"):
            monthly.with_own({"cycle": "week", "cutoff_day": 28})

    @pytest.mark.parametrize(
        ("text", "cycle", "following"),
        [("2026-03", "week", "2026-W15"), ("2026-W48", "month", "2026-12"), ("2026-W14", "ten_days", "2026-04X2")],
    )
    def test_another_cycle_goes_on_with_days_not_yet_reported(self, text, cycle, following):
        assert str(Period.parse(text).following(cycle)) == following

    def test_periods_of_many_kinds_are_sorted_by_their_ends(self):
        texts = ["2026-W10", "2026Q1", "2026-03", "2026-02", "2026-03X3", "2026-W14"]
        assert sorted(texts, key=in_order) == ["2026-02", "2026-W10", "2026-03X3", "2026-03", "2026Q1", "2026-W14"]


class TestImpossibleCalendars:
    @pytest.mark.parametrize(
        "values",
        [
            {"cycle": "fortnight"},
            {"cutoff_day": 0},
            {"cutoff_day": 32},
            {"cutoff_hour": 0},
            {"cutoff_hour": 25},
            {"grace_hour": -1},
            {"grace_hour": 25},
            {"cutoff_day": "28"},
            {"cutoff_hour": 17.5},
            {"grace_hour": True},
        ],
    )
    def test_are_refused_at_the_field(self, values):
        with pytest.raises(BadInput) as refused:
            ReportingCalendar(**values)
        (fault,) = refused.value.faults
        assert [fault.place] == list(values)
        assert fault.remedy

    def test_all_faults_are_named_at_once(self):
        with pytest.raises(BadInput) as refused:
            ReportingCalendar(cutoff_day=40, cutoff_hour=30)
        assert refused.value.faults[0].sentence() == "cutoff_day：截止日不能是40；填1到31的整数"
        assert len(refused.value.faults) == 2


@pytest.mark.parametrize(
    ("day", "months"),
    [
        (date(2026, 1, 1), 0),
        (date(2026, 1, 31), 1),
        (date(2026, 2, 28), 2),
        (date(2028, 2, 28), 1),
        (date(2026, 6, 29), 5),
        (date(2026, 6, 30), 6),
        (date(2026, 12, 30), 11),
        (date(2026, 12, 31), 12),
    ],
)
def test_months_elapsed(day, months):
    assert months_elapsed(day) == months
