"""A drafted measure that the statistics count: proposed by its words, chosen by the clerk, and then not asked again."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from tests import world
from tests.indicators.story import found, publish
from tests.intake import files
from tests.telling import told_once

from luoshi.core.errors import BadInput
from luoshi.indicators.actions import NewIndicator
from luoshi.indicators.models import Indicator
from luoshi.indicators.queries.matching import likely
from luoshi.intake.actions import adopt, take_ledger
from luoshi.matters.actions import issue_rows
from luoshi.matters.models import DraftRow, Matter, Measure
from luoshi.matters.queries import night

DAY = date(2026, 3, 2)
INVESTMENT = NewIndicator("investment", "固定资产投资", "亿元", "cumulative")
OTHERS = (
    NewIndicator("private", "民间投资", "亿元", "cumulative"),
    NewIndicator("toilets", "新改建农村卫生厕所", "座", "flow"),
)
HEADER = [*files.HEADER, "统计指标"]


@told_once
def row(county) -> DraftRow:
    """「各镇办」 as the ledger says it, shared out over both towns."""
    found(county, INVESTMENT, *OTHERS)
    goals = "完成固定资产投资 ≥ 12 亿元；完成投资 ≥ 3 亿元"
    data = files.workbook([1, "扩大有效投资", "", "各镇办", "", date(2026, 12, 31), goals])
    uuid, _ = take_ledger(county.by("clerk", at=DAY), "台账.xlsx", data)
    return DraftRow.rows.get(document=uuid)


def choose(client, row: DraftRow, place: int, code: str):
    sent = {"cell": f"counted:{place}", "value": code, "version": row.version}
    return client.post(reverse("intake:row", args=[row.uuid]), sent)


@pytest.mark.parametrize(
    ("name", "unit", "code"),
    [
        ("完成固定资产投资", "亿元", "investment"),
        ("固定资产投资", "万元", None),
        ("完成投资", "亿元", None),
        ("新改建卫生厕所", "座", "toilets"),
        ("建成卫生室", "座", None),
    ],
)
def test_a_measure_speaks_of_the_indicator_with_its_unit_and_its_name(county, name, unit, code):
    found(county, INVESTMENT, *OTHERS)
    one = likely(name, unit, list(Indicator.rows.all()))
    assert (one.code if one else None) == code


def test_the_page_proposes_and_what_the_clerk_takes_is_no_longer_asked_of_the_towns(clerk, county, row):
    page = clerk.get(reverse("intake:document", args=[row.document])).content.decode()
    assert "建议：取统计数“固定资产投资”" in page
    assert "取统计数“固定资产投资”，不再问单位" in choose(clerk, row, 0, "investment").content.decode()
    issue_rows(county.by("clerk", at=DAY), row.document)
    for town, share in (("金溪镇", 6), ("石桥镇", 6)):
        child = Matter.rows.get(unit=county.units[town], rollup="")
        assert Measure.rows.get(matter=child, code="investment").value == share
        world.claim_and_plan(county, child, town, date(2026, 3, 3), {"开工": date(2026, 6, 30)})
    publish(county, "investment", "2026-03", date(2026, 4, 20), 金溪镇="1.2", 石桥镇="0.8")
    (asked,) = night(county.by("reporter", "金溪镇", date(2026, 4, 27)), county.units["金溪镇"]).rows
    assert [one.words for one in asked.supplied] == ["完成固定资产投资 取统计数：累计 1.2 / 6 亿元（2026年3月）"]
    assert [one.measure.name for one in asked.numbers] == ["完成投资"]


def test_adopting_what_is_suggested_takes_the_indicator_and_a_refusal_is_remembered(clerk, county, row):
    assert adopt(county.by("clerk", at=DAY), [(row.uuid, row.version)]) == 1
    row.refresh_from_db()
    assert [one.get("code") for one in row.measures] == ["investment", None]
    assert "建议" not in choose(clerk, row, 0, "").content.decode()
    row.refresh_from_db()
    assert set(row.parts[0]["values"]) == {"m1", "m2"}


def test_one_indicator_counts_one_measure_in_its_own_unit(clerk, row):
    choose(clerk, row, 0, "investment")
    row.refresh_from_db()
    again, other = choose(clerk, row, 1, "investment"), choose(clerk, row, 1, "toilets")
    assert (again.status_code, other.status_code) == (422, 422)
    assert "另一个目标已经取这项指标的数" in again.content.decode()


def test_a_ledger_names_the_indicator_in_a_column_of_its_own(clerk, county):
    found(county, INVESTMENT, *OTHERS)
    goals = "完成固定资产投资 ≥ 12 亿元；大棚 ≥ 9 座"
    line = [1, "扩大有效投资", "", "金溪镇", "", "年底前", goals]
    data = files.workbook([*line, "固定资产投资；无"], header=HEADER)
    uuid, _ = take_ledger(county.by("clerk", at=DAY), "台账.xlsx", data)
    assert [one.get("code") for one in DraftRow.rows.get(document=uuid).measures] == ["investment", None]
    again = clerk.get(reverse("intake:as_ledger", args=[uuid])).content
    assert files.cells_of(again)[2][-1] == "固定资产投资；无"
    with pytest.raises(BadInput) as refused:
        take_ledger(county.by("clerk", at=DAY), "台账.xlsx", files.workbook([*line, "工业投资"], header=HEADER))
    (fault,) = refused.value.faults
    assert (fault.place, fault.problem) == ("Sheet1!H3", "没有“工业投资”这项指标")
