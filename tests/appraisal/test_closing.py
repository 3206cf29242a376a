"""Closing a month: who may, when, how often; what is sealed, and what withholding costs."""

import json
from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from django.test import Client
from tests import world
from tests.appraisal import story

from luoshi.appraisal import actions, projections, queries, rules, sealing
from luoshi.appraisal.models import Closing, SchemeRevision, Score
from luoshi.cli.main import main
from luoshi.core.errors import BadInput, NotAllowed
from luoshi.core.scoring import verify
from luoshi.core.timing.periods import Period
from luoshi.facts import clock, evidence
from luoshi.facts import queries as chain
from luoshi.facts.models import Blob
from luoshi.indicators.actions import NewCell, enter_sheet
from luoshi.matters import actions as matters
from luoshi.matters.models import Filing, Matter, PeriodStep
from luoshi.org.models import Account
from luoshi.rounds.rebuild import rebuild


def score_of(county, unit, period="2026-03"):
    rows = {row.unit: row for table in queries.ranking_table(period) for row in table.rows}
    return rows[county.units[unit]].score


def test_a_month_is_closed_ranked_sealed_and_named_on_the_chain(county):
    story.a_march(county)
    closed = story.close(county, "2026-03")
    towns = queries.ranking_table("2026-03")[0]
    assert (towns.group, towns.name) == ("towns", "镇办")
    assert [(row.rank, row.unit_name, row.change, row.before) for row in towns.rows] == [
        (1, "金溪镇", None, None),
        (2, "石桥镇", None, None),
    ]
    assert queries.last_closed() == "2026-03"
    assert PeriodStep.rows.get(period="2026-03", clock="work").closed
    assert Blob.rows.filter(digest=closed.package, type="application/zip").exists()
    assert chain.verify() == []


def test_the_sealed_package_computes_to_the_same_bytes_also_on_the_command_line(county, tmp_path, capsys):
    story.a_march(county)
    story.figures(county)
    closed = story.close(county, "2026-03")
    data = evidence.read(closed.package)
    verdict = verify(data)
    assert verdict.holds
    assert verdict.digest == closed.package
    known = verdict.manifest
    assert (known["edition"], known["period"], known["scheme"]) == (1, "2026-03", "月度排名办法")
    assert known["clock"] == "2026-03-31T15:00:00+08:00"
    assert known["head"] == sealing.link_at(known["up_to_seq"])
    file = tmp_path / "2026-03.zip"
    file.write_bytes(data)
    assert main(["seal", "verify", str(file)]) == 0
    assert closed.package in capsys.readouterr().out


def test_facts_csv_lists_the_chain_up_to_the_closing_and_nothing_of_people(county):
    story.a_march(county)
    closed = story.close(county, "2026-03")
    text = sealing._members(closed.package, ["facts.csv"])["facts.csv"]
    lines = [line.split(",") for line in text.splitlines()[1:]]
    assert {line[2] for line in lines} <= set(sealing.RESTS_ON)
    assert max(int(line[0]) for line in lines) <= Closing.rows.get().up_to_seq
    assert sum(line[2] == "report" for line in lines) == 5


def test_before_the_grace_is_over_nothing_is_closed(county):
    story.a_march(county)
    before = chain.head()
    for moment in (clock.moment(date(2026, 3, 28), 23), clock.moment(date(2026, 3, 31), 9)):
        with pytest.raises(BadInput, match="还不能关账"):
            actions.close_month(county.by("assessment", "考核办", moment), "2026-03")
    for bad in ("2026-13", "2026Q1", "", "三月"):
        with pytest.raises(BadInput):
            story.close(county, bad, day=date(2026, 3, 31))
    assert chain.head() == before


def test_a_month_without_anything_to_score_is_refused_and_leaves_nothing(county):
    story.a_march(county)
    before = chain.head()
    with pytest.raises(BadInput, match="没有一个单位有可以计分的数"):
        story.close(county, "2026-01", day=date(2026, 3, 31))
    assert chain.head() == before
    assert not SchemeRevision.rows.exists()


def test_the_same_days_second_tap_is_no_second_edition(county):
    story.a_march(county)
    first = story.close(county, "2026-03")
    again = story.close(county, "2026-03")
    assert (again.is_new, again.closing, again.edition) == (False, first.closing, 1)
    assert Closing.rows.count() == 1


