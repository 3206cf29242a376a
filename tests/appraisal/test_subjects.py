"""A scheme ranks projects, lead officials and chain teams as it ranks units: same loop, same seal, same pages."""

from datetime import date
from decimal import Decimal

import pytest
from tests.appraisal import story

from luoshi.appraisal import actions, queries
from luoshi.appraisal.collecting import collect
from luoshi.appraisal.feeding import Share, fed, mean
from luoshi.appraisal.models import Score
from luoshi.appraisal.rules import ready_scheme
from luoshi.appraisal.scheme_sheets import from_workbook, to_workbook
from luoshi.appraisal.sealing import opened
from luoshi.appraisal.subjects import team_uuid
from luoshi.core.errors import BadInput, NotAllowed
from luoshi.core.scoring import Scheme, verify
from luoshi.core.timing.periods import Period
from luoshi.facts import clock, evidence
from luoshi.matters.models import Matter
from luoshi.org.actions import change_setting
from luoshi.org.models import Account
from luoshi.rounds.rebuild import rebuild

DAY = story.CLOSED_ON["2026-03"]
BEGUN = date(2026, 1, 5)
PROJECTS, LEADS, TEAMS = "projects@2026-03", "leads@2026Q1", "teams@2026Q1"
ITEMS = """
[[item]]
code = "total"
name = "总分"
aggregate = "sum"

[[item]]
code = "nodes_kept"
name = "节点兑现"
parent = "total"
weight = 60
method = "completion"
cap = 1.0

[[item]]
code = "fixed_investment"
name = "固定资产投资"
parent = "total"
weight = 40
method = "completion"
cap = 1.2
floor = 0
"""
TEAMS_TEXT = (
    """[scheme]
name = "专班季排名"
year = 2026
subjects = "teams"
decimals = 2

[[team]]
name = "木耳产业链"
lead = "周明"
units = ["金溪镇", "县发展和改革局"]

[[team]]
name = "茶产业链"
units = ["石桥镇"]
"""
    + ITEMS
)
FED = """[scheme]
name = "项目季考核"
year = 2026
decimals = 2

[[item]]
code = "total"
name = "总分"
aggregate = "sum"

[[item]]
code = "projects"
name = "重点项目"
parent = "total"
weight = 100
method = "periods"
source = "projects"
how = "mean"
full = 100
"""


def adopt(county, code: str, cycle: str, text: str = "") -> None:
    office = story.clerk(county, BEGUN)
    actions.adopt_scheme(office, code, text or ready_scheme(2026, code), date(2026, 1, 1), cycle)


def close(county, term: str):
    return actions.close_ranking(story.clerk(county, DAY), term)


@pytest.fixture
def march(county):
    story.figures(county)
    story.a_march(county)
    return county


def ranked(by, term: str) -> dict[str, str]:
    return {row.unit_name: str(row.score) for table in queries.ranking_table(term, by) for row in table.rows}


def test_projects_rank_among_those_of_their_units_groups_and_the_seal_holds(march):
    adopt(march, "projects", "month")
    closed = close(march, PROJECTS)
    tables = {table.name: {row.unit_name for row in table.rows} for table in queries.ranking_table(PROJECTS)}
    assert tables == {
        "镇办项目": {f"{town}项目{number}（{town}）" for town in ("金溪镇", "石桥镇") for number in (1, 2)},
        "经济部门项目": {"发改局项目（发改局）", "资源局项目（资源局）"},
    }
    # 节点 45；110 ÷ 序时 110.53 万元 = 99.53%，计 39.81；填报 15。没有量的项目，节点计 85。
    assert ranked(None, PROJECTS) == {
        "石桥镇项目1（石桥镇）": "99.81",
        "金溪镇项目1（金溪镇）": "99.81",
        "金溪镇项目2（金溪镇）": "99.81",
        "石桥镇项目2（石桥镇）": "0.00",
        "发改局项目（发改局）": "100.00",
        "资源局项目（资源局）": "100.00",
    }
    assert verify(evidence.read(closed.package)).holds
    assert rebuild(check=True) == []


def test_a_restricted_or_withdrawn_project_is_no_subject(march):
    hidden = Matter.rows.get(title="金溪镇项目1")
    Matter.rows.filter(uuid=hidden.uuid).update(restricted=True)
    gone = Matter.rows.get(title="石桥镇项目1")
    Matter.rows.filter(uuid=gone.uuid).update(end="withdrawn", ended_on=date(2026, 3, 20))
    scheme = Scheme.from_toml(ready_scheme(2026, "projects"))
    found = collect(scheme, Period.parse("2026-03"), DAY, "projects").subjects.of
    assert {one.name for one in found.values()}.isdisjoint({"金溪镇项目1（金溪镇）", "石桥镇项目1（石桥镇）"})
    assert len(found) == 4


