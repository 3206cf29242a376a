"""A draft goes round before it is issued: who is asked, who decides, and what silence means."""

from __future__ import annotations

import pytest
from tests import circulating as story
from tests import world

from luoshi.core.errors import BadInput, NotAllowed
from luoshi.facts import clock
from luoshi.matters import actions
from luoshi.matters.models import (
    Circulating,
    Commented,
    Confirmation,
    DraftRow,
    Line,
    Matter,
    MatterRevision,
    Pending,
    RowOut,
    UnitAsked,
)
from luoshi.matters.queries import comment_page
from luoshi.matters.queries.county import standing
from luoshi.org.acting import system
from luoshi.org.actions import give_mandate
from luoshi.rounds.daily import run_round
from luoshi.rounds.rebuild import rebuild


def step() -> str:
    return Circulating.rows.get().step


def test_the_whole_path_from_draft_to_issue(county):
    circulation = story.decided(county)
    assert step() == "vice_heads"
    assert UnitAsked.rows.get(unit=county.units["资源局"]).how == "silence"
    vice_head = county.by("vice_head", at=story.THURSDAY)
    assert actions.confirm_rows(vice_head, circulation) == 2
    assert step() == "county_head"
    with pytest.raises(NotAllowed):
        actions.issue_circulated(county.by("clerk", at=story.THURSDAY), circulation)
    matters = actions.issue_circulated(county.by("county_head", at=story.THURSDAY), circulation)
    assert step() == "done"
    first = Matter.rows.get(uuid=matters[0])
    assert first.unit == county.units["资源局"]
    assert not Line.rows.filter(matter=first, unit=county.units["金溪镇"]).exists()
    assert Line.rows.filter(matter=first).count() == 1
    assert not any(matter.without_comment for matter in Matter.rows.all())
    assert Matter.rows.get(uuid=matters[1]).due.isoformat() == "2026-11-30"
    assert set(DraftRow.rows.values_list("state", flat=True)) == {"issued"}
    assert set(DraftRow.rows.values_list("matter", flat=True)) == set(matters)
    assert MatterRevision.rows.first().by == county.posts[("county_head", "府办")].official
    assert rebuild(check=True) == []


def test_a_unit_speaks_by_its_head_and_what_she_sends_back_is_no_comment(county):
    circulation = story.out_for_comment(county)
    assert story.say(county, "金溪镇", "建成暂存库", "工期太紧", role="reporter") is None
    waiting = Pending.rows.get()
    assert "工期太紧" in waiting.words
    head = county.by("head", "金溪镇", story.TUESDAY)
    actions.sign_off(head, [waiting.ref], reason="写明要延到哪天")
    asked = UnitAsked.rows.get(unit=county.units["金溪镇"])
    assert (asked.answered_on, asked.sent_back) == (None, "写明要延到哪天")
    story.say(county, "金溪镇", "建成暂存库", "菌包厂8月交地", role="reporter", due=story.date(2026, 8, 31))
    actions.sign_off(head, [Pending.rows.get().ref])
    assert Commented.rows.get().changes == {"due": "2026-08-31"}
    with pytest.raises(BadInput):
        actions.close_comments(county.by("clerk", at=story.TUESDAY), circulation)
    assert rebuild(check=True) == []


def test_a_unit_may_think_again_until_its_word_is_decided_on(county):
    circulation = story.out_for_comment(county)
    story.say(county, "住建局", "城西污水", "汛期不能开挖")
    story.agree(county, "住建局")
    assert not Commented.rows.exists()
    later = story.say(county, "住建局", "城西污水", "汛期不能开挖", due=story.date(2026, 11, 30))
    actions.decide_comments(
        county.by("clerk", at=story.TUESDAY), circulation, [actions.Decision(later.uuid, "rejected", "按年初计划")]
    )
    with pytest.raises(BadInput):
        story.agree(county, "住建局")


def test_no_unit_comments_on_anothers_row_nor_after_its_days_nor_without_a_reason(county):
    story.out_for_comment(county)
    with pytest.raises(BadInput):
        story.say(county, "发改局", "建成暂存库", "不该由镇上办")
    with pytest.raises(BadInput):
        story.say(county, "金溪镇", "建成暂存库", " ", due=story.date(2026, 8, 31))
    with pytest.raises(BadInput):
        story.agree(county, "金溪镇", story.THURSDAY)
    with pytest.raises(NotAllowed):
        actions.send_comments(
            county.by("head", "发改局", story.TUESDAY), Circulating.rows.get().uuid, county.units["金溪镇"], []
        )


