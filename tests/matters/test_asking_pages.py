"""Asking and deciding on the matter's page: each kind with the fields it needs, decided by who gave it."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests import world
from tests.telling import told_once

from luoshi.facts import clock
from luoshi.matters import actions
from luoshi.matters.models import Matter, Pending, Request, Ruling
from luoshi.org.models import Account

DAY = date(2026, 4, 7)


@pytest.fixture(autouse=True)
def _in_april():
    with clock.at(clock.moment(DAY, 10)):
        yield


@told_once
def matter(county) -> Matter:
    matter = world.issue_matter(county, "住建局")
    world.claim_and_plan(county, matter, "住建局", date(2026, 3, 3), {"开工": date(2026, 5, 20)})
    return matter


def signed_in(username: str) -> Client:
    client = Client()
    client.force_login(Account.rows.get(username=username))
    return client


def test_a_unit_asks_and_the_leader_decides_on_the_same_page(county, matter):
    head, leader = signed_in("head-住建局"), signed_in("vice_head")
    page = head.get(f"/matters/{matter.uuid}").content.decode()
    for word in ("延期", "调整", "转常态", "跨年结转", "并入别的事项", "撤销", "暂缓"):
        assert f"<summary>{word}</summary>" in page
    head.post(f"/matters/{matter.uuid}/requests", {"asks": "extension", "new_due": "2027-01-31", "reason": "雨季停工"})
    waits = Pending.rows.get(matter=matter)
    assert "雨季停工" in leader.get("/desk").content.decode()
    assert "由副县长 周明定" in leader.get(f"/matters/{matter.uuid}").content.decode()
    leader.post(f"/rulings/{waits.ref}", {"about": "request", "granted": "yes"})
    page = head.get(f"/matters/{matter.uuid}").content.decode()
    assert "原定 12月31日，延至 2027年1月31日（第 1 次）" in page
    assert "申请延期至 2027年1月31日：雨季停工" in page
    row = next(row for row in head.get("/matters?format=json").json()["matters"] if row["uuid"] == str(matter.uuid))
    assert (row["first_due"], row["due"]) == ("2026-12-31", "2027-01-31")


def test_the_list_offers_only_units_that_have_a_part_in_what_the_reader_sees(county, matter):
    offered = {}
    for username in ("vice_head", "county_head"):
        page = signed_in(username).get("/matters").content.decode()
        offered[username] = {name for name, unit in county.units.items() if f'<option value="{unit}"' in page}
    assert "住建局" in offered["vice_head"]
    assert offered["vice_head"] < offered["county_head"] == set(county.units)


def test_what_a_reporter_asked_waits_for_the_head_and_nothing_more_is_offered_until_it_is_decided(county, matter):
    client, asks = signed_in("reporter-住建局"), {"asks": "extension", "new_due": "2027-01-31", "reason": "雨季停工"}
    page = client.post(f"/matters/{matter.uuid}/requests", asks, follow=True).content.decode()
    assert "等负责人审签后送批" in page
    assert "已有一份申请等负责人审签" in page
    assert "<summary>延期</summary>" not in page


def test_a_change_names_measures_and_nodes_by_their_fields(county, matter):
    node = matter.nodes.get()
    fields = {"asks": "change", "measure:m1": "1,500", f"node:{node.uuid}": "2026-06-01", "reason": "设计变更"}
    signed_in("head-住建局").post(f"/matters/{matter.uuid}/requests", fields)
    assert Request.rows.get().change == {"measures": {"m1": "1500"}, "nodes": {str(node.uuid): "2026-06-01"}}


def test_merging_takes_the_other_matters_number(county, matter):
    other = world.issue_matter(county, "住建局", title="主事项", kind="task")
    head = signed_in("head-住建局")
    wrong = {"asks": "end", "end": "merged", "into": "任 099", "reason": "重复"}
    assert head.post(f"/matters/{matter.uuid}/requests", wrong).status_code == 422
    head.post(f"/matters/{matter.uuid}/requests", wrong | {"into": "任1"})
    assert Request.rows.get().into == other.uuid


def test_the_office_hands_in_the_leaders_sheet_and_it_stands_in_the_story(county, matter):
    ref = actions.request(county.by("head", "住建局", DAY), matter.uuid, "end", "验收合格", end="done")
    clerk = signed_in("clerk")
    bare = clerk.post(f"/rulings/{ref}", {"about": "request", "granted": "yes"})
    assert (bare.status_code, "没有写依据" in bare.content.decode(), "批复意见" in bare.content.decode()) == (
        422,
        True,
        True,
    )
    sheet = SimpleUploadedFile("批件.png", b"\x89PNG\r\nsheet")
    clerk.post(f"/rulings/{ref}", {"about": "request", "granted": "yes", "reason": "周县长4月7日批", "paper": sheet})
    digest = Ruling.rows.get().paper
    page = clerk.get(f"/matters/{matter.uuid}").content.decode()
    assert f"/evidence/{digest}" in page
    assert "方晓 代 副县长 周明" in page
    assert signed_in("reporter-住建局").get(f"/evidence/{digest}").status_code == 200
    assert signed_in("reporter-石桥镇").get(f"/evidence/{digest}").status_code == 404


def test_the_office_asks_for_a_unit_that_does_not_sign_in_and_the_fact_names_it(county, matter):
    clerk = signed_in("clerk")
    assert "代住建局申请" in clerk.get(f"/matters/{matter.uuid}").content.decode()
    asked = {"asks": "extension", "new_due": "2027-01-31", "reason": "来函申请"}
    clerk.post(f"/matters/{matter.uuid}/requests", asked)
    assert Request.rows.get().on_behalf_of == county.units["住建局"]
    assert Pending.rows.get(matter=matter).decider == county.post("vice_head")
    assert "方晓 代 住建局" in clerk.get(f"/matters/{matter.uuid}").content.decode()


def test_the_ledger_filters_what_waits_to_be_struck_off(county):
    decided = actions.Decided(
        title="上级的",
        unit=county.units["住建局"],
        matter_kind="task",
        due=date(2026, 4, 6),
        upper_due=date(2026, 4, 9),
        origin_level="city",
        origin_kind="upper",
    )
    matter = actions.record_instruction(county.by("clerk", at=date(2026, 3, 2)), decided)
    clerk = signed_in("clerk")
    clerk.post(f"/matters/{matter}/upper", {"move": "reported_up", "on": "2026-04-07", "words": "云政函8号"})
    page = clerk.get("/matters?end=reported_up").content.decode()
    assert "待销号 1" in page
    assert "上级的" in page
    assert "上级已销号" in clerk.get(f"/matters/{matter}").content.decode()
    assert "待销号 1" in signed_in("county_head").get("/county").content.decode()