def test_a_project_lives_on_its_matter_page_and_its_unit_and_leader_may_ask_why(march, client):
    adopt(march, "projects", "month")
    close(march, PROJECTS)
    matter = Matter.rows.get(title="石桥镇项目2")
    for who in (march.by("head", "石桥镇", DAY), march.by("vice_head", at=DAY), march.by("chief", at=DAY)):
        assert queries.why(who, PROJECTS, matter.uuid).rank == 4
    with pytest.raises(NotAllowed):
        queries.why(march.by("head", "金溪镇", DAY), PROJECTS, matter.uuid)
    client.force_login(Account.rows.get(username="head-石桥镇"))
    with clock.at(clock.moment(DAY, 15)):
        page = client.get(f"/matters/{matter.uuid}").content.decode()
        table = client.get(f"/appraisal/{PROJECTS}").content.decode()
    assert f'<a href="/appraisal/{PROJECTS}/{matter.uuid}">2026年3月（重点项目），镇办项目第 4 名 / 4 个</a>' in page
    assert f'<a href="/matters/{matter.uuid}">石桥镇项目2（石桥镇）</a>' in table
    assert "<th>项目</th>" in table


def test_lead_officials_are_seen_by_the_heads_alone_until_one_lets_them_out(march):
    adopt(march, "leads", "quarter")
    close(march, LEADS)
    head, chief = march.by("county_head", at=DAY), march.by("chief", at=DAY)
    own, director = march.by("vice_head", at=DAY), march.by("director", at=DAY)
    lead = march.post("vice_head")
    # 两镇各两件，一种量合起来算 1 件，各折 0.5；两个部门各 1 件：(0.5+0.5+0.5+1+1) ÷ 4 = 87.5%。
    # 没有堵点，节点满分 100。
    assert ranked(head, LEADS) == ranked(story.clerk(march, DAY), LEADS) == {"副县长 周明": "87.50"}
    assert queries.why(head, LEADS, lead).score == Decimal("87.50")
    for other in (chief, own, director, march.by("head", "金溪镇", DAY)):
        assert not queries.ranking_table(LEADS, other)
        assert LEADS not in [str(one.term) for one in queries.standing_closings(other)[1]]
        assert not queries.closings(other, LEADS)
    assert queries.unit_year(chief, lead, 2026) is None
    assert queries.changed(chief, LEADS) is None
    with pytest.raises(NotAllowed):
        actions.release(director, LEADS)
    actions.release(head, LEADS)
    assert ranked(chief, LEADS) == ranked(own, LEADS) == {"副县长 周明": "87.50"}
    assert queries.why(own, LEADS, lead).rank == 1
    with pytest.raises(NotAllowed):
        queries.why(march.by("head", "住建局", DAY), LEADS, lead)


def test_a_team_has_its_units_matters_and_their_indicators_added_up(march):
    adopt(march, "teams", "quarter", TEAMS_TEXT)
    closed = close(march, TEAMS)
    sealed = opened(closed.package)
    rows = {row.name: row for ranking in sealed.result.rankings for row in ranking.rows}
    cells = {line.item.code: line.cell for line in rows["木耳产业链"].lines if line.cell}
    assert (cells["nodes_kept"].actual, cells["nodes_kept"].target) == (2, 2)
    assert cells["fixed_investment"].actual == Decimal("3.2")
    assert cells["fixed_investment"].target == 2 * (Decimal(12) / 12 * 2)
    silent = next(line for line in rows["茶产业链"].lines if line.item.code == "fixed_investment")
    assert silent.reason == "not_reported"
    assert verify(evidence.read(closed.package)).holds
    mine = team_uuid("teams", "木耳产业链")
    for who in (march.by("head", "发改局", DAY), march.by("vice_head", at=DAY)):
        assert queries.why(who, TEAMS, mine).unit_name == "木耳产业链"
    with pytest.raises(NotAllowed):
        queries.why(march.by("head", "石桥镇", DAY), TEAMS, mine)


def test_who_leads_a_project_checks_its_figures_and_nobody_is_asked_of_leads(march):
    change_setting(march.by("admin", at=BEGUN), "data_check_days", 1, BEGUN)
    adopt(march, "projects", "month")
    adopt(march, "leads", "quarter")
    office = story.clerk(march, DAY)
    actions.open_check(office, PROJECTS)
    project = Matter.rows.get(title="金溪镇项目1").uuid
    head = march.by("head", "金溪镇", clock.moment(DAY, 16))
    asked = [one for one in queries.waiting_for(head) if f"/check/{project}" in one.url]
    assert asked[0].title == "金溪镇项目1（金溪镇）2026年3月（重点项目）考核数据请核对"
    with pytest.raises(NotAllowed):
        actions.check_figures(march.by("head", "石桥镇", DAY), project, PROJECTS)
    actions.check_figures(head, project, PROJECTS)
    assert queries.unit_check(head, PROJECTS, project).word.agrees
    with pytest.raises(BadInput):
        actions.open_check(office, LEADS)
    assert actions.close_ranking(office, LEADS).edition == 1


