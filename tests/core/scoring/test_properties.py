"""What must hold for every scheme and every set of figures."""

from __future__ import annotations

import random
from decimal import ROUND_HALF_UP, Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.core.scoring.world import PERIOD, leaf, node, toml, value

from luoshi.core.scoring import ScoreData, change, derive, explain, pack, score, verify
from luoshi.core.scoring.scheme import Scheme

UNITS = "甲乙丙丁戊"

BOUNDED = [
    {"method": "completion", "cap": 1.2},
    {"method": "completion", "floor": -0.5, "slope_above": 0.5, "bonus_cap": 0.3},
    {"method": "completion", "direction": -1, "cap": 1.5, "floor": 0.2},
    {"method": "deduction", "per": 0.7, "floor": -3},
    {"method": "deduction", "per": 1.3, "direction": -1},
    {"method": "tiers", "bounds": [0, 20, 60], "points": [-2, 0, 3, 8]},
    {"method": "tiers", "bounds": [20, 60], "points": [5, 2, -1], "direction": -1},
    {"method": "rank_points", "full": 6, "step": 1.7},
    {"method": "rank_points", "full": 3, "step": 0.5, "direction": -1},
    {"method": "efficacy", "floor": 0, "satisfactory": 80, "low": -2, "high": 9},
    {"method": "as_is", "floor": -50, "cap": 50},
    {"method": "growth", "floor": -1, "cap": 1},
    {"method": "interpolation", "bounds": [-20, 10, 60], "points": [-1, 3, 9]},
    {"method": "interpolation", "bounds": [-20, 10, 60], "points": [9, 3, 0], "direction": -1},
    {"method": "manual", "drop": 1, "floor": -60},
    {"method": "weighted_count", "weights": [0.3], "floor": -5, "cap": 20},
    {"method": "periods", "full": 100, "floor": 0},
]
"""Methods whose least is known from the scheme alone."""
RELATIVE = [
    {"method": "minmax"},
    {"method": "minmax", "low": -3, "high": 7},
    {"method": "efficacy"},
    {"method": "zscore"},
    {"method": "rank", "ties": "average"},
    {"method": "borda"},
    {"method": "percentile", "direction": -1},
    {"method": "distance_to_max"},
]
"""Methods whose scale is made by the other figures of the group."""

numbers = st.decimals(-100, 100, places=2).map(str)
targets = st.decimals(-5, 100, places=1).map(str)


@st.composite
def worlds(draw, methods=(*BOUNDED, *RELATIVE)):
    """A scheme with two nodes and two to six leaves, and figures for five units."""
    picked = draw(st.lists(st.sampled_from(methods), min_size=2, max_size=6))
    weights = st.integers(0, 40)
    items = [node("n1", min_present=draw(st.sampled_from([0, 0.5]))), node("n2", cap=draw(st.sampled_from([5, 1000])))]
    items += [
        leaf(f"i{number}", parent=draw(st.sampled_from(["total", "n1", "n2"])), weight=draw(weights), **method)
        for number, method in enumerate(picked)
    ]
    parents = {item["parent"] for item in items if "method" in item}
    items = [item for item in items if "method" in item or item["code"] in parents]
    codes = [item["code"] for item in items if "method" in item]
    statuses = st.sampled_from([""] * 8 + ["not_reported", "not_applicable"])
    values = [
        value(unit, code, draw(numbers), draw(targets), base=draw(targets), status=draw(statuses))
        for unit in UNITS
        for code in codes
    ]
    bonuses = draw(st.lists(st.tuples(st.sampled_from(UNITS), numbers), max_size=2))
    adjustments = [{"unit": unit, "period": PERIOD, "points": points, "reason": "加减"} for unit, points in bonuses]
    vetoes = [{"unit": unit, "period": PERIOD} for unit in draw(st.lists(st.sampled_from(UNITS), max_size=1))]
    head = {
        "decimals": draw(st.integers(0, 3)),
        "ties": draw(st.sampled_from(["competition", "average"])),
        "veto": draw(st.sampled_from(["no_grade", "zero", "last"])),
    }
    units = [{"unit": unit, "group": "乡镇"} for unit in UNITS]
    return toml(*items, **head), {"units": units, "values": values, "adjustments": adjustments, "vetoes": vetoes}


slow = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@slow
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(world, chance: random.Random):
    text, tables = world
    shuffled = {name: chance.sample(rows, len(rows)) for name, rows in tables.items()}
    scheme = Scheme.from_toml(text)
    assert score(scheme, ScoreData(**tables)).to_json() == score(scheme, ScoreData(**shuffled)).to_json()


@slow
@given(worlds())
def test_published_points_are_multiples_of_the_last_place(world):
    text, tables = world
    scheme = Scheme.from_toml(text)
    for row in score(scheme, ScoreData(**tables)).rankings[0].rows:
        for points in [row.score, *(line.points for line in row.lines)]:
            assert points is None or points.as_tuple().exponent == -(scheme.decimals or 0)


@slow
@given(worlds())
def test_a_better_score_never_has_a_worse_place(world):
    text, tables = world
    result = score(Scheme.from_toml(text), ScoreData(**tables))
    behind = result.scheme.veto == "last"
    ranked = [row for row in result.rankings[0].rows if row.rank is not None and not (behind and row.vetoed)]
    for row in ranked:
        for other in ranked:
            assert (row.score > other.score) == (row.rank < other.rank)


