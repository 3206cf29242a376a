"""New tasks claimed in one table, drafts kept, and what the office enters for a unit."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests import world
from tests.matters.story import DAY, WHO, claimed, reported, signed_in
from tests.telling import told_once

from luoshi.facts import clock
from luoshi.matters import actions
from luoshi.matters.models import Claim, ClaimDraft, Line, Matter, Pending, Report
from luoshi.matters.queries import waiting_for
from luoshi.org.acting import system
from luoshi.org.models import Account


@told_once
def county():
    return world.found_county(binding=True)


@pytest.fixture(autouse=True)
def _on_that_day():
    with clock.at(clock.moment(DAY, 18, 30)):
        yield


def goal_fields(line: Line, *quarters: int) -> dict[str, str]:
    return {f"value:{line.uuid}:2026Q{quarter}": str(300 * quarter) for quarter in quarters}


def test_rows_that_are_whole_are_claimed_and_the_others_stay_as_draft(county):
    whole, half = (world.lead(world.issue_matter(county, title=title)) for title in ("写全的", "没写全的"))
    client = signed_in("reporter-金溪镇")
    typed = WHO | goal_fields(whole, 1, 2, 3, 4) | goal_fields(half, 1, 2) | {"line": [whole.uuid, half.uuid]}
    client.post("/claim", {"do": "claim", **typed})
    assert Claim.rows.get().line == whole.uuid
    page = client.get("/claim").content.decode()
    assert "还缺：三季度目标、四季度目标" in page
    assert 'value="600"' in page, "what was typed is still there"
    assert "写全的" in page
    typed = WHO | goal_fields(half, 1, 2, 3, 4) | {"line": half.uuid}
    client.post("/claim", {"do": "claim", **typed})
    assert Claim.rows.count() == 2
    assert ClaimDraft.rows.filter(ref=half.uuid).exists(), "the head may send it back: nothing is typed twice"
    client.force_login(Account.rows.get(username="head-金溪镇"))
    client.post("/sign", {"do": "sign", "ref": [str(one.ref) for one in Pending.rows.all()]})
    assert not ClaimDraft.rows.filter(ref=half.uuid).exists()


def test_nothing_whole_is_refused_with_what_is_missing_and_kept(county):
    line = world.lead(world.issue_matter(county))
    client = signed_in("reporter-金溪镇")
    answer = client.post("/claim", {"do": "claim", "section": "农业办", "line": line.uuid})
    assert answer.status_code == 422
    assert "还缺：责任领导、经办人和电话" in answer.content.decode()
    assert 'value="农业办"' in client.get("/claim").content.decode()
    answer = client.post("/claim", {"do": "claim", "line": line.uuid, **WHO, f"value:{line.uuid}:2026Q1": "三百"})
    assert answer.status_code == 422
    assert "不是一个数" in answer.content.decode()


def test_keeping_writes_no_fact_and_only_for_ones_own_unit(county):
    line = world.lead(world.issue_matter(county))
    assert signed_in("reporter-金溪镇").post("/claim", {"do": "keep", **goal_fields(line, 1)}).status_code == 302
    assert not Claim.rows.exists()
    unit = str(county.units["金溪镇"])
    assert signed_in("reporter-石桥镇").post("/claim", {"do": "keep", "unit": unit}).status_code == 403


def test_thirty_new_tasks_are_one_line_on_the_desk(county):
    for n in range(5):
        world.issue_matter(county, title=f"第 {n} 项", on=DAY)
    claims = [one for one in waiting_for(county.by("reporter", "金溪镇", DAY)) if one.group == "认领"]
    assert [(one.title, one.url) for one in claims] == [("5 项新任务等认领", "/claim")]


def test_silence_puts_one_line_on_the_desk_and_no_light(county):
    matter = world.issue_matter(county, on=date(2026, 3, 2))
    actions.accept_by_silence(system(clock.moment(date(2026, 3, 6), 0, 10)))
    titles = [one.title for one in waiting_for(county.by("reporter", "金溪镇", date(2026, 3, 6)))]
    assert "补齐认领信息" in titles
    causes = {cause["code"] for cause in Matter.rows.get(uuid=matter.uuid).causes}
    assert causes <= {"no_plan", "not_reported", "near_due", "overdue", "behind_path", "standing_still"}


def test_the_office_claims_for_a_unit_and_the_page_says_so_with_the_paper(county):
    matter = world.issue_matter(county)
    line, client = world.lead(matter), signed_in("clerk")
    assert "金溪镇" in client.get("/claim").content.decode()
    with_paper = {"unit": county.units["金溪镇"], "line": line.uuid, **WHO, **goal_fields(line, 1, 2, 3, 4)}
    paper = SimpleUploadedFile("认领表.wps", b"\xd0\xcf\x11\xe0 wps")
    client.post("/claim", {"do": "claim", "paper": paper, **with_paper})
    claim = Claim.rows.get()
    page = signed_in("head-金溪镇").get(f"/matters/{matter.uuid}").content.decode()
    assert "督查室 方晓 代 金溪镇" in page
    assert f"/evidence/{claim.paper}" in page
    assert signed_in("head-金溪镇").get(f"/evidence/{claim.paper}").status_code == 200
    assert signed_in("head-住建局").get(f"/evidence/{claim.paper}").status_code == 404


@pytest.mark.parametrize("table", [True, False], ids=["table", "page"])
def test_a_paper_need_not_be_chosen_again_when_something_else_was_wrong(county, table):
    matter = world.issue_matter(county)
    line, client = world.lead(matter), signed_in("clerk")
    address = "/claim" if table else f"/lines/{line.uuid}/claim"
    whole = {"unit": county.units["金溪镇"], "line": line.uuid, "do": "claim", **WHO, **goal_fields(line, 1, 2, 3, 4)}
    paper = SimpleUploadedFile("认领表.jpg", b"\xff\xd8\xff claimed")
    wrong = client.post(address, {**whole, f"value:{line.uuid}:2026Q3": "九百", "paper": paper})
    page = wrong.content.decode()
    held = re.findall(r'name="kept_paper" value="([0-9a-f]{64})"', page)
    assert (wrong.status_code, "已收 1 件" in page, len(held)) == (422, True, 1)
    forged = client.post(address, {**whole, f"value:{line.uuid}:2026Q3": "九百", "kept_paper": "0" * 64})
    assert "kept_paper" not in forged.content.decode()
    client.post(address, {**whole, "kept_paper": held[0]})
    assert Claim.rows.get().paper == held[0]


def test_goals_stand_on_the_page_with_what_was_reached_and_beside_the_report(county):
    matter, filing = reported(county, quantities=(("m1", Decimal(310)),))
    actions.sign_off(county.by("head", "金溪镇", date(2026, 3, 26)), [filing.report])
    goals = signed_in("clerk").get(f"/matters/{matter.uuid}?format=json").json()["goals"]
    assert goals[0] == {"quarter": "2026Q1", "words": "累计完成投资300万元", "value": 300.0, "reached": 310.0}
    with clock.at(clock.moment(date(2026, 4, 10))):
        page = signed_in("reporter-金溪镇").get(f"/matters/{matter.uuid}/report").content.decode()
    assert "二季度目标" in page
    assert "累计完成投资600万元" in page


def test_what_the_office_reports_for_a_unit_says_so(county):
    matter = world.issue_matter(county)
    claimed(county, matter)
    filed = actions.FiledReport(matter.uuid, "2026-03", words="场平完成。")
    ref, _ = actions.file_reports(county.by("clerk", at=DAY), [filed])[0]
    assert Report.rows.get(uuid=ref).on_behalf_of == county.units["金溪镇"]
    assert "审签 方晓 代 金溪镇" in signed_in("clerk").get(f"/matters/{matter.uuid}").content.decode()