def test_the_round_takes_silence_for_assent_and_moves_on_only_where_nothing_is_undecided(county):
    story.quarrelled(county)
    for day in (story.WEDNESDAY, story.THURSDAY):
        run_round(day)
    assert step() == "comment"
    assert not UnitAsked.rows.filter(answered_on=None).exists()
    clerk, circulation = county.by("clerk", at=story.THURSDAY), Circulating.rows.get().uuid
    with pytest.raises(BadInput):
        actions.close_comments(clerk, circulation)
    actions.decide_comments(
        clerk,
        circulation,
        [actions.Decision(one, "rejected", "职责不变") for one in Commented.rows.values_list("uuid", flat=True)],
    )
    actions.close_comments(clerk, circulation)
    assert step() == "vice_heads"
    assert rebuild(check=True) == []


def test_a_silent_county_goes_on_by_itself(county):
    story.out_for_comment(county)
    run_round(story.WEDNESDAY)
    assert step() == "comment"
    run_round(story.THURSDAY)
    assert step() == "vice_heads"


def test_what_a_leader_sends_back_is_changed_and_confirmed_again(county):
    circulation = story.decided(county)
    vice_head = county.by("vice_head", at=story.THURSDAY)
    pipes = story.item("城西污水")
    actions.send_back_row(vice_head, pipes.uuid, "时限太松")
    actions.confirm_rows(vice_head, circulation, [story.item("建成暂存库").uuid])
    assert step() == "vice_heads"
    actions.change_out(
        county.by("clerk", at=story.THURSDAY), pipes.uuid, {"due": story.date(2026, 10, 31)}, "按周县长意见"
    )
    assert DraftRow.rows.get(uuid=pipes.row).due.isoformat() == "2026-10-31"
    actions.confirm_rows(vice_head, circulation)
    assert step() == "county_head"
    county_head = county.by("county_head", at=story.THURSDAY)
    actions.send_back_row(county_head, pipes.uuid, "写明管径")
    with pytest.raises(BadInput):
        actions.issue_circulated(county_head, circulation)
    actions.change_out(
        county.by("clerk", at=story.THURSDAY), pipes.uuid, {"title": "城西DN600污水管网建设"}, "按县长意见"
    )
    assert len(actions.issue_circulated(county_head, circulation)) == 3
    assert rebuild(check=True) == []


def test_rows_that_are_out_are_changed_by_decisions_alone_and_are_drafts_again_when_taken_back(county):
    circulation = story.out_for_comment(county)
    clerk, row = county.by("clerk", at=story.MONDAY), DraftRow.rows.first()
    with pytest.raises(BadInput):
        actions.change_row(clerk, row.uuid, row.version, {"title": "改"})
    document = Circulating.rows.get().origin_document
    for twice in (actions.circulate, actions.issue_rows):
        with pytest.raises(BadInput):
            twice(clerk, document)
    actions.take_back(clerk, circulation, "讲话稿有改动")
    assert set(DraftRow.rows.values_list("state", flat=True)) == {"draft"}
    assert actions.circulate(clerk, document)
    assert rebuild(check=True) == []


@pytest.mark.parametrize("left_out", ["chief", "comment", "vice_heads", "county_head"])
def test_each_step_can_be_set_to_none(county, left_out):
    story.set_steps(*(one for one in ("chief", "comment", "vice_heads", "county_head") if one != left_out))
    circulation = actions.circulate(county.by("clerk", at=story.MONDAY), story.draft(county))
    passed = []
    while step() not in ("county_head", "issue"):
        passed.append(step())
        {
            "chief": lambda: actions.approve_draft(county.by("chief", at=story.MONDAY), circulation),
            "comment": lambda: actions.settle_silence(system(clock.moment(story.THURSDAY))),
            "vice_heads": lambda: actions.confirm_rows(county.by("vice_head", at=story.THURSDAY), circulation),
        }[step()]()
    assert left_out not in [*passed, step()]
    role = "clerk" if left_out == "county_head" else "county_head"
    matters = actions.issue_circulated(county.by(role, at=story.THURSDAY), circulation)
    assert {one.without_comment for one in Matter.rows.filter(uuid__in=matters)} == {left_out == "comment"}
    assert rebuild(check=True) == []


def test_with_no_step_at_all_a_draft_is_issued_at_once_and_says_so(county):
    story.set_steps()
    clerk, document = county.by("clerk", at=story.MONDAY), story.draft(county)
    with pytest.raises(BadInput):
        actions.circulate(clerk, document)
    actions.issue_rows(clerk, document)
    assert {matter.without_comment for matter in Matter.rows.all()} == {True}


def test_the_leaders_step_asks_nobody_where_no_vice_head_is_in_charge(county):
    story.set_steps("vice_heads")
    document = story.draft(county, leader=False)
    DraftRow.rows.filter(unit=county.units["住建局"]).delete()
    actions.circulate(county.by("clerk", at=story.MONDAY), document)
    assert step() == "issue"
    assert not RowOut.rows.exclude(confirmer=None).exists()


