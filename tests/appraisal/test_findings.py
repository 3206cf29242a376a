"""Suspicions about reports: seen by few, asked as questions, judged by people; the points never move by them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import world
from tests.appraisal import story
from tests.telling import told_once

from luoshi.appraisal import actions, queries
from luoshi.appraisal.loop import loop_figures
from luoshi.appraisal.models import Finding, FindingVerdict, Question
from luoshi.appraisal.queries.touched import changes_waiting
from luoshi.appraisal.sealing import opened
from luoshi.core.errors import BadInput, NotAllowed
from luoshi.core.timing.periods import Period
from luoshi.facts import clock
from luoshi.matters.actions import attach, change_setting
from luoshi.org.models import Account

APRIL = "2026-04"
LAST = date(2026, 4, 28)
JUDGED = date(2026, 4, 29)
WORDS = "项目按照既定方案有序推进，主体工程基本完成，正在抓紧组织设备进场安装调试和人员培训等各项工作。"


@told_once
def county() -> world.County:
    """石桥镇 leaps on the last day of April; 金溪镇 and 发改局 send the same words; a restricted matter leaps too."""
    county = world.found_county()
    readers = (county.post("head", "金溪镇"),)
    for unit, title, last, words, more in (
        ("石桥镇", "猛涨的项目", 800, "四月集中支付了工程款。", {}),
        ("金溪镇", "平稳的项目", 110, WORDS, {}),
        ("发改局", "照抄的项目", 110, WORDS, {}),
        ("金溪镇", "限知的项目", 900, WORDS, {"restricted": True, "readers": readers}),
    ):
        matter = world.issue_matter(county, unit, title=title, **more)
        world.claim_and_plan(county, matter, unit, date(2026, 3, 3), {"开工": date(2026, 12, 1)})
        for on, period, value, said in ((date(2026, 3, 25), "2026-03", 110, "主体施工。"), (LAST, APRIL, last, words)):
            world.report(county, matter, unit, on, period, quantities=(("m1", Decimal(value)),), words=said)
    return county


def judge_of(county, day=JUDGED):
    return story.clerk(county, day)


def found(county, day=JUDGED):
    return {one.code: one for one in queries.findings(judge_of(county, day), APRIL)}


def head(county, unit="石桥镇", day=JUDGED):
    return county.by("head", unit, clock.moment(day, 16))


def client_of(username: str) -> Client:
    client = Client()
    client.force_login(Account.rows.get(username=username))
    return client


def test_a_leap_and_copied_words_are_found_with_their_grounds_and_nothing_of_restricted_matters(county):
    known = found(county)
    assert set(known) == {"jump", "copied"}
    assert [title for _, title in known["jump"].matters] == ["猛涨的项目"]
    assert known["jump"].ground == (
        "“完成投资”3月25日报 9%，4月28日报到 76%，一次占到全部进度的 88%；计划这一段至多 11%，"
        "报前欠序时、报后达到，是截止当天报的"
    )
    assert {name for _, name in known["copied"].units} == {"金溪镇", "发改局"}
    assert "限知" not in "".join(f"{one.ground}{one.matters}" for one in known.values())


def test_only_the_offices_and_the_county_head_see_them(county):
    assert queries.findings(county.by("county_head", at=JUDGED), APRIL)
    for role, unit in (("vice_head", None), ("auditor", None), ("head", "石桥镇")):
        with pytest.raises(NotAllowed):
            queries.findings(county.by(role, unit, JUDGED) if unit else county.by(role, at=JUDGED), APRIL)
    with pytest.raises(NotAllowed):
        actions.ask_units(county.by("county_head", at=JUDGED), APRIL, found(county)["jump"].key)


def test_the_unit_reads_a_question_and_not_how_it_was_found(county):
    actions.ask_units(judge_of(county), APRIL, found(county)["copied"].key)
    assert {one.unit for one in Question.rows.all()} == {county.units["金溪镇"], county.units["发改局"]}
    with clock.at(clock.moment(JUDGED, 16)):
        page = client_of("head-发改局").get("/appraisal/questions").content.decode()
        desk = client_of("reporter-发改局").get("/desk").content.decode()
    assert "《照抄的项目》2026年4月实际做了什么" in page
    assert "4月填报有一个问题要说明" in desk
    for told in ("金溪镇", "相同", "雷同", "疑点"):
        assert told not in page.partition("<main")[2]


def test_a_question_is_answered_with_a_paper_that_the_unit_and_the_offices_can_open(county):
    finding = actions.ask_units(judge_of(county), APRIL, found(county)["jump"].key)
    assert actions.ask_units(judge_of(county), APRIL, found(county)["jump"].key) == finding
    asked = Question.rows.get()
    with pytest.raises(NotAllowed):
        actions.answer_question(head(county, "金溪镇"), asked.uuid, "不是我们")
    with pytest.raises(BadInput, match="没有写答复"):
        actions.answer_question(head(county), asked.uuid, " ")
    paper = attach(head(county), "支付单.png", b"\x89PNG\r\npaid")
    answer = actions.answer_question(head(county), asked.uuid, "一次付清了一季度的工程款", paper)
    assert [one for one in queries.waiting_for(head(county)) if one.group == "核查"] == []
    assert "已答复" in queries.findings_waiting(judge_of(county), are_open=True)[0].sentence
    seen = {name: client_of(name).get(f"/appraisal/questions/{answer}/paper").status_code for name in WHO_MAY_OPEN}
    assert seen == WHO_MAY_OPEN


WHO_MAY_OPEN = {"head-石桥镇": 200, "clerk": 200, "head-金溪镇": 404, "auditor": 404}


def test_nothing_but_dismissal_is_said_before_the_unit_had_its_say(county):
    known, by = found(county), judge_of(county)
    with pytest.raises(BadInput, match="还没有问过单位"):
        actions.judge(by, APRIL, known["jump"].key, "founded", "没有凭据")
    actions.ask_units(by, APRIL, known["jump"].key)
    with pytest.raises(BadInput, match="单位还没有答复"):
        actions.judge(by, APRIL, known["jump"].key, "doubtful", "没有凭据")
    actions.judge(by, APRIL, known["copied"].key, "unfounded", "两个单位合办的一件事")
    late = judge_of(county, date(2026, 5, 20))
    assert "没有答复" in queries.findings_waiting(late, are_open=True)[0].sentence
    actions.judge(late, APRIL, known["jump"].key, "founded", "没有凭据")
    assert {one.code: one.state for one in queries.findings(late, APRIL)} == {"copied": "unfounded", "jump": "founded"}
    with pytest.raises(BadInput, match="已经认定"):
        actions.answer_question(head(county), Question.rows.get().uuid, "补一张发票")


def test_a_later_verdict_supersedes_and_the_same_one_is_one(county):
    key, by = found(county)["jump"].key, judge_of(county)
    first = actions.judge(by, APRIL, key, "unfounded", "已看过支付单")
    assert actions.judge(by, APRIL, key, "unfounded", "已看过支付单") == first
    again = actions.judge(by, APRIL, key, "unfounded", "另看过合同")
    assert FindingVerdict.rows.get(uuid=again).supersedes == first


def quality(county) -> dict[str, tuple[float, float]]:
    """Unit → reports that stood, of those owed, in April."""
    names = {uuid: short for short, uuid in county.units.items()}
    return {names[one.unit]: (one.actual, one.target) for one in loop_figures(Period.parse(APRIL), ["report_quality"])}


def test_only_what_somebody_has_found_to_be_copied_is_no_good_report(county):
    """A suspicion is nothing, nor is a question; founded it counts against those who were asked, until it is not."""
    key, before = found(county)["copied"].key, quality(county)
    assert before["金溪镇"] == before["发改局"] == (1, 1)
    actions.ask_units(judge_of(county), APRIL, key)
    assert quality(county) == before
    late = judge_of(county, date(2026, 5, 20))
    actions.judge(late, APRIL, key, "doubtful", "再看一个月")
    assert quality(county) == before
    actions.judge(late, APRIL, key, "founded", "两个项目的文字一字不差")
    assert quality(county) == before | {"金溪镇": (0, 1), "发改局": (0, 1)}
    actions.judge(late, APRIL, key, "unfounded", "两个单位合办的一件事")
    assert quality(county) == before


def test_a_verdict_moves_no_points(county):
    actions.ask_units(judge_of(county), APRIL, found(county)["jump"].key)
    actions.answer_question(head(county), Question.rows.get().uuid, "记错了月份")
    before = story.close(county, APRIL)
    actions.judge(judge_of(county, date(2026, 5, 6)), APRIL, Finding.rows.get().key, "founded", "不是当月的数")
    after = actions.close_month(judge_of(county, date(2026, 5, 6)), APRIL, "再看一遍")
    scores = [
        [(row.unit, row.score) for table in one.rankings for row in table.rows]
        for one in (opened(sealed.package).result for sealed in (before, after))
    ]
    assert scores[0] == scores[1]


def test_faults_stand_on_the_page_beside_the_suspicion(county):
    key = found(county)["jump"].key
    with clock.at(clock.moment(JUDGED, 16)):
        client = client_of("assessment")
        assert "猛涨的项目" in client.get(f"/appraisal/{APRIL}/findings").content.decode()
        page = client.post(f"/appraisal/{APRIL}/findings/judge", {"key": key, "verdict": "founded", "reason": "无"})
    assert page.status_code == 422
    assert "还没有问过单位" in page.content.decode()


def test_a_quarter_a_half_and_a_year_show_the_suspicions_of_their_months_and_ask_no_more_often(county):
    office = judge_of(county)
    of_april = {one.key for one in queries.findings(office, APRIL)}
    for period in ("2026Q2", "2026H1", "2026"):
        rows = queries.findings(office, period)
        assert {one.key for one in rows if str(one.month) == APRIL} == of_april
    assert queries.findings(office, "2026H2") == []
    with clock.at(clock.moment(JUDGED, 16)):
        client = client_of("assessment")
        month, year = (_selects(client, f"/appraisal/{period}/findings") for period in (APRIL, "2026"))
        assert year == month <= 15
        page = client.get("/appraisal/2026Q2/findings").content.decode()
        key = queries.findings(office, APRIL)[0].key
        assert "2026年4月 截止前猛涨" in page
        assert f"/appraisal/{APRIL}/findings/ask" in page
        back = f"/appraisal/2026Q2/findings#f{key[:12]}"
        answer = client.post(f"/appraisal/{APRIL}/findings/ask", {"key": key, "next": back})
        assert answer["Location"] == back


def _selects(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


def pieces_of(county) -> list:
    """发改局 enters one park as two that count nothing in common; 石桥镇 has two phases on papers of their own."""
    found = [
        world.issue_matter(county, unit, title=title, target=target, on=date(2026, 4, 8), **more)
        for unit, title, target, more in (
            ("发改局", "冷链物流园主体", Decimal(1200), {}),
            ("发改局", "冷链物流园场地硬化", None, {}),
            ("石桥镇", "社区工厂厂房一期", Decimal(900), {"origin_number": "发改审〔2025〕7号"}),
            ("石桥镇", "社区工厂厂房二期", None, {"origin_number": "发改审〔2026〕9号"}),
        )
    ]
    return found[:2]


def test_one_project_entered_as_two_is_asked_about_judged_and_merged(county):
    first, second = pieces_of(county)
    one = found(county)["split"]
    assert [title for _, title in one.matters] == ["冷链物流园主体", "冷链物流园场地硬化"]
    assert one.ground.startswith("《冷链物流园主体》《冷链物流园场地硬化》名称都是“冷链物流园”，60 天内下发")
    assert "split" not in {each.code for each in queries.findings(judge_of(county), "2026-03")}
    actions.ask_units(judge_of(county), APRIL, one.key)
    asked = Question.rows.get()
    assert (asked.unit, "写并入哪一件" in asked.words) == (county.units["发改局"], True)
    late = county.by("chief", at=date(2026, 5, 20))
    assert found(county)["split"].mergers == ()
    actions.judge(late, APRIL, one.key, "founded", "一份批复、一个工地")
    chief = client_of("chief")
    with clock.at(clock.moment(date(2026, 5, 20), 9)):
        page = chief.get(f"/appraisal/{APRIL}/findings").content.decode()
        (merger,) = {each.code: each for each in queries.findings(late, APRIL)}["split"].mergers
        assert f"《冷链物流园场地硬化》并入 {first.number}《冷链物流园主体》" in page
        typed = {"end": "merged", "into": merger.into, "reason": merger.reason}
        assert chief.post(f"/matters/{merger.matter}/end", typed).status_code in (200, 302)
    second.refresh_from_db()
    assert (second.end, second.merged_into) == ("merged", first.uuid)
    assert {each.code: each for each in queries.findings(late, APRIL)}["split"].mergers == ()


def test_a_county_that_sets_no_days_asks_about_no_pieces(county):
    pieces_of(county)
    change_setting(county.by("admin", at=LAST), "split_days", 0, LAST)
    assert "split" not in found(county)


QUALITY = """[scheme]
name = "填报质量"
year = 2026
decimals = 2

[[item]]
code = "total"
name = "总分"
aggregate = "sum"

[[item]]
code = "report_quality"
name = "填报质量"
parent = "total"
weight = 100
method = "completion"
"""


def test_a_verdict_after_the_month_was_sealed_is_told_where_reports_are_ranked_by_quality(county):
    clerk = judge_of(county, date(2026, 4, 1))
    actions.adopt_scheme(clerk, "month", QUALITY, date(2026, 4, 1))
    story.close(county, APRIL)
    key, late = found(county)["copied"].key, judge_of(county, date(2026, 5, 20))
    actions.ask_units(judge_of(county), APRIL, key)
    assert changes_waiting(late) == []
    actions.judge(late, APRIL, key, "founded", "两个项目的文字一字不差")
    (told,) = changes_waiting(late)
    assert "金溪镇 填报质量 1/1 件 → 0/1 件" in told.sentence
