"""The county's working days: as the State Council and the county rule them, or as the law lets one expect them."""

import subprocess
import sys
from datetime import date, timedelta

import pytest
from chinese_calendar import is_workday as chinesecalendar_says
from chinese_calendar.constants import holidays
from hypothesis import given
from hypothesis import strategies as st

from luoshi.core.errors import BadInput
from luoshi.core.timing import workdays as module
from luoshi.core.timing.workdays import Workdays

FIRST, LAST = date(1990, 1, 1), date(2100, 12, 31)
NOTICES = range(2004, 2027)
DAYS = st.dates(FIRST, LAST)
STEPS = st.integers(-700, 700)

plain = Workdays()


def every_day(first: date, last: date) -> list[date]:
    return [first + timedelta(n) for n in range((last - first).days + 1)]


def off(*days: date) -> dict[date, bool]:
    return dict.fromkeys(days, False)


def days_from_mean_new_moon(day: date) -> float:
    """From Beijing's noon; the true new moon is at most 0.6 days from the mean one (that of 2000-01-06 18:14 UTC)."""
    months = (day - date(2000, 1, 7) + timedelta(hours=9.8)) / timedelta(29.530588853)
    return abs(months - round(months)) * 29.530588853


@st.composite
def counties(draw) -> Workdays:
    """A county with its own table for one year: any days off, any weekends worked."""
    year = draw(st.integers(1990, 2100))
    days = st.dates(date(year, 1, 1), date(year, 12, 31))
    return Workdays({year: draw(st.dictionaries(days, st.booleans(), max_size=60))})


class TestNotices:
    def test_each_day_with_a_notice_is_as_the_notice_says(self):
        for day in every_day(date(2004, 1, 1), date(2026, 12, 31)):
            assert plain.is_workday(day) == chinesecalendar_says(day), day

    @pytest.mark.parametrize(
        ("day", "works"),
        [
            (date(2026, 2, 14), True),  # a Saturday worked for the Spring Festival
            (date(2026, 2, 28), True),
            (date(2026, 2, 23), False),  # a Monday of the festival
            (date(2026, 10, 10), True),
            (date(2026, 6, 28), False),  # a plain Sunday
        ],
    )
    def test_2026(self, day, works):
        assert plain.is_workday(day) is works

    def test_years_with_a_notice_are_not_estimated(self):
        assert [year for year in range(1990, 2101) if not plain.is_estimated(year)] == list(NOTICES)

    def test_asking_nothing_loads_no_calendar(self):
        code = (
            "import sys; from luoshi.core.timing.workdays import Workdays; Workdays();"
            "sys.exit('chinese_calendar' in sys.modules)"
        )
        assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


class TestCountyTables:
    def test_a_table_replaces_the_whole_year(self):
        county = Workdays({2026: {date(2026, 3, 2): False, date(2026, 3, 7): True}})
        assert not county.is_workday(date(2026, 3, 2))
        assert county.is_workday(date(2026, 3, 7))
        assert county.is_workday(date(2026, 10, 1)), "the weekly rule holds for what the table does not name"
        assert not county.is_workday(date(2025, 10, 1)), "other years keep their notice"

    def test_a_table_ends_the_estimate(self):
        assert plain.is_estimated(2027)
        assert not Workdays({2027: off(date(2027, 1, 1))}).is_estimated(2027)
        assert not Workdays({2027: {}}).is_estimated(2027)

    def test_later_changes_to_the_callers_table_change_nothing(self):
        table = off(date(2027, 3, 1))
        county = Workdays({2027: table})
        table[date(2027, 3, 2)] = False
        assert county.is_workday(date(2027, 3, 2))

    def test_a_day_in_the_wrong_year_is_refused_with_its_place(self):
        with pytest.raises(BadInput) as refused:
            Workdays({2027: off(date(2026, 12, 31), date(2027, 1, 1))})
        (fault,) = refused.value.faults
        assert fault.problem == "2027年的节假日表里有2026-12-31"
        assert fault.place == "2027"

    def test_a_year_without_any_working_day_is_stepped_over(self):
        county = Workdays({2027: off(*every_day(date(2027, 1, 1), date(2027, 12, 31)))})
        assert county.next_workday(date(2027, 1, 1)) == date(2028, 1, 3)
        assert county.add(date(2026, 12, 31), 1) == date(2028, 1, 3)
        assert county.add(date(2028, 1, 3), -1) == date(2026, 12, 31)
        assert county.add(date(2027, 6, 1), -1) == date(2026, 12, 31)


