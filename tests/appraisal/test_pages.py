"""The pages: who leads, why one is last, what the assessment office closes, and who may see what."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import world
from tests.appraisal import story
from tests.telling import told_once

from luoshi.appraisal import queries, words
from luoshi.appraisal.models import Closing
from luoshi.core.errors import NotAllowed
from luoshi.core.scoring import verify
from luoshi.facts import clock
from luoshi.org.acting import system
from luoshi.org.actions import NewPost, NewUnit, appoint, found_units
from luoshi.org.models import Account

MAY = clock.moment(date(2026, 5, 6), 10, 20)


@told_once
def march_and_april(county) -> world.County:
    story.a_march(county)
    story.figures(county)
    story.close(county, "2026-03")
    story.an_april(county)
    story.close(county, "2026-04")
    return county


@pytest.fixture
def two_months(march_and_april):
    with clock.at(MAY):
        yield march_and_april


@pytest.fixture
def sign_in(client):
    def as_(username):
        client.force_login(Account.rows.get(username=username))
        return client

    return as_


def test_list_begins_with_who_leads_and_who_lags(two_months, sign_in):
    page = sign_in("reporter-石桥镇").get("/appraisal").content.decode()
    assert "镇办金溪镇第一，石桥镇末位" in page
    assert page.index("镇办金溪镇第一") < page.index("<table")
    assert "连续 2 个月末位" in page
    assert 'href="/appraisal/2026-03"' in page
    assert "关账并封存排名" not in page


def test_a_unit_sees_all_ranks_but_only_its_own_reasons(two_months, sign_in):
    client, units = sign_in("reporter-石桥镇"), two_months.units
    page = client.get("/appraisal").content.decode()
    assert f"/appraisal/2026-04/{units['石桥镇']}" in page
    assert f"/appraisal/2026-04/{units['金溪镇']}" not in page
    assert client.get(f"/appraisal/2026-04/{units['石桥镇']}").status_code == 200
    assert client.get(f"/appraisal/2026-04/{units['金溪镇']}").status_code == 403
    assert client.get("/appraisal/2026-04/package").status_code == 403
    assert sign_in("county_head").get(f"/appraisal/2026-04/{units['金溪镇']}").status_code == 200
    assert sign_in("vice_head").get(f"/appraisal/2026-04/{units['金溪镇']}").status_code == 403


def test_the_why_pages_parts_sum_to_the_score(two_months):
    by = two_months.by("chief", at=date(2026, 5, 6))
    for period in ("2026-03", "2026-04"):
        for table in queries.ranking_table(period):
            for row in table.rows:
                found = queries.why(by, period, row.unit)
                if found.score is None:
                    continue
                leaves = sum((line.points or 0 for line in found.lines if line.is_leaf), Decimal(0))
                extras = sum((points for _, points in found.extras), Decimal(0))
                assert leaves + extras + found.rounding == found.score == row.score
                if found.change and found.change.delta is not None:
                    assert sum(part.delta for part in found.change.parts) == found.change.delta


def test_why_page_says_what_cost_most_which_matters_and_how_far_the_next_place_is(two_months, sign_in):
    page = sign_in("head-石桥镇").get(f"/appraisal/2026-03/{two_months.units['石桥镇']}").content.decode()
    assert "石桥镇得" in page
    assert "镇办第 2 名；失分最多的是固定资产投资。" in page
    assert "比前一名金溪镇少" in page
    assert "2026 重 004 石桥镇项目2" in page
    assert "开工（03-25）" in page
    assert "取2月数据" in page
    assert "towns" not in page


def test_reasons_are_those_of_the_closing_moment(two_months):
    matter, _ = story.take_on(two_months, "石桥镇", "石桥镇补录项目", {"开工": date(2026, 3, 26)})
    assert matter
    by = two_months.by("chief", at=date(2026, 5, 6))
    found = queries.why(by, "2026-03", two_months.units["石桥镇"])
    assert "石桥镇补录项目" not in {reason.title for line in found.lines for reason in line.reasons}


def test_every_page_is_also_data(two_months, sign_in):
    client = sign_in("assessment")
    found = client.get("/appraisal?format=json").json()
    assert [one["period"] for one in found["closings"]] == ["2026-04", "2026-03"]
    assert (found["total"], found["next"], found["newest"]["period"]) == (2, None, "2026-04")
    month = client.get("/appraisal/2026-03?format=json").json()
    assert month["groups"][0]["rows"][0]["unit"] == "金溪镇"
    assert month["editions"][0]["package"] == Closing.rows.get(period="2026-03").package
    why = client.get(f"/appraisal/2026-03/{two_months.units['石桥镇']}?format=json").json()
    assert why["derivation"][-1].startswith("比前一名金溪镇少")
    assert why["items"][0]["item"] == "performance"
    sealed = client.get("/appraisal/2026-03/package?format=json").json()
    assert sealed["holds"] is True
    assert client.get("/appraisal/2026-07").status_code == 404
    assert client.get(f"/appraisal/2026-07/{two_months.units['石桥镇']}").status_code == 404
    assert client.get("/appraisal/2026-03/package?edition=9").status_code == 404


def test_the_package_comes_as_it_was_sealed(two_months, sign_in):
    answer = sign_in("auditor").get("/appraisal/2026-03/package")
    assert answer["Content-Type"] == "application/zip"
    assert 'filename="luoshi-2026-03-1.zip"' in answer["Content-Disposition"]
    verdict = verify(answer.content)
    assert verdict.holds
    assert verdict.digest == Closing.rows.get(period="2026-03").package


def test_assessment_closes_a_month_from_the_page_and_is_told_what_was_done(county, sign_in):
    story.a_march(county)
    with clock.at(clock.moment(date(2026, 3, 31), 15)):
        client = sign_in("assessment")
        page = client.get("/appraisal").content.decode()
        assert "关账并封存排名" in page
        assert "5 份，其中逾期 0 份" in page
        assert "缺省方案" in page
        client.post("/appraisal/close", {"period": "2026-03"})
        told = client.get("/appraisal/2026-03").content.decode()
        assert "2026年3月已关账，排名已封存（第 1 版）" in told
        assert "没有等关账的月份" in client.get("/appraisal").content.decode()
        client.post("/appraisal/close", {"period": "2026-03"})
        assert Closing.rows.count() == 1


def test_a_fault_stands_beside_the_form_and_a_correction_is_named(two_months, sign_in):
    client = sign_in("assessment")
    answer = client.post("/appraisal/close", {"period": "2026-05"})
    assert answer.status_code == 422
    assert "还不能关账" in answer.content.decode()
    answer = client.post("/appraisal/close", {"period": "2026-04", "reason": " "})
    assert answer.status_code == 422
    assert "要更正就写明理由" in answer.content.decode()
    client.post("/appraisal/close", {"period": "2026-04", "reason": "统计数修订"})
    page = client.get("/appraisal/2026-04").content.decode()
    assert "第 2 版" in page
    assert "统计数修订" in page
    assert "edition=1" in page


@pytest.mark.parametrize("username", ["reporter-石桥镇", "clerk", "county_head", "admin"])
def test_others_may_not_close(two_months, sign_in, username):
    client = sign_in(username)
    assert client.post("/appraisal/close", {"period": "2026-04", "reason": "x"}).status_code == 403
    assert Closing.rows.count() == 2


def test_who_has_not_signed_in_sees_nothing(two_months, client):
    assert client.get("/appraisal").status_code == 302
    assert client.get("/appraisal/2026-03?format=json").status_code == 401
    assert client.post("/appraisal/close", {"period": "2026-03"}).status_code == 302


def test_another_program_closes_by_json(county, sign_in):
    story.a_march(county)
    with clock.at(clock.moment(date(2026, 3, 31), 15)):
        client = sign_in("assessment")
        answer = client.post("/appraisal/close", {"period": "2026-03"}, content_type="application/json")
        assert (answer.status_code, answer.json()["edition"]) == (201, 1)
        again = client.post("/appraisal/close", {"period": "2026-03"}, content_type="application/json")
        assert (again.status_code, again.json()) == (200, answer.json())


def test_the_why_of_a_stranger_is_refused_before_anything_is_looked_up(two_months):
    by = two_months.by("reporter", "石桥镇", date(2026, 5, 6))
    with pytest.raises(NotAllowed):
        queries.why(by, "1999-01", two_months.units["金溪镇"])


@pytest.mark.parametrize("towns", [0, 57])
def test_pages_ask_the_database_as_often_for_sixty_units_as_for_three(county, sign_in, towns):
    founder = system(clock.moment(world.FOUNDED))
    units = [NewUnit(f"第{n}镇", f"{n}镇", "town", 50 + n, group="towns") for n in range(towns)]
    found_units(founder, units, world.FOUNDED)
    posts = [NewPost(one.unit, "主要负责人", "head", 500 + n, f"某{n}") for n, one in enumerate(units)]
    appoint(founder, posts, world.FOUNDED)
    county.units |= {one.short: one.unit for one in units}
    county.posts |= {("head", one.short): post for one, post in zip(units, posts, strict=True)}
    story.a_march(county)
    story.figures(county)
    for one in units:
        story.take_on(county, one.short, f"{one.short}项目", {"开工": date(2026, 3, 25)})
    story.close(county, "2026-03")
    story.an_april(county)
    with clock.at(MAY):
        client = sign_in("assessment")
        addresses = ["/appraisal", "/appraisal/2026-03", f"/appraisal/2026-03/{county.units['石桥镇']}"]
        for address in (*addresses, "/appraisal/2026-03/package"):
            client.get(address)
            with CaptureQueriesContext(connection) as captured:
                assert client.get(address).status_code == 200
            asked = [one["sql"] for one in captured.captured_queries if one["sql"].startswith("SELECT")]
            assert len(asked) <= 15, (address, len(asked), asked)


def test_words_for_changes_of_rank():
    assert [words.arrow(change) for change in (2, -1, 0, None)] == ["↑2", "↓1", "—", ""]
