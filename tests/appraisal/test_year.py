"""Quarters and years on the months' path: composed, reviewed, checked, sealed, let out; honours, notices, boards."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests import world
from tests.appraisal import story
from tests.telling import told_once

from luoshi.appraisal import actions, queries, rules
from luoshi.appraisal.actions import Honour, Marked, Notice
from luoshi.appraisal.models import Appeal, BonusClaim, Closing, ReviewDraft, ReviewMark
from luoshi.appraisal.sealing import result_json
from luoshi.appraisal.terms import Term
from luoshi.appraisal.words import term_name
from luoshi.core.errors import BadInput, NotAllowed
from luoshi.core.scoring import Scheme, verify
from luoshi.core.timing.periods import Period
from luoshi.facts import clock, evidence
from luoshi.indicators.actions import NewCell, NewIndicator, NewTarget, define, enter_sheet, set_targets
from luoshi.matters import actions as matters
from luoshi.matters.actions import attach
from luoshi.matters.models import Filing
from luoshi.org.acting import system
from luoshi.org.actions import change_setting
from luoshi.org.models import Account
from luoshi.rounds.rebuild import rebuild

Q1, DAY = "2026Q1", date(2026, 4, 2)
GROUPS = {"towns": ("金溪镇", "石桥镇"), "economic": ("发改局", "资源局")}


@told_once
def county() -> world.County:
    """March is closed; the county reviews quarters and assesses years."""
    county = world.found_county()
    change_setting(system(clock.moment(world.FOUNDED)), "ranked_periods", ["quarter", "year"], world.FOUNDED)
    story.a_march(county)
    story.figures(county)
    story.close(county, "2026-03")
    return county


def marks(county, *given: tuple[str, int, str]) -> list[Marked]:
    return [Marked(county.units[unit], Decimal(mark), words) for unit, mark, words in given]


def review(county, role="county_head", first=70, second=95, day=DAY):
    given = marks(county, ("金溪镇", first, "抓得实"), ("石桥镇", second, "进步快"))
    return actions.cast_review(county.by(role, at=day), Q1, county.post(role), given)


def close(county, period=Q1, reason="", day=DAY):
    return actions.close_ranking(story.clerk(county, day), period, reason)


def client_of(username: str) -> Client:
    client = Client()
    client.force_login(Account.rows.get(username=username))
    return client


def row_of(county, period: str, unit: str):
    rows = [row for table in queries.ranking_table(period) for row in table.rows]
    return next(row for row in rows if row.unit == county.units[unit])


@pytest.mark.parametrize("code", ["month", "quarter", "half", "year"])
def test_the_default_schemes_hold_together_and_are_worth_a_hundred(code):
    scheme = Scheme.from_toml(rules.default_scheme(2026, code))
    assert sum(item.weight or 0 for item in scheme.items if item.is_leaf) == 100


def test_a_quarter_is_made_of_its_months_and_the_reviewers_marks(county):
    waiting = [one.title for one in queries.waiting_for(county.by("county_head", at=DAY))]
    assert waiting == ["2026年一季度各单位请点评打分"]
    with pytest.raises(BadInput, match="还没有领导打分"):
        close(county)
    review(county)
    review(county, "vice_head", 80, 90)
    closed = close(county)
    data = verify(evidence.read(closed.package))
    assert data.holds
    assert [one["period"] for one in data.manifest["rankings"]["months"]] == ["2026-03"]
    found = queries.why(county.by("chief", at=DAY), Q1, county.units["金溪镇"])
    lines = {line.code: line for line in found.lines}
    month = row_of(county, "2026-03", "金溪镇").score
    assert lines["months"].actual == str(month.normalize())
    assert lines["review"].actual == "70、80"
    assert lines["review"].points == Decimal("16.6667")  # 75 of 100, with the weight of what was not due
    assert sum(line.points or 0 for line in found.lines if line.is_leaf) + found.rounding == found.score
    assert (queries.last_closed(), Closing.rows.filter(scheme="month").count()) == ("2026-03", 1)
    assert rebuild(check=True) == []


def test_a_quarter_waits_for_its_months_and_takes_a_corrected_one_in_a_new_edition(county):
    with pytest.raises(BadInput, match="2026年4月、2026年5月、2026年6月还没有关账"):
        close(county, "2026Q2", day=date(2026, 7, 2))
    review(county)
    close(county)
    before = row_of(county, Q1, "金溪镇").score
    report = Filing.rows.filter(unit=county.units["金溪镇"], period="2026-03").first().report
    matters.verify(county.by("clerk", at=DAY), [matters.Finding(report, "untrue", "未开工", untrue_from="2026-03")])
    story.close(county, "2026-03", "核实不实", DAY)
    assert row_of(county, Q1, "金溪镇").score == before
    close(county, reason="3月更正", day=date(2026, 4, 3))
    assert row_of(county, Q1, "金溪镇").score < before


def test_a_reviewer_marks_a_group_whole_keeps_drafts_and_nobody_marks_for_another(county):
    head, post = county.by("county_head", at=DAY), county.post("county_head")
    half = marks(county, ("金溪镇", 80, ""))
    actions.keep_marks(head, Q1, post, half)
    assert ReviewDraft.rows.count() == 1
    with pytest.raises(BadInput, match="石桥镇没有打分"):
        actions.cast_review(head, Q1, post, half)
    with pytest.raises(BadInput, match="打了 101 分"):
        actions.cast_review(head, Q1, post, marks(county, ("金溪镇", 101, "")))
    for other in (county.by("vice_head", at=DAY), county.by("head", "金溪镇", DAY)):
        with pytest.raises(NotAllowed):
            actions.cast_review(other, Q1, post, half)
    review(county)
    assert (ReviewDraft.rows.count(), ReviewMark.rows.count()) == (0, 2)
    close(county)
    with pytest.raises(BadInput, match="现在不能打分"):
        review(county)


def test_the_quarters_pages_say_what_each_may_read(county):
    with clock.at(clock.moment(DAY, 10)):
        page = client_of("county_head").get(f"/appraisal/{Q1}/review").content.decode()
        assert "3月第1" in page
        unit = county.units["金溪镇"]
        other = county.units["石桥镇"]
        body = {"post": county.post("county_head"), f"mark-{unit}": "70", f"words-{unit}": "抓得实"}
        refused = client_of("county_head").post(f"/appraisal/{Q1}/review", body)
        assert refused.status_code == 422
        assert "抓得实" in refused.content.decode()
        body |= {f"mark-{other}": "60", f"words-{other}": "再加把劲"}
        assert client_of("county_head").post(f"/appraisal/{Q1}/review", body).status_code == 302
        office = client_of("assessment").get(f"/appraisal/{Q1}/review?post={county.post('county_head')}")
        assert "抓得实" not in office.content.decode()
        assert client_of("head-金溪镇").get(f"/appraisal/{Q1}/review").status_code == 403
        shown = client_of("assessment").get("/appraisal?close=2026Q1").content.decode()
        assert "2 人中 1 人已打分" in shown
        assert client_of("assessment").post("/appraisal/close", {"period": Q1}).status_code == 302
        own = client_of("head-金溪镇").get(f"/appraisal/{Q1}").content.decode()
        assert "季点评" in own
        assert "抓得实" in own
        assert "再加把劲" not in own
        assert "再加把劲" in client_of("county_head").get(f"/appraisal/{Q1}").content.decode()
        assert "一季度" in client_of("head-金溪镇").get("/appraisal").content.decode()
        for address in (f"/appraisal/{Q1}", f"/appraisal/{Q1}/{unit}", f"/appraisal/{Q1}/boards", "/appraisal/league"):
            assert client_of("head-金溪镇").get(address).status_code == 200, address
            assert client_of("head-金溪镇").get(address + "?format=json").status_code == 200, address
        assert "第 1" in client_of("head-金溪镇").get(f"/appraisal/units/{unit}").content.decode()
        assert client_of("head-金溪镇").get(f"/appraisal/units/{other}").status_code == 403
        scheme = client_of("head-金溪镇").get("/appraisal/scheme?scheme=quarter").content.decode()
        assert "领导打分" in scheme


def test_figures_of_a_quarter_are_checked_without_marks_and_appealed(county):
    change_setting(system(clock.moment(DAY)), "data_check_days", 2, DAY)
    review(county)
    unit, head = county.units["石桥镇"], county.by("head", "石桥镇", DAY)
    with pytest.raises(BadInput, match="还没有交各单位核对"):
        close(county)
    actions.open_check(story.clerk(county, DAY), Q1)
    assert [one.title for one in queries.waiting_for(head)] == ["2026年一季度考核数据请核对"]
    assert "review" not in {one.item for one in queries.unit_check(head, Q1, unit).figures}
    actions.check_figures(head, unit, Q1)
    later = date(2026, 4, 10)
    close(county, day=later)
    filed = actions.appeal(county.by("head", "石桥镇", later), unit, Q1, "months", "80", "3月更正过")
    shown = next(one for one in queries.appeals(story.clerk(county, later)) if one.filed.uuid == filed)
    assert str(shown.term) == Q1


FUNDS = """[scheme]
name = "争资赛马"
year = 2026
decimals = 1

