"""After a month is sealed: what has changed in it since is told, and the next edition puts it right."""

import json
from datetime import date
from decimal import Decimal

import pytest
from django.utils.html import escape
from tests import world
from tests.appraisal import story

from luoshi.appraisal import actions, queries
from luoshi.appraisal.queries.touched import Touched, changes_waiting, touched
from luoshi.core.errors import NotAllowed
from luoshi.core.scoring import verify
from luoshi.facts import clock, evidence
from luoshi.indicators.actions import NewCell, enter_sheet
from luoshi.matters import actions as matters
from luoshi.matters.models import Filing
from luoshi.org.acting import system
from luoshi.org.models import Account
from luoshi.org.reorganising import rename_unit
from luoshi.rounds.daily import catch_up
from luoshi.rounds.rebuild import rebuild

LATER = date(2026, 4, 2)


@pytest.fixture
def sealed(county):
    story.a_march(county)
    story.figures(county)
    story.close(county, "2026-03")
    return county


def find_untrue(county, day=LATER):
    filings = Filing.rows.filter(unit=county.units["金溪镇"], period="2026-03")
    findings = [matters.Finding(one.report, "untrue", "现场未开工", untrue_from="2026-03") for one in filings]
    matters.verify(county.by("clerk", at=day), findings)


def test_nothing_is_told_while_the_facts_are_as_they_were_sealed(sealed):
    assert changes_waiting(story.clerk(sealed, LATER)) == []
    found = queries.changed(sealed.by("chief", at=LATER), "2026-03")
    assert (found.figures, found.places) == ((), ())


def test_a_report_found_untrue_later_stands_on_the_assessment_offices_desk_until_a_new_edition(sealed, client):
    find_untrue(sealed)
    (told,) = changes_waiting(story.clerk(sealed, LATER))
    assert told.title == "2026年3月已封存，之后有 2 个数变了"
    assert "金溪镇 节点兑现 1/1 个 → 0/1 个" in told.sentence
    assert "名次会变：金溪镇 1 → 2、石桥镇 2 → 1" in told.sentence
    assert told.url == "/appraisal/2026-03/changes"
    assert changes_waiting(sealed.by("clerk", at=LATER)) == []
    client.force_login(Account.rows.get(username="assessment"))
    with clock.at(clock.moment(LATER, 15)):
        found = client.get(told.url + "?format=json").json()
        assert "按现在的事实重新关账" in client.get(told.url).content.decode()
        assert told.title in client.get("/desk").content.decode()
    assert {(one["unit"], one["item"], one["before"], one["after"]) for one in found["figures"]} == {
        ("金溪镇", "nodes_kept", "1/1 个", "0/1 个"),
        ("金溪镇", "quantities", "99.52%", "0%"),
    }
    town = next(one for one in found["places"] if one["unit"] == "金溪镇")
    assert town["score_after"] < town["score_before"]
    story.close(sealed, "2026-03", "核实不实", day=LATER)
    assert changes_waiting(story.clerk(sealed, date(2026, 4, 3))) == []


def test_a_revised_figure_is_told_but_a_newer_month_is_not(sealed):
    units = [sealed.units[name] for name in ("金溪镇", "石桥镇")]
    cells = [NewCell(unit, 9) for unit in units]
    enter_sheet(story.clerk(sealed, LATER), "fixed_investment", "2026-03", "statistics", cells, "final")
    assert changes_waiting(story.clerk(sealed, LATER)) == []
    cells = [NewCell(units[0], Decimal("1.1"))]
    enter_sheet(story.clerk(sealed, LATER), "fixed_investment", "2026-02", "statistics", cells, "revised")
    (told,) = changes_waiting(story.clerk(sealed, LATER))
    assert "金溪镇 固定资产投资 2.2/2 亿元 → 1.1/2 亿元" in told.sentence
    story.close(sealed, "2026-03", "统计局修订", day=LATER)
    line = next(
        one
        for one in queries.why(sealed.by("chief", at=LATER), "2026-03", units[0]).lines
        if one.code == "fixed_investment"
    )
    assert (line.actual, line.note) == ("1.1 亿元", "取2月数据；原满分 8，并入了不计项")


def test_what_the_round_found_unchanged_is_compared_again_only_when_a_fact_or_a_day_came(sealed, monkeypatch):
    unit = sealed.units["石桥镇"]
    enter_sheet(story.clerk(sealed, LATER), "fixed_investment", "2026-01", "statistics", [NewCell(unit, 2)], "revised")
    (before,) = touched(story.clerk(sealed, LATER))
    assert not before.is_settled
    catch_up(clock.moment(LATER, 0, 10))
    (after,) = touched(story.clerk(sealed, LATER))
    assert after.is_settled
    with monkeypatch.context() as nobody:
        nobody.delattr(Touched, "compared")
        assert changes_waiting(story.clerk(sealed, LATER)) == []
    (tomorrow,) = touched(story.clerk(sealed, date(2026, 4, 3)))
    assert not tomorrow.is_settled
    find_untrue(sealed)
    assert [one.is_settled for one in touched(story.clerk(sealed, LATER))] == [False]
    assert len(changes_waiting(story.clerk(sealed, LATER))) == 1
    assert actions.settle_touched(system(clock.moment(LATER, 0, 10))) == 0
    assert len(changes_waiting(story.clerk(sealed, LATER))) == 1


