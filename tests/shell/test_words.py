"""Days, shares, points, figures and lights as an official document sets them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils.translation import override

import luoshi
from luoshi.facts import clock
from luoshi.shell.templatetags import words

SHEET = Path(luoshi.__file__).parent / "web" / "static" / "luoshi.css"


@pytest.fixture(autouse=True)
def _in_2026():
    with clock.at(clock.moment(date(2026, 3, 2))), override("zh-hans"):
        yield


@pytest.mark.parametrize(
    ("day", "said", "short"),
    [
        (date(2026, 3, 2), "3月2日", "03-02"),
        (date(2026, 12, 31), "12月31日", "12-31"),
        (date(2025, 12, 31), "2025年12月31日", "2025-12-31"),
        (date(2027, 1, 1), "2027年1月1日", "2027-01-01"),
        (None, "", ""),
    ],
)
def test_a_day_names_its_year_only_where_it_is_another(day, said, short):
    assert words.day(day) == said
    assert words.short_day(day) == short


def test_a_moment_is_told_on_the_countys_clock():
    assert words.moment(datetime(2026, 3, 2, 1, 15, tzinfo=UTC)) == "3月2日 09:15"
    assert words.moment(datetime(2025, 12, 31, 16, 30, tzinfo=UTC)) == "1月1日 00:30"
    assert words.moment(None) == ""


@pytest.mark.parametrize(
    ("value", "said"),
    [(0.4382, "43.8%"), (1.0, "100%"), (0.0, "0%"), (0.9996, "100%"), (1.234, "123.4%"), (0.105, "10.5%"), (None, "—")],
)
def test_a_share_has_one_place_and_none_where_it_is_nought(value, said):
    assert words.share(value) == said


@pytest.mark.parametrize(("value", "said"), [(2.0, "+2.0"), (-6.2, "−6.2"), (0.0, "+0.0"), (None, "—")])
def test_points_bear_their_sign_and_a_true_minus(value, said):
    assert words.points(value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Decimal("1234.5000"), "1,234.5"),
        (Decimal("1200"), "1,200"),
        (Decimal("0.1250"), "0.125"),
        (Decimal("-3.20"), "−3.2"),
        (1234567, "1,234,567"),
        (1000, "1,000"),
        (0, "0"),
        (Decimal(0), "0"),
        (100.0, "100"),
        (None, "—"),
    ],
)
def test_a_figure_loses_its_idle_noughts_and_none_that_counts(value, said):
    assert words.figure(value) == said


@pytest.mark.parametrize(("value", "width"), [(0.5, "50.0%"), (1.7, "100.0%"), (-0.2, "0.0%"), (None, "0.0%")])
def test_a_bar_stays_in_its_track(value, width):
    assert words.percent_width(value) == width


LIGHTS = {
    "green": ("normal", "正常", "●"),
    "yellow": ("warning", "预警", "▲"),
    "red": ("lagging", "滞后", "■"),
    "done": ("closed", "办结", "✓"),
}


@pytest.mark.parametrize("code", LIGHTS)
def test_a_light_is_a_class_and_a_word(code):
    style, word, _ = LIGHTS[code]
    assert words.light(code) == f'<span class="light {style}">{word}</span>'
    assert words.light_class(code) == style


@pytest.mark.parametrize("code", ["", "blue", "<b>"])
def test_a_code_that_is_no_light_shows_none(code):
    assert (words.light(code), words.light_class(code)) == ("", "")


def test_each_light_has_a_shape_of_its_own_in_the_style_sheet():
    sheet = SHEET.read_text(encoding="utf-8")
    for style, _, shape in LIGHTS.values():
        rule = re.search(rf"\.light\.{style}::?before\s*{{[^}}]*content:\s*[\"']([^\"']+)", sheet)
        assert rule, style
        assert shape in rule[1].encode().decode("unicode_escape") if "\\" in rule[1] else shape in rule[1]