[[item]]
code = "total"
name = "总分"
aggregate = "sum"

[[item]]
code = "investment"
name = "投资"
parent = "total"
weight = 100
method = "completion"
source = "fixed_investment"
cap = 1.2
"""


def test_a_scheme_of_ones_own_code_runs_beside_the_others(county):
    by = story.clerk(county, DAY)
    with pytest.raises(BadInput, match="多长时间排一次"):
        actions.adopt_scheme(by, "funds", FUNDS, date(2026, 1, 1))
    circular = FUNDS.replace(
        'method = "completion"\nsource = "fixed_investment"\ncap = 1.2', 'method = "periods"\nsource = "year"'
    )
    with pytest.raises(BadInput, match="不比这个方案的短"):
        actions.adopt_scheme(by, "funds", circular, date(2026, 1, 1), "quarter")
    actions.adopt_scheme(by, "funds", FUNDS, date(2026, 1, 1), "quarter")
    closed = close(county, "funds@2026Q1")
    assert str(closed.term) == "funds@2026Q1"
    assert queries.ranking_table("funds@2026Q1")[0].rows[0].unit_name in GROUPS["towns"]
    assert queries.ranking_table(Q1) == []
    with clock.at(clock.moment(DAY, 10)):
        assert client_of("head-金溪镇").get("/appraisal/funds@2026Q1").status_code == 200
        assert "争资赛马" in client_of("assessment").get("/appraisal/scheme?scheme=funds").content.decode()


def test_a_ranking_is_called_by_its_schemes_name_as_adopted_for_its_period_and_shorter_where_room_is_scarce(county):
    later = FUNDS.replace("争资赛马", "2026年度争取资金和项目专项考核办法（试行）")
    for text, since in ((FUNDS, date(2026, 1, 1)), (later, date(2026, 4, 1))):
        actions.adopt_scheme(story.clerk(county, DAY), "funds", text, since, "quarter")
    spring, summer = Term.parse("funds@2026Q1"), Term.parse("funds@2026Q2")
    assert (spring.label, str(spring)) == ("2026年一季度（争资赛马）", "funds@2026Q1")
    assert summer.label == "2026年二季度（争取资金和项目专项考核办法（试行））"
    assert term_name(summer, 2026) == "二季度（争取资金和项目）"
    close(county, "funds@2026Q1")
    with clock.at(clock.moment(DAY, 10)):
        for address in ("/appraisal", "/appraisal/funds@2026Q1", "/appraisal/funds@2026Q1/boards"):
            page = client_of("assessment").get(address).content.decode()
            assert "（funds）" not in page
            assert "一季度（争资赛马）" in page, address
        listed = client_of("assessment").get("/appraisal?format=json").content.decode()
    assert "funds@2026Q1" in listed


def test_a_longer_ranking_with_indicators_waits_for_the_statistics_of_its_last_month(county):
    actions.adopt_scheme(story.clerk(county, DAY), "funds", FUNDS, date(2026, 1, 1), "quarter")
    early, late = story.clerk(county, DAY), story.clerk(county, date(2026, 4, 22))
    assert "funds@2026Q1" not in [str(one.term) for one in queries.longer_closable(early)]
    told = {one.title: one.to_know for one in queries.waiting_for(early)}
    assert told["2026年一季度（争资赛马）关账，等2026年3月的统计数据"]
    assert "funds@2026Q1" in [str(one.term) for one in queries.longer_closable(late)]


def test_a_quarter_is_not_given_to_check_before_its_months_are_out(county):
    for name, value in (("data_check_days", 2), ("ranking_release", True)):
        change_setting(system(clock.moment(world.FOUNDED)), name, value, world.FOUNDED)
    office = story.clerk(county, DAY)
    told = [one.title for one in queries.waiting_for(office) if one.to_know]
    assert "2026年一季度核对，等2026年3月的排名发布" in told
    with pytest.raises(BadInput, match="2026年3月的排名还没有发布"):
        actions.open_check(office, Q1)
    actions.release(county.by("county_head", at=DAY), "2026-03")
    actions.open_check(office, Q1)


def honour(county, level="province", subject="木耳产业", unit="金溪镇", on=date(2026, 3, 20), shares=(), paper=None):
    by = county.by("head", unit, DAY)
    digest = attach(by, "表彰.pdf", b"%PDF-1.4 " + level.encode()) if paper is None else paper
    shares = [(county.units[name], Decimal(share)) for name, share in shares]
    wanted = Honour(county.units[unit], "honour", level, subject, "先进", "省农函〔2026〕8号", on, digest, shares)
    return actions.claim_bonus(by, wanted)


def test_a_bonus_is_reviewed_by_two_shown_to_all_and_counts_once_at_its_highest_level(county):
    with pytest.raises(BadInput) as caught:
        honour(county, shares=[("金溪镇", "0.6"), ("石桥镇", "0.6")], paper="", on=None)
    assert {fault.place for fault in caught.value.faults} == {"文件", "日期", "贡献单位"}
    city = honour(county, "city")
    with pytest.raises(BadInput, match="已按市级申报"):
        honour(county, "city", subject="“木耳” 产业")
    province = honour(county, shares=[("金溪镇", "0.6"), ("石桥镇", "0.4")])
    assessment, chief = story.clerk(county, DAY), county.by("chief", at=DAY)
    for claim in (city, province):
        actions.pass_bonus(assessment, claim)
        with pytest.raises(BadInput, match="已经审过"):
            actions.pass_bonus(assessment, claim)
        actions.pass_bonus(chief, claim)
    actions.object_to_bonus(county.by("head", "发改局", DAY), province, county.units["发改局"], "材料是我们报的")
    later = date(2026, 4, 7)
    states = {one.claim.uuid: one.state for one in queries.register(story.clerk(county, later), 2026).claims}
    assert states == {city: "counts", province: "objected"}
    actions.decide_bonus(story.clerk(county, later), province, keeps=True, words="以文件为准")
    found = queries.register(story.clerk(county, later), 2026).claims
    assert {one.claim.uuid: one.state for one in found} == {city: "outranked", province: "counts"}
    totals = queries.register(story.clerk(county, later), 2026).totals
    assert totals == [("金溪镇", Decimal("1.2")), ("石桥镇", Decimal("0.8"))]
    shares = next(one.shares for one in found if one.claim.uuid == province)
    assert [(name, points) for _unit, name, _share, points in shares] == [
        ("金溪镇", Decimal("1.2")),
        ("石桥镇", Decimal("0.8")),
    ]


def test_a_claim_after_the_window_is_refused(county):
    with pytest.raises(BadInput, match="2025年的加分申报到12月15日"):
        honour(county, on=date(2025, 12, 20))


YEAR_END = date(2027, 1, 8)


def test_the_year_adds_bonuses_takes_penalties_grades_and_bars_by_veto(county):
    claim = honour(county, "national", shares=[("石桥镇", "1")], unit="石桥镇")
    for by in (story.clerk(county, DAY), county.by("chief", at=DAY)):
        actions.pass_bonus(by, claim)
    paper = attach(county.by("chief", at=DAY), "通知.pdf", b"%PDF-1.4 x")
    taken = Notice(county.units["石桥镇"], "penalty", Decimal("1.5"), "应急局", "应急〔2026〕3号", DAY, "事故", paper)
    with pytest.raises(BadInput, match="没有附书面通知"):
        actions.sanction(story.clerk(county, DAY), replace(taken, what="veto", paper=""))
    actions.sanction(story.clerk(county, DAY), taken)
    vetoed = Notice(county.units["金溪镇"], "veto", None, "统计局", "统函〔2026〕1号", DAY, "统计造假", paper)
    barred = actions.sanction(story.clerk(county, DAY), vetoed)
    only_nodes(county)
    closed = actions.close_ranking(story.clerk(county, YEAR_END), "2026")
    found = queries.why(county.by("chief", at=YEAR_END), "2026", county.units["石桥镇"])
    assert dict(found.extras) == {
        "国家级先进（省农函〔2026〕8号）": Decimal("3"),
        "事故（应急局 应急〔2026〕3号）": Decimal("-1.5"),
    }
    grades = {
        row["name"]: row["grade"] for ranking in result_json(closed.package)["rankings"] for row in ranking["rows"]
    }
    assert grades["金溪镇"] is None
    assert grades["石桥镇"] is not None
    shown = queries.grades("2026", county.by("chief", at=YEAR_END))
    assert shown[county.units["金溪镇"]] == "一票否决，不评等次"
    assert shown[county.units["石桥镇"]] == grades["石桥镇"]
    with clock.at(clock.moment(YEAR_END, 16)):
        assert grades["石桥镇"] in client_of("chief").get("/appraisal/2026").content.decode()
        page = client_of("chief").get(f"/appraisal/2026/{county.units['金溪镇']}").content.decode()
        assert "一票否决，不评等次" in page
    actions.lift_sanction(story.clerk(county, YEAR_END), barred, "统计局来函撤销")
    actions.close_ranking(story.clerk(county, date(2027, 1, 9)), "2026", "统计局来函撤销")
    again = queries.why(county.by("chief", at=date(2027, 1, 9)), "2026", county.units["金溪镇"])
    assert (again.edition, again.extras) == (2, ())
    for name, added, taken in (("石桥镇", ["counts"], [False]), ("金溪镇", [], [True])):
        beside = queries.merits_of(story.clerk(county, date(2027, 1, 9)), county.units[name], 2026)
        assert [one.state for one, _points in beside.added] == added
        assert [one.lifted is not None for one in beside.taken] == taken
    told = queries.register(story.clerk(county, date(2027, 1, 9)), 2027)
    assert (told.standing, told.others) == (0, [2026])


OWN_YEAR = """[scheme]
name = "年度办法"
year = 2026
decimals = 2
bonus_cap = 5
penalty_cap = 10

