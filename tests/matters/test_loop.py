"""One matter's life: issued, claimed, planned, reported, signed, verified; and its light on each day."""

from datetime import date
from decimal import Decimal

import pytest
from tests import world

from luoshi.core.errors import BadInput, Conflict, NotAllowed
from luoshi.core.timing.pace import light
from luoshi.core.timing.periods import Period
from luoshi.facts import queries as facts
from luoshi.facts.identity import new_uuid
from luoshi.matters import actions
from luoshi.matters.models import Blocker, Filing, Line, Matter, Measure, Node, Pending
from luoshi.matters.queries import to_sign


def fresh(matter: Matter) -> Matter:
    return Matter.rows.get(uuid=matter.uuid)


def light_on(matter: Matter, day: date) -> str:
    now = fresh(matter)
    return light(day, now.yellow_from, now.red_from)


def causes(matter: Matter, day: date) -> set[str]:
    return {
        cause["code"]
        for cause in fresh(matter).causes
        if min(filter(None, (cause["yellow_from"], cause["red_from"]))) <= day.isoformat()
    }


def test_issued_matter_gets_a_number_lines_and_waits_for_its_unit(county):
    matter = world.issue_matter(county, others=(("资源局", "co"),))
    assert matter.number == "2026 重 001"
    assert matter.without_comment
    assert [(line.unit, line.role) for line in Line.rows.filter(matter=matter).order_by("place")] == [
        (county.units["金溪镇"], "lead"),
        (county.units["资源局"], "co"),
    ]


def test_reporter_claim_counts_only_when_the_head_has_signed(county):
    matter = world.issue_matter(county)
    reference = actions.claim(county.by("reporter", "金溪镇"), [world.lead(matter).uuid])[0]
    assert fresh(matter).stage == "issued"
    with pytest.raises(NotAllowed):
        actions.sign_off(county.by("reporter", "金溪镇"), [reference])
    actions.sign_off(county.by("head", "金溪镇"), [reference])
    assert fresh(matter).stage == "claimed"
    assert not Pending.rows.exists()


def test_quantities_and_nodes_count_from_signed_reports_and_fall_back_when_untrue(county):
    matter = world.issue_matter(county)
    node = world.claim_and_plan(county, matter, "金溪镇", date(2026, 3, 3), {"开工": date(2026, 4, 20)})[0]
    filing = world.report(
        county,
        matter,
        "金溪镇",
        date(2026, 3, 25),
        "2026-03",
        role="reporter",
        nodes=(node.uuid,),
        quantities=(("m1", Decimal("120.5")),),
    )
    assert Measure.rows.get(matter=matter).done is None
    actions.sign_off(county.by("head", "金溪镇", date(2026, 3, 26)), [filing.report])
    assert Measure.rows.get(matter=matter).done == Decimal("120.5")
    assert Node.rows.get(uuid=node.uuid).passed_on == date(2026, 3, 25)
    april = world.report(county, matter, "金溪镇", date(2026, 4, 25), "2026-04", quantities=(("m1", Decimal(100)),))
    assert Measure.rows.get(matter=matter).done == Decimal("220.5")
    finding = actions.Finding(april.report, "untrue", "现场未见施工", untrue_from="2026-03")
    actions.verify(county.by("clerk", at=date(2026, 5, 6)), [finding])
    assert Measure.rows.get(matter=matter).done is None
    assert Node.rows.get(uuid=node.uuid).passed_on is None


def test_light_turns_by_date_alone_and_says_why(county):
    matter = world.issue_matter(county, due=date(2026, 12, 20))
    world.claim_and_plan(county, matter, "金溪镇", date(2026, 3, 3), {"开工": date(2026, 4, 20)})
    world.report(county, matter, "金溪镇", date(2026, 3, 25), "2026-03", quantities=(("m1", Decimal(110)),))
    assert light_on(matter, date(2026, 4, 20)) == "green"
    assert light_on(matter, date(2026, 4, 21)) == "yellow"
    assert causes(matter, date(2026, 4, 21)) == {"node_missed"}
    assert "not_reported" in causes(matter, date(2026, 4, 29))
    assert light_on(matter, date(2026, 5, 20)) == "red"


def test_unclaimed_line_is_accepted_by_silence_after_three_working_days(county):
    matter = world.issue_matter(county, on=date(2026, 3, 2))
    assert actions.accept_by_silence(county.by("clerk", at=date(2026, 3, 5))) == 0
    assert actions.accept_by_silence(county.by("clerk", at=date(2026, 3, 6))) == 1
    line = world.lead(matter)
    assert line.claimed_by_silence
    assert line.claimed_on == date(2026, 3, 6)


def test_same_report_sent_twice_is_one_and_a_stale_one_is_refused(county):
    matter = world.issue_matter(county)
    head = county.by("head", "金溪镇", date(2026, 3, 20))
    actions.claim(head, [world.lead(matter).uuid])
    filed = actions.FiledReport(matter.uuid, "2026-03", words="开始备料。", uuid=new_uuid())
    assert actions.file_reports(head, [filed]) == [(filed.uuid, True)]
    assert actions.file_reports(head, [filed]) == [(filed.uuid, False)]
    assert Filing.rows.count() == 1
    better = actions.FiledReport(matter.uuid, "2026-03", words="备料完成。", based_on=filed.uuid)
    actions.file_reports(head, [better])
    with pytest.raises(Conflict):
        actions.file_reports(head, [actions.FiledReport(matter.uuid, "2026-03", words="迟了。", based_on=filed.uuid)])
    assert Filing.rows.filter(newest=True).count() == 1


