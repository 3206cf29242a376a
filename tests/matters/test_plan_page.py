"""The office judges node plans on one page."""

from __future__ import annotations

from datetime import date

import pytest
from tests import world
from tests.matters.story import DAY, claimed, signed_in
from tests.telling import told_once

from luoshi.facts import clock
from luoshi.matters import actions
from luoshi.matters.models import Plan, SentBack
from luoshi.matters.queries.plans import flags, is_vague


@told_once
def county():
    return world.found_county(binding=True)


@pytest.fixture(autouse=True)
def _on_that_day():
    with clock.at(clock.moment(DAY, 18, 30)):
        yield


@pytest.mark.parametrize(
    ("title", "vague"),
    [
        ("推进项目建设", True),
        ("加强组织领导", True),
        ("推进主体封顶", False),
        ("完善手续并取得施工许可", False),
        ("三通一平", False),
    ],
)
def test_words_of_effort_alone_cannot_be_checked(title, vague):
    assert is_vague(title) is vague


def test_a_plan_is_flagged_for_what_makes_it_hard_to_check():
    due = date(2026, 12, 31)
    assert flags([("推进建设", due), ("验收合格", due)], DAY, due) == [
        "1 个节点没有能核对的事",
        "节点都在同一天",
        "节点都排在时限当天",
        "二季度、三季度没有节点",
    ]
    spread = [("开工", date(2026, 6, 1)), ("封顶", date(2026, 9, 1)), ("验收合格", date(2026, 12, 1))]
    assert flags(spread, DAY, due) == []


def test_the_office_approves_many_on_one_page_or_sends_back(county):
    refs = []
    for n in range(2):
        line = claimed(county, world.issue_matter(county, title=f"第 {n} 项"))
        refs.append(actions.plan(county.by("head", "金溪镇", DAY), line.uuid, [("开工", date(2026, 4, 20), 1)]))
    client = signed_in("clerk")
    assert client.get("/plans?format=json").json()["total"] == 2
    client.post("/plans", {"plan": refs[0], "granted": "no", "chip": "漏了关键节点"})
    assert SentBack.rows.get().reason == "漏了关键节点"
    client.post("/plans", {"plan": refs[1], "granted": "yes"})
    assert client.get("/plans?format=json").json()["total"] == 0
    sent = SentBack.rows.get().matter_id
    page = signed_in("reporter-金溪镇").get(f"/matters/{sent}").content.decode()
    assert "漏了关键节点" in page
    assert 'value="开工"' in page, "the plan that came back is there to be mended"
    planned = Plan.rows.get(uuid=refs[1]).matter
    told = signed_in("clerk").get(f"/matters/{planned}/story").content.decode()
    assert "同意节点计划" in told
