"""What is defined, promised and entered: who may, what is refused, and what is known from which day."""

from datetime import date
from decimal import Decimal

import pytest
from tests.indicators import story
from tests.telling import told_once

from luoshi.core.errors import BadInput, NotAllowed
from luoshi.facts import queries as chain
from luoshi.facts.identity import new_uuid
from luoshi.indicators import projections
from luoshi.indicators.actions import NewCell, NewIndicator, NewTarget, define, enter_sheet, set_targets
from luoshi.indicators.models import Indicator, Observation, Sheet, Target

APRIL = date(2026, 4, 20)


@told_once
def founded(county):
    story.found(county)
    return county


def problems(raised) -> dict[str, str]:
    return {fault.place: fault.problem for fault in raised.value.faults}


def test_only_the_assessment_and_projects_offices_enter_figures(founded):
    for role, unit in (("clerk", "府办"), ("reporter", "金溪镇"), ("county_head", "府办")):
        with pytest.raises(NotAllowed):
            enter_sheet(founded.by(role, unit, APRIL), "investment", "2026-03", "unit", [NewCell(None, 1)])
    enter_sheet(founded.by("projects", "发改局", APRIL), "investment", "2026-03", "unit", [NewCell(None, 1)])
    assert Observation.rows.count() == 1


def test_defining_again_changes_the_indicator_and_keeps_its_figures(founded):
    story.publish(founded, "investment", "2026-03", APRIL, 全县=7)
    before = Indicator.rows.get(code="investment")
    story.found(founded, NewIndicator("investment", "固定资产投资（不含农户）", "亿元", "cumulative"), on=APRIL)
    now = Indicator.rows.get(code="investment")
    assert (now.uuid, now.place, now.name) == (before.uuid, before.place, "固定资产投资（不含农户）")
    assert Observation.rows.get().indicator == now
    with pytest.raises(BadInput, match="不能再改"):
        story.found(founded, NewIndicator("investment", "固定资产投资", "亿元", "flow"), on=APRIL)


def test_bad_definition_names_everything_wrong_with_it(founded):
    bad = NewIndicator("固投", "", "亿元", "sum", cycle="week", direction=0, release_day=40, seasonal=("0.5",) * 12)
    with pytest.raises(BadInput) as raised:
        define(story.clerk(founded, APRIL), [bad])
    assert len(raised.value.faults) == 7
    assert Indicator.rows.count() == 3


def test_targets_that_do_not_add_up_are_taken_and_told(founded):
    answer = story.promise(founded, "investment", 全县=63, 金溪镇=40, 石桥镇=26)
    assert answer.differences == {"towns": Decimal(3)}
    assert story.promise(founded, "investment", 石桥镇=23).differences == {}
    assert Target.rows.filter(until=None).count() == 3


def test_towns_and_departments_may_each_carry_the_whole_target_or_share_it(founded):
    twice = story.promise(founded, "investment", 全县=60, 金溪镇=40, 石桥镇=20, 发改局=35, 住建局=25)
    assert [(part.code, part.difference) for part in twice.breakdowns] == [("towns", 0), ("departments", 0)]
    shared = story.promise(founded, "gdp", 全县=60, 金溪镇=20, 石桥镇=10, 发改局=30)
    assert [(part.code, part.difference) for part in shared.breakdowns] == [("all", 0)]


def test_a_target_is_taken_away_by_none_and_its_past_stays(founded):
    story.promise(founded, "investment", 全县=63, 金溪镇=40)
    story.promise(founded, "investment", on=APRIL, 金溪镇=None)
    held = Target.rows.get(unit=founded.units["金溪镇"])
    assert (held.known_on, held.until) == (date(2026, 1, 6), APRIL)


def test_bad_targets_are_refused_by_unit(founded):
    with pytest.raises(BadInput) as raised:
        set_targets(
            story.clerk(founded, APRIL),
            "investment",
            2026,
            [
                NewTarget(None, "63", ("9", "30", "48", "60")),
                NewTarget(founded.units["金溪镇"], "四十"),
                NewTarget(founded.units["金溪镇"], 40),
            ],
        )
    assert sorted(problems(raised)) == ["全县", "金溪镇"]
    assert not Target.rows.exists()


