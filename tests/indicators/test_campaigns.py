"""A campaign: coverage by town, what each day left must bring, who will miss."""

from __future__ import annotations

from datetime import date

import pytest
from tests.indicators import story
from tests.telling import told_once

from luoshi.core.errors import BadInput, NotAllowed
from luoshi.facts import clock
from luoshi.indicators import queries
from luoshi.indicators.actions import NewCampaign, begin_campaign, count_day
from luoshi.indicators.models import CampaignDay
from luoshi.org.models import Account
from luoshi.rounds.rebuild import rebuild

BEGINS, ENDS, TODAY = date(2026, 7, 1), date(2026, 7, 20), date(2026, 7, 10)


def day(number: int) -> date:
    return date(2026, 7, number)


def count(county, number: int, **reached: object) -> None:
    by = story.clerk(county, max(day(number), BEGINS))
    count_day(by, "flu", day(number), [(county.units[name], value) for name, value in reached.items()])


@told_once
def vaccinating(county):
    shares = {county.units["金溪镇"]: 1000, county.units["石桥镇"]: "５００"}
    new = NewCampaign("flu", "流感疫苗接种", "人", BEGINS, ENDS, shares, wanted=90)
    begin_campaign(story.clerk(county, BEGINS), new)
    count(county, 3, 金溪镇=100, 石桥镇=30)
    count(county, 6, 金溪镇=300, 石桥镇=60)
    count(county, 10, 金溪镇=500, 石桥镇=100)
    return county


def test_who_will_miss_follows_from_the_last_weeks_pace(vaccinating):
    page = queries.campaign_page(story.clerk(vaccinating, TODAY), "flu", TODAY)
    assert [(row.name, row.stands.coverage, row.stands.misses) for row in page.rows] == [
        ("石桥镇", 20, True),
        ("金溪镇", 50, False),
    ]
    assert (page.whole.reached, page.whole.needed, page.days_left) == (600, 75, 10)


def test_bad_days_are_refused_by_unit(vaccinating):
    with pytest.raises(BadInput) as raised:
        count(vaccinating, 10, 金溪镇=1001, 石桥镇=50, 住建局=3)
    assert {fault.place: fault.problem[:6] for fault in raised.value.faults} == {
        "金溪镇": "1001 超",
        "石桥镇": "比前一次的 ",
        "住建局": "这个单位不在",
    }
    with pytest.raises(NotAllowed):
        count_day(vaccinating.by("reporter", "金溪镇", TODAY), "flu", TODAY, [(vaccinating.units["金溪镇"], 600)])
    with pytest.raises(BadInput, match="才开始"):
        count_day(story.clerk(vaccinating, TODAY), "flu", date(2026, 6, 30), [(vaccinating.units["金溪镇"], 600)])


def test_a_later_sheet_of_the_same_day_replaces_and_a_rebuild_comes_to_the_same(vaccinating):
    count(vaccinating, 10, 石桥镇=120)
    assert CampaignDay.rows.get(unit=vaccinating.units["石桥镇"], on=TODAY).reached == 120
    assert rebuild(check=True) == []


def test_the_pages(vaccinating, client):
    with clock.at(clock.moment(TODAY)):
        client.force_login(Account.rows.get(username="assessment"))
        assert (
            "流感疫苗接种到 7月10日 覆盖 <b>40.0%</b>（600／1,500 人）"
            in client.get("/indicators/campaigns").content.decode()
        )
        answer = client.post("/indicators/campaigns/flu", {f"reached:{vaccinating.units['石桥镇']}": "九十"})
        assert answer.status_code == 422
        assert "“九十”不是一个数" in answer.content.decode()
        answer = client.post("/indicators/campaigns/flu", {f"reached:{vaccinating.units['石桥镇']}": "450"})
        assert answer.status_code == 302
        page = client.get("/indicators/campaigns/flu").content.decode()
        assert "完不成" not in page.split("<tbody>")[1].split("</tbody>")[0]
        fields = {"name": "社保认证", "code": "cert", "unit_of_measure": "人", "begins": "2026-07-05"}
        refused = client.post("/indicators/campaigns/new", fields | {"ends": "2026-07-01"})
        assert "结束日早于开始日" in refused.content.decode()
        whose = {f"concerned:{vaccinating.units['金溪镇']}": "300"}
        assert client.post("/indicators/campaigns/new", fields | whose | {"ends": "2026-07-31"}).status_code == 302
        client.force_login(Account.rows.get(username="reporter-金溪镇"))
        found = client.get("/indicators/campaigns?format=json").json()
        assert [one["code"] for one in found["campaigns"]] == ["flu", "cert"]
