"""A ceremony is no start: a node counts by what a third person can check."""

from __future__ import annotations

from datetime import date

import pytest
from tests import world
from tests.appraisal import story

from luoshi.appraisal import queries
from luoshi.core.timing.periods import Period
from luoshi.matters import actions
from luoshi.matters.models import Verdict
from luoshi.matters.queries.figure import NODES
from luoshi.matters.queries.figures import month_figures
from luoshi.org.actions import change_setting

MARCH = "2026-03"
DAY = date(2026, 3, 25)


def started(county, *titles: str, passed: str):
    matter, nodes = story.take_on(county, "金溪镇", "冷库", dict.fromkeys(titles, DAY), target=None)
    own = tuple(node.uuid for node in nodes if node.title == passed)
    return world.report(county, matter, "金溪镇", DAY, MARCH, nodes=own)


def kept(county) -> tuple[float, float]:
    (found,) = [one for one in month_figures(Period.parse(MARCH)) if one.item == NODES]
    return found.actual, found.target


@pytest.mark.parametrize("title", ["开工仪式", "集中开工典礼", "举行奠基"])
def test_a_ceremony_held_neither_counts_nor_makes_up_for_the_start_that_is_missing(county, title):
    started(county, title, "首根桩基浇筑", passed=title)
    assert kept(county) == (0, 1)


def test_a_ceremony_not_held_costs_nothing_and_alone_is_nothing_to_score(county):
    started(county, "开工仪式", passed="")
    assert kept(county) == (0, 0)


def test_the_why_page_shows_it_and_says_that_it_counts_for_nothing(county):
    started(county, "开工仪式", "首根桩基浇筑", passed="开工仪式")
    story.close(county, MARCH)
    card = queries.why(story.clerk(county, date(2026, 4, 1)), MARCH, county.units["金溪镇"])
    line = next(one for one in card.lines if one.code == NODES)
    assert (line.actual, line.target) == ("0 个", "1 个")
    said = {one.what: one.counts for one in line.reasons}
    assert said == {"首根桩基浇筑（03-25）": False, "开工仪式（03-25），仪式不计，看实际做成的节点": True}


def test_which_words_make_a_ceremony_is_the_countys_to_say(county):
    change_setting(county.by("admin", at=date(2026, 3, 2)), "ceremony_words", "揭牌", date(2026, 3, 2))
    started(county, "开工仪式", "园区揭牌", passed="开工仪式")
    assert kept(county) == (1, 1)


def test_a_start_that_was_no_more_than_a_ceremony_is_struck_by_who_went_to_look(county):
    filing = started(county, "实质性开工", passed="实质性开工")
    assert kept(county) == (1, 1)
    finding = actions.Finding(filing.report, Verdict.UNTRUE, "只搭了台子，没有机械和人")
    actions.verify(county.by("clerk", at=date(2026, 4, 1)), [finding])
    assert kept(county) == (0, 1)
