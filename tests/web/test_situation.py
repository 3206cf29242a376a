"""The county's situation on one page: three parts each, every sentence with the list it can be counted on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from luoshi.facts import clock
from luoshi.matters import actions
from luoshi.matters.actions.verifying import Finding
from luoshi.org.models import Account
from tests import world
from tests.indicators import story

DAY = date(2026, 7, 26)


@pytest.fixture
def july(county):
    story.a_half_year(county)
    story.found(county, replace(story.INDUSTRY, part="industry"), on=date(2026, 7, 21))
    copied = "项目前期手续正在加快办理，力争早日开工建设。"
    for unit in ("金溪镇", "石桥镇"):
        matter = world.issue_matter(county, unit, title=f"{unit}的暂存库", on=date(2026, 7, 1))
        world.claim_and_plan(county, matter, unit, date(2026, 7, 2), {"开工": date(2026, 9, 20)})
        filing = world.report(county, matter, unit, date(2026, 7, 20), "2026-07", words=copied)
    finding = Finding(filing.report, "returned", "与金溪镇的一样，重报")
    actions.verify(county.by("clerk", at=date(2026, 7, 21)), [finding])
    refused = world.issue_matter(county, "住建局", title="管网改造", on=date(2026, 7, 20))
    sent_back = actions.return_line(
        county.by("head", "住建局", date(2026, 7, 21)), world.lead(refused).uuid, "不归我们"
    )
    actions.rule_return(county.by("clerk", at=date(2026, 7, 22)), sent_back, False, "按职责由你单位办")
    with clock.at(clock.moment(DAY)):
        yield county


def test_every_part_has_its_sentences_and_every_sentence_its_list(july, client):
    client.force_login(Account.rows.get(username="county_head"))
    found = client.get("/county/situation?format=json").json()
    momentum = {group["code"]: [line["words"] for line in group["sentences"]] for group in found["momentum"]}
    assert any("规上工业增加值增速" in words for words in momentum["industry"])
    pressure = {group["code"]: group["sentences"] for group in found["pressure"]}
    assert any("固定资产投资" in line["words"] for line in pressure["growth"])
    assert {(line["words"], line["url"]) for line in pressure["style"]} >= {
        ("应付：空转、雷同、不实的填报 <b>1 份</b>", "#perfunctory"),
        ("推诿：该办的退回、堵点转手 <b>1 件</b>", "#shirked"),
    }
    assert all(line["url"] for groups in found.values() for group in groups for line in group["sentences"])
    page = client.get("/county/situation").content.decode()
    assert "石桥镇的暂存库" in page
    assert "金溪镇的暂存库" not in page
    assert "退回后认定该办" in page
    client.force_login(Account.rows.get(username="reporter-金溪镇"))
    assert client.get("/county/situation").status_code == 403
