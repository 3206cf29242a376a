"""Projections are what the facts say, and nothing else."""

from datetime import date
from decimal import Decimal

from tests import world

from luoshi.core.timing.periods import Period
from luoshi.matters import actions
from luoshi.matters.models import Matter, Measure
from luoshi.rounds.rebuild import rebuild


def _a_busy_quarter(county):
    first = world.issue_matter(county, others=(("资源局", "co"),))
    second = world.issue_matter(county, "住建局", title="城西污水管网", target=None)
    node = world.claim_and_plan(county, first, "金溪镇", date(2026, 3, 3), {"开工": date(2026, 4, 20)})[0]
    actions.accept_by_silence(county.by("clerk", at=date(2026, 3, 9)))
    world.report(county, first, "金溪镇", date(2026, 3, 25), "2026-03", quantities=(("m1", Decimal(110)),))
    world.report(county, first, "金溪镇", date(2026, 3, 25), "2026-03", quantities=(("m1", Decimal(115)),))
    filed = world.report(county, second, "住建局", date(2026, 3, 26), "2026-03", role="reporter")
    actions.sign_off(county.by("head", "住建局", date(2026, 3, 27)), [filed.report])
    blocker = actions.raise_blocker(
        county.by("head", "住建局", date(2026, 3, 27)), second.uuid, "land", "用地", county.units["资源局"]
    )
    actions.answer_blocker(county.by("head", "资源局", date(2026, 3, 28)), blocker, date(2026, 4, 10))
    actions.close_period(county.by("assessment", "考核办", date(2026, 3, 31)), Period.parse("2026-03"))
    actions.verify(
        county.by("clerk", at=date(2026, 4, 1)), [actions.Finding(filed.report, "returned", "没有写做成什么")]
    )
    world.report(county, first, "金溪镇", date(2026, 4, 25), "2026-04", nodes=(node.uuid,))
    actions.close_period(county.by("assessment", "考核办", date(2026, 4, 29)), Period.parse("2026-04"))
    request = actions.request(
        county.by("head", "金溪镇", date(2026, 5, 6)), first.uuid, "extension", "雨季停工", new_due=date(2027, 1, 31)
    )
    actions.rule_request(county.by("chief", at=date(2026, 5, 7)), request, True, "周县长5月7日批示同意")
    actions.end_matter(county.by("clerk", at=date(2026, 5, 8)), [second.uuid], "done", "验收合格")
    return first


def test_rebuild_finds_no_difference_after_a_busy_quarter(county):
    _a_busy_quarter(county)
    assert rebuild(check=True) == []


def test_rebuild_check_names_a_projection_changed_behind_its_back_and_rebuild_mends_it(county):
    matter = _a_busy_quarter(county)
    Matter.rows.filter(uuid=matter.uuid).update(red_from=None, title="改过")
    Measure.rows.filter(matter=matter).update(done=Decimal(9999))
    found = "\n".join(rebuild(check=True))
    assert "title：表里是 '改过'" in found
    assert "done" in found
    rebuild()
    assert rebuild(check=True) == []
