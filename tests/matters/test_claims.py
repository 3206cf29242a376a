"""Claims that bind: who answers, a goal for each quarter left, and what is still owed after silence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests import world
from tests.matters.story import DAY, signed_in
from tests.telling import told_once

from luoshi.core.errors import BadInput
from luoshi.facts import clock
from luoshi.facts.models import Private
from luoshi.matters import actions
from luoshi.matters.actions import ClaimWords, accept_by_silence
from luoshi.matters.actions.families import family
from luoshi.matters.goals import quarters_left
from luoshi.matters.models import Claim, Line, Matter, Pending, SentBack, StageGoal
from luoshi.matters.queries import waiting_for
from luoshi.matters.queries.claiming import unclaimed
from luoshi.matters.queries.undone import undone
from luoshi.org.acting import system
from luoshi.org.actions import change_setting
from luoshi.rounds.rebuild import rebuild

MARCH = date(2026, 3, 3)
WHO = {"leader_in_charge": "金一把", "section": "农业办", "contact": "王芳 13900000123"}
GOALS = tuple((f"2026Q{quarter}", "", Decimal(300 * quarter)) for quarter in range(1, 5))


@told_once
def county():
    return world.found_county(binding=True)


def line_of(matter: Matter) -> Line:
    return world.lead(matter)


def places(error: pytest.ExceptionInfo[BadInput]) -> list[str]:
    return [fault.place for fault in error.value.faults]


@pytest.mark.parametrize(
    ("day", "due", "expected"),
    [
        (date(2026, 3, 3), date(2026, 12, 31), ["2026Q1", "2026Q2", "2026Q3", "2026Q4"]),
        (date(2026, 8, 3), date(2026, 9, 30), ["2026Q3"]),
        (date(2026, 11, 3), date(2028, 6, 30), ["2026Q4"]),
        (date(2026, 11, 3), None, ["2026Q4"]),
        (date(2026, 11, 3), date(2026, 9, 30), ["2026Q4"]),
    ],
)
def test_goals_are_asked_for_the_quarters_left_of_the_slice(day, due, expected):
    assert quarters_left(day, due, 2026) == expected


def test_a_claim_without_what_binds_is_refused_and_says_all_that_is_missing(county):
    matter = world.issue_matter(county)
    with pytest.raises(BadInput) as refused:
        actions.claim(county.by("head", "金溪镇", MARCH), [line_of(matter).uuid], ClaimWords(section="农业办"))
    number = matter.number
    quarters = ("一", "二", "三", "四")
    assert places(refused) == [
        f"{number} 责任领导",
        f"{number} 经办人和电话",
        *(f"{number} {one}季度目标" for one in quarters),
    ]
    assert not Claim.rows.exists()
    assert not Private.rows.exists()


def test_words_alone_are_no_goal_where_the_matter_is_counted(county):
    matter = world.issue_matter(county)
    words = tuple((quarter, "完成主体", None) for quarter, _, _ in GOALS)
    with pytest.raises(BadInput) as refused:
        actions.claim(county.by("head", "金溪镇", MARCH), [line_of(matter).uuid], ClaimWords(**WHO, goals=words))
    assert len(places(refused)) == 4


def test_a_telephone_without_a_name_is_no_contact(county):
    matter = world.issue_matter(county)
    words = ClaimWords("金一把", "农业办", "13900000123", GOALS)
    with pytest.raises(BadInput) as refused:
        actions.claim(county.by("head", "金溪镇", MARCH), [line_of(matter).uuid], words)
    assert places(refused) == [f"{matter.number} 经办人和电话"]


def test_a_whole_claim_keeps_the_telephone_apart_and_a_number_says_what_is_counted(county):
    matter = world.issue_matter(county)
    actions.claim(county.by("head", "金溪镇", MARCH), [line_of(matter).uuid], ClaimWords(**WHO, goals=GOALS))
    line = line_of(matter)
    assert (line.claimed_on, line.lacks) == (MARCH, [])
    assert line.claim == Claim.rows.get().uuid
    assert StageGoal.rows.get(quarter="2026Q2").words == "累计完成投资600万元"
    assert Private.rows.get().text == "王芳 13900000123"


def test_a_co_unit_confirms_without_more_and_an_instruction_names_no_quarters(county):
    matter = world.issue_matter(county, others=(("资源局", "co"), ("发改局", "joint")))
    told = world.issue_matter(county, kind="instruction", due=date(2026, 3, 20), target=None)
    co, joint = Line.rows.get(matter=matter, role="co"), Line.rows.get(matter=matter, role="joint")
    actions.claim(county.by("head", "资源局", MARCH), [co.uuid])
    with pytest.raises(BadInput):
        actions.claim(county.by("head", "发改局", MARCH), [joint.uuid])
    actions.claim(county.by("head", "发改局", MARCH), [joint.uuid], ClaimWords(**WHO))
    actions.claim(county.by("head", "金溪镇", MARCH), [line_of(told).uuid], ClaimWords(**WHO))
    assert Claim.rows.count() == 3


def test_the_county_may_ask_for_less(county):
    change_setting(system(clock.moment(MARCH, 8)), "claim_needs", ["section"], MARCH)
    matter = world.issue_matter(county)
    actions.claim(county.by("head", "金溪镇", MARCH), [line_of(matter).uuid], ClaimWords(section="农业办"))
    assert line_of(matter).claimed_on == MARCH


def test_several_lines_are_claimed_in_one_go_each_with_its_own_goals(county):
    first, second = world.issue_matter(county), world.issue_matter(county, title="管网", target=None)
    words = tuple((quarter, f"{quarter}做完一段", None) for quarter, _, _ in GOALS)
    wanted = {
        line_of(first).uuid: ClaimWords(**WHO, goals=GOALS),
        line_of(second).uuid: ClaimWords(**WHO, goals=words),
    }
    claims = actions.claim_each(county.by("head", "金溪镇", MARCH), wanted)
    assert StageGoal.rows.filter(fact=claims[0]).count() == 4
    assert StageGoal.rows.get(fact=claims[1], quarter="2026Q3").words == "2026Q3做完一段"


def test_silence_owes_everything_and_completing_it_changes_no_day(county):
    matter = world.issue_matter(county)
    actions.accept_by_silence(system(clock.moment(date(2026, 3, 6), 0, 10)))
    line = line_of(matter)
    assert line.lacks == ["leader_in_charge", "section", "contact", "2026Q1", "2026Q2", "2026Q3", "2026Q4"]
    actions.claim(county.by("head", "金溪镇", date(2026, 3, 12)), [line.uuid], ClaimWords(**WHO, goals=GOALS))
    line = line_of(matter)
    assert (line.claimed_on, line.claimed_by_silence, line.lacks) == (date(2026, 3, 6), True, [])
    assert Matter.rows.get(uuid=matter.uuid).received_on == date(2026, 3, 6)
    with pytest.raises(BadInput, match="已经认领"):
        actions.claim(county.by("head", "金溪镇", MARCH), [line.uuid], ClaimWords(**WHO, goals=GOALS))
    assert rebuild(check=True) == []


def test_what_the_head_sends_back_lies_with_the_reporter_until_written_again(county):
    matter = world.issue_matter(county)
    reporter, head = county.by("reporter", "金溪镇", MARCH), county.by("head", "金溪镇", MARCH)
    words = ClaimWords(**WHO, goals=GOALS)
    ref = actions.claim(reporter, [line_of(matter).uuid], words)[0]
    actions.sign_off(head, [ref], reason="三季度定低了")
    assert SentBack.rows.get().reason == "三季度定低了"
    assert rebuild(check=True) == []
    actions.claim(reporter, [line_of(matter).uuid], words)
    assert not SentBack.rows.exists()
    actions.claim(reporter, [line_of(matter).uuid], words)
    assert Pending.rows.count() == 1, "a claim written again takes the place of the unsigned one"
    assert rebuild(check=True) == []


def test_the_office_enters_for_the_unit_with_its_paper(county):
    matter = world.issue_matter(county)
    clerk = county.by("clerk", at=MARCH)
    paper = actions.attach(clerk, "金溪镇认领表.wps", b"\xd0\xcf\x11\xe0 wps")
    actions.claim(clerk, [line_of(matter).uuid], ClaimWords(**WHO, goals=GOALS), paper)
    claim = Claim.rows.get()
    assert (claim.on_behalf_of, claim.paper) == (county.units["金溪镇"], paper)
    assert line_of(matter).claimed_on == MARCH
    with pytest.raises(BadInput, match="没有传上来"):
        actions.plan(clerk, line_of(matter).uuid, [("开工", date(2026, 4, 20), 1)], paper="0" * 64)
    assert rebuild(check=True) == []


def test_a_unit_speaks_for_itself(county):
    matter = world.issue_matter(county)
    actions.claim(county.by("reporter", "金溪镇", MARCH), [line_of(matter).uuid], ClaimWords(**WHO, goals=GOALS))
    assert Claim.rows.get().on_behalf_of is None


def test_the_lead_of_a_parent_has_nothing_to_claim_or_plan_and_may_send_it_back(county):
    towns = [county.units[name] for name in ("金溪镇", "石桥镇")]
    whole = actions.Decided("发展木耳产业", county.units["发改局"], "task", date(2026, 12, 20))
    parent, *children = actions.issue(county.by("clerk", at=DAY), family(whole, "all", actions.evenly(towns, ())))
    lead = Line.rows.get(matter=parent)
    reporter = county.by("reporter", "发改局", DAY)
    assert not unclaimed(reporter).filter(unit=lead.unit).exists()
    assert [(one.group, one.do) for one in waiting_for(reporter)] == [("汇总", "查看")]
    with clock.at(clock.moment(DAY)):
        page = signed_in("reporter-发改局").get(f"/matters/{parent}").content.decode()
    assert f"/lines/{lead.uuid}/return" in page
    assert f"/lines/{lead.uuid}/claim" not in page
    accept_by_silence(system(clock.moment(date(2026, 3, 9))))
    lead.refresh_from_db()
    assert (lead.claimed_by_silence, lead.lacks) == (True, [])
    assert Line.rows.get(matter=children[0]).lacks != []
    later = county.by("reporter", "发改局", date(2026, 3, 25))
    assert waiting_for(later) == []
    assert [undone(later, what) for what in ("claim", "complete", "plan", "report")] == [[]] * 4
    with pytest.raises(BadInput, match="各单位各报各的"):
        actions.plan(later, lead.uuid, [("栽完", date(2026, 6, 1), 1)])
    assert rebuild(check=True) == []


def test_words_that_no_head_signs_hold_up_nothing(county):
    """Else a claim or a return written and never signed would keep a task from ever being owed."""
    first, second = world.issue_matter(county), world.issue_matter(county, title="管网", target=None)
    reporter, head = county.by("reporter", "金溪镇", date(2026, 3, 3)), county.by("head", "金溪镇", date(2026, 3, 10))
    claim = actions.claim(reporter, [line_of(first).uuid], ClaimWords(**WHO, goals=GOALS))[0]
    returned = actions.return_line(reporter, line_of(second).uuid, "应由住建局办")
    assert actions.accept_by_silence(system(clock.moment(date(2026, 3, 6), 0, 10))) == 0
    assert actions.accept_by_silence(system(clock.moment(date(2026, 3, 9), 0, 10))) == 2
    assert [line_of(one).claimed_by_silence for one in (first, second)] == [True, True]
    assert list(Pending.rows.values_list("ref", flat=True)) == [claim]
    assert returned != claim
    assert rebuild(check=True) == []
    actions.sign_off(head, [claim])
    assert line_of(first).lacks == []
    assert line_of(first).claimed_on == date(2026, 3, 9)
    assert rebuild(check=True) == []
