"""Keeping back a report never pays: not in the month's score, nor, once its grace is over, in the light."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import world

from luoshi.appraisal.collecting import collect
from luoshi.appraisal.offered import OFFERED, is_taken, item_text
from luoshi.appraisal.rules import default_scheme, scheme_text
from luoshi.core.scoring import Scheme, score
from luoshi.core.timing.pace import light
from luoshi.core.timing.periods import Period, ReportingCalendar
from luoshi.matters import actions
from luoshi.matters.models import LightSpan, MeasureKind, Node, Verdict
from luoshi.org.queries import workdays
from luoshi.rounds.rebuild import rebuild

MONTHS = ("2026-03", "2026-04", "2026-05", "2026-06")
REPORTED_ON = (date(2026, 3, 25), date(2026, 4, 24), date(2026, 5, 25), date(2026, 6, 24))
CLOSED_ON = (date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 30), date(2026, 6, 30))
VERIFIED_ON = (date(2026, 4, 2), date(2026, 5, 7), date(2026, 6, 2), date(2026, 7, 2))
LOOKED_UNTIL = date(2026, 8, 20)
RANK = {"green": 0, "yellow": 1, "red": 2}

month = st.fixed_dictionaries(
    {
        "amount": st.integers(0, 400),
        "passes": st.booleans(),
        "verdict": st.sampled_from([None, Verdict.ACCEPTED, Verdict.RETURNED, Verdict.UNTRUE]),
    }
)
history = st.fixed_dictionaries(
    {
        "kind": st.sampled_from([MeasureKind.FLOW, MeasureKind.STOCK]),
        "due": st.sampled_from([date(2026, 6, 10), date(2026, 9, 30), date(2026, 12, 31)]),
        "months": st.lists(month, min_size=4, max_size=4),
    }
)


def play(county: world.County, told: dict, kept_back: set[int]) -> UUID:
    """The history as it is told, without the reports of the months kept back."""
    measure = actions.MeasureWanted("m1", "完成投资", ">=", Decimal(1200), "万元", told["kind"])
    decided = actions.Decided(
        title="木耳菌包暂存库建设",
        unit=county.units["金溪镇"],
        matter_kind="key_project",
        due=told["due"],
        measures=(measure,),
    )
    matter = actions.issue(county.by("clerk", at=date(2026, 3, 2)), [decided])[0]
    head = county.by("head", "金溪镇", date(2026, 3, 3))
    line = world.lead(world.Matter.rows.get(uuid=matter)).uuid
    actions.claim(head, [line])
    actions.plan(
        head, line, [(f"第{place}步", day, 1) for place, day in enumerate(REPORTED_ON, 1) if day <= told["due"]]
    )
    nodes = list(Node.rows.filter(matter=matter).order_by("day"))
    for place, (period, day) in enumerate(zip(MONTHS, REPORTED_ON, strict=True)):
        if place not in kept_back:
            filed = _report(county, matter, told["months"][place], nodes[place : place + 1], period, day)
        actions.close_period(county.by("assessment", "考核办", CLOSED_ON[place]), Period.parse(period))
        if place not in kept_back and told["months"][place]["verdict"]:
            _verify(county, filed, told["months"][place]["verdict"], VERIFIED_ON[place])
    return matter


def _report(county: world.County, matter: UUID, told: dict, nodes: list[Node], period: str, day: date) -> UUID:
    passed = tuple(node.uuid for node in nodes) if told["passes"] else ()
    quantities = (("m1", Decimal(told["amount"])),)
    filed = actions.FiledReport(matter, period, "按计划推进。", nodes=passed, quantities=quantities)
    return actions.file_reports(county.by("head", "金溪镇", day), [filed])[0][0]


def _verify(county: world.County, report: UUID, verdict: str, day: date) -> None:
    reason = "" if verdict == Verdict.ACCEPTED else "现场没有"
    actions.verify(county.by("clerk", at=day), [actions.Finding(report, verdict, reason)])


def by_every_source() -> str:
    """The default scheme with all else that a county can take from the loop."""
    text = default_scheme(2026)
    for code in OFFERED:
        text = text if is_taken(code, text) else item_text(code, text)
    return text


def scores(unit: UUID, rules: str = "") -> list[Decimal]:
    """The unit's score of each month; nothing scored is the least there is."""
    found = []
    for period in map(Period.parse, MONTHS):
        text = rules or scheme_text(period)[1]
        scheme = Scheme.from_toml(text)
        result = score(scheme, collect(scheme, period, date(2026, 7, 20)).data, str(period))
        rows = {row.unit: row for ranking in result.rankings for row in ranking.rows}
        own = rows.get(str(unit))
        found.append(Decimal(str(own.score)) if own and own.score is not None else Decimal(-1))
    return found


def lights(matter: UUID) -> dict[date, str]:
    """The light of every day, as it was known on that day."""
    spans = list(LightSpan.rows.filter(matter=matter).order_by("since"))
    found, day = {}, date(2026, 3, 4)
    while day <= LOOKED_UNTIL:
        span = next(one for one in spans if one.since <= day and (one.until is None or day < one.until))
        found[day] = light(day, span.yellow_from, span.red_from)
        day += timedelta(days=1)
    return found


def graces_over(kept_back: set[int]) -> date:
    """The end of the grace of the last report kept back: five working days after its cut-off."""
    calendar, days = ReportingCalendar(), workdays()
    return days.add(calendar.cutoff_day_of(Period.parse(MONTHS[max(kept_back)]), days), 5)


def outcome(county: world.County, told: dict, kept_back: set[int], rules: str = ""):
    with transaction.atomic():
        matter = play(county, told, kept_back)
        found = scores(county.units["金溪镇"], rules), lights(matter)
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("first", range(4))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=history, more=st.sets(st.integers(0, 3)))
def test_keeping_reports_back_never_gives_a_better_score_nor_after_the_grace_a_better_light(county, first, told, more):
    kept_back = {first, *(place for place in more if place > first)}
    honest_scores, honest_lights = outcome(county, told, set())
    silent_scores, silent_lights = outcome(county, told, kept_back)
    assert all(silent <= honest for silent, honest in zip(silent_scores, honest_scores, strict=True))
    after = graces_over(kept_back)
    better = [day for day in silent_lights if day > after and RANK[silent_lights[day]] < RANK[honest_lights[day]]]
    assert better == []


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=history, kept_back=st.sets(st.integers(0, 3), min_size=1))
def test_nor_by_any_source_that_a_county_may_choose(county, told, kept_back):
    """What was reported truly, that is: an untrue report costs more than none, and should."""
    for one in told["months"]:
        one["verdict"] = Verdict.RETURNED if one["verdict"] == Verdict.UNTRUE else one["verdict"]
    honest, _lights = outcome(county, told, set(), by_every_source())
    silent, _lights = outcome(county, told, kept_back, by_every_source())
    assert all(one <= other for one, other in zip(silent, honest, strict=True))


def test_such_a_history_rebuilds_to_the_same(county):
    told = {
        "kind": MeasureKind.STOCK,
        "due": date(2026, 12, 31),
        "months": [{"amount": 100, "passes": True, "verdict": Verdict.UNTRUE}] * 4,
    }
    play(county, told, {1})
    assert rebuild(check=True) == []
