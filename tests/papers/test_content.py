"""What the circular says: every figure is one that another query gives too."""

from dataclasses import replace
from datetime import date
from math import ceil
from uuid import UUID

import pytest
from tests import world
from tests.papers import story
from tests.telling import told_once

from luoshi.core.errors import BadInput
from luoshi.core.timing.periods import Period
from luoshi.matters import actions
from luoshi.matters.models import LightSpan
from luoshi.matters.queries.figures import month_figures
from luoshi.papers.content import by_unit
from luoshi.papers.queries import circular, last_reported
from luoshi.papers.writing.circular import sheet_of
from luoshi.papers.writing.document import words
from luoshi.papers.writing.template import LINES, SIGNS
from luoshi.papers.writing.typography import width


@told_once
def april(county):
    return story.april(county)


def text(found):
    return "\n".join(words(paragraph) for paragraph in sheet_of(found)["body"])


def cells(found):
    return [row["cells"] for annex in sheet_of(found)["annexes"] for table in annex["tables"] for row in table["rows"]]


def test_lights_are_those_of_the_day_on_which_the_grace_ended(april):
    found = circular("2026-04")
    assert (found.cutoff, found.as_of) == (story.CUTOFF, story.AS_OF)
    spans = {
        span.matter_id: span
        for span in LightSpan.rows.filter(since__lte=story.AS_OF).order_by("since")
        if span.until is None or span.until > story.AS_OF
    }
    red = {uuid for uuid, span in spans.items() if span.red_from and span.red_from <= story.AS_OF}
    assert {one.matter for one in found.red} == red
    assert len(found.matters) == len(spans) == 4


def test_what_happens_after_the_cut_off_changes_no_light(county, april):
    before = circular("2026-04")
    actions.end_matter(county.by("clerk", at=date(2026, 5, 2)), [april[0].uuid], "done", "验收意见")
    assert [one.light for one in circular("2026-04").matters] == [one.light for one in before.matters]


def test_red_light_says_unit_since_when_and_why(april):
    number, title, unit, since, why = cells(circular("2026-04"))[0]
    assert (number, title, unit) == ("1", "木耳菌包暂存库建设", "金溪镇")
    assert since == "3月31日"
    assert why == "超过办结时限9天；节点“主体封顶”逾期50天；堵点待资源局解决"


def test_reports_are_counted_as_the_month_s_figures_count_them(april):
    found = circular("2026-04")
    figures = [one for one in month_figures(Period.parse("2026-04")) if one.item == "late_reports"]
    assert len(found.reports) == sum(one.target for one in figures) == 4
    assert len(found.of_state("late")) + len(found.of_state("missing")) == sum(one.actual for one in figures) == 2
    said = text(found)
    assert "4月应报进展4份，按时报送2份，逾期报送1份，未报1份。" in said
    assert "未报1份，涉及1个单位：发改局1份。" in said
    assert "逾期报送1份，涉及1个单位：石桥镇1份。" in said


def test_praise_is_for_units_with_nothing_red_late_or_missing(april):
    found = circular("2026-04")
    assert [(one.name, one.n) for one in found.kept] == [("住建局", 1)]
    assert len(found.nodes) == sum(
        one.target for one in month_figures(Period.parse("2026-04")) if one.item == "nodes_kept"
    )
    assert "填报没有逾期和遗漏的单位1个：住建局1个。" in text(found)


def test_matter_done_before_its_day_is_named_with_the_days_gained(county, april):
    actions.end_matter(county.by("clerk", at=date(2026, 4, 21)), [april[1].uuid], "done", "验收意见")
    assert "其中提前办结1项：住建局“老城停车场”提前254天。" in text(circular("2026-04"))


def test_broken_promise_is_named_by_the_clearing_unit_whatever_it_promises_afterwards(county, april):
    said = "超过时限未解决的堵点1件，按承办单位分：资源局1件。"
    assert said in text(circular("2026-04"))
    assert "“15.2亩用地指标”，时限4月10日，已超过19天" in text(circular("2026-04"))
    actions.answer_blocker(county.by("head", "资源局", date(2026, 5, 4)), april[4], date(2026, 6, 30))
    assert said in text(circular("2026-04"))


