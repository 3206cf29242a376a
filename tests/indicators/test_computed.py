"""Indicators reckoned from others: by unit, as known on each day, never in a circle."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.indicators import story
from tests.telling import told_once

from luoshi.core.errors import BadInput
from luoshi.indicators import projections
from luoshi.indicators.actions import NewIndicator
from luoshi.indicators.models import Indicator, IndicatorRevision, Observation, Sheet

JULY, AUGUST, LATER = date(2026, 7, 20), date(2026, 8, 20), date(2026, 8, 25)
RETAIL = NewIndicator("retail", "社会消费品零售总额", "亿元", "cumulative")
SHARE = NewIndicator("share", "投资与消费之比", "%", "rate", formula="investment / (investment + retail) * 100")


@told_once
def reckoned(county):
    story.found(county, story.INVESTMENT, RETAIL, SHARE)
    story.publish(county, "investment", "2026-06", JULY, 全县=30, 金溪镇=20)
    story.publish(county, "retail", "2026-06", JULY, 全县=10, 金溪镇=5, 石桥镇=5)
    return county


def spans(unit=None):
    found = Observation.rows.filter(indicator__code="share", unit=unit).order_by("known_on")
    return [(one.known_on, one.until, one.value, one.sheet_status) for one in found]


def test_it_follows_from_the_others_for_each_unit_that_has_all_of_them(reckoned):
    assert spans() == [(JULY, None, Decimal(75), "final")]
    assert spans(reckoned.units["金溪镇"]) == [(JULY, None, Decimal(80), "final")]
    assert spans(reckoned.units["石桥镇"]) == []


def test_a_revision_moves_it_from_that_day_on(reckoned):
    story.publish(reckoned, "retail", "2026-06", AUGUST, status="revised", 全县=20)
    assert spans() == [(JULY, AUGUST, Decimal(75), "final"), (AUGUST, None, Decimal(60), "revised")]


def test_a_rebuild_comes_to_the_same(reckoned):
    story.publish(reckoned, "retail", "2026-06", AUGUST, status="revised", 全县=20)
    before = spans(), spans(reckoned.units["金溪镇"])
    Observation.rows.all().delete()
    projections.apply(list(IndicatorRevision.rows.all()), LATER)
    projections.apply(list(Sheet.rows.all()), LATER)
    assert (spans(), spans(reckoned.units["金溪镇"])) == before


def test_a_circle_an_unknown_code_and_a_figure_typed_over_it_are_refused(reckoned):
    twice = NewIndicator("twice", "两倍", "亿元", "cumulative", formula="share * 2")
    with pytest.raises(BadInput, match="绕成了圈"):
        story.found(
            reckoned, twice, NewIndicator("share", "投资与消费之比", "%", "rate", formula="twice / 2"), on=AUGUST
        )
    with pytest.raises(BadInput, match="不是指标代码"):
        story.found(reckoned, NewIndicator("odd", "怪", "%", "rate", formula="nothing * 2"), on=AUGUST)
    with pytest.raises(BadInput, match="由公式算出"):
        story.publish(reckoned, "share", "2026-06", AUGUST, 全县=1)
    assert Indicator.rows.count() == 3
