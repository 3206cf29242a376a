"""Many verbs of one day may count their lights once: what stands afterwards is what counting each time gives."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction
from tests import world

from luoshi.matters import lights
from luoshi.matters.models import LightSpan, Matter
from luoshi.rounds.rebuild import rebuild

DAY = date(2026, 3, 27)


def a_day(county):
    matter = world.issue_matter(county)
    nodes = world.claim_and_plan(county, matter, "金溪镇", date(2026, 3, 3), {"开工": date(2026, 3, 20)})
    return matter, nodes


def fail_after_a_report(county, matter, node):
    with transaction.atomic(), lights.counted_once(DAY):
        world.report(county, matter, "金溪镇", DAY, "2026-03", nodes=(node.uuid,))
        raise RuntimeError


def test_lights_are_those_of_before_until_the_day_is_over(county):
    matter, nodes = a_day(county)
    with transaction.atomic(), lights.counted_once(DAY):
        world.report(county, matter, "金溪镇", DAY, "2026-03", nodes=(nodes[0].uuid,))
        assert Matter.rows.get(uuid=matter.uuid).last_report is None
    after = Matter.rows.get(uuid=matter.uuid)
    assert after.last_report is not None
    assert "node_missed" not in {cause["code"] for cause in after.causes}
    assert rebuild(check=True) == []


def test_nothing_is_counted_where_the_day_fails(county):
    matter, nodes = a_day(county)
    before = list(LightSpan.rows.filter(matter=matter).values_list("since", "until"))
    with pytest.raises(RuntimeError):
        fail_after_a_report(county, matter, nodes[0])
    assert list(LightSpan.rows.filter(matter=matter).values_list("since", "until")) == before
    with transaction.atomic():
        lights.refresh({matter.uuid}, DAY)
    assert rebuild(check=True) == []