def test_blocker_cleared_before_the_cut_off_is_not_told(county, april):
    actions.clear_blocker(county.by("head", "资源局", date(2026, 4, 25)), april[4])
    assert "没有超过答复时限的堵点。" in text(circular("2026-04"))


def test_who_answers_by_when_is_counted_in_working_days_from_issue(april):
    due = circular("2026-04").deadlines
    assert due.issue == story.MAY_6
    said = text(circular("2026-04"))
    assert f"发改局于5月{due.missing.day}日前补报4月进展" in said
    assert "前向府办书面报送滞后原因、整改措施和完成时间" in said
    assert "资源局于" in said
    assert "5月进展填报5月28日24时截止。" in said


def test_restricted_matters_appear_nowhere(county, april):
    uuid = story.secret(county)
    sheet = sheet_of(circular("2026-04"))
    assert "信访人" not in str(sheet)
    assert str(uuid) not in str(sheet)
    assert "全县在册督办事项4项" in text(circular("2026-04"))


def test_ranking_stands_only_where_the_month_is_sealed(april, monkeypatch):
    story.seal(monkeypatch, "2026-03", story.towns())
    assert "本月排名未封存，封存后另行通报。" in text(circular("2026-04"))
    story.seal(monkeypatch, "2026-04", story.towns())
    found = circular("2026-04")
    assert "镇办组第一名金溪镇，末位石桥镇。" in text(found)
    assert ["1", "金溪镇", "88.50", "升1"] in cells(found)
    assert ["2", "石桥镇", "80.05", "降1"] in cells(found)


def test_offices_and_county_are_read_from_the_register(april):
    found = circular("2026-04").offices
    assert (found.supervision, found.printing, found.county) == ("县政府办公室", "县政府办公室", "县")
    assert found.copies == ("县考核办公室",)


def test_figures_of_the_text_are_as_long_as_the_lists_behind_them(april):
    sheet = sheet_of(circular("2026-04"))
    lengths = {listing["key"]: len(listing["rows"]) for listing in sheet["lists"]}
    counted = [run for paragraph in sheet["body"] for run in paragraph["runs"] if run["ref"]]
    assert len(counted) > 15
    for run in counted:
        if run["ref"] != "nodes":  # due, and of these kept: one list tells both
            assert int(run["text"]) == lengths[run["ref"]], run


def test_empty_month_says_so_in_plain_words(county):
    world.issue_matter(county, "金溪镇", on=date(2026, 4, 27))
    said = text(circular("2026-04"))
    assert "没有滞后事项。" in said
    assert "4月没有到期的节点。" in said
    assert "没有超过答复时限的堵点。" in said


def test_same_facts_give_the_same_circular_and_units_are_counted_most_first(april):
    assert circular("2026-04") == circular("2026-04")
    assert [one.name for one in by_unit(list(circular("2026-04").matters))] == sorted(
        ["金溪镇", "住建局", "石桥镇", "发改局"]
    )


def test_only_months_have_circulars_and_the_last_one_is_that_whose_grace_is_over(county):
    with pytest.raises(BadInput):
        circular("2026Q1")
    assert str(last_reported(county.by("clerk", at=date(2026, 4, 29)).at)) == "2026-03"
    assert str(last_reported(county.by("clerk", at=date(2026, 4, 30)).at)) == "2026-04"


def test_body_keeps_to_three_pages_when_sixty_units_are_red_late_and_missing(april):
    found = circular("2026-04")
    names = [f"{place:02}号街道" for place in range(60)]
    red = [
        replace(found.red[0], unit=UUID(int=place), unit_name=name) for place, name in enumerate(names) for _ in "ab"
    ]
    owed = found.reports[0]
    reports = [
        replace(owed, unit=UUID(int=place), unit_name=name, state="missing" if place % 2 else "late")
        for place, name in enumerate(names)
    ]
    promises = [replace(found.promises[0], holder_name=name) for name in names]
    full = replace(found, matters=tuple(red), reports=tuple(reports), promises=tuple(promises))
    lines = sum(ceil((width(words(paragraph)) + 2) / SIGNS) for paragraph in sheet_of(full)["body"])
    masthead_and_title = 9
    assert lines + masthead_and_title <= 3 * LINES
