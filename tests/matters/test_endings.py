"""Every way in which a matter ends or is put off: asked with a reason, decided by who gave it, counted apart."""

from datetime import date
from decimal import Decimal

import pytest
from tests import world

from luoshi.core.errors import BadInput, NotAllowed
from luoshi.core.timing.periods import Period
from luoshi.matters import actions
from luoshi.matters.models import Claim, Line, Matter, MatterRevision, Measure, Node, Pending, Ruling
from luoshi.matters.queries import Filters, counts, ledger, matter_page
from luoshi.matters.queries.county import standing
from luoshi.matters.queries.export import lights as exported_lights
from luoshi.matters.queries.export import matters as exported
from luoshi.matters.queries.extensions import proposed_for_circular
from luoshi.org.actions import give_mandate
from luoshi.org.models import Mandate
from luoshi.rounds.rebuild import rebuild

MARCH, APRIL = date(2026, 3, 3), date(2026, 4, 7)


def fresh(matter: Matter) -> Matter:
    return Matter.rows.get(uuid=matter.uuid)


def in_hand(county, **wanted) -> Matter:
    matter = world.issue_matter(county, "住建局", **wanted)
    world.claim_and_plan(county, matter, "住建局", MARCH, {"开工": min(date(2026, 5, 20), matter.due)})
    return fresh(matter)


def light_of(county, matter: Matter, day: date) -> str:
    return ledger(county.by("chief", at=day), Filters()).get(uuid=matter.uuid).light


def ask(county, matter: Matter, end: str, **more):
    return actions.request(county.by("head", "住建局", APRIL), matter.uuid, "end", "条件变了", end=end, **more)


@pytest.mark.parametrize("end", ["done", "merged", "withdrawn", "carried"])
def test_each_end_is_asked_for_and_decided_by_the_leader_who_gave_it(county, end):
    matter, other = in_hand(county), world.issue_matter(county, "资源局", title="并入的")
    more = {"carried": {"new_due": date(2027, 6, 30)}, "merged": {"into": other.uuid}}.get(end, {})
    ref = ask(county, matter, end, **more)
    leader = county.by("vice_head", at=date(2026, 4, 8))
    assert Pending.rows.get(ref=ref).decider == county.post("vice_head")
    for role, unit in (("head", "住建局"), ("county_head", "府办"), ("assessment", "考核办")):
        with pytest.raises(NotAllowed):
            actions.rule_request(county.by(role, unit, date(2026, 4, 8)), ref, True, "同意")
    actions.rule_request(leader, ref, True)
    now = fresh(matter)
    assert (now.stage, now.end, now.ended_on) == ("ended", end, date(2026, 4, 8))
    assert counts(leader, Filters()).endings[end] == 1
    assert light_of(county, matter, date(2026, 4, 9)) == ("done" if end == "done" else "off")
    assert not Pending.rows.filter(matter=matter).exists()
    assert {row["end"] for row in exported(date(2026, 4, 9)) if row["uuid"] == str(matter.uuid)} == {end}
    assert rebuild(check=True) == []


def test_whoever_acts_for_the_leader_by_mandate_decides_and_the_fact_says_so(county):
    mandate = give_mandate(
        county.by("admin"), county.by("auditor").official, county.post("vice_head"), Mandate.Power.ACT, MARCH
    )
    ref = ask(county, in_hand(county), "withdrawn")
    actions.rule_request(county.by("auditor", at=date(2026, 4, 8)), ref, True, "按周县长意见")
    ruling = Ruling.rows.get(ref=ref)
    assert (ruling.on_behalf_of, ruling.mandate) == (county.post("vice_head"), mandate)


def test_the_office_enters_a_leaders_word_only_with_what_it_rests_on(county):
    ref = ask(county, in_hand(county), "done")
    clerk = county.by("clerk", at=date(2026, 4, 8))
    with pytest.raises(BadInput, match="没有写依据"):
        actions.rule_request(clerk, ref, True)
    actions.rule_request(clerk, ref, True, paper=actions.attach(clerk, "批件.png", b"\x89PNG\r\nx"))
    ruling = Ruling.rows.get(ref=ref)
    assert (ruling.on_behalf_of, ruling.mandate) == (county.post("vice_head"), None)
    assert ruling.paper