def test_a_second_closing_needs_a_reason_and_keeps_the_first(county):
    story.a_march(county)
    first = story.close(county, "2026-03")
    with pytest.raises(BadInput, match="已经关账"):
        story.close(county, "2026-03", day=date(2026, 4, 2))
    second = story.close(county, "2026-03", "石桥镇项目2的填报核实为不实", day=date(2026, 4, 2))
    assert second.edition == 2
    closing = Closing.rows.get(edition=2)
    assert closing.supersedes == first.closing
    assert verify(evidence.read(first.package)).holds
    assert verify(evidence.read(second.package)).manifest["corrects"] == first.package
    assert [(one.edition, one.newest) for one in queries.closings(county.by("chief"))] == [(2, True), (1, False)]
    assert set(Score.rows.values_list("edition", "newest")) == {(1, False), (2, True)}
    assert PeriodStep.rows.filter(period="2026-03", closed=True).count() == 1


def test_a_correction_takes_what_was_found_untrue_since(county):
    story.a_march(county)
    story.close(county, "2026-03")
    before = score_of(county, "金溪镇")
    filing = Filing.rows.filter(unit=county.units["金溪镇"], period="2026-03").first()
    finding = matters.Finding(filing.report, "untrue", "现场未开工", untrue_from="2026-03")
    matters.verify(county.by("clerk", at=date(2026, 4, 2)), [finding])
    assert score_of(county, "金溪镇") == before
    story.close(county, "2026-03", "核实不实", day=date(2026, 4, 3))
    assert score_of(county, "金溪镇") < before


@pytest.mark.parametrize("role", ["clerk", "chief", "county_head", "admin", "auditor"])
def test_only_the_assessment_office_closes(county, role):
    story.a_march(county)
    with pytest.raises(NotAllowed):
        actions.close_month(county.by(role, at=date(2026, 3, 31)), "2026-03")
    with pytest.raises(NotAllowed):
        actions.adopt_scheme(county.by(role), "month", rules.default_scheme(2026), date(2026, 1, 1))


def test_late_reports_cost_points(county):
    story.a_march(county)
    story.an_april(county)
    matter, _ = story.take_on(county, "石桥镇", "石桥镇项目3", {"开工": date(2026, 4, 20)})
    world.report(county, matter, "石桥镇", date(2026, 4, 29), "2026-04")
    story.close(county, "2026-04")
    found = queries.why(county.by("chief", at=date(2026, 5, 6)), "2026-04", county.units["石桥镇"])
    line = next(line for line in found.lines if line.code == "late_reports")
    assert line.actual == "1 件"
    assert line.lost == 2
    assert [reason.what for reason in line.against] == ["逾期，04-29 报"]


def silent(county, what):
    """石桥镇's score for March if it keeps silent about `what`: nothing, one report, or all of them."""
    nodes = {"开工": date(2026, 3, 25), "主体": date(2026, 3, 27)}
    matters = [story.take_on(county, "石桥镇", f"石桥镇项目{number}", nodes) for number in (1, 2, 3)]
    for place, (matter, planned) in enumerate(matters):
        if place >= what:
            passed = tuple(node.uuid for node in planned[:place])
            world.report(
                county,
                matter,
                "石桥镇",
                date(2026, 3, 26),
                "2026-03",
                nodes=passed,
                quantities=(("m1", Decimal(20 * place)),),
            )
    story.close(county, "2026-03")
    return score_of(county, "石桥镇")


@pytest.mark.parametrize("withheld", [1, 2, 3])
def test_withholding_a_report_never_raises_a_units_score(county, withheld):
    with transaction.atomic():
        told = silent(county, 0)
        transaction.set_rollback(True)
    assert silent(county, withheld) <= told


def test_withholding_an_indicators_figure_gives_nothing_and_is_named(county):
    story.a_march(county)
    story.figures(county)
    story.close(county, "2026-03")
    found = queries.why(county.by("chief", at=date(2026, 4, 1)), "2026-03", county.units["石桥镇"])
    line = next(line for line in found.lines if line.code == "fixed_investment")
    assert (line.points, line.note) == (0, "取2月数据；到期未报；原满分 8，并入了不计项")
    department = queries.why(county.by("chief", at=date(2026, 4, 1)), "2026-03", county.units["资源局"])
    other = next(line for line in department.lines if line.code == "fixed_investment")
    assert other.points is None
    assert "不适用" in other.note


