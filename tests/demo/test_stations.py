"""The stations of the tour's last part: drafts on their way, leaders' words, shared-out tasks, what few may see."""

from __future__ import annotations

import json
from datetime import date

import pytest

from luoshi.core.timing.workdays import Workdays
from luoshi.demo.people import SIGN_IN

CLOSED = "实名反映惠农补贴发放问题核查"
NAMED = {"clerk", "chief", "county_head"}
"""Of the roles at the door, those whom the restricted matter names."""


def test_nobody_can_be_called_by_accident(county):
    phones = county.rows(
        "select p.text from org_officialrevision o join facts_private p on p.ref = o.phone order by p.text"
    )
    contacts = county.rows("select distinct p.text from matters_claim c join facts_private p on p.ref = c.contact")
    assert len(phones) > 200
    assert len(set(phones)) == len(phones)
    assert all(text[-11:-4] == "1390000" for (text,) in phones + contacts)
    assert county.rows("select count(*) from org_officialrevision where phone is null") == [(0,)]


def test_four_minutes_stand_at_four_steps(county):
    steps = county.rows("select step from matters_circulating order by step")
    assert [step for (step,) in steps] == ["comment", "county_head", "done", "vice_heads"]


def test_a_comment_is_adopted_one_quarrelled_over_one_undecided_and_some_units_are_silent(county):
    at_comment = "select uuid from matters_circulating where step = 'comment'"
    opinions = county.rows(f"select opinion from matters_commented where circulation_id = ({at_comment})")
    assert sorted(opinion for (opinion,) in opinions) == ["", "adopted", "referred"]
    asked = county.rows(f"select answered_on is null from matters_unitasked where circulation_id = ({at_comment})")
    assert sum(silent for (silent,) in asked) >= 5


def test_a_vice_heads_rows_wait_and_one_was_sent_back(county):
    rows = county.rows(
        "select confirmed_on is null, sent_back <> '' from matters_rowout where circulation_id = "
        "(select uuid from matters_circulating where step = 'vice_heads')"
    )
    assert sorted(rows) == [(0, 0), (1, 0), (1, 0), (1, 1)]


def test_a_signed_table_has_its_number_and_its_tasks_are_under_way(county):
    assert county.rows("select number from papers_paper where paper_kind = 'decomposition'") == [(1,)]
    four = county.rows("select matter from matters_rowout where matter is not null")
    assert len(four) == 4
    assert {county.matters[title]["stage"] for title in ("涉企收费专项检查", "惠企政策免申即享事项上线")} == {"claimed"}
    assert "财政局" in json.dumps(county.page_of("涉企收费专项检查"), ensure_ascii=False)


def test_answers_are_marked_one_is_done_again_by_a_new_day_and_yesterdays_wait(county):
    marks = {mark for (mark,) in county.rows("select distinct mark from matters_leadermark")}
    assert marks == {"seen", "agreed", "again"}
    again = county.matters["石桥镇集镇饮水管道夜间停水"]
    assert again["due"] != again["first_due"]
    assert date.fromisoformat(again["due"]) == Workdays().add(date.fromisoformat(county.today), 3)
    assert county.matters["客运站候车厅漏雨"]["stage"] == "ended"
    for role in ("county_head", "vice_head", "secretary"):
        assert "批阅" in {one["group"] for one in county.json(role, "/desk")["waiting"]}


def test_an_instruction_shows_the_sheet_it_came_on(county):
    photos = county.rows(
        "select b.type from matters_matterpaper p join facts_blob b on b.digest = p.digest where b.name like '县长热%'"
    )
    assert photos == [("image/png",)]


def test_one_task_from_above_waits_to_be_struck_off_and_one_is(county):
    assert county.matters["市级卫生城镇复审反馈问题整改"]["stage"] == "reported_up"
    assert county.matters["省级电子监管系统企业信息补录"]["stage"] == "ended"


@pytest.mark.parametrize(
    ("words", "rollup"), [("检修农村供水设施", "sum"), ("固定资产投资完成63", "sum"), ("村级小微权力清单", "all")]
)
def test_a_task_of_every_town_has_fourteen_children(county, words, rollup):
    family = "select uuid from matters_matter where rollup = ? and title like ?"
    ((parent,),) = county.rows(family, rollup, f"%{words}%")
    children = county.rows("select uuid, stage from matters_matter where parent = ?", parent)
    assert len(children) == 14
    if rollup == "all":
        assert {stage for _, stage in children} == {"claimed", "ended"}


def test_what_the_statistics_have_stands_ready_on_the_towns_page_and_is_not_asked(county):
    page = county.ask("town", "/night")
    assert "固定资产投资 取统计数：累计 " in page
    assert 'name="fixed_investment"' not in page
    given = (
        "select count(*), count(distinct m.unit) from matters_measure e join matters_matter m on m.uuid = e.matter_id"
    )
    assert county.rows(f"{given} where e.supplied <> '' and m.rollup = ''") == [(16, 16)]


def test_the_towns_parts_add_up_to_the_whole(county):
    measures = (
        "select e.parent is null, sum(m.value), sum(m.done) from matters_measure m join matters_matter e "
        "on e.uuid = m.matter_id where e.title like '%检修农村供水设施%' group by 1 order by 1"
    )
    (_, shared, counted), (_, whole, gathered) = county.rows(measures)
    assert shared == whole == 1260
    assert 0 < counted == gathered


def test_a_part_has_come_and_another_has_not_by_its_own_day(county):
    lines = county.rows(
        "select delivered_on is not null, undelivered_since is not null, l.due from matters_line l "
        "join matters_matter m on m.uuid = l.matter_id where m.title = '高铁站前广场水电气管线迁改' and l.role = 'co'"
    )
    assert sorted(line[:2] for line in lines) == [(0, 0), (0, 1), (1, 0)]
    assert len({due for *_, due in lines}) == 3


@pytest.mark.parametrize("role", sorted(SIGN_IN))
def test_a_restricted_matter_is_found_only_by_those_it_names(county, role):
    assert (CLOSED in county.ask(role, "/matters?q=惠农补贴发放问题")) == (role in NAMED)


def test_a_prefectures_form_was_learnt_and_sent_once(county):
    assert county.rows("select name from papers_storedform") == [("全市重点工作进展情况统计表",)]
    assert county.rows("select count(*) from papers_paper where paper_kind = 'form'") == [(1,)]


def test_one_suggestion_is_answered_and_one_waits(county):
    answered = "select count(*) from org_suggestion where uuid in (select suggestion from org_suggestionanswer)"
    assert county.rows("select count(*) from org_suggestion") == [(2,)]
    assert county.rows(answered) == [(1,)]


@pytest.mark.parametrize("role", sorted(SIGN_IN))
def test_something_waits_on_every_desk(county, role):
    assert county.json(role, "/desk")["waiting"]