def test_without_a_leader_the_chief_of_supervision_decides(county):
    decided = actions.Decided(title="整理台账", unit=county.units["住建局"], matter_kind="task", due=date(2026, 6, 30))
    matter = actions.issue(county.by("clerk"), [decided])[0]
    assert fresh(Matter(uuid=matter)).decider is None
    with pytest.raises(NotAllowed):
        actions.end_matter(county.by("vice_head", at=APRIL), [matter], "done", "办完了")
    actions.end_matter(county.by("chief", at=APRIL), [matter], "done", "办完了")
    assert Ruling.rows.get(matter=matter).on_behalf_of is None


def test_made_routine_it_is_reported_by_the_quarter_and_lit_by_that_report_alone(county):
    matter = in_hand(county)
    actions.rule_request(county.by("vice_head", at=APRIL), ask(county, matter, "routine"), True)
    now = fresh(matter)
    assert (now.stage, now.end, now.ended_on) == ("claimed", "routine", None)
    assert {cause["code"] for cause in now.causes} == {"not_reported"}
    assert now.yellow_from == date(2026, 6, 30)  # the 28th is a Sunday: the cut-off moves to Monday the 29th
    assert light_of(county, matter, date(2026, 5, 29)) == "green"
    world.report(county, matter, "住建局", date(2026, 6, 25), "2026-06")
    assert fresh(matter).yellow_from == date(2026, 9, 29)
    assert counts(county.by("chief", at=APRIL), Filters()).endings["routine"] == 1
    assert rebuild(check=True) == []


def test_postponed_it_has_no_light_until_its_day_and_then_again(county):
    matter = in_hand(county, due=date(2026, 4, 20))
    until = date(2026, 6, 1)
    actions.rule_request(county.by("vice_head", at=APRIL), ask(county, matter, "postponed", new_due=until), True)
    assert fresh(matter).stage == "claimed"
    assert light_of(county, matter, date(2026, 5, 31)) == "off"
    assert light_of(county, matter, until) == "red"
    assert counts(county.by("chief", at=date(2026, 5, 31)), Filters()).endings["postponed"] == 1
    assert counts(county.by("chief", at=until), Filters()).endings.get("postponed", 0) == 0
    on = {row["number"]: row["light"] for row in exported_lights(date(2026, 5, 31))}
    assert on[matter.number] is None
    assert rebuild(check=True) == []


def test_carried_over_the_next_slice_begins_with_its_year_and_what_is_left(county):
    matter = in_hand(county, others=(("资源局", "co"),))
    world.report(county, matter, "住建局", date(2026, 3, 25), "2026-03", quantities=(("m1", Decimal(200)),))
    ref = ask(county, matter, "carried", new_due=date(2027, 6, 30))
    actions.rule_request(county.by("vice_head", at=date(2026, 4, 8)), ref, True)
    following = Matter.rows.get(carried_from=matter.uuid)
    assert (following.number, following.slice_year) == ("2027 重 001", 2027)
    assert (following.issued_on, following.due) == (date(2027, 1, 1), date(2027, 6, 30))
    assert Measure.rows.get(matter=following).value == Decimal(1000)
    assert [line.role for line in Line.rows.filter(matter=following).order_by("place")] == ["lead", "co"]
    page = matter_page(county.by("chief", at=date(2026, 4, 9)), matter.uuid)
    assert page.linked == [("结转到下年", following)]
    assert fresh(matter).due == matter.due
    row = next(row for row in exported(date(2026, 4, 9)) if row["uuid"] == str(matter.uuid))
    assert row["due"] == matter.due.isoformat()
    assert rebuild(check=True) == []


@pytest.mark.parametrize(
    ("end", "more", "problem"),
    [
        ("merged", {}, "没有选并入哪一项"),
        ("postponed", {}, "没有写暂缓到哪天"),
        ("postponed", {"new_due": APRIL}, "那天已经过了"),
        ("carried", {"new_due": date(2026, 12, 31)}, "没有写结转后的时限"),
        ("forgotten", {}, "没有选怎样了结"),
    ],
)
def test_each_end_names_what_it_still_needs(county, end, more, problem):
    with pytest.raises(BadInput, match=problem):
        ask(county, in_hand(county), end, **more)