class TestEstimates:
    def test_the_thirteen_days_of_2027(self):
        festivals = off(
            date(2027, 1, 1),
            *every_day(date(2027, 2, 5), date(2027, 2, 8)),
            date(2027, 4, 5),
            date(2027, 5, 1),
            date(2027, 5, 2),
            date(2027, 6, 9),
            date(2027, 9, 15),
            *every_day(date(2027, 10, 1), date(2027, 10, 3)),
        )
        for day in every_day(date(2027, 1, 1), date(2027, 12, 31)):
            assert plain.is_workday(day) == (day.weekday() < 5 and day not in festivals), day

    @pytest.mark.parametrize(
        ("name", "offsets", "place"),
        [
            ("Spring Festival", (0, 1, 2), 0),
            ("Dragon Boat Festival", (0,), 1),
            ("Mid-autumn Festival", (0,), 2),
        ],
    )
    def test_the_lunar_table_agrees_with_every_notice(self, name, offsets, place):
        """Dragon Boat and Mid-Autumn are days off since 2008; one in the golden week bears that week's name."""
        for year in NOTICES if place == 0 else range(2008, 2027):
            festival = module._lunar_festivals()[year][place]
            for day in (festival + timedelta(offset) for offset in offsets):
                assert not plain.is_workday(day), day
                assert day.weekday() >= 5 or holidays[day] in (name, "National Day"), day

    def test_the_lunar_table_is_a_lunar_calendar(self):
        festivals = module._lunar_festivals()
        assert sorted(festivals) == list(range(1990, 2101))
        for year, (spring, dragon_boat, mid_autumn) in festivals.items():
            assert date(year, 1, 21) <= spring <= date(year, 2, 21)
            assert 121 <= (dragon_boat - spring).days <= 153, "four months, five with a leap month"
            assert 97 <= (mid_autumn - dragon_boat).days <= 130, "three months and ten days, or four"
            for festival, day_of_month in ((spring, 1), (dragon_boat, 5), (mid_autumn, 15)):
                assert days_from_mean_new_moon(festival - timedelta(day_of_month - 1)) < 1.2, festival

    @pytest.mark.parametrize(
        ("year", "spring"),
        [(1990, (1, 27)), (2000, (2, 5)), (2027, (2, 6)), (2030, (2, 3)), (2033, (1, 31)), (2100, (2, 9))],
    )
    def test_spring_festivals_that_calendars_get_wrong(self, year, spring):
        assert module._lunar_festivals()[year][0] == date(year, *spring)

    def test_qingming_agrees_with_every_notice_since_it_is_a_day_off(self):
        for year in range(2008, 2027):
            assert holidays[date(year, 4, module._qingming(year))] == "Tomb-sweeping Day"

    @pytest.mark.parametrize(("year", "day"), [(1990, 5), (1999, 5), (2000, 4), (2096, 4), (2099, 4), (2100, 5)])
    def test_qingming_at_the_turns_of_centuries(self, year, day):
        assert module._qingming(year) == day

    def test_no_year_is_without_an_answer(self):
        for year in (1, 1900, 1989, *range(1990, 2102), 9999):
            assert 200 < plain.between(date(year, 1, 1), date(year, 12, 31)) < 262


class TestCounting:
    @pytest.mark.parametrize(
        ("day", "n", "answer"),
        [
            (date(2026, 9, 30), 1, date(2026, 10, 8)),  # over National Day
            (date(2026, 10, 8), -1, date(2026, 9, 30)),
            (date(2026, 10, 3), 0, date(2026, 10, 8)),
            (date(2026, 10, 3), 1, date(2026, 10, 8)),
            (date(2026, 10, 3), -1, date(2026, 9, 30)),
            (date(2026, 10, 8), 0, date(2026, 10, 8)),
            (date(2026, 10, 9), 1, date(2026, 10, 10)),  # a Saturday that is worked
            (date(2026, 12, 31), 1, date(2027, 1, 4)),  # from a notice into an estimate
            (date(2100, 12, 31), 1, date(2101, 1, 3)),
            (date(1990, 1, 1), -1, date(1989, 12, 29)),
        ],
    )
    def test_known_days(self, day, n, answer):
        assert plain.add(day, n) == answer

    def test_between_leaves_out_the_first_day_and_counts_the_last(self):
        assert plain.between(date(2026, 9, 29), date(2026, 9, 30)) == 1
        assert plain.between(date(2026, 9, 30), date(2026, 10, 7)) == 0
        assert plain.between(date(2026, 9, 30), date(2026, 10, 8)) == 1
        assert plain.between(date(2026, 10, 8), date(2026, 9, 30)) == -1

    def test_a_count_beyond_the_calendar_is_refused_in_words(self):
        with pytest.raises(BadInput, match="超出能算的年份"):
            plain.add(date(9999, 12, 30), 10)
        with pytest.raises(BadInput, match="超出能算的年份"):
            plain.add(date(1, 1, 2), -10)

    @given(counties(), DAYS, st.integers(-60, 60))
    def test_add_is_what_counting_on_the_fingers_gives(self, county, day, n):
        expected = day
        step = timedelta(-1 if n < 0 else 1)
        if n == 0:
            while not county.is_workday(expected):
                expected += step
        for _ in range(abs(n)):
            expected += step
            while not county.is_workday(expected):
                expected += step
        assert county.add(day, n) == expected

    @given(counties(), DAYS, st.integers(0, 800))
    def test_between_is_what_counting_on_the_fingers_gives(self, county, first, length):
        last = first + timedelta(length)
        expected = sum(county.is_workday(day) for day in every_day(first, last)[1:])
        assert county.between(first, last) == expected
        assert county.between(last, first) == -expected

    @given(counties(), DAYS, DAYS, DAYS)
    def test_between_adds_up(self, county, a, b, c):
        assert county.between(a, b) + county.between(b, c) == county.between(a, c)

    @given(counties(), DAYS, st.integers(1, 700))
    def test_add_and_between_are_inverse(self, county, day, n):
        assert county.between(day, county.add(day, n)) == n
        workday = county.next_workday(day)
        assert county.add(county.add(workday, n), -n) == workday
        assert county.between(workday, county.add(workday, -n)) == -n

    @given(counties(), DAYS, DAYS, STEPS)
    def test_a_later_day_never_gives_an_earlier_answer(self, county, a, b, n):
        earlier, later = sorted((a, b))
        assert county.add(earlier, n) <= county.add(later, n)

    @given(counties(), DAYS, STEPS, STEPS)
    def test_more_days_never_give_an_earlier_answer(self, county, day, m, n):
        if m and n:
            fewer, more = sorted((m, n))
            assert county.add(day, fewer) <= county.add(day, more)

    @given(counties(), DAYS, STEPS)
    def test_every_answer_is_a_working_day(self, county, day, n):
        assert county.is_workday(county.add(day, n))
        assert county.next_workday(day) >= day
