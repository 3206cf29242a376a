"""The burden meter counts what people had to fill in, and nothing else."""

from datetime import date
from decimal import Decimal

from tests import world

from luoshi.matters.queries.burden import FIELDS, burden


def _a_march(county):
    matter = world.issue_matter(county)
    nodes = world.claim_and_plan(county, matter, "金溪镇", date(2026, 3, 3), {"开工": date(2026, 4, 20)})
    world.report(county, matter, "金溪镇", date(2026, 3, 25), "2026-03", quantities=(("m1", Decimal(110)),))
    world.report(county, matter, "金溪镇", date(2026, 4, 25), "2026-04", nodes=(nodes[0].uuid,))
    other = world.issue_matter(county, "住建局", title="城西污水管网", target=None)
    world.claim_and_plan(county, other, "住建局", date(2026, 3, 4), {"开工": date(2026, 4, 20)})


def test_fields_are_counted_by_unit_and_month(county):
    _a_march(county)
    found = burden(county.by("clerk", at=date(2026, 5, 6)))
    by_month = {str(month): fields for month, fields, _ in found.months}
    assert list(by_month) == ["2026-03", "2026-04"], "no month before the ledger began"
    claim_and_plan = FIELDS["claim"] + FIELDS["node"]
    assert by_month["2026-03"] == 2 * claim_and_plan + FIELDS["report"] + FIELDS["quantity"]
    assert by_month["2026-04"] == FIELDS["report"] + FIELDS["passed"]
    assert found.units == [(county.units["金溪镇"], FIELDS["report"] + FIELDS["passed"])]
    assert found.months[-1][2] == 1.0  # two fields for two matters in hand


def test_a_unit_sees_its_own_burden(county):
    _a_march(county)
    town = county.by("reporter", "金溪镇", date(2026, 5, 6))
    found = burden(town, county.units["金溪镇"])
    assert {str(month): fields for month, fields, _ in found.months}["2026-03"] == 7
    assert {unit for unit, _ in found.units} <= town.units