def test_indicators_take_the_last_data_month_known_on_the_day(county):
    story.a_march(county)
    story.figures(county)
    cells = [NewCell(county.units[name], 9) for name in ("金溪镇", "石桥镇")]
    story.close(county, "2026-03")
    sources = verify(evidence.read(Closing.rows.get().package)).manifest["indicators"]
    assert sources["fixed_investment"]["months"] == {"economic": "2026-02", "towns": "2026-02"}
    enter_sheet(story.clerk(county, date(2026, 4, 20)), "fixed_investment", "2026-03", "statistics", cells, "final")
    story.an_april(county)
    story.close(county, "2026-04")
    sources = verify(evidence.read(Closing.rows.get(period="2026-04").package)).manifest["indicators"]
    assert sources["fixed_investment"]["months"] == {"economic": "2026-02", "towns": "2026-03"}


def test_the_change_of_rank_is_that_since_the_last_closed_month(county):
    story.a_march(county)
    story.close(county, "2026-03")
    matter, nodes = story.take_on(county, "石桥镇", "石桥镇新项目", {"完工": date(2026, 4, 20)})
    story.an_april(county)
    world.report(county, matter, "石桥镇", date(2026, 4, 20), "2026-04", nodes=(nodes[0].uuid,))
    late, _ = story.take_on(county, "金溪镇", "金溪镇新项目", {"完工": date(2026, 4, 20)})
    assert late
    story.close(county, "2026-04")
    towns = queries.ranking_table("2026-04")[0]
    assert [(row.unit_name, row.change) for row in towns.rows] == [("石桥镇", 1), ("金溪镇", -1)]
    assert towns.rows[0].before == score_of(county, "石桥镇", "2026-03")
    assert queries.last_closed() == "2026-04"
    assert towns.compared == ""


def test_a_month_that_was_never_closed_is_said_where_places_are_compared(county):
    story.a_march(county)
    story.close(county, "2026-03")
    story.close(county, "2026-05", day=date(2026, 5, 29))
    assert {table.compared for table in queries.ranking_table("2026-05")} == {"比3月"}
    client = Client()
    client.force_login(Account.rows.get(username="clerk"))
    with clock.at(clock.moment(date(2026, 5, 29), 15)):
        assert "箭头比3月" in client.get("/appraisal").content.decode()


def test_rebuild_makes_the_same_scores_from_the_packages(county):
    story.a_march(county)
    story.close(county, "2026-03")
    story.close(county, "2026-03", "重算", day=date(2026, 4, 2))
    columns = [field.attname for field in Score._meta.concrete_fields if field.attname != "id"]
    before = list(Score.rows.order_by("closing", "unit").values(*columns))
    Score.rows.all().delete()
    for day in chain.days(["closing"]):
        projections.apply(chain.facts_on(day, ["closing"]))
    assert list(Score.rows.order_by("closing", "unit").values(*columns)) == before
    assert rebuild(check=True) == []


def test_a_scheme_of_ones_own_is_checked_and_then_holds(county):
    story.a_march(county)
    by = story.clerk(county, date(2026, 3, 10))
    for text, words in (
        ("nonsense", "TOML"),
        (rules.default_scheme(2026).replace("decimals = 2\n", ""), "不能用来排名"),
        (rules.default_scheme(2026), "没有数据来源"),
    ):
        with pytest.raises(BadInput, match=words):
            actions.adopt_scheme(by, "month", text, date(2026, 3, 1))
    own = '[scheme]\nname = "只看节点"\nyear = 2026\ndecimals = 1\n\n[[item]]\ncode = "t"\nname = "总分"\n'
    own += 'aggregate = "sum"\n\n[[item]]\ncode = "nodes_kept"\nname = "节点"\nparent = "t"\nweight = 100\n'
    own += 'method = "completion"\ncap = 1\n'
    first = actions.adopt_scheme(by, "month", own, date(2026, 3, 1))
    assert actions.adopt_scheme(by, "month", own, date(2026, 3, 1)) == first
    story.close(county, "2026-03")
    assert Closing.rows.get().revision == first
    assert [str(row.score) for row in queries.ranking_table("2026-03")[0].rows] == ["100.0", "50.0"]