def test_an_extension_moves_the_day_once_and_the_first_one_never_disappears(county):
    matter = in_hand(county, due=date(2026, 6, 30))
    head, leader = county.by("head", "住建局", APRIL), county.by("vice_head", at=APRIL)
    ref = actions.request(head, matter.uuid, "extension", "雨季", new_due=date(2026, 7, 31))
    actions.rule_request(leader, ref, True)
    now = fresh(matter)
    assert (now.first_due, now.due, now.extended) == (date(2026, 6, 30), date(2026, 7, 31), 1)
    assert world.lead(matter).due == date(2026, 7, 31)
    assert {cause["first_due"] for cause in now.causes if cause["code"] == "overdue"} == {"2026-06-30"}
    row = next(row for row in exported(APRIL) if row["uuid"] == str(matter.uuid))
    assert (row["due"], row["first_due"], row["upper_due"]) == ("2026-07-31", "2026-06-30", None)
    assert proposed_for_circular(Period.parse("2026-04")) == []

    again = actions.request(
        county.by("head", "住建局", date(2026, 7, 20)), matter.uuid, "extension", "还是雨季", new_due=date(2026, 8, 31)
    )
    assert proposed_for_circular(Period.parse("2026-07"))[0].nth == 2
    assert proposed_for_circular(Period.parse("2026-07"))[0].late
    actions.rule_request(county.by("vice_head", at=date(2026, 7, 21)), again, False, "不再延")
    assert fresh(matter).due == date(2026, 7, 31)
    assert rebuild(check=True) == []


def test_only_one_request_waits_at_a_time(county):
    matter = in_hand(county)
    ask(county, matter, "withdrawn")
    with pytest.raises(BadInput, match="已有一份申请在等批复"):
        ask(county, matter, "done")


def test_a_change_is_asked_and_decided_the_same_way_and_makes_a_new_revision(county):
    matter = in_hand(county)
    node = Node.rows.get(matter=matter, title="开工")
    change = actions.Change(
        unit=county.units["资源局"],
        title="菌包库扩建",
        measures=(("m1", Decimal(1500)),),
        nodes=((node.uuid, date(2026, 6, 10)),),
    )
    ref = actions.request(county.by("head", "住建局", APRIL), matter.uuid, "change", "选址变了", change=change)
    actions.rule_request(county.by("vice_head", at=date(2026, 4, 8)), ref, True)
    now, moved = fresh(matter), Node.rows.get(uuid=node.uuid)
    assert (now.unit, now.title, now.due) == (county.units["资源局"], "菌包库扩建", matter.due)
    assert Measure.rows.get(matter=matter).value == Decimal(1500)
    assert (moved.day, moved.first_day) == (date(2026, 6, 10), date(2026, 5, 20))
    assert MatterRevision.rows.filter(matter=matter.uuid).count() == 2
    assert rebuild(check=True) == []


def test_a_revision_after_an_extension_keeps_the_day(county):
    matter = in_hand(county, due=date(2026, 6, 30))
    leader = county.by("vice_head", at=APRIL)
    ref = actions.request(
        county.by("head", "住建局", APRIL), matter.uuid, "extension", "雨季", new_due=date(2026, 7, 31)
    )
    actions.rule_request(leader, ref, True)
    change = actions.Change(title="换个说法")
    ref = actions.request(county.by("head", "住建局", APRIL), matter.uuid, "change", "表述", change=change)
    actions.rule_request(leader, ref, True)
    assert (fresh(matter).due, fresh(matter).first_due) == (date(2026, 7, 31), date(2026, 6, 30))


def test_the_page_tells_the_whole_story_in_order(county):
    matter = in_hand(county)
    ref = ask(county, matter, "withdrawn")
    actions.rule_request(county.by("clerk", at=date(2026, 4, 8)), ref, False, "周县长批：继续办")
    story = matter_page(county.by("chief", at=date(2026, 4, 9)), matter.uuid).story
    assert [told.what for told in story.told] == ["下发", "申请撤销", "不同意"]
    assert story.told[-1].who == "方晓 代 副县长 周明"
    assert Claim.rows.filter(matter=matter.uuid).exists()


def test_other_ends_are_counted_apart_in_the_countys_figures(county):
    matter = in_hand(county)
    in_hand(county, title="另一项")
    actions.end_matter(county.by("vice_head", at=APRIL), [matter.uuid], "withdrawn", "重复交办")
    stands = standing(county.by("county_head", at=APRIL))
    assert stands.endings == [("withdrawn", "撤销", 1)]
    assert (stands.lights["done"], stands.live, stands.ended) == (0, 1, 0)
