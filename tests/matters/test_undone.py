"""Who has not done what: a list for the call, and a text for the work group."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from tests import world
from tests.matters.story import DAY, claimed, reported, signed_in
from tests.telling import told_once

from luoshi.facts import clock
from luoshi.matters import actions
from luoshi.matters.models import Claim, Matter
from luoshi.org.acting import system
from luoshi.org.actions import change_setting


@told_once
def county():
    return world.found_county(binding=True)


@pytest.fixture(autouse=True)
def _on_that_day():
    with clock.at(clock.moment(DAY, 18, 30)):
        yield


def test_the_text_names_who_lacks_what_till_when_and_a_short_link(county):
    for n in range(5):
        world.issue_matter(county, title=f"第 {n} 件事")
    world.issue_matter(county, "住建局", title="城西管网")
    found = signed_in("clerk").get("/w/claim?format=json").json()
    assert found["total"] == 6
    assert found["text"].splitlines() == [
        "以下任务还没有认领：",
        "金溪镇 5 项（3月5日前）：第 0 件事、第 1 件事、第 2 件事等",
        "住建局 1 项（3月5日前）：城西管网",
        "请尽早认领，不属本单位职责的在期限内退回并写明依据。谢谢。",
        "http://testserver/w/claim",
    ]


def test_a_restricted_matter_is_on_the_chiefs_list_but_never_in_the_text(county):
    decided = actions.Decided(
        title="线索核查", unit=county.units["金溪镇"], matter_kind="task", due=date(2026, 12, 31), restricted=True
    )
    actions.issue(county.by("chief", at=DAY), [decided])
    found = signed_in("chief").get("/w/claim?format=json").json()
    assert found["total"] == 1
    assert found["text"] == ""
    world.issue_matter(county, title="公开的事")
    found = signed_in("chief").get("/w/claim?format=json").json()
    assert "线索核查" not in found["text"]
    assert "金溪镇 1 项" in found["text"]
    assert "线索核查" not in signed_in("clerk").get("/w/claim").content.decode()


def test_a_unit_sees_its_own_and_names_stand_beside_for_the_call(county):
    world.issue_matter(county, "住建局", title="城西管网", others=(("金溪镇", "co"),))
    own = signed_in("head-金溪镇").get("/w/claim?format=json").json()["undone"]
    assert [group["unit"] for group in own] == ["金溪镇"]
    page = signed_in("clerk").get("/w/claim").content.decode()
    assert "住一把" in page
    assert "住小联" in page


def titles_of(client: Client, what: str) -> set[str]:
    groups = client.get(f"/w/{what}?format=json").json()["undone"]
    return {item["title"] for group in groups for item in group["items"]}


def test_each_tab_finds_its_own(county):
    matter, _ = reported(county)
    world.issue_matter(county, title="没认领的")
    silent = world.issue_matter(county, "石桥镇", title="不作声的", on=date(2026, 2, 24))
    actions.accept_by_silence(system(clock.moment(DAY, 0, 10)))
    stuck = actions.raise_blocker(county.by("head", "金溪镇", DAY), matter.uuid, "land", "用地", county.units["资源局"])
    client = signed_in("clerk")
    titles = {
        what: {
            item["title"] for group in client.get(f"/w/{what}?format=json").json()["undone"] for item in group["items"]
        }
        for what in ("claim", "complete", "plan", "sign", "report", "answer", "rule")
    }
    assert titles["claim"] == {"没认领的"}
    assert titles["complete"] == {"不作声的"}
    assert titles["plan"] == {matter.title, "不作声的"}
    assert titles["sign"] == {matter.title}
    assert titles["report"] == {silent.title}
    assert titles["answer"] == {matter.title}
    assert stuck
    assert client.get("/w/nothing").status_code == 404


def test_the_claims_contact_stands_beside_for_the_office_alone(county):
    claimed(county, world.issue_matter(county))
    assert "王芳 0910-5550123" in signed_in("clerk").get("/w/plan").content.decode()
    assert "王芳 0910-5550123" not in signed_in("vice_head").get("/w/plan").content.decode()


def test_less_is_asked_where_the_county_asks_for_less(county):
    change_setting(system(clock.moment(DAY, 8)), "claim_needs", [], DAY)
    line = world.lead(world.issue_matter(county))
    signed_in("head-金溪镇").post("/claim", {"do": "claim", "line": line.uuid})
    assert Claim.rows.get().line == line.uuid


def test_a_quarterly_programme_is_missing_only_when_its_quarter_closes(county):
    change_setting(system(clock.moment(DAY, 8)), "claim_needs", [], DAY)
    quarterly = actions.NewProgramme("creations", "十大创建", {"cycle": "quarter", "cutoff_day": 20, "cutoff_hour": 18})
    actions.set_programmes(county.by("admin", at=DAY), [quarterly], DAY)
    unit = county.units["住建局"]
    decided = actions.Decided("卫生县城创建", unit, "task", due=date(2026, 12, 31), programme="creations")
    matter = Matter.rows.get(uuid=actions.issue(county.by("clerk", at=DAY), [decided])[0])
    actions.claim(county.by("head", "住建局", DAY), [world.lead(matter).uuid])
    client = signed_in("clerk")
    assert titles_of(client, "report") == {matter.title}
    with clock.at(clock.moment(date(2026, 4, 7))):
        assert titles_of(client, "report") == set()
    with clock.at(clock.moment(date(2026, 6, 10))):
        assert titles_of(client, "report") == {matter.title}
