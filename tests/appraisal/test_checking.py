"""Before a month is sealed each unit checks its own figures; a leader lets the ranking out; appeals follow."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from tests import world
from tests.appraisal import story
from tests.telling import told_once

from luoshi.appraisal import actions, queries
from luoshi.appraisal.models import CheckObjection, DataCheck
from luoshi.core.errors import BadInput, NotAllowed
from luoshi.facts import clock
from luoshi.matters.queries.figure import NODES
from luoshi.org.acting import system
from luoshi.org.actions import change_setting
from luoshi.org.models import Account

MARCH = "2026-03"
OPENED = date(2026, 3, 31)
"""The 28th is a Saturday, so the month closes on the 30th with grace until the 31st, and units check until 2 April."""
SEALED = date(2026, 4, 3)


@told_once
def county() -> world.County:
    county = world.found_county()
    change_setting(system(clock.moment(world.FOUNDED)), "data_check_days", 2, world.FOUNDED)
    change_setting(system(clock.moment(world.FOUNDED)), "ranking_release", True, world.FOUNDED)
    story.a_march(county)
    return county


def head(county, unit="石桥镇", day=date(2026, 4, 1)):
    return county.by("head", unit, clock.moment(day, 10))


def opened(county) -> None:
    actions.open_check(story.clerk(county, OPENED), MARCH)


def client_of(username: str) -> Client:
    client = Client()
    client.force_login(Account.rows.get(username=username))
    return client


def test_a_month_is_not_sealed_before_its_figures_were_checked(county):
    with pytest.raises(BadInput, match="还没有交各单位核对"):
        story.close(county, MARCH)
    opened(county)
    with pytest.raises(BadInput, match="核对到4月2日"):
        story.close(county, MARCH)
    assert story.close(county, MARCH, day=SEALED).is_new


def test_a_unit_sees_its_own_raw_figures_and_no_points(county):
    opened(county)
    found = queries.unit_check(head(county), MARCH, county.units["石桥镇"])
    nodes = next(one for one in found.figures if one.item == NODES)
    assert (nodes.actual, nodes.target) == ("0.5 个", "1 个")  # two that count the same are one
    assert [one["title"] for one in nodes.against] == ["石桥镇项目2"]
    with clock.at(clock.moment(date(2026, 4, 1), 10)):
        page = client_of("head-石桥镇").get(f"/appraisal/{MARCH}/check/{county.units['石桥镇']}").content.decode()
    assert "石桥镇项目2" in page
    assert "得分" not in page
    with pytest.raises(NotAllowed):
        queries.unit_check(head(county), MARCH, county.units["金溪镇"])


def test_an_objection_stands_with_what_was_shown_and_holds_the_sealing_until_it_is_decided(county):
    opened(county)
    unit = county.units["石桥镇"]
    wrong = [actions.Objection(NODES, "2 个", "")]
    with pytest.raises(BadInput, match="理由都要写"):
        actions.check_figures(head(county), unit, MARCH, wrong)
    word = actions.check_figures(head(county), unit, MARCH, [actions.Objection(NODES, "2 个", "24日已开工")])
    assert CheckObjection.rows.get(fact=word).shown == "0.5 个"
    with pytest.raises(BadInput, match="1 条数据异议没有答复"):
        story.close(county, MARCH, day=SEALED)
    actions.rule_objection(story.clerk(county, SEALED), word, NODES, upheld=False, reason="现场没有开工")
    assert story.close(county, MARCH, day=SEALED).is_new


def test_only_who_signs_for_a_unit_gives_its_word_and_the_last_one_counts(county):
    opened(county)
    unit = county.units["石桥镇"]
    with pytest.raises(NotAllowed):
        actions.check_figures(county.by("reporter", "石桥镇", date(2026, 4, 1)), unit, MARCH)
    actions.check_figures(head(county), unit, MARCH, [actions.Objection(NODES, "2 个", "24日已开工")])
    actions.check_figures(head(county), unit, MARCH)
    found = queries.county_check(MARCH, date(2026, 4, 1))
    assert (found.counts["confirmed"], found.counts["objected"], found.objections) == (1, 0, [])
    with pytest.raises(BadInput, match="核对已于4月2日结束"):
        actions.check_figures(head(county, day=SEALED), unit, MARCH)


def test_the_office_enters_a_units_word_and_the_fact_says_for_whom(county):
    opened(county)
    unit = county.units["石桥镇"]
    actions.check_figures(county.by("clerk", at=date(2026, 4, 1)), unit, MARCH)
    assert DataCheck.rows.get().on_behalf_of == unit


def test_when_all_have_confirmed_the_month_may_be_sealed_before_the_day(county):
    opened(county)
    for unit in ("石桥镇", "金溪镇", "发改局", "资源局", "住建局"):
        actions.check_figures(head(county, unit), county.units[unit], MARCH)
    assert story.close(county, MARCH, day=date(2026, 4, 1)).is_new


def test_units_see_a_ranking_once_a_leader_has_let_it_out(county):
    opened(county)
    story.close(county, MARCH, day=SEALED)
    unit = county.units["石桥镇"]
    assert queries.ranking_table(MARCH, story.clerk(county, SEALED))
    assert queries.ranking_table(MARCH, head(county, day=SEALED)) == []
    assert queries.why(head(county, day=SEALED), MARCH, unit) is None
    with pytest.raises(NotAllowed):
        actions.release(head(county, day=SEALED), MARCH)
    leader = county.by("county_head", at=SEALED)
    assert [one.title for one in queries.waiting_for(leader)] == ["2026年3月排名已封存，等发布"]
    actions.release(leader, MARCH)
    assert queries.ranking_table(MARCH, head(county, day=SEALED))
    assert queries.why(head(county, day=SEALED), MARCH, unit).rank == 2
    assert queries.waiting_for(leader) == []


def test_until_a_correction_is_let_out_units_see_the_edition_before_it(county):
    opened(county)
    story.close(county, MARCH, day=SEALED)
    actions.release(county.by("county_head", at=SEALED), MARCH)
    story.close(county, MARCH, "更正", day=date(2026, 4, 7))
    unit, later = county.units["石桥镇"], date(2026, 4, 7)
    assert queries.why(head(county, day=later), MARCH, unit).edition == 1
    assert queries.why(story.clerk(county, later), MARCH, unit).edition == 2
    actions.release(county.by("county_head", at=later), MARCH)
    assert queries.why(head(county, day=later), MARCH, unit).edition == 2


@told_once
def out(county) -> world.County:
    opened(county)
    story.close(county, MARCH, day=SEALED)
    actions.release(county.by("county_head", at=SEALED), MARCH)
    return county


def filed(county, day=date(2026, 4, 7)):
    return actions.appeal(head(county, day=day), county.units["石桥镇"], MARCH, NODES, "2 个", "24日已开工，有照片")


def test_an_appeal_is_filed_answered_and_decided_and_each_step_has_a_name(out):
    appeal = filed(out)
    office = story.clerk(out, date(2026, 4, 8))
    assert [one.group for one in queries.waiting_for(office)] == ["申诉"]
    with pytest.raises(BadInput, match="正在办理"):
        filed(out)
    actions.answer_appeal(office, appeal, "已到现场核实")
    actions.decide_appeal(office, appeal, upheld=True, words="照片属实")
    (shown,) = queries.appeals(head(out, day=date(2026, 4, 9)))
    assert [one.word for one in shown.steps] == ["已答复", "采纳"]
    assert shown.is_open
    with pytest.raises(BadInput, match="已经办结"):
        actions.withdraw_appeal(head(out, day=date(2026, 4, 9)), appeal)
    (waiting,) = queries.waiting_for(story.clerk(out, date(2026, 4, 9)))
    assert waiting.title == "石桥镇对2026年3月“节点兑现”的申诉已采纳，等更正"
    story.close(out, MARCH, "申诉采纳", day=date(2026, 4, 9))
    assert queries.appeals(office)[0].is_open  # nobody has put the figure right
    assert queries.appeals(head(out, "金溪镇")) == []


def test_an_appeal_comes_in_time_or_not_at_all(out):
    with pytest.raises(BadInput, match="申诉期到4月13日"):
        filed(out, date(2026, 4, 14))


def test_an_appeal_says_what_is_wrong_beside_the_field_and_keeps_what_was_typed(out):
    address = f"/appraisal/{MARCH}/appeal/{out.units['石桥镇']}"
    with clock.at(clock.moment(date(2026, 4, 7), 10)):
        answer = client_of("head-石桥镇").post(address, {"item": NODES, "claimed": "2 个", "reason": ""})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "没有写理由" in page
        assert 'value="2 个"' in page
        sent = {"item": NODES, "claimed": "2 个", "reason": "24日已开工"}
        assert client_of("head-石桥镇").post(address, sent).status_code == 302
        assert "24日已开工" in client_of("assessment").get("/appraisal/appeals").content.decode()