def test_scores_are_exported_as_they_held_on_a_day(county):
    story.a_march(county)
    story.close(county, "2026-03")
    story.close(county, "2026-03", "重算", day=date(2026, 4, 2))
    assert queries.scores_export(date(2026, 3, 30)) == []
    assert {row["edition"] for row in queries.scores_export(date(2026, 4, 1))} == {1}
    rows = queries.scores_export(date(2026, 4, 2))
    assert {row["edition"] for row in rows} == {2}
    assert json.loads(json.dumps(rows))[0]["period"] == "2026-03"
    assert all(isinstance(row["score"], float | None) for row in rows)


def test_what_waits_for_the_assessment_office_is_the_month_that_is_over(county):
    assert queries.waiting_for(story.clerk(county, date(2026, 3, 31))) == []
    story.a_march(county)
    assert queries.waiting_for(story.clerk(county, date(2026, 3, 28))) == []
    waiting = queries.waiting_for(story.clerk(county, date(2026, 3, 31)))
    assert [one.title for one in waiting] == ["2026年3月的工作月可以关账了"]
    assert queries.waiting_for(county.by("chief", at=date(2026, 3, 31))) == []
    story.close(county, "2026-03")
    assert queries.waiting_for(story.clerk(county, date(2026, 3, 31))) == []


def test_a_month_opened_again_waits_on_the_desk_until_it_is_closed_once_more(county):
    story.a_march(county)
    story.close(county, "2026-03")
    april = story.clerk(county, date(2026, 4, 2))
    matters.reopen_period(april, Period.parse("2026-03"), "金溪镇更正")
    waiting = queries.waiting_for(april)
    assert [(one.title, one.url) for one in waiting] == [("2026年3月已重开，等再关账", "/appraisal/2026-03#again")]
    story.close(county, "2026-03", "金溪镇更正", date(2026, 4, 3))
    assert queries.waiting_for(story.clerk(county, date(2026, 4, 3))) == []


def stock_told(county, told):
    """石桥镇 reported a stock of 900 in March; in April it has fallen to 1. Its score if it says so, or does not."""
    wanted = matters.MeasureWanted("m1", "存栏", ">=", Decimal(1000), "头", measure_kind="stock")
    decided = [
        matters.Decided(f"养殖场{n}", county.units["石桥镇"], "key_project", date(2026, 12, 31), measures=(wanted,))
        for n in (1, 2, 3)
    ]
    for uuid in matters.issue(county.by("clerk", at=date(2026, 3, 2)), decided):
        matter = Matter.rows.get(uuid=uuid)
        world.claim_and_plan(county, matter, "石桥镇", date(2026, 3, 3), {"开工": date(2026, 8, 25)})
        world.report(county, matter, "石桥镇", date(2026, 3, 25), "2026-03", quantities=(("m1", Decimal(900)),))
        if told:
            world.report(county, matter, "石桥镇", date(2026, 4, 24), "2026-04", quantities=(("m1", Decimal(1)),))
    story.close(county, "2026-04")
    return score_of(county, "石桥镇", "2026-04")


def test_silence_about_a_stock_that_fell_does_not_pay(county):
    with transaction.atomic():
        told = stock_told(county, True)
        transaction.set_rollback(True)
    assert stock_told(county, False) <= told


def test_a_plan_that_is_owed_and_withheld_is_a_node_missed(county):
    story.a_march(county)
    matter = world.issue_matter(county, "石桥镇", title="不报计划的项目", on=date(2026, 3, 2))
    matters.claim(county.by("head", "石桥镇", date(2026, 3, 3)), [world.lead(matter).uuid])
    story.close(county, "2026-03")
    found = queries.why(county.by("chief", at=date(2026, 4, 1)), "2026-03", county.units["石桥镇"])
    line = next(line for line in found.lines if line.code == "nodes_kept")
    assert any(reason.what.startswith("节点计划未报") for reason in line.against)
