"""A year's appraisal beside its months: the half-year, honours and notices, what was asked of reports, an appeal."""

from __future__ import annotations

import re
from html import unescape
from uuid import UUID

import pytest

TEA, WALNUT = "茶旅融合发展", "马鞍核桃油压榨和副产物加工线"


@pytest.fixture(scope="module")
def register(county):
    return county.json("assessment", "/appraisal/bonuses")


def test_the_half_year_is_closed_with_the_figures_of_its_last_month_and_out(county):
    asked = county.json("town", "/appraisal/2026H1")
    assert [len(group["rows"]) > 10 for group in asked["groups"]] == [True] * 3
    ((released, closed),) = county.rows(
        "select r.day, c.day from appraisal_release r join appraisal_closing c on c.uuid = r.closing "
        "where c.period = '2026H1'"
    )
    ((sealed,),) = county.rows("select day from matters_periodstep where period = '2026-06' and clock = 'data'")
    assert sealed < closed < released < "2026-08"


def test_units_of_each_kind_were_honoured_and_each_claim_went_its_way(register):
    states = sorted(one["state"] for one in register["claims"])
    assert states == ["counts", "counts", "counts", "counts", "outranked", "passed", "returned", "shown"]
    assert {one["level"] for one in register["claims"]} == {"national", "province", "city"}
    assert len({one["unit"] for one in register["claims"]}) == 8


def test_one_matter_of_two_claims_counts_once_at_its_higher_level(register):
    tea = {one["level"]: (one["unit"], one["state"]) for one in register["claims"] if one["subject"] == TEA}
    assert tea == {"province": ("文旅局", "counts"), "city": ("茶坪镇", "outranked")}


def test_what_counts_was_passed_by_two_and_an_objection_was_answered(register):
    for one in register["claims"]:
        passed = {step["by"] for step in one["steps"] if step["what"] == "审核通过"}
        assert len(passed) == (1 if one["state"] in ("passed", "returned") else 2), one["honour"]
    steps = [[step["what"] for step in one["steps"]] for one in register["claims"]]
    assert ["审核通过", "审核通过", "有异议", "异议不成立"] in steps


def test_a_notice_that_was_taken_back_stays_on_the_page_and_counts_no_more(register):
    assert [(one["unit"], one["points"], bool(one["lifted"])) for one in register["sanctions"]] == [
        ("城投公司", 2, False),
        ("红岩镇", 1, True),
    ]


@pytest.mark.parametrize(
    ("unit", "bonuses", "sanctions"),
    [
        ("茶坪镇", [("counts", 1.2), ("outranked", 1)], []),
        ("城投公司", [], [(2, False)]),
        ("红岩镇", [], [(1, True)]),
    ],
)
def test_a_units_own_year_says_what_is_added_and_taken(county, unit, bonuses, sanctions):
    ((uuid,),) = county.rows("select distinct unit from appraisal_score where unit_name = ?", unit)
    found = county.json("assessment", f"/appraisal/units/{UUID(uuid)}")
    assert [(one["state"], one["points"]) for one in found["bonuses"]] == bonuses
    assert [(one["points"], one["lifted"]) for one in found["sanctions"]] == sanctions


def test_what_leapt_and_what_was_copied_was_asked_answered_and_judged(county):
    found = county.json("assessment", "/appraisal/2026-07/findings")["findings"]
    judged = [one for one in found if one["verdicts"]]
    assert [one for one in found if one["code"] == "jump" and one not in judged] == []
    assert sorted((one["code"], one["state"]) for one in judged) == [
        ("copied", "founded"),
        ("jump", "founded"),
    ]
    assert all(question["answers"] for one in judged for question in one["questions"])
    (leap,) = (one for one in judged if WALNUT in {matter["title"] for matter in one["matters"]})
    assert "38%" in leap["ground"]
    assert "95%" in leap["ground"]
    (copied,) = (one for one in judged if one["code"] == "copied")
    assert {question["unit"] for question in copied["questions"]} == {"杨坝镇", "柳河镇"}


def test_the_upheld_appeal_leads_to_its_paper_its_source_and_the_edition_that_put_it_right(county):
    page = county.ask("assessment", "/appraisal/appeals")
    assert "/appraisal/papers/" in page
    assert "/indicators/fixed_investment?back=" in page
    (period,) = {re.search(r"[0-9]{4}-[0-9]{2}", one)[0] for one in re.findall(r'href="(/appraisal/[0-9-]+)"', page)}
    edition = unescape(county.ask("assessment", f"/appraisal/{period}"))
    assert "“固定资产投资”的申诉" in edition


def test_two_towns_that_copy_from_each_other_are_one_suspicion_a_month(county):
    found = county.json("assessment", "/appraisal/2026-10/findings")["findings"]
    theirs = [one for one in found if one["code"] == "copied" and "杨坝镇" in {each["unit"] for each in one["units"]}]
    (grounds,) = (one["ground"] for one in theirs)
    assert "《杨坝万头生猪标准化养殖场》2026年" in grounds
    assert "《柳河设施蔬菜标准园》2026年" in grounds


def test_nothing_sealed_has_changed_since(county, new_year):
    for one in (county, new_year):
        assert one.json("assessment", "/appraisal/changes")["total"] == 0


def test_the_new_years_register_leads_to_last_years(new_year):
    assert not new_year.json("assessment", "/appraisal/bonuses")["claims"]
    assert "/appraisal/bonuses?year=2026" in new_year.ask("assessment", "/appraisal/bonuses")
    states = {one["state"] for one in new_year.json("assessment", "/appraisal/bonuses?year=2026")["claims"]}
    assert states == {"counts", "outranked", "returned"}
