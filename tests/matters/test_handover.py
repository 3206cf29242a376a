"""Units are merged and renamed, leaders move: what is open passes on, what was stays with who answered then."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests import world

from luoshi.core.errors import BadInput, NotAllowed
from luoshi.core.timing.periods import Period
from luoshi.facts import clock
from luoshi.facts.queries import verify
from luoshi.matters import actions
from luoshi.matters.models import Blocker, Filing, Line, Matter, Pending
from luoshi.matters.queries import Filters, ledger, matter_page
from luoshi.matters.queries.figure import NODES, REPORTS
from luoshi.matters.queries.figures import month_figures
from luoshi.org.actions import NewPost, NewUnit, appoint, found_units
from luoshi.org.directory import directory
from luoshi.org.models import Handover, HandoverAccepted, HandoverItem
from luoshi.rounds.daily import catch_up, run_round
from luoshi.rounds.exporting import export
from luoshi.rounds.rebuild import rebuild

BEFORE, MERGED, AFTER = date(2026, 3, 31), date(2026, 4, 8), date(2026, 4, 20)
NEW = NewUnit("县自然资源和住房建设局", "资建局", "general", 3, group="general")


def open_work(county):
    """A matter of each of the two bureaus, one they share, a blocker that one of them holds, a request that waits."""
    housing = world.issue_matter(county, "住建局", title="城西污水管网", others=(("资源局", "co"),))
    land = world.issue_matter(county, "资源局", title="存量土地处置", others=(("金溪镇", "co"),))
    world.claim_and_plan(
        county, housing, "住建局", date(2026, 3, 3), {"开工": date(2026, 4, 5), "封顶": date(2026, 9, 1)}
    )
    world.claim_and_plan(county, land, "资源局", date(2026, 3, 3), {"入库": date(2026, 4, 20)})
    world.report(county, housing, "住建局", date(2026, 3, 25), "2026-03", quantities=(("m1", Decimal(100)),))
    town = world.issue_matter(county, "金溪镇")
    blocker = actions.raise_blocker(
        county.by("head", "金溪镇", date(2026, 3, 25)), town.uuid, "land", "用地", county.units["资源局"]
    )
    actions.answer_blocker(county.by("head", "资源局", date(2026, 3, 26)), blocker, date(2026, 5, 10))
    actions.request(
        county.by("reporter", "住建局", BEFORE), housing.uuid, "extension", "雨季", new_due=date(2027, 1, 31)
    )
    return housing, land, blocker


def merge(county, since=MERGED, on=MERGED, new=NEW):
    admin = county.by("admin", at=on)
    old = [county.units["住建局"], county.units["资源局"]]
    moving = [county.post("reporter", unit) for unit in ("住建局", "资源局")]
    actions.merge_units(admin, old, new, since, moving=moving)
    county.units["资建局"] = new.unit
    post = NewPost(new.unit, "局长", "head", 90, "合一把", username="head-资建局")
    appoint(admin, [post], since)
    county.posts[("head", "资建局")] = post


def test_on_the_day_of_a_merger_everything_open_is_the_successors(county):
    housing, _, blocker = open_work(county)
    merge(county)
    new = county.units["资建局"]
    assert set(Matter.rows.filter(unit=new).values_list("title", flat=True)) == {"城西污水管网", "存量土地处置"}
    lead = Line.rows.get(matter=housing)
    assert (lead.unit, lead.role, lead.claimed_on) == (new, "lead", date(2026, 3, 3))
    assert Blocker.rows.get(uuid=blocker).holder == new
    assert Blocker.rows.get(uuid=blocker).promised == date(2026, 5, 10)
    assert Pending.rows.get(about="request").unit == new
    assert {node.title for node in housing.nodes.all()} == {"开工", "封顶"}


def test_the_head_of_the_successor_signs_reports_and_answers_from_then_on(county):
    housing, _, blocker = open_work(county)
    merge(county)
    head = county.by("head", "资建局", AFTER)
    assert set(ledger(head, Filters()).values_list("title", flat=True)) >= {"城西污水管网", "存量土地处置"}
    actions.sign_off(head, list(Pending.rows.filter(desk="head").values_list("ref", flat=True)))
    world.report(county, housing, "资建局", AFTER, "2026-04")
    actions.clear_blocker(head, blocker, "批了")
    with pytest.raises(NotAllowed):
        world.report(county, housing, "住建局", AFTER, "2026-04")


def test_reports_of_before_stay_with_the_unit_that_filed_them(county):
    housing, *_ = open_work(county)
    merge(county)
    assert Filing.rows.get(period="2026-03").unit == county.units["住建局"]
    shown = matter_page(county.by("clerk", at=AFTER), housing.uuid)
    assert [one.who for one in shown.reports] == ["住建局 住一把"]
    march = {figure.unit for figure in month_figures(Period.parse("2026-03")) if figure.item == REPORTS}
    assert county.units["资建局"] not in march
    assert county.units["住建局"] in march


def test_the_list_of_what_was_open_waits_for_the_successors_head(county):
    open_work(county)
    merge(county)
    given = Handover.rows.get(unit=county.units["资源局"])
    items = list(HandoverItem.rows.filter(fact=given))
    assert {item.about for item in items} == {"leads", "line", "blocker"}
    assert any("存量土地处置" in item.words for item in items)
    with pytest.raises(NotAllowed):
        actions.accept_handover(county.by("reporter", "资源局", AFTER), given.uuid)
    actions.accept_handover(county.by("head", "资建局", AFTER), given.uuid, {items[0].ref: "缺施工许可原件"})
    assert HandoverAccepted.rows.get(handover=given.uuid).remarks.get().words == "缺施工许可原件"
    with pytest.raises(BadInput, match="已经接收"):
        actions.accept_handover(county.by("head", "资建局", AFTER), given.uuid)


def test_a_merger_told_beforehand_takes_effect_on_its_day(county):
    housing, *_ = open_work(county)
    run_round(BEFORE)
    merge(county, on=date(2026, 4, 1))
    catch_up_to(MERGED.replace(day=7))
    assert Matter.rows.get(uuid=housing.uuid).unit == county.units["住建局"]
    catch_up_to(MERGED)
    assert Matter.rows.get(uuid=housing.uuid).unit == county.units["资建局"]
    catch_up_to(AFTER)
    assert Handover.rows.count() == 2
    assert rebuild(check=True) == []


def catch_up_to(day):
    return catch_up(clock.moment(day, 1))


def test_rebuild_and_the_chain_find_no_difference_after_mergers(county):
    housing, *_ = open_work(county)
    merge(county)
    actions.rename_unit(
        county.by("admin", at=AFTER), county.units["资建局"], AFTER, name="县资源和建设局", short="资设局"
    )
    world.report(county, housing, "资建局", date(2026, 4, 24), "2026-04")
    assert rebuild(check=True) == []
    assert verify() == []


def test_exports_give_the_names_of_the_day_they_are_asked_for(county):
    open_work(county)
    merge(county)
    before = {row["title"]: row for row in export("matters", BEFORE)}
    after = {row["title"]: row for row in export("matters", AFTER)}
    assert before["城西污水管网"]["unit"] == "住建局"
    assert before["城西污水管网"]["co_units"] == ["资源局"]
    assert after["城西污水管网"]["unit"] == "资建局"
    assert after["城西污水管网"]["co_units"] == []
    heads = {row["short"]: row["head"] for row in export("units", BEFORE)}
    assert heads["住建局"] == "住一把"
    assert {row["short"] for row in export("units", AFTER)}.isdisjoint({"住建局", "资源局"})


def test_an_extension_shows_from_its_day_in_exports_of_past_days(county):
    matter = world.issue_matter(county)
    world.claim_and_plan(county, matter, "金溪镇", date(2026, 3, 3), {"开工": date(2026, 4, 20)})
    asked = actions.request(
        county.by("head", "金溪镇", BEFORE), matter.uuid, "extension", "雨季", new_due=date(2027, 1, 31)
    )
    actions.rule_request(county.by("chief", at=MERGED), asked, True, "周县长4月8日批示同意")
    assert [row["due"] for row in export("matters", BEFORE)] == ["2026-12-31"]
    assert [row["due"] for row in export("matters", AFTER)] == ["2027-01-31"]
    actions.hand_over(county.by("admin", at=AFTER), county.units["金溪镇"], county.units["石桥镇"], [matter.uuid])
    assert [row["due"] for row in export("matters", AFTER)] == ["2027-01-31"]
    assert Matter.rows.get(uuid=matter.uuid).first_due == date(2026, 12, 31)


def test_whether_nodes_of_before_count_for_the_merged_unit_is_a_rule_of_the_county(county):
    open_work(county)
    merge(county)
    new = county.units["资建局"]

    def nodes_due():
        figures = month_figures(Period.parse("2026-04"))
        return sum(len(figure.reasons) for figure in figures if figure.item == NODES and figure.unit == new)

    assert nodes_due() == 2
    actions.change_setting(county.by("admin", at=AFTER), "merged_year", "from_merger", MERGED)
    assert nodes_due() == 1


def test_a_split_gives_the_matters_chosen_and_the_rest_to_the_heir(county):
    world.issue_matter(county, "住建局", title="管网")
    roads = world.issue_matter(county, "住建局", title="道路")
    city, build = NewUnit("县城市管理局", "城管局", "general", 8), NewUnit("县建设局", "建设局", "general", 9)
    actions.split_unit(
        county.by("admin", at=MERGED),
        county.units["住建局"],
        [city, build],
        MERGED,
        heir=build.unit,
        taking={city.unit: [roads.uuid]},
    )
    units = dict(Matter.rows.values_list("title", "unit"))
    assert units == {"管网": build.unit, "道路": city.unit}
    assert {city.unit, build.unit} <= county.by("vice_head", at=AFTER).portfolio
    assert county.units["住建局"] not in directory(MERGED).units
    assert rebuild(check=True) == []


def test_a_newcomer_to_a_leaders_post_gets_the_list_of_what_is_open(county):
    open_work(county)
    actions.succeed(county.by("admin", at=MERGED), county.post("vice_head"), "唐海峰", "v2", MERGED)
    given = Handover.rows.get(post=county.post("vice_head"))
    assert any("城西污水管网" in item.words for item in HandoverItem.rows.filter(fact=given))
    with pytest.raises(NotAllowed):
        actions.accept_handover(county.by("vice_head", at=AFTER), given.uuid)  # who has left
    run_round(AFTER)
    assert Handover.rows.count() == 1


def test_nothing_begins_before_today_and_ended_units_get_nothing_new(county):
    with pytest.raises(BadInput, match="已经过了"):
        merge(county, since=BEFORE, on=MERGED)
    merge(county)
    with pytest.raises(BadInput, match="名册"):
        world.issue_matter(county, "住建局", on=AFTER)


def test_a_unit_keeps_its_place_in_the_tree_when_it_is_renamed(county):
    office = county.units["府办"]
    station = NewUnit("县政府热线办", "热线办", "office", 40, parent=office)
    found_units(county.by("admin", at=BEFORE), [station], BEFORE)
    actions.rename_unit(county.by("admin", at=MERGED), station.unit, MERGED, name="县政务热线中心", short="热线中心")
    assert directory(AFTER).units[station.unit].parent == office