def test_a_report_that_takes_anothers_place_is_told_too(sealed):
    filing = Filing.rows.filter(unit=sealed.units["金溪镇"], period="2026-03").first()
    world.report(
        sealed, filing.matter, "金溪镇", LATER, "2026-03", quantities=(("m1", Decimal(50)),), words="更正：完成 50。"
    )
    assert [one.term.period.label for one in queries.changes(story.clerk(sealed, LATER))[0]] == ["2026年3月"]


def test_a_group_changed_before_a_sealed_month_was_over_is_told_too(sealed):
    day = story.CLOSED_ON["2026-03"]
    admin, town = sealed.by("admin", at=clock.moment(day, 17)), sealed.units["石桥镇"]
    rename_unit(admin, town, day, name="石桥镇人民政府", short="石桥镇", group="economic")
    (told,) = changes_waiting(story.clerk(sealed, LATER))
    assert "石桥镇 分组 镇办 → 经济部门" in told.sentence


def test_who_does_not_see_all_figures_does_not_see_what_changed(sealed):
    with pytest.raises(NotAllowed):
        queries.changed(sealed.by("head", "金溪镇", LATER), "2026-03")


def test_the_command_line_tells_the_same(sealed, capsys, monkeypatch):
    from luoshi.cli.main import main
    from luoshi.cli.verbs import seal

    monkeypatch.setattr(seal, "use_database", lambda options: None)
    find_untrue(sealed)
    with clock.at(clock.moment(LATER, 15)):
        assert main(["seal", "changed", "--json"]) == 0
        found = json.loads(capsys.readouterr().out)["changed"]
        assert [(one["period"], len(one["figures"])) for one in found] == [("2026-03", 2)]
        assert main(["seal", "changed", "--period", "2026-03"]) == 0
    assert "金溪镇 节点兑现 1/1 个 → 0/1 个" in capsys.readouterr().out


def test_an_upheld_appeal_leads_to_its_source_and_back_and_the_new_edition_names_it(sealed, client):
    unit = sealed.units["金溪镇"]
    actions.release(sealed.by("county_head", at=LATER), "2026-03")
    head, office = sealed.by("head", "金溪镇", date(2026, 4, 3)), story.clerk(sealed, date(2026, 4, 7))
    appeal = actions.appeal(head, unit, "2026-03", "fixed_investment", "2.4 亿元", "统计局 3 月 20 日更正过")
    actions.decide_appeal(office, appeal, upheld=True, words="统计局函属实")
    (shown,) = queries.appeals(office)
    (source,) = shown.sources
    assert source.words == "2026年2月固定资产投资的报表：登记修订数"
    client.force_login(Account.rows.get(username="assessment"))
    with clock.at(clock.moment(date(2026, 4, 7), 15)):
        assert f'href="{escape(source.url)}"' in client.get("/appraisal/appeals").content.decode()
        page = client.get(source.url).content.decode()
        assert page.count(f"/appraisal/appeals#{appeal}") == 3  # the way back, and where the form goes on to
        fields = {f"figure:{unit}": "2.4", "period": "2026-02", "source": "statistics", "status": "revised"}
        answer = client.post(source.url, fields | {"next": f"/appraisal/appeals#{appeal}"})
        assert answer["Location"] == f"/appraisal/appeals#{appeal}"
        told = client.get("/appraisal/2026-03/changes?format=json").json()
        assert told["appeals"] == [{"appeal": str(appeal), "words": "金溪镇“固定资产投资”的申诉"}]
        assert 'value="采纳金溪镇“固定资产投资”的申诉"' in client.get("/appraisal/2026-03/changes").content.decode()
    closed = story.close(sealed, "2026-03", "采纳申诉", day=date(2026, 4, 8))
    assert verify(evidence.read(closed.package)).manifest["appeals"][0]["appeal"] == str(appeal)
    newest = queries.closings(office, "2026-03")[0]
    assert newest.appeals == ((appeal, "金溪镇“固定资产投资”的申诉"),)
    (put_right,) = queries.appeals(office)
    assert put_right.corrected_in == 2
    assert [one.url.split("?")[0] for one in put_right.sources] == ["/indicators/fixed_investment"]
    assert queries.waiting_for(story.clerk(sealed, date(2026, 4, 8))) == []
    assert rebuild(check=True) == []


def test_only_a_page_of_our_own_is_a_way_back(sealed, client):
    client.force_login(Account.rows.get(username="assessment"))
    for bad in ("//elsewhere.example", "https://elsewhere.example/"):
        assert "elsewhere" not in client.get("/appraisal", {"back": bad}).content.decode()