def test_who_confirms_for_a_leader_does_so_by_her_mandate(county):
    circulation = story.decided(county)
    clerk, post = county.by("clerk", at=story.THURSDAY), county.post("vice_head")
    founder = system(clock.moment(story.MONDAY, 7))
    give_mandate(founder, county.posts[("auditor", "府办")].official, post, "act", story.MONDAY)
    with pytest.raises(NotAllowed):
        actions.confirm_rows(clerk, circulation)
    secretary = county.by("auditor", at=story.THURSDAY)
    actions.confirm_rows(secretary, circulation)
    assert {(one.by, one.on_behalf_of) for one in Confirmation.rows.all()} == {(secretary.official, post)}
    assert rebuild(check=True) == []


def test_a_row_named_by_no_leader_is_led_by_the_vice_head_who_confirmed_it(county):
    circulation = story.decided(county)
    actions.confirm_rows(county.by("vice_head", at=story.THURSDAY), circulation)
    matters = actions.issue_circulated(county.by("county_head", at=story.THURSDAY), circulation)
    assert Matter.rows.get(uuid=matters[1]).leader == county.post("vice_head")
    assert Matter.rows.get(uuid=matters[2]).leader is None


def test_a_refused_task_is_counted_once_the_office_has_found_it_the_units_own(county):
    matter = world.issue_matter(county, "金溪镇", on=story.MONDAY)
    returned = actions.return_line(county.by("head", "金溪镇", story.TUESDAY), world.lead(matter).uuid, "不归我们")
    county_head = county.by("county_head", at=story.THURSDAY)
    assert standing(county_head).refused == 0
    actions.rule_return(county.by("clerk", at=story.WEDNESDAY), returned, False, "按职责由镇上办")
    assert standing(county_head).refused == 1


def test_what_a_reporter_wrote_in_time_waits_one_more_working_day_for_the_head(county):
    story.out_for_comment(county)
    story.say(county, "金溪镇", "建成暂存库", "菌包厂8月交地", role="reporter", due=story.date(2026, 8, 31))
    run_round(story.THURSDAY)
    assert step() == "comment"
    assert [one.unit for one in UnitAsked.rows.filter(answered_on=None)] == [county.units["金溪镇"]]
    run_round(story.date(2026, 3, 6))
    assert step() == "vice_heads"
    assert UnitAsked.rows.get(unit=county.units["金溪镇"]).how == "silence"
    assert not Pending.rows.exists()
    assert rebuild(check=True) == []


def test_second_thoughts_that_nobody_signed_fall_away_once_the_first_word_is_decided_on(county):
    circulation = story.out_for_comment(county)
    comment = story.say(county, "住建局", "城西污水", "汛期不能开挖", due=story.date(2026, 11, 30))
    story.say(county, "住建局", "城西污水", "再宽一个月", role="reporter", due=story.date(2026, 12, 31))
    ref = Pending.rows.get().ref
    clerk = county.by("clerk", at=story.TUESDAY)
    actions.decide_comments(clerk, circulation, [actions.Decision(comment.uuid, "adopted")])
    assert actions.sign_off(county.by("head", "住建局", story.TUESDAY), [ref]) == 0
    assert Commented.rows.get().opinion == "adopted"
    assert rebuild(check=True) == []


def test_a_whole_groups_task_asks_each_of_its_units_and_is_issued_as_a_family(county):
    story.set_steps("comment")
    story.draft(county)
    row, clerk = DraftRow.rows.get(title__startswith="谋划"), county.by("clerk", at=story.MONDAY)
    sharers = [county.units[name] for name in ("金溪镇", "石桥镇", "住建局")]
    row = actions.decompose(
        clerk, row, row.version, county.units["发改局"], "sum", actions.evenly(sharers, actions.measures_of(row))
    )
    circulation = actions.circulate(clerk, row.document)
    story.agree(county, "石桥镇")
    page = comment_page(county.by("reporter", "石桥镇", story.TUESDAY), circulation)
    assert [(shown.item.title, role) for shown, role in page.place] == [(row.title, "part")]
    assert "石桥镇" in page.rows[0].sharers
    actions.settle_silence(system(clock.moment(story.THURSDAY, 0, 10)))
    actions.issue_circulated(county.by("clerk", at=story.THURSDAY), circulation)
    parent = Matter.rows.get(title=row.title, gatherer=None)
    children = Matter.rows.filter(parent=parent.uuid)
    assert sorted(children.values_list("unit", flat=True)) == sorted(sharers)
    assert DraftRow.rows.get(uuid=row.uuid).matter == parent.uuid
    assert rebuild(check=True) == []


def test_shares_of_figures_that_were_changed_since_do_not_set_out(county):
    story.draft(county)
    row, clerk = DraftRow.rows.get(title__startswith="谋划"), county.by("clerk", at=story.MONDAY)
    sharers = [county.units[name] for name in ("金溪镇", "石桥镇")]
    row = actions.decompose(
        clerk, row, row.version, county.units["发改局"], "sum", actions.evenly(sharers, actions.measures_of(row))
    )
    actions.change_row(clerk, row.uuid, row.version, {"measures": []})
    with pytest.raises(BadInput, match="重新分解"):
        actions.circulate(clerk, row.document)
