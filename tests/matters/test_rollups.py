"""A task of all towns: a parent and a child for each, added up as a sum, as all, as the worst."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO
from random import Random

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook
from tests import world

from luoshi.core.errors import BadInput
from luoshi.core.timing.pace import light
from luoshi.core.timing.periods import Period
from luoshi.facts import clock
from luoshi.matters import actions
from luoshi.matters.actions.families import family
from luoshi.matters.models import Line, Matter, Measure, Node
from luoshi.matters.queries import Filters, counts, ledger, waiting_for
from luoshi.matters.queries.county import standing
from luoshi.matters.queries.figure import QUANTITIES
from luoshi.matters.queries.figures import month_figures
from luoshi.matters.queries.past import stood_on
from luoshi.org.models import Account
from luoshi.rounds.rebuild import rebuild

UNITS = ("金溪镇", "石桥镇", "住建局")
ISSUED, MARCH, APRIL = date(2026, 3, 2), date(2026, 3, 25), date(2026, 4, 24)


def decompose(county, rollup: str, *, lead: str = "发改局", target: int | None = 300, due: date = date(2026, 12, 20)):
    """The three units are given a third each; the parent is led by one that has no child."""
    measures = (actions.MeasureWanted("m1", "新栽木耳", ">=", Decimal(target), "万袋"),) if target else ()
    whole = actions.Decided(
        "发展木耳产业",
        county.units[lead],
        "task",
        due,
        measures=measures,
        others=(actions.LineWanted(county.units["资源局"], "co"),),
    )
    shares = actions.evenly([county.units[name] for name in UNITS], measures)
    made = actions.issue(county.by("clerk", at=ISSUED), family(whole, rollup, shares))
    parent = Matter.rows.get(uuid=made[0])
    children = dict(zip(UNITS, (Matter.rows.get(uuid=uuid) for uuid in made[1:]), strict=True))
    for name, child in children.items():
        actions.claim(county.by("head", name, date(2026, 3, 3)), [world.lead(child).uuid])
    return parent, children


def fresh(matter: Matter) -> Matter:
    return Matter.rows.get(uuid=matter.uuid)


def light_of(matter: Matter, day: date) -> str:
    now = fresh(matter)
    return "done" if now.ended_on else light(day, now.yellow_from, now.red_from)


def say(county, children, name: str, on: date, amount: str):
    return world.report(county, children[name], name, on, f"{on:%Y-%m}", quantities=(("m1", Decimal(amount)),))


def test_the_parent_owes_no_report_and_no_plan_and_co_units_stand_by_it_alone(county):
    parent, children = decompose(county, "sum")
    assert [Measure.rows.get(matter=child).value for child in children.values()] == [100, 100, 100]
    assert Measure.rows.get(matter=parent).value == 300
    assert [line.role for line in Line.rows.filter(matter=parent).order_by("place")] == ["lead", "co"]
    assert not Line.rows.filter(matter__in=children.values()).exclude(role="lead").exists()
    actions.claim(county.by("head", "发改局", date(2026, 3, 3)), [world.lead(parent).uuid])
    codes = {cause["code"] for cause in fresh(parent).causes}
    assert codes == {"near_due", "overdue", "behind_path"}
    with pytest.raises(BadInput, match="各单位各报各的"):
        world.report(county, parent, "发改局", MARCH, "2026-03")
    mine = waiting_for(county.by("reporter", "发改局", MARCH))
    assert not [one for one in mine if one.group in ("节点", "填报")]


def test_a_sum_is_that_of_the_children_and_its_cause_names_the_slowest(county):
    parent, children = decompose(county, "sum")
    for name, amount in zip(UNITS, ("30", "10.5", "4"), strict=True):
        say(county, children, name, MARCH, amount)
    assert Measure.rows.get(matter=parent).done == Decimal("44.5")
    assert fresh(parent).progress == pytest.approx(0.1483)
    behind = next(cause for cause in fresh(parent).causes if cause["code"] == "behind_path")
    assert behind["about"] == "新栽木耳（住建局、石桥镇最慢）"
    filing = say(county, children, "金溪镇", APRIL, "20")
    assert Measure.rows.get(matter=parent).done == Decimal("64.5")
    actions.verify(county.by("clerk", at=date(2026, 5, 6)), [actions.Finding(filing.report, "untrue", "现场未见")])
    assert Measure.rows.get(matter=parent).done == Decimal("44.5")
    assert rebuild(check=True) == []


def test_rates_are_never_added_up(county):
    rate = actions.MeasureWanted("r", "合格率", ">=", Decimal(95), "%", measure_kind="rate")
    whole = actions.Decided("提高合格率", county.units["发改局"], "task", date(2026, 12, 20), measures=(rate,))
    shares = actions.evenly([county.units[name] for name in UNITS], (rate,))
    made = actions.issue(county.by("clerk", at=ISSUED), family(whole, actions.rollup_for((rate,)), shares))
    assert [one.value for one in Measure.rows.filter(matter__in=made)] == [95] * 4
    assert Matter.rows.get(uuid=made[0]).rollup == "all"


def test_judged_by_the_worst_the_parent_has_the_worst_childs_light_on_every_day(county):
    parent, children = decompose(county, "worst", target=None)
    for week, (name, child) in enumerate(children.items()):
        day = date(2026, 4, 1 + 7 * week)
        actions.plan(county.by("head", name, date(2026, 3, 4)), world.lead(child).uuid, [("栽完", day, 1)])
    order = ("green", "yellow", "red")
    for week in range(45):
        day = date.fromordinal(ISSUED.toordinal() + 7 * week)
        worst = max((light_of(child, day) for child in children.values()), key=order.index)
        assert light_of(parent, day) == worst
    assert {cause["about"] for cause in fresh(parent).causes} == set(UNITS)


def test_all_counts_the_children_done_and_warns_when_one_is_red(county):
    parent, children = decompose(county, "all", target=None)
    actions.end_matter(county.by("clerk", at=MARCH), [children["金溪镇"].uuid], "done", "验收合格")
    assert fresh(parent).progress == pytest.approx(0.3333)
    actions.end_matter(county.by("clerk", at=MARCH), [children["石桥镇"].uuid], "withdrawn", "不再实施")
    assert fresh(parent).progress == 0.5
    reds = [fresh(child).red_from for child in children.values()]
    assert fresh(parent).yellow_from == min(day for day in reds if day)
    assert rebuild(check=True) == []


def test_when_all_children_have_ended_the_office_is_asked_to_round_off_and_nothing_ends_by_itself(county):
    parent, children = decompose(county, "all", target=None)
    clerk = county.by("clerk", at=MARCH)
    for child in list(children.values())[:2]:
        actions.end_matter(clerk, [child.uuid], "done", "验收合格")
    assert not [one for one in waiting_for(clerk) if one.group == "汇总"]
    actions.end_matter(clerk, [children["住建局"].uuid], "done", "验收合格")
    assert [one.uuid for one in waiting_for(clerk) if one.group == "汇总"] == [parent.uuid]
    assert fresh(parent).ended_on is None
    assert light_of(parent, date(2027, 6, 1)) == "green"
    assert fresh(parent).progress == 1.0


def test_the_county_counts_the_parent_once_and_a_unit_its_own_child(county):
    parent, children = decompose(county, "sum")
    say(county, children, "金溪镇", MARCH, "30")
    clerk, town, gatherer = (
        county.by("clerk", at=MARCH),
        county.by("head", "金溪镇", MARCH),
        county.by("head", "发改局", MARCH),
    )
    for by, filters, wanted in (
        (clerk, Filters(), {parent.uuid}),
        (county.by("county_head", at=MARCH), Filters(), {parent.uuid}),
        (clerk, Filters(unit=county.units["金溪镇"]), {children["金溪镇"].uuid}),
        (clerk, Filters(parent=parent.uuid), {child.uuid for child in children.values()}),
        (clerk, Filters(words="任 002"), {children["金溪镇"].uuid}),
        (town, Filters(), {children["金溪镇"].uuid}),
        (gatherer, Filters(), {parent.uuid}),
        (county.by("head", "资源局", MARCH), Filters(), {parent.uuid}),
    ):
        assert set(ledger(by, filters).values_list("uuid", flat=True)) == wanted
        assert counts(by, filters).total == len(wanted)
    assert [matter.uuid for matter, _span in stood_on(MARCH)] == [parent.uuid]
    late = standing(county.by("county_head", at=date(2026, 12, 31)))
    assert (late.lights["red"], late.live) == (1, 1)
    assert {unit for unit, _red, _all in late.red_units} == {county.units[name] for name in UNITS}
    figures = month_figures(Period.parse("2026-04"))
    assert {figure.unit for figure in figures} == {county.units[name] for name in UNITS}
    assert len([one for figure in figures if figure.item == QUANTITIES for one in figure.reasons]) == 3


def test_who_gathers_sees_every_child_and_one_child_sees_no_other(county):
    parent, children = decompose(county, "sum")
    gatherer, town = county.by("reporter", "发改局", MARCH), county.by("reporter", "石桥镇", MARCH)
    assert Matter.objects.visible_to(gatherer).filter(parent=parent.uuid).count() == 3
    assert Matter.objects.visible_to(town).get().uuid == children["石桥镇"].uuid
    sent = actions.return_line(
        county.by("head", "发改局", date(2026, 3, 4)), world.lead(parent).uuid, "应由主管部门汇总"
    )
    actions.rule_return(county.by("chief", at=date(2026, 3, 5)), sent, True, "按职责", county.units["资源局"])
    assert not Matter.objects.visible_to(gatherer).filter(parent=parent.uuid).exists()
    assert Matter.objects.visible_to(county.by("reporter", "资源局", MARCH)).filter(parent=parent.uuid).count() == 3
    assert rebuild(check=True) == []


def test_the_parents_page_has_one_table_and_its_sheet_adds_up(county):
    parent, children = decompose(county, "sum")
    say(county, children, "金溪镇", MARCH, "30")
    client = Client()
    client.force_login(Account.rows.get(username="reporter-发改局"))
    with clock.at(clock.moment(MARCH, 15)):
        page = client.get(f"/matters/{parent.uuid}").content.decode()
        shown = client.get(f"/matters/{parent.uuid}?format=json").json()
        sheet = client.get(f"/matters/{parent.uuid}/children")
        child = client.get(f"/matters/{children['金溪镇'].uuid}").content.decode()
    assert "3 个单位各报各的" in page
    assert "填报2026年3月进展" not in page
    assert [(one["unit"], one["target"], one["done"]) for one in shown["children"]] == [
        ("金溪镇", 100.0, 30.0),
        ("石桥镇", 100.0, None),
        ("住建局", 100.0, None),
    ]
    assert shown["children"][0]["words"] == "主体施工。"
    assert parent.number in child
    rows = CalamineWorkbook.from_filelike(BytesIO(sheet.content)).get_sheet_by_index(0).to_python()
    assert [row[1] for row in rows[2:]] == [*UNITS, "合计"]
    assert (rows[-1][2], rows[-1][3]) == (300.0, 30.0)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_reported_signed_and_found_untrue_the_parent_is_the_sum_of_its_children(county, seed):
    chance = Random(seed)
    parent, children = decompose(county, "sum")
    filed = []
    for month in range(3, 8):
        days = sorted(chance.randint(5, 24) for _ in UNITS)
        for name, day in zip(chance.sample(UNITS, len(UNITS)), days, strict=True):
            if chance.random() < 0.7:
                on = date(2026, month, day)
                role = chance.choice(("head", "reporter"))
                amount = Decimal(chance.randint(-500, 2000)) / 100
                words = {"quantities": (("m1", amount),)} if chance.random() < 0.9 else {}
                filed.append(world.report(county, children[name], name, on, f"{on:%Y-%m}", role=role, **words))
                if role == "reporter" and chance.random() < 0.5:
                    actions.sign_off(county.by("head", name, on), [filed[-1].report])
        clerk = county.by("clerk", at=date(2026, month, 26))
        signed = [one for one in filed if type(one).rows.get(report=one.report).signed_on]
        if signed and chance.random() < 0.5:
            verdict = chance.choice(("untrue", "returned", "accepted"))
            actions.verify(clerk, [actions.Finding(chance.choice(signed).report, verdict, "现场核实")])
        done = [Measure.rows.get(matter=child).done for child in children.values()]
        known = [one for one in done if one is not None]
        assert Measure.rows.get(matter=parent).done == (sum(known) if known else None)
    assert rebuild(check=True) == []


def test_a_childs_nodes_are_its_own_and_move_the_parents_last_progress(county):
    parent, children = decompose(county, "all", target=None)
    head = county.by("head", "石桥镇", date(2026, 3, 4))
    actions.plan(head, world.lead(children["石桥镇"]).uuid, [("栽完", date(2026, 4, 20), 1)])
    node = Node.rows.get(matter=children["石桥镇"])
    world.report(county, children["石桥镇"], "石桥镇", MARCH, "2026-03", nodes=(node.uuid,))
    assert fresh(parent).last_progress == MARCH
    assert not Node.rows.filter(matter=parent).exists()


def test_a_parent_is_not_done_before_its_children_and_withdrawn_with_them(county):
    parent, children = decompose(county, "all", target=None)
    clerk = county.by("clerk", at=MARCH)
    actions.end_matter(clerk, [children["金溪镇"].uuid], "done", "验收合格")
    with pytest.raises(BadInput, match="还有 2 个单位的分项没有了结"):
        actions.end_matter(clerk, [parent.uuid], "done", "验收合格")
    actions.end_matter(clerk, [parent.uuid], "withdrawn", "政策调整")
    assert fresh(parent).end == "withdrawn"
    assert [fresh(child).end for child in children.values()] == ["done", "withdrawn", "withdrawn"]
    assert counts(clerk, Filters()).total == 1
    assert rebuild(check=True) == []


def test_carried_over_a_parent_takes_its_open_children_along_each_with_what_is_left_of_its_own(county):
    parent, children = decompose(county, "sum")
    for name, amount in (("金溪镇", "120"), ("石桥镇", "40")):
        say(county, children, name, MARCH, amount)
    chief = county.by("chief", at=APRIL)
    actions.end_matter(chief, [children["金溪镇"].uuid], "done", "已超额完成")
    actions.end_matter(chief, [children["住建局"].uuid], "carried", "先行结转", day=date(2027, 5, 31))
    actions.end_matter(chief, [parent.uuid], "carried", "续做一年", day=date(2027, 6, 30))
    following = Matter.rows.get(carried_from=parent.uuid)
    parts = {one.unit: one for one in Matter.rows.filter(parent=following.uuid)}
    assert set(parts) == {county.units["石桥镇"], county.units["住建局"]}
    assert {one.gatherer for one in parts.values()} == {county.units["发改局"]}
    assert {str(one.due) for one in parts.values()} == {"2027-06-30", "2027-05-31"}
    assert [one.slice_year for one in (following, *parts.values())] == [2027] * 3
    assert Measure.rows.get(matter=parts[county.units["石桥镇"]]).value == 60
    assert (following.rollup, Measure.rows.get(matter=following).value) == ("sum", 160)
    assert fresh(children["石桥镇"]).end == "carried"
    assert fresh(children["金溪镇"]).end == "done"
    assert rebuild(check=True) == []


def test_nothing_is_carried_over_of_a_parent_whose_parts_are_all_done(county):
    parent, children = decompose(county, "all", target=None)
    chief = county.by("chief", at=APRIL)
    actions.end_matter(chief, [child.uuid for child in children.values()], "done", "已办结")
    with pytest.raises(BadInput, match="没有可结转的"):
        actions.end_matter(chief, [parent.uuid], "carried", "续做", day=date(2027, 6, 30))


def test_the_form_says_what_becomes_of_the_parts(county):
    parent, children = decompose(county, "sum")
    client = Client()
    client.force_login(Account.rows.get(username="chief"))
    with clock.at(clock.moment(APRIL)):
        page = client.get(f"/matters/{parent.uuid}").content.decode()
        part = client.get(f"/matters/{children['金溪镇'].uuid}").content.decode()
    assert "没有了结的 3 个分项随同撤销" in page
    assert "各带各剩下的目标" in page
    assert "随同撤销" not in part
