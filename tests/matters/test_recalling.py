"""A matter issued by mistake is recalled within the hour: kept, shown as recalled, and counted nowhere."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from tests import circulating as story
from tests import world

from luoshi.core.errors import BadInput, NotAllowed
from luoshi.facts import clock
from luoshi.matters import actions, queries
from luoshi.matters.models import DraftRow, LightSpan, Line, Matter
from luoshi.matters.queries import Filters, export
from luoshi.matters.queries.county import standing
from luoshi.matters.queries.past import stood_on
from luoshi.org.acting import system
from luoshi.org.actions import change_setting
from luoshi.org.models import Account
from luoshi.rounds.rebuild import rebuild

ISSUED = clock.moment(story.MONDAY)


def recalled(county, after: int = 60) -> Matter:
    matter = world.issue_matter(county, "金溪镇", on=story.MONDAY)
    actions.recall(county.by("clerk", at=ISSUED + timedelta(minutes=after)), [matter.uuid], "下错了镇")
    return Matter.rows.get(uuid=matter.uuid)


def test_a_recalled_matter_leaves_lists_desks_lights_and_counts_and_keeps_its_page(county):
    matter = recalled(county)
    clerk, reporter = county.by("clerk", at=ISSUED), county.by("reporter", "金溪镇", ISSUED)
    for by in (clerk, reporter):
        assert list(queries.ledger(by, Filters())) == []
        assert queries.counts(by, Filters()).total == 0
    assert queries.waiting_for(reporter) == []
    assert sum(standing(clerk).lights.values()) == 0
    assert stood_on(story.TUESDAY) == []
    assert export.matters(story.TUESDAY) == export.lights(story.TUESDAY) == []
    assert [one["kind"] for one in export.steps(story.TUESDAY)] == ["recall"]
    assert (matter.yellow_from, matter.red_from) == (None, None)
    assert not LightSpan.rows.filter(matter=matter, until=None, lit=True).exists()
    assert actions.accept_by_silence(system(clock.moment(story.date(2026, 3, 20)))) == 0
    assert Line.rows.get().claimed_on is None
    client = Client()
    client.force_login(Account.rows.get(username="reporter-金溪镇"))
    with clock.at(ISSUED + timedelta(minutes=60)):
        page = client.get(f"/matters/{matter.uuid}").content.decode()
    assert "已撤回" in page
    assert "下错了镇" in page
    assert "办结</span>" not in page
    assert rebuild(check=True) == []


def test_its_number_is_never_used_again(county):
    first = recalled(county)
    assert world.issue_matter(county, "石桥镇", on=story.MONDAY).number != first.number


def test_after_the_hour_it_is_withdrawn_by_a_ruling_instead(county):
    with pytest.raises(BadInput, match="60 分钟"):
        recalled(county, 61)
    matter = Matter.rows.get()
    actions.end_matter(county.by("clerk", at=story.TUESDAY), [matter.uuid], "withdrawn", "会议另有安排")
    matter.refresh_from_db()
    assert (matter.end, matter.recalled_on) == ("withdrawn", None)


def test_the_minutes_are_the_countys_to_set_and_the_button_stands_only_so_long(county):
    change_setting(system(clock.moment(story.MONDAY, 7)), "recall_minutes", 10, story.MONDAY)
    matter = world.issue_matter(county, "金溪镇", on=story.MONDAY)
    client = Client()
    client.force_login(Account.rows.get(username="clerk"))
    address = f"/matters/{matter.uuid}"
    for minutes, shown in ((10, True), (11, False)):
        with clock.at(ISSUED + timedelta(minutes=minutes)):
            assert (f"{address}/recall" in client.get(address).content.decode()) is shown
    with clock.at(ISSUED + timedelta(minutes=5)):
        client.post(f"{address}/recall", {"reason": "下错了镇"})
    assert Matter.rows.get().recalled_on == story.MONDAY


def test_only_the_office_recalls_with_a_reason_and_once(county):
    matter = world.issue_matter(county, "金溪镇", on=story.MONDAY)
    with pytest.raises(NotAllowed):
        actions.recall(county.by("head", "金溪镇", ISSUED), [matter.uuid], "不想办")
    clerk = county.by("clerk", at=ISSUED)
    with pytest.raises(BadInput):
        actions.recall(clerk, [matter.uuid], " ")
    actions.recall(clerk, [matter.uuid], "下错了镇")
    with pytest.raises(BadInput):
        actions.recall(clerk, [matter.uuid], "下错了镇")


def test_the_drafted_row_is_a_draft_again(county):
    document = story.draft(county)
    clerk = county.by("clerk", at=ISSUED)
    actions.recall(clerk, actions.issue_rows(clerk, document)[:1], "牵头单位错了")
    row = DraftRow.rows.get(document=document, title="建成暂存库")
    assert (row.state, row.matter) == ("draft", None)