def test_a_bad_report_names_what_is_wrong_and_changes_nothing(county):
    matter = world.issue_matter(county)
    before = facts.head()
    for bad, words in (
        (actions.FiledReport(matter.uuid, "2026-03"), "什么也没有填"),
        (actions.FiledReport(matter.uuid, "2026-13", words="a"), "2026-13"),
        (actions.FiledReport(matter.uuid, "2026-09", words="a"), "还没有开始填报"),
        (actions.FiledReport(matter.uuid, "2026-03", words="a", quantities=(("x", Decimal(1)),)), "不是这项事项的目标"),
        (actions.FiledReport(matter.uuid, "2026-03", words="a", nodes=(new_uuid(),)), "不是这项事项的"),
        (actions.FiledReport(matter.uuid, "2026-03", words="a", evidence=("0" * 64,)), "佐证没有传上来"),
    ):
        with pytest.raises(BadInput, match=words):
            actions.file_reports(county.by("reporter", "金溪镇"), [bad])
    assert facts.head() == before


def test_a_stranger_may_not_report_for_another_unit(county):
    matter = world.issue_matter(county)
    with pytest.raises(NotAllowed):
        world.report(county, matter, "石桥镇", date(2026, 3, 20), "2026-03", role="reporter")


def test_two_yellow_closings_running_make_red(county):
    matter = world.issue_matter(county)
    world.claim_and_plan(county, matter, "金溪镇", date(2026, 3, 3), {"完工": date(2026, 12, 1)})
    for day, period in ((date(2026, 3, 31), "2026-03"), (date(2026, 4, 29), "2026-04")):
        actions.close_period(county.by("assessment", "考核办", day), Period.parse(period))
    assert "two_periods" in causes(matter, date(2026, 4, 29))
    assert light_on(matter, date(2026, 4, 29)) == "red"


def test_blocker_lands_on_the_clearing_unit_and_is_never_given_back_to_the_asker(county):
    matter = world.issue_matter(county)
    blocker = actions.raise_blocker(
        county.by("reporter", "金溪镇"), matter.uuid, "land", "15.2 亩用地指标未落实", county.units["资源局"]
    )
    with pytest.raises(NotAllowed):
        actions.answer_blocker(county.by("reporter", "住建局"), blocker, date(2026, 3, 20))
    actions.answer_blocker(county.by("reporter", "资源局"), blocker, date(2026, 3, 20), "补充材料后报批")
    actions.answer_blocker(county.by("reporter", "资源局"), blocker, date(2026, 4, 10))
    actions.disown_blocker(county.by("reporter", "资源局"), blocker, "属林地，应由林业部门办")
    with pytest.raises(BadInput):
        actions.assign_blocker(county.by("chief"), blocker, county.units["金溪镇"])
    actions.assign_blocker(county.by("chief"), blocker, county.units["发改局"])
    known = Blocker.rows.get(uuid=blocker)
    assert (known.holder, known.times_moved, known.times_passed_on) == (county.units["发改局"], 1, 1)
    assert "held_blocker" not in causes(matter, date(2026, 3, 10))


def test_chain_holds_after_all_of_it(county):
    matter = world.issue_matter(county)
    world.claim_and_plan(county, matter, "金溪镇", date(2026, 3, 3), {"开工": date(2026, 4, 20)})
    world.report(county, matter, "金溪镇", date(2026, 3, 25), "2026-03", quantities=(("m1", Decimal(110)),))
    assert facts.verify() == []


def test_what_holds_a_matter_up_is_said_with_the_report_or_not_at_all(county):
    matter = world.issue_matter(county)
    head = county.by("head", "金溪镇", date(2026, 3, 20))
    stuck = actions.Stuck("用地没有批", "land", county.units["资源局"], date(2026, 4, 10))
    actions.file_reports(head, [actions.FiledReport(matter.uuid, "2026-03", words="等用地。", stuck=stuck)])
    assert Blocker.rows.get().holder == county.units["资源局"]
    wrong = actions.Stuck("", "land", county.units["资源局"])
    with pytest.raises(BadInput, match="没有写卡在哪里"):
        actions.file_reports(head, [actions.FiledReport(matter.uuid, "2026-03", words="再报。", stuck=wrong)])
    assert Filing.rows.count() == 1


def test_words_too_long_for_a_fact_are_refused_never_cut(county):
    matter = world.issue_matter(county)
    head = county.by("head", "金溪镇", date(2026, 3, 3))
    with pytest.raises(BadInput, match="最多 300 字"):
        actions.return_line(head, world.lead(matter).uuid, "不" * 301)
    with pytest.raises(BadInput, match="最多 300 字"):
        actions.file_reports(head, [actions.FiledReport(matter.uuid, "2026-03", no_change="雨" * 301)])
    assert not Filing.rows.exists()


def test_a_head_with_205_things_to_sign_sees_them_all(county):
    lines = [world.lead(world.issue_matter(county, title=f"第 {n} 项")).uuid for n in range(205)]
    actions.claim(county.by("reporter", "金溪镇"), lines)
    assert len(to_sign(county.by("head", "金溪镇"))) == 205
