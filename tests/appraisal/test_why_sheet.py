"""A unit takes its page home as a workbook and reckons its points anew, with nothing but the sheet."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from tests import world
from tests.appraisal import story
from tests.appraisal.recalculated import recalculated
from tests.telling import told_once

from luoshi.appraisal import queries, ranking_sheet
from luoshi.appraisal.actions import adopt_scheme
from luoshi.appraisal.offered import OFFERED, is_taken, item_text
from luoshi.appraisal.rules import default_scheme
from luoshi.appraisal.sealing import opened
from luoshi.appraisal.terms import Term
from luoshi.appraisal.why_sheet import HEADINGS, SCORE, SUMS, to_sheet
from luoshi.core.sheets import letters
from luoshi.facts import clock
from luoshi.indicators.actions import NewIndicator, define
from luoshi.org.models import Account

MARCH, DAY = "2026-03", date(2026, 4, 1)


@told_once
def county() -> world.County:
    """March is closed by a scheme that takes every source of the loop."""
    county = world.found_county()
    story.figures(county)
    others = [NewIndicator(code, code, "亿元", "cumulative") for code in ("inplace_funds", "sought_funds")]
    define(story.clerk(county, date(2026, 1, 5)), others)
    text = default_scheme(2026)
    for code in OFFERED:
        text = text if is_taken(code, text) else item_text(code, text)
    adopt_scheme(story.clerk(county, date(2026, 3, 1)), "month", text, date(2026, 3, 1))
    story.a_march(county)
    story.close(county, MARCH)
    return county


def card(county, unit: str):
    return queries.why(story.clerk(county, DAY), MARCH, county.units[unit])


@pytest.mark.parametrize("unit", ["金溪镇", "石桥镇", "发改局"])
def test_the_formulas_alone_give_the_sealed_points(county, unit):
    found = card(county, unit)
    value = recalculated(to_sheet(found))
    lines = [one for one in found.lines if one.is_leaf]
    for row, line in enumerate(lines, 2):
        assert value(SCORE, f"A{row}") == line.name
        if line.points is not None:
            assert value(SCORE, f"G{row}") == pytest.approx(float(line.points), abs=2e-4), line.name
    rows = [value(SCORE, f"A{row}") for row in range(1, len(lines) + 5)]
    assert value(SCORE, f"G{rows.index('总分') + 1}") == pytest.approx(float(found.score), abs=0.01)


def test_quantities_are_added_up_as_the_page_says(county):
    """完成投资：2 件合计 110 ÷ 序时 221.05 万元 = 49.76%."""
    value = recalculated(to_sheet(card(county, "石桥镇")))
    columns = [f"{letter}2" for letter, _heading in zip("ABCDEFGHI", HEADINGS[SUMS], strict=True)]
    name, quantity, measure, n, done, expected, ratio, counted, _weight = (value(SUMS, one) for one in columns)
    assert (name, quantity, measure, n, done) == ("目标进度", "完成投资", "万元", 2, 110)
    assert (round(expected, 2), round(ratio, 4), ratio) == (221.05, 0.4976, counted)


def test_the_ranking_goes_out_whole_to_who_sees_all_and_reckons_every_score(county):
    by = story.clerk(county, DAY)
    closing = queries.sealed_ranking(by, Term.parse(MARCH))
    value = recalculated(ranking_sheet.to_sheet(closing))
    known = {row.unit_name: row.score for table in queries.ranking_table(MARCH, by) for row in table.rows}
    last = letters(ranking_sheet.FIRST + 1 + sum(one.is_leaf for one in opened(closing.package).result.scheme.items))
    found = {value(SCORE, f"B{row}"): value(SCORE, f"{last}{row}") for row in range(2, len(known) + 2)}
    assert found == {name: pytest.approx(float(score), abs=0.001) for name, score in known.items() if score is not None}
    units = {value(SUMS, f"A{row}"): value(SUMS, f"H{row}") for row in (2, 3)}
    assert round(units["石桥镇"], 4) == 0.4976
    for username, kind in (("chief", b"PK"), ("head-石桥镇", b"<!")):
        client = Client()
        client.force_login(Account.rows.get(username=username))
        with clock.at(clock.moment(DAY, 9)):
            assert client.get(f"/appraisal/{MARCH}?format=xlsx").content[:2] == kind, username


def test_a_unit_takes_its_own_and_no_other(county):
    client = Client()
    client.force_login(Account.rows.get(username="head-石桥镇"))
    with clock.at(clock.moment(DAY, 9)):
        own = client.get(f"/appraisal/{MARCH}/{county.units['石桥镇']}?format=xlsx")
        other = client.get(f"/appraisal/{MARCH}/{county.units['金溪镇']}?format=xlsx")
    assert (own.status_code, other.status_code) == (200, 403)
    assert own.content[:2] == b"PK"
