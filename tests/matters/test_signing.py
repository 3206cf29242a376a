"""The head's list on her phone, and who may sign beside her."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests import world
from tests.matters.story import DAY, claimed, reported, signed_in
from tests.telling import told_once

from luoshi.facts import clock
from luoshi.matters import actions
from luoshi.matters.models import Claim, Line, Pending
from luoshi.matters.queries import waiting_for
from luoshi.org.acting import acting_as, system
from luoshi.org.actions import NewPost, appoint
from luoshi.org.models import SignOff


@told_once
def county():
    return world.found_county(binding=True)


@pytest.fixture(autouse=True)
def _on_that_day():
    with clock.at(clock.moment(DAY, 18, 30)):
        yield


def test_the_list_shows_the_number_before_and_as_it_will_be(county):
    matter, first = reported(county, quantities=(("m1", Decimal(120)),))
    actions.sign_off(county.by("head", "金溪镇", date(2026, 3, 26)), [first.report])
    world.report(
        county, matter, "金溪镇", date(2026, 4, 20), "2026-04", role="reporter", quantities=(("m1", Decimal(30)),)
    )
    found = signed_in("head-金溪镇").get("/sign?format=json").json()["waiting"]
    assert found[0]["changes"] == [{"name": "完成投资", "before": 120.0, "now": 150.0, "unit": "万元"}]


def test_kinds_stand_in_groups_each_with_what_the_head_has_to_know(county):
    matter, _ = reported(county)
    other = world.issue_matter(county, title="管网")
    claimed(county, other, "reporter")
    actions.request(
        county.by("reporter", "金溪镇", DAY), matter.uuid, "extension", "雨季停工", new_due=date(2027, 1, 31)
    )
    page = signed_in("head-金溪镇").get("/sign").content.decode()
    order = [page.index(f"<h2>{word}") for word in ("认领", "进展填报", "申请")]
    assert order == sorted(order)
    assert "金一把，农业办" in page
    assert "延期：12月31日 → 2027年1月31日" in page
    assert "13900000123" not in page


def test_a_head_is_told_before_signing_that_reports_say_the_same_words(county):
    words = ("主体施工。", " 主体施工。", "基础完工。", "主体施工。")
    matters = [world.issue_matter(county, title=f"第 {n} 项") for n in range(len(words))]
    for matter, said in zip(matters, words, strict=True):
        claimed(county, matter)
        world.report(county, matter, "金溪镇", date(2026, 3, 25), "2026-03", role="reporter", words=said)
    client = signed_in("head-金溪镇")
    page = client.get("/sign").content.decode()
    assert page.index("其中 3 件说的是同一句话") < page.index("第 0 项")
    refs = list(Pending.rows.values_list("ref", flat=True))
    actions.sign_off(county.by("head", "金溪镇", date(2026, 3, 26)), refs[:3])
    assert "说的是同一句话" not in client.get("/sign").content.decode()


def test_one_tap_signs_one_and_all_at_once_signs_the_rest(county):
    for n in range(3):
        claimed(county, world.issue_matter(county, title=f"第 {n} 项"), "reporter")
    client, refs = signed_in("head-金溪镇"), list(Pending.rows.values_list("ref", flat=True))
    client.post("/sign", {"ref": refs[0], "do": "sign"})
    assert Pending.rows.count() == 2
    client.post("/sign", {"ref": refs[1:], "do": "sign"})
    assert not Pending.rows.exists()
    assert Claim.rows.count() == Line.rows.exclude(claimed_on=None).count() == 3


def test_a_chip_is_reason_enough_and_the_reporter_reads_it_on_the_desk(county):
    matter = world.issue_matter(county)
    claimed(county, matter, "reporter")
    ref = Pending.rows.get().ref
    client = signed_in("head-金溪镇")
    assert client.post("/sign", {"ref": ref, "do": "back"}).status_code == 422
    client.post("/sign", {"ref": ref, "do": "back", "chip": "阶段目标定低了", "reason": "三季度再加一百"})
    assert SignOff.rows.get().reason == "阶段目标定低了；三季度再加一百"
    lines = [one.sentence for one in waiting_for(county.by("reporter", "金溪镇", DAY))]
    assert "负责人退回认领：阶段目标定低了；三季度再加一百" in lines


def test_what_a_head_sends_back_stays_within_her_unit(county):
    matter = world.issue_matter(county)
    claimed(county, matter, "reporter")
    actions.sign_off(county.by("head", "金溪镇", DAY), [Pending.rows.get().ref], reason="先问清楚再报")
    assert "先问清楚再报" in signed_in("reporter-金溪镇").get(f"/matters/{matter.uuid}").content.decode()
    assert "先问清楚再报" not in signed_in("clerk").get(f"/matters/{matter.uuid}").content.decode()


def test_the_page_of_mandates_lets_a_deputy_sign_through_the_last_day_named(county):
    post = NewPost(county.units["金溪镇"], "副镇长", "deputy", 900, "金副手", username="deputy-金溪镇")
    appoint(system(clock.moment(world.FOUNDED)), [post], world.FOUNDED)
    deputy, head = signed_in("deputy-金溪镇"), signed_in("head-金溪镇")
    assert deputy.get("/sign").status_code == 403
    assert deputy.get("/sign/mandates").status_code == 403
    head.post("/sign/mandates", {"do": "give", "holder": post.official, "since": "2026-03-03", "until": "2026-03-05"})
    assert "代" in deputy.get("/sign").content.decode()
    assert acting_as(post.official, clock.moment(date(2026, 3, 5))).signs_for
    assert not acting_as(post.official, clock.moment(date(2026, 3, 6))).signs_for
    matter, filing = reported(county, DAY)
    deputy.post("/sign", {"ref": filing.report, "do": "sign"})
    assert "金副手 代 主要负责人 金一把" in signed_in("clerk").get(f"/matters/{matter.uuid}").content.decode()
    mandate = head.get("/sign/mandates?format=json").json()["mandates"][0]["uuid"]
    with clock.at(clock.moment(DAY, 19)):
        head.post("/sign/mandates", {"do": "end", "mandate": mandate})
        assert deputy.get("/sign").status_code == 403
