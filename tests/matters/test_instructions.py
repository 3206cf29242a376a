"""A leader's instruction and the answer beneath it; a task from above until its level strikes it off."""

from datetime import date

import pytest
from tests import world

from luoshi.core.errors import BadInput, NotAllowed
from luoshi.matters import actions
from luoshi.matters.models import LeaderMark, Matter
from luoshi.matters.queries import Filters, counts, ledger, matter_page, waiting_for
from luoshi.matters.queries.export import matters as exported
from luoshi.rounds.rebuild import rebuild

MONDAY = date(2026, 3, 2)
PHOTO = b"\xff\xd8\xff\xe0photo"


def instruct(county, **more) -> Matter:
    clerk = county.by("clerk", at=MONDAY)
    decided = actions.Decided(
        title="城西积水点整治",
        unit=county.units["住建局"],
        matter_kind="instruction",
        due=date(2026, 3, 9),
        origin_kind="instruction",
        origin_leader=county.post("vice_head"),
        origin_words="请住建局抓紧处理，5日内报我。",
        papers=(actions.attach(clerk, "批示.jpg", PHOTO),),
        reported=False,
        **more,
    )
    return Matter.rows.get(uuid=actions.record_instruction(clerk, decided))


def answered(county, matter: Matter, words="已清淤两处。", on=date(2026, 3, 5)):
    head = county.by("head", "住建局", on)
    if Matter.rows.get(uuid=matter.uuid).stage == "issued":
        actions.claim(head, [world.lead(matter).uuid])
    return world.report(county, matter, "住建局", on, "2026-03", words=words)


def fresh(matter: Matter) -> Matter:
    return Matter.rows.get(uuid=matter.uuid)


def desk(by) -> list[tuple[str, str]]:
    return [(one.group, one.do) for one in waiting_for(by)]


def test_an_instruction_has_a_number_a_clock_and_its_photo(county):
    matter = instruct(county)
    assert (matter.number, matter.due) == ("2026 批 001", date(2026, 3, 9))
    assert matter.decider == county.post("vice_head")
    page = matter_page(county.by("vice_head", at=MONDAY), matter.uuid)
    assert [paper.is_picture for paper in page.story.papers] == [True]
    assert {cause["code"] for cause in matter.causes} == {"near_due", "overdue"}
    assert rebuild(check=True) == []


def test_a_leaders_words_are_answered_at_once_without_claiming_first(county):
    matter = instruct(county)
    assert matter_page(county.by("head", "住建局", MONDAY), matter.uuid).matter.reportable
    world.report(county, matter, "住建局", MONDAY, "2026-03", words="当天已清淤。")
    leader = county.by("vice_head", at=date(2026, 3, 3))
    assert "批阅" in [group for group, _do in desk(leader)]
    assert rebuild(check=True) == []


def test_the_same_instruction_sent_twice_is_one(county):
    clerk = county.by("clerk", at=MONDAY)
    matter = instruct(county)
    again = actions.Decided(title="x", unit=county.units["住建局"], matter_kind="instruction", matter=matter.uuid)
    assert actions.record_instruction(clerk, again) == matter.uuid
    assert Matter.rows.count() == 1


def test_an_instruction_without_leader_or_day_is_refused_and_nothing_is_kept(county):
    decided = actions.Decided(title="x", unit=county.units["住建局"], matter_kind="instruction")
    with pytest.raises(BadInput) as wrong:
        actions.record_instruction(county.by("clerk", at=MONDAY), decided)
    assert {fault.place for fault in wrong.value.faults} == {"批示领导", "时限"}
    assert not Matter.rows.exists()


def test_the_answer_waits_for_the_leader_and_agreeing_ends_it(county):
    matter = instruct(county)
    actions.claim(county.by("head", "住建局", date(2026, 3, 3)), [world.lead(matter).uuid])
    assert ("批示", "报办理情况") in desk(county.by("reporter", "住建局", date(2026, 3, 4)))
    answered(county, matter)
    leader = county.by("vice_head", at=date(2026, 3, 6))
    assert ("批阅", "批阅") in desk(leader)
    assert ("批阅", "代录") in desk(county.by("clerk", at=date(2026, 3, 6)))
    with pytest.raises(NotAllowed):
        actions.mark_answer(county.by("head", "住建局", date(2026, 3, 6)), matter.uuid, "seen")
    actions.mark_answer(leader, matter.uuid, "agreed", "办得好", ends=True)
    now = fresh(matter)
    assert (now.stage, now.end, now.mark) == ("ended", "done", "agreed")
    assert ("批阅", "批阅") not in desk(leader)
    assert rebuild(check=True) == []


def test_seen_leaves_it_in_hand_and_one_answer_is_marked_once(county):
    matter = instruct(county)
    answered(county, matter)
    leader = county.by("vice_head", at=date(2026, 3, 6))
    actions.mark_answer(leader, matter.uuid, "seen")
    assert fresh(matter).stage == "claimed"
    with pytest.raises(BadInput, match="没有等批阅的办理情况"):
        actions.mark_answer(leader, matter.uuid, "agreed")