[[grade]]
name = "优秀"
score = 80

[[grade]]
name = "一般"

[[item]]
code = "total"
name = "总分"
aggregate = "sum"

[[item]]
code = "quarters"
name = "各季"
parent = "total"
weight = 100
method = "periods"
full = 100
source = "spring"
"""


def only_nodes(county) -> None:
    """A year's scheme of the county's own, made of quarters that count nodes alone."""
    by = story.clerk(county, DAY)
    actions.adopt_scheme(by, "spring", FUNDS.replace("fixed_investment", "nodes_kept"), date(2026, 1, 1), "quarter")
    close(county, "spring@2026Q1")
    for quarter in ("2026Q2", "2026Q3", "2026Q4"):
        due = Period.parse(quarter).last.replace(day=15)
        story.take_on(county, "金溪镇", f"金溪镇{quarter}", {"完工": due})
        close(county, f"spring@{quarter}", day=YEAR_END)
    actions.adopt_scheme(by, "year", OWN_YEAR, date(2026, 1, 1))


def test_fund_seeking_becomes_next_years_proposal_by_the_stated_rule(county):
    by = story.clerk(county, date(2026, 1, 5))
    define(by, [NewIndicator("sought_funds", "争取资金", "亿元", "cumulative")])
    towns = {name: county.units[name] for name in ("金溪镇", "石桥镇")}
    set_targets(by, "sought_funds", 2026, [NewTarget(None, 4), *(NewTarget(unit, 2) for unit in towns.values())])
    cells = [NewCell(None, 4), NewCell(towns["金溪镇"], 3), NewCell(towns["石桥镇"], 1)]
    enter_sheet(story.clerk(county, YEAR_END), "sought_funds", "2026-12", "statistics", cells, "final")
    found = queries.reward(county.by("county_head", at=YEAR_END), 2026)
    assert [(one.name, one.proposed) for one in found.rows] == [("金溪镇", Decimal(200)), ("石桥镇", Decimal(-50))]
    assert "封顶" in found.rows[0].reckoning
    assert queries.to_sheet(found).startswith(b"PK")
    with pytest.raises(NotAllowed):
        queries.reward(county.by("head", "金溪镇", YEAR_END), 2026)


def test_a_year_with_months_of_which_nobody_has_figures_proposes_nothing(county):
    define(story.clerk(county, date(2026, 1, 5)), [NewIndicator("sought_funds", "争取资金", "万元", "flow")])
    by, town = story.clerk(county, YEAR_END), county.units["金溪镇"]
    set_targets(by, "sought_funds", 2026, [NewTarget(town, 20000)])
    enter_sheet(by, "sought_funds", "2026-12", "statistics", [NewCell(town, 900)], "final")
    found = queries.reward(county.by("county_head", at=YEAR_END), 2026)
    assert ([one.proposed for one in found.rows], found.lacking_said) == ([None], "2—11月")


def test_the_league_and_the_boards_follow_units_over_the_months(county):
    story.an_april(county)
    story.close(county, "2026-04")
    change_setting(system(clock.moment(DAY)), "board_places", 1, DAY)
    by = county.by("chief", at=date(2026, 5, 6))
    towns = queries.league(by, 2026)[0]
    assert [(row.name, [one.rank for one in row.months if one]) for row in towns.rows] == [
        ("金溪镇", [1, 1]),
        ("石桥镇", [2, 2]),
    ]
    assert towns.rows[0].line.count(",") == 2
    board = queries.boards(by, "2026-04")[0]
    assert [(row.name, row.run) for row in (*board.first, *board.last)] == [("金溪镇", 2), ("石桥镇", 2)]
    year = queries.unit_year(by, county.units["石桥镇"], 2026)
    assert [(str(one.term), one.rank, one.ranked) for one in year.stood] == [("2026-03", 2, 2), ("2026-04", 2, 2)]


def test_a_unit_objects_on_the_page_with_its_paper_and_the_office_answers(county):
    claim = honour(county)
    for by in (story.clerk(county, DAY), county.by("chief", at=DAY)):
        actions.pass_bonus(by, claim)
    address, bureau = f"/appraisal/bonuses/{claim}", county.units["发改局"]
    with clock.at(clock.moment(DAY, 16)):
        page = client_of("head-发改局").get("/appraisal/bonuses").content.decode()
        assert f'id="object-{claim}"' in page
        assert f'id="object-{claim}"' not in client_of("head-金溪镇").get("/appraisal/bonuses").content.decode()
        answer = client_of("head-发改局").post(address, {"what": "objected", "unit": str(bureau), "words": ""})
        assert answer.status_code == 422
        assert "没有写异议" in answer.content.decode()
        said = {"what": "objected", "unit": str(bureau), "words": "材料是我们报的", "paper": file_of("报送件.pdf")}
        assert client_of("head-发改局").post(address, said).status_code == 302
        page = client_of("head-金溪镇").get("/appraisal/bonuses").content.decode()
        assert "有异议（发改局）：材料是我们报的" in page
        paper = page.split('材料是我们报的 · <a href="')[1].split('"')[0]
        assert client_of("head-金溪镇").get(paper).status_code == 200
        assert client_of("head-石桥镇").get(paper).status_code in (403, 404)
        assert "发改局有异议，等考核办裁定" in client_of("head-金溪镇").get("/desk").content.decode()
        again = client_of("head-发改局").post(address, said | {"paper": file_of("再交.pdf")})
        assert "正在办理" in again.content.decode()
        entered = {"what": "objected", "unit": str(county.units["石桥镇"]), "words": "凭来函代录"}
        assert client_of("assessment").post(address, entered).status_code == 302
        own = {"what": "objected", "unit": str(county.units["金溪镇"]), "words": "不要了"}
        assert "本单位自己申报的" in client_of("head-金溪镇").post(address, own).content.decode()
    with clock.at(clock.moment(DAY, 17)):
        assert client_of("assessment").post(address, {"what": "kept", "words": "以文件为准"}).status_code == 302
        assert "异议不成立：以文件为准" in client_of("head-发改局").get("/appraisal/bonuses").content.decode()
    with pytest.raises(BadInput, match="不在公示中"):
        actions.object_to_bonus(county.by("head", "发改局", date(2026, 4, 20)), claim, bureau, "晚了")
    assert rebuild(check=True) == []


def file_of(name):
    return SimpleUploadedFile(name, b"%PDF-1.4 " + name.encode(), "application/pdf")


def test_a_paper_stays_with_a_form_that_was_refused_elsewhere(county):
    town = county.units["石桥镇"]
    claim = {
        "unit": str(town),
        "merit": "honour",
        "level": "city",
        "subject": "城乡供水",
        "honour": "",
        "on": "2026-03-20",
    }
    appeal = {"item": "nodes_kept", "claimed": "3 个", "reason": ""}
    with clock.at(clock.moment(DAY, 10)):
        client = client_of("head-石桥镇")
        for address, form, missing in (
            ("/appraisal/bonuses", claim | {"reference": "市政函〔2026〕3号"}, {"honour": "先进集体"}),
            (f"/appraisal/2026-03/appeal/{town}", appeal, {"reason": "入库时填错了镇"}),
        ):
            refused = client.post(address, {**form, "paper": file_of("扫描件.pdf")})
            assert refused.status_code == 422, address
            [held] = re.findall(r'name="kept_paper" value="([0-9a-f]{64})"', refused.content.decode())
            assert client.post(address, {**form, **missing, "kept_paper": held}).status_code == 302, address
    assert BonusClaim.rows.get().paper == Appeal.rows.get().paper == held