def both(world, unit, code, how):
    """The unit's row if it reports truly, and if it withholds one figure."""
    text, tables = world
    scheme = Scheme.from_toml(text)
    truly = [one | {"status": ""} if (one["unit"], one["item"]) == (unit, code) else one for one in tables["values"]]
    gone = {"blank": {"actual": ""}, "silent": {"status": "not_reported"}, "row": None}[how]
    withheld = [
        one if (one["unit"], one["item"]) != (unit, code) else {**one, **gone}
        for one in truly
        if gone is not None or (one["unit"], one["item"]) != (unit, code)
    ]
    return (score(scheme, ScoreData(**tables | {"values": one})).row(unit) for one in (truly, withheld))


def is_no_better(withheld, true):
    if true.score is None or withheld.score is None:
        return withheld.score is None or true.score is None
    return withheld.score <= true.score and withheld.rank >= true.rank


@settings(slow, max_examples=200)
@given(worlds(BOUNDED), st.sampled_from(UNITS), st.integers(0, 5), st.sampled_from(["blank", "silent"]))
def test_withholding_a_figure_never_gives_a_better_score_or_rank(world, unit, number, how):
    codes = sorted({one["item"] for one in world[1]["values"]})
    true, withheld = both(world, unit, codes[number % len(codes)], how)
    assert is_no_better(withheld, true)


@settings(slow, max_examples=100)
@given(worlds(), st.sampled_from(UNITS), st.integers(0, 5), st.sampled_from(["blank", "silent"]))
def test_withholding_never_gives_a_better_score_under_any_method_that_scored_the_true_figure(world, unit, number, how):
    codes = sorted({one["item"] for one in world[1]["values"]})
    code = codes[number % len(codes)]
    true, withheld = both(world, unit, code, how)
    if true.line(code).points is not None and true.score is not None:
        assert withheld.score <= true.score


@slow
@given(worlds(), worlds())
def test_the_parts_of_a_change_sum_exactly_to_the_change_of_the_score(before, after):
    one, two = (score(Scheme.from_toml(text), ScoreData(**tables)) for text, tables in (before, after))
    for unit in UNITS:
        moved = change(one, two, unit)
        assert moved.delta is None or sum((part.delta for part in moved.parts), Decimal(0)) == moved.delta
        assert all(moved.sentences())


@slow
@given(worlds())
def test_every_score_can_be_explained_and_sealed(world):
    text, tables = world
    data = ScoreData(**tables)
    result = score(Scheme.from_toml(text), data)
    assert all(explain(result, unit) for unit in UNITS)
    assert verify(pack(text, data, result, facts_csv="", manifest={"clock": "", "edition": 1})).holds


few = settings(slow, max_examples=30)


@few
@given(worlds(BOUNDED), st.integers(0, 29), st.integers(1, 50))
def test_a_better_figure_never_lowers_a_score_or_a_place(world, number, by):
    """Where methods look at the unit's own figure, or at places alone."""
    text, tables = world
    scheme = Scheme.from_toml(text)
    row = tables["values"][number % len(tables["values"])]
    better = str(Decimal(row["actual"]) + by * scheme.item(row["item"]).direction)
    improved = [one | {"actual": better} if one is row else one for one in tables["values"]]
    before = score(scheme, ScoreData(**tables)).row(row["unit"])
    after = score(scheme, ScoreData(**tables | {"values": improved})).row(row["unit"])
    assert before.score is None or (after.score >= before.score and after.rank <= before.rank)


@few
@given(worlds(), st.lists(numbers, min_size=2, max_size=6))
def test_units_of_another_group_change_nothing(world, figures):
    text, tables = world
    scheme = Scheme.from_toml(text)
    codes = sorted({one["item"] for one in tables["values"]})
    more = [value("庚", code, one, "10") for code, one in zip(codes, figures, strict=False)]
    units = [*tables["units"], {"unit": "庚", "group": "部门"}]
    alone = score(scheme, ScoreData(**tables))
    beside = score(scheme, ScoreData(**tables | {"units": units, "values": [*tables["values"], *more]}))
    assert alone.rankings[0] == next(one for one in beside.rankings if one.group == "乡镇")


@few
@given(worlds())
def test_the_numbers_of_the_derivation_alone_give_the_score(world):
    text, tables = world
    result = score(Scheme.from_toml(text), ScoreData(**tables))
    for row in result.rankings[0].rows:
        steps = derive(result, row.unit)
        brought = [
            step.values["fine"] for step in steps if "fine" in step.values and step.code not in ("cap", "averaged")
        ]
        cut = [step.values["cut"] for step in steps if step.code == "cap"]
        beside = [step.values["points"] for step in steps if step.code == "adjustment"]
        total = next(step.values for step in steps if step.code == "total")
        known = [one for one in brought if one is not None]
        if total["score"] is not None:
            whole = sum(known, Decimal(0)) - sum(cut, Decimal(0)) + sum(beside, Decimal(0))
            assert whole.quantize(total["score"], ROUND_HALF_UP) == total["score"]