def test_figures_are_read_as_people_type_them(founded):
    story.publish(founded, "investment", "2026-03", APRIL, 全县="1,234.50", 金溪镇="７．５", 石桥镇="未报")
    entered = {one.unit: (one.value, one.status) for one in Observation.rows.all()}
    assert entered == {
        None: (Decimal("1234.5"), "reported"),
        founded.units["金溪镇"]: (Decimal("7.5"), "reported"),
        founded.units["石桥镇"]: (None, "not_reported"),
    }


def test_every_fault_of_a_sheet_is_told_at_once_and_nothing_is_entered(founded):
    stranger, before = new_uuid(), chain.head()
    with pytest.raises(BadInput) as raised:
        enter_sheet(
            story.clerk(founded, APRIL),
            "investment",
            "2026Q1",
            "newspaper",
            [
                NewCell(None, None),
                NewCell(founded.units["金溪镇"], "七点五"),
                NewCell(founded.units["石桥镇"], 1),
                NewCell(founded.units["石桥镇"], 2),
                NewCell(stranger, 3),
            ],
        )
    assert problems(raised) == {
        "期别": "“2026Q1”不是“固定资产投资”的期别",
        "来源": "没有“newspaper”这种来源",
        "全县": "没有填数",
        "金溪镇": "“七点五”不是一个数",
        "石桥镇": "出现了两次",
        str(stranger): "单位名册里没有这个单位",
    }
    assert chain.head() == before


@pytest.mark.parametrize(
    ("code", "period", "source", "words"),
    [
        ("steel", "2026-03", "statistics", "没有代码为“steel”的指标"),
        ("investment", "2026-13", "statistics", "2026-13"),
        ("investment", "2026-04", "statistics", "还没有过完"),
        ("investment", "2026-05", "unit", "还没有到"),
        ("gdp", "2026-03", "statistics", "不是“地区生产总值”的期别"),
    ],
)
def test_a_period_of_another_cycle_or_to_come_is_refused(founded, code, period, source, words):
    with pytest.raises(BadInput, match=words):
        enter_sheet(story.clerk(founded, APRIL), code, period, source, [NewCell(None, 1)])


def test_units_report_the_running_month_the_statistics_do_not(founded):
    story.publish(founded, "investment", "2026-04", date(2026, 4, 28), "unit", 全县=12)
    assert Observation.rows.get().period == "2026-04"


def test_a_later_sheet_replaces_only_what_it_names_and_both_stay_known(founded):
    first = story.publish(founded, "investment", "2026-03", APRIL, 全县=7, 金溪镇=5, 石桥镇=2)
    revised = story.publish(
        founded, "investment", "2026-03", date(2026, 5, 6), status="revised", 金溪镇="4.6", 石桥镇="2.4"
    )
    assert Sheet.rows.get(uuid=revised).supersedes == first
    town = Observation.rows.filter(unit=founded.units["金溪镇"]).order_by("known_on")
    assert [(one.value, one.until, one.sheet_status) for one in town] == [
        (Decimal(5), date(2026, 5, 6), "final"),
        (Decimal("4.6"), None, "revised"),
    ]
    assert Observation.rows.get(unit=None).until is None


def test_the_last_word_of_a_day_is_what_was_known_that_day(founded):
    for figure in range(20):
        story.publish(founded, "investment", "2026-03", APRIL, 全县=figure)
    assert Observation.rows.get().value == 19


def test_made_anew_from_the_facts_nothing_changes_and_the_chain_holds(county):
    story.a_half_year(county)
    story.publish(county, "investment", "2026-05", date(2026, 7, 21), status="revised", 全县="18.8")
    story.promise(county, "investment", on=date(2026, 7, 22), 石桥镇=None)

    def contents():
        return [list(table.rows.order_by("pk").values()) for table in reversed(projections.TABLES)]

    def unnumbered(tables):
        return [sorted(str({k: v for k, v in row.items() if k != "id"}) for row in rows) for rows in tables]

    before = contents()
    for table in projections.TABLES:
        table.rows.all().delete()
    kinds = [kind.kind for kind in projections.KINDS]
    for day in chain.days(kinds):
        projections.apply(chain.facts_on(day, kinds), day)
    assert unnumbered(contents()) == unnumbered(before)
    assert chain.verify() == []