def test_again_sets_a_new_clock_and_goes_to_the_unit_and_the_office(county):
    matter = instruct(county)
    answered(county, matter)
    leader = county.by("vice_head", at=date(2026, 3, 6))
    with pytest.raises(BadInput, match="没有写几天之内"):
        actions.mark_answer(leader, matter.uuid, "again", "只清了两处")
    actions.mark_answer(leader, matter.uuid, "again", "只清了两处", limit=5)
    now = fresh(matter)
    assert (now.stage, now.first_due, now.due, now.extended) == (
        "claimed",
        date(2026, 3, 9),
        date(2026, 3, 13),
        0,
    )
    for by in (county.by("reporter", "住建局", date(2026, 3, 7)), county.by("clerk", at=date(2026, 3, 7))):
        told = next(one for one in waiting_for(by) if one.group == "再办")
        assert "只清了两处" in told.sentence
    answered(county, matter, "五处全部清完。", date(2026, 3, 10))
    assert ("批阅", "批阅") in desk(county.by("vice_head", at=date(2026, 3, 10)))
    assert ("再办", "查看") not in desk(county.by("clerk", at=date(2026, 3, 10)))
    assert rebuild(check=True) == []


def test_the_office_enters_her_mark_with_her_words_and_the_fact_names_her(county):
    matter = instruct(county)
    answered(county, matter)
    clerk = county.by("clerk", at=date(2026, 3, 6))
    with pytest.raises(BadInput, match="没有写依据"):
        actions.mark_answer(clerk, matter.uuid, "agreed")
    actions.mark_answer(clerk, matter.uuid, "agreed", "同意")
    assert LeaderMark.rows.get().on_behalf_of == county.post("vice_head")


def from_above(county, **more) -> Matter:
    decided = actions.Decided(
        title="秸秆禁烧自查",
        unit=county.units["住建局"],
        matter_kind="task",
        due=date(2026, 3, 20),
        upper_due=date(2026, 3, 25),
        origin_level="city",
        origin_kind="upper",
        **more,
    )
    matter = actions.record_instruction(county.by("clerk", at=MONDAY), decided)
    world.claim_and_plan(county, Matter.rows.get(uuid=matter), "住建局", date(2026, 3, 3), {"自查": date(2026, 3, 18)})
    return Matter.rows.get(uuid=matter)


def light(county, matter: Matter, day: date) -> str:
    return ledger(county.by("chief", at=day), Filters()).get(uuid=matter.uuid).light


def test_only_the_level_that_gave_a_task_strikes_it_off(county):
    matter = from_above(county)
    chief = county.by("chief", at=date(2026, 3, 20))
    with pytest.raises(BadInput, match="由市级销号"):
        actions.end_matter(chief, [matter.uuid], "done", "办完了")
    ref = actions.request(county.by("head", "住建局", date(2026, 3, 20)), matter.uuid, "end", "办完了", end="done")
    with pytest.raises(BadInput, match="由市级销号"):
        actions.rule_request(chief, ref, True, "同意")
    with pytest.raises(BadInput, match="走不到这一步"):
        actions.upper_step(chief, matter.uuid, "struck_off", date(2026, 3, 20), "市督查室电话")
    actions.upper_step(chief, matter.uuid, "reported_up", date(2026, 3, 20), "云政函〔2026〕8号")
    assert fresh(matter).stage == "reported_up"
    assert counts(chief, Filters()).endings["reported_up"] == 1
    assert [one.uuid for one in ledger(chief, Filters.of({"end": "reported_up"}))] == [matter.uuid]
    actions.upper_step(county.by("chief", at=date(2026, 4, 2)), matter.uuid, "struck_off", date(2026, 4, 1), "市函")
    now = fresh(matter)
    assert (now.stage, now.end) == ("ended", "done")
    row = next(row for row in exported(date(2026, 4, 3)) if row["uuid"] == str(matter.uuid))
    assert (row["upper_due"], row["end"]) == ("2026-03-25", "done")
    assert rebuild(check=True) == []


def test_reported_up_it_keeps_the_light_of_that_day(county):
    early, late = from_above(county), from_above(county)
    chief = county.by("chief", at=date(2026, 3, 19))
    actions.upper_step(chief, early.uuid, "reported_up", date(2026, 3, 10), "函1")
    actions.upper_step(chief, late.uuid, "reported_up", date(2026, 3, 19), "函2")
    assert light(county, early, date(2026, 3, 10)) == "green"
    for day in (date(2026, 3, 19), date(2026, 6, 1)):
        assert light(county, early, day) == "green"
        assert light(county, late, day) == "yellow"  # the node of the 18th was missed on that day
    actions.upper_step(county.by("chief", at=date(2026, 4, 1)), early.uuid, "sent_back", date(2026, 4, 1), "材料不全")
    assert fresh(early).stage == "claimed"
    assert light(county, early, date(2026, 4, 10)) == "red"
    assert rebuild(check=True) == []


def test_our_day_may_not_be_moved_past_the_upper_one(county):
    matter = from_above(county)
    head = county.by("head", "住建局", date(2026, 3, 5))
    with pytest.raises(BadInput, match="晚于上级时限"):
        actions.request(head, matter.uuid, "extension", "来不及", new_due=date(2026, 3, 26))


def test_a_task_that_is_due_to_go_up_lies_on_the_offices_desk(county):
    from_above(county)
    assert ("上报", "上报") not in desk(county.by("clerk", at=date(2026, 3, 19)))
    assert ("上报", "上报") in desk(county.by("clerk", at=date(2026, 3, 20)))