def test_projects_feed_their_units_ranking_and_say_how(march):
    adopt(march, "projects", "month")
    close(march, PROJECTS)
    adopt(march, "mixed", "quarter", FED)
    actions.close_ranking(story.clerk(march, DAY), "mixed@2026Q1")
    scores = {one.unit_name: one.score for one in Score.rows.filter(scheme="mixed")}
    # 石桥镇两个项目各折 0.5：(99.81×0.5 + 0×0.5) ÷ 1 = 49.905，取两位为 49.90。
    assert scores["石桥镇"] == Decimal("49.9")
    assert scores["发改局"] == 100
    assert scores["住建局"] is None
    card = queries.why(march.by("head", "石桥镇", DAY), "mixed@2026Q1", march.units["石桥镇"])
    (line,) = [one for one in card.lines if one.code == "projects"]
    assert "2026年3月名下 2 个项目平均 49.9：石桥镇项目1（石桥镇） 99.81（折 0.5 个）" in line.note


def test_a_project_in_three_pieces_brings_its_unit_no_more(march):
    whole = [Share("冷库", Decimal(90), Decimal("1.5")), Share("主街", Decimal(40), Decimal("0.5"))]
    split = [Share("冷库", Decimal(90), Decimal("0.5"))] * 3 + whole[1:]
    assert mean(split) == mean(whole) == Decimal("77.50")
    adopt(march, "projects", "month")
    one = fed([opened(close(march, PROJECTS).package)])[march.units["金溪镇"]]
    assert one.means == [Decimal("99.81")]
    known = opened(queries.closings(story.clerk(march, DAY), PROJECTS)[0].package).manifest["subjects"]
    assert [row["weight"] for row in known.values() if row["units"] == [str(march.units["金溪镇"])]] == ["0.5", "0.5"]


def _faults(county, code: str, cycle: str, text: str) -> list[tuple[str, str]]:
    with pytest.raises(BadInput) as refused:
        adopt(county, code, cycle, text)
    assert all(fault.remedy for fault in refused.value.faults)
    return [(fault.place, fault.problem) for fault in refused.value.faults]


def test_a_scheme_that_cannot_rank_what_it_says_is_refused_with_the_line(county):
    story.figures(county)
    wrong = TEAMS_TEXT.replace('"石桥镇"', '"桃源镇"').replace('"周明"', '"武松"')
    assert _faults(county, "teams", "quarter", wrong) == [
        ("第 7 行 专班“木耳产业链”", "没有叫“武松”的人或岗位"),
        ("第 12 行 专班“茶产业链”", "没有叫“桃源镇”的单位"),
    ]
    assert _faults(county, "odd", "month", '[scheme]\nname = "x"\nyear = 2026\nsubjects = "cars"\n' + ITEMS) == [
        ("第 4 行 [scheme] subjects", "不认识“cars”")
    ]
    on_indicators = '[scheme]\nname = "x"\nyear = 2026\nsubjects = "projects"\ndecimals = 2\n' + ITEMS
    assert _faults(county, "odd", "month", on_indicators) == [("第 21 行 考核项“fixed_investment”", "项目没有指标数")]
    held = on_indicators.replace("fixed_investment", "blockers_held")
    assert _faults(county, "odd", "month", held) == [
        ("第 21 行 考核项“blockers_held”", "堵点压在单位手上，不压在项目手上")
    ]
    adopt(county, "leads", "quarter")
    of_leads = FED.replace('source = "projects"', 'source = "leads"')
    assert _faults(county, "odd", "year", of_leads) == [
        ("第 17 行 考核项“projects”", "“leads”排的是领导，这个方案排的是单位")
    ]


def test_subjects_and_teams_go_out_and_come_in_as_a_workbook():
    assert (
        Scheme.from_toml(from_workbook("a.xlsx", to_workbook(TEAMS_TEXT))).teams == Scheme.from_toml(TEAMS_TEXT).teams
    )


def test_the_ready_schemes_can_be_begun_from_in_the_browser(county, client):
    client.force_login(Account.rows.get(username="assessment"))
    for code in ("projects", "leads", "teams"):
        page = client.get(f"/appraisal/scheme/edit?new=1&from={code}").content.decode()
        assert f'value="{code}"' in page
        assert Scheme.from_toml(ready_scheme(2026, code)).subjects == code
