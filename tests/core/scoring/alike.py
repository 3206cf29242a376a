"""What every engine is asked: random schemes and figures, the edges of rounding, several months at once."""

from __future__ import annotations

import json
import math

import pyarrow as pa
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from tests.core.scoring.world import PERIOD, leaf, node, toml, value

from luoshi.core.errors import BadInput
from luoshi.core.scoring import Scheme, ScoreData, score
from luoshi.core.scoring.engines import score_by
from luoshi.core.scoring.engines.connections import given
from luoshi.core.scoring.engines.scored import score_tables

UNITS = "甲乙丙丁戊己庚"
GROUPS = dict(zip(UNITS, ["乡镇"] * 5 + ["部门"] * 2, strict=True))
METHODS = [
    {"method": "completion", "cap": 1.2},
    {"method": "completion", "floor": -0.5, "slope_above": 0.5, "bonus_cap": 0.3},
    {"method": "completion", "direction": -1, "cap": 1.5, "floor": 0.2},
    {"method": "completion", "direction": -1},
    {"method": "growth", "base": 40},
    {"method": "growth", "floor": -1, "cap": 1},
    {"method": "growth", "direction": -1},
    {"method": "as_is"},
    {"method": "as_is", "floor": -50, "cap": 50},
    {"method": "deduction", "per": 0.7, "floor": -3},
    {"method": "deduction", "per": 1.3, "direction": -1},
    {"method": "tiers", "bounds": [0, 20, 60], "points": [-2, 0, 3, 8]},
    {"method": "tiers", "bounds": [20, 60], "points": [5, 2, -1], "direction": -1},
    {"method": "interpolation", "bounds": [-10, 0.3, 60], "points": [0.1, 3.7, 9]},
    {"method": "rank_points", "full": 6, "step": 1.7},
    {"method": "rank_points", "step": 0.5, "direction": -1},
    {"method": "efficacy", "floor": 0, "satisfactory": 80, "low": -2, "high": 9},
    {"method": "efficacy"},
    {"method": "efficacy", "satisfactory": 40, "direction": 1},
    {"method": "minmax"},
    {"method": "minmax", "low": -3, "high": 7, "direction": -1},
    {"method": "zscore"},
    {"method": "zscore", "mean": 10, "sd": 2.5, "direction": -1},
    {"method": "rank", "ties": "average"},
    {"method": "rank", "direction": -1},
    {"method": "borda"},
    {"method": "percentile", "direction": -1},
    {"method": "distance_to_max"},
    {"method": "distance_to_max", "direction": -1},
    {"method": "fraction_of_max"},
    {"method": "goalposts", "lower": -20, "upper": 70, "clip": True},
    {"method": "goalposts", "lower": -20, "upper": 70, "scale": 100, "direction": -1},
    {"method": "distance_to_target", "goal": 35},
    {"method": "distance_to_target", "goal": -5, "clip": True, "direction": -1},
    {"method": "manual", "drop": 1},
    {"method": "manual", "full": 100, "floor": 0, "cap": 0.9},
    {"method": "periods", "how": "best"},
]
AGGREGATES = ["sum", "sum", "sum", "arithmetic", "geometric", "harmonic", "power", "copeland"]
FEW = st.sampled_from(["0", "10", "20", "-5", "12.5", "7.05", "33.335"])
"""Few figures, so that many are equal."""
FIGURES = st.one_of(FEW, st.decimals(-100, 100, places=3).map(str))


@st.composite
def worlds(draw, decimals):
    """A scheme of up to six leaves under up to three nodes of any kind, for two groups, and its figures."""
    picked = draw(st.lists(st.sampled_from(METHODS), min_size=1, max_size=6))
    weights = st.sampled_from([1, 2, 3, 7.5, 10, 0.1, 0])
    nodes = [
        node(
            f"n{number}",
            draw(st.sampled_from(["total", "n0"])) if number else "total",
            draw(st.sampled_from(AGGREGATES)),
            min_present=draw(st.sampled_from([0, 0.5])),
            **draw(st.sampled_from([{}, {}, {"cap": 5}])),
        )
        for number in range(draw(st.integers(0, 3)))
    ]
    leaves = [
        leaf(
            f"i{number}",
            parent=draw(st.sampled_from(["total", *(one["code"] for one in nodes)])),
            weight=draw(weights),
            **draw(st.sampled_from([{}, {}, {"groups": ["乡镇"]}])),
            **method,
        )
        for number, method in enumerate(picked)
    ]
    while True:
        parents = {item["parent"] for item in (*leaves, *nodes)}
        kept = [one for one in nodes if one["code"] in parents]
        if len(kept) == len(nodes):
            break
        nodes = kept
    root = node("total", None, draw(st.sampled_from(["sum", "sum", "arithmetic"])))
    adding = {one["code"] for one in (root, *nodes) if one["aggregate"] == "sum"}
    for one in nodes:
        one |= {"power": 2} if one["aggregate"] == "power" else {}
        one |= (
            {} if one["parent"] in adding and one["aggregate"] == "sum" else {"weight": draw(st.sampled_from([1, 2.5]))}
        )
    nodes = [
        one
        if one["aggregate"] != "sum" or decimals is None
        else {k: v for k, v in one.items() if k != "weight"} | ({} if one["parent"] in adding else {"weight": 1})
        for one in nodes
    ]
    codes = [item["code"] for item in (*leaves, *nodes)]
    head = {
        "ties": draw(st.sampled_from(["competition", "dense", "average"])),
        "veto": draw(st.sampled_from(["no_grade", "zero", "last"])),
        **({"tie_break": [draw(st.sampled_from(codes))]} if draw(st.booleans()) else {}),
        **draw(st.sampled_from([{}, {"bonus_cap": 3}])),
        **({"missing": draw(st.sampled_from(["respread", "zero", "exclude"]))} if decimals is None else {}),
    }
    text = toml(*nodes, *leaves, total=root, **head, decimals=decimals)
    text = text.replace("decimals = null\n", "")
    statuses = st.sampled_from([""] * 12 + ["not_reported", "not_applicable", "not_published"])
    values = []
    for unit in UNITS:
        for item in leaves:
            if draw(st.integers(0, 14)):
                several = item["method"] in ("manual", "periods") and draw(st.booleans())
                figure = {"parts": draw(st.lists(FIGURES, min_size=1, max_size=4))} if several else {}
                actual = None if several else draw(st.one_of(FIGURES, FIGURES, FIGURES, st.none()))
                target = draw(st.one_of(FIGURES, FIGURES, st.none()))
                beside = {"base": draw(FIGURES), "status": draw(statuses)}
                values.append(value(unit, item["code"], actual, target, **figure, **beside))
    points = st.sampled_from(["1.5", "-2", "4", "0.005"])
    adjustments = [
        {"unit": unit, "period": PERIOD, "points": draw(points), "reason": "加减"}
        for unit in draw(st.lists(st.sampled_from(UNITS), max_size=2))
    ]
    vetoes = [{"unit": unit, "period": PERIOD} for unit in draw(st.lists(st.sampled_from(UNITS), max_size=2))]
    units = [{"unit": unit, "group": group} for unit, group in GROUPS.items()]
    return text, ScoreData(units, values, adjustments, vetoes)


def both(world, engine):
    """The two results, or for both the faults of the definition."""
    text, figures = world
    try:
        scheme = Scheme.from_toml(text)
    except BadInput:
        return None
    answers = []
    for one in ("reference", engine):
        try:
            answers.append(score_by(one, scheme, figures, PERIOD))
        except BadInput as error:
            answers.append([fault.sentence() for fault in error.faults])
    return answers


def few(examples):
    """So many random worlds, and none made smaller: an engine takes its time."""
    return settings(
        max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate]
    )


def published_alike(world, engine):
    """Every digit of the document, and every line of every row."""
    answers = both(world, engine)
    if answers is None or isinstance(answers[0], list):
        assert answers is None or answers[0] == answers[1]
        return
    definition, made = answers
    assert made.engine == engine
    assert made.to_json().replace(f'"{engine}"', '"reference"') == definition.to_json()
    assert [row for one in made.rankings for row in one.rows] == [
        row for one in definition.rankings for row in one.rows
    ]


def analytical_alike(world, engine):
    answers = both(world, engine)
    if answers is None or isinstance(answers[0], list):
        assert answers is None or answers[0] == answers[1]
        return
    definition, made = (json.loads(one.to_json()) for one in answers)
    assert made["engine"] == engine
    assert nearly(definition | {"engine": engine}, made)


def nearly(one, other):
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(nearly(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(nearly, one, other))
    if isinstance(one, float) or isinstance(other, float):
        return None not in (one, other) and math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
    return one == other


NINES = [f"{whole}.{fraction}" for whole in (0, 7, 84, 999) for fraction in ("00005", "99995", "49995", "000049999999")]
NINES += [
    "84.99494999995",
    "84.994949999949",
    "84.994949999951",
    "0.4999499999995",
    "-2.50005",
    "1e-9",
    "12345678.00005",
]


def edges_alike(engine):
    """Halves of the last place, and what the twelfth digit makes of figures just below them."""
    near = [repr(math.nextafter(float(one), way)) for one in NINES for way in (-math.inf, math.inf)]
    figures = [value(f"u{at}", "a", one) for at, one in enumerate([*NINES, *near, "1e25"])]
    text = toml(leaf("a", "as_is", weight=1), leaf("b", "completion", weight=3))
    large = ScoreData([{"unit": row["unit"]} for row in figures], [*figures, value("u1", "b", 1, 3)])
    without = ScoreData([{"unit": row["unit"]} for row in figures], figures[:-1])
    definition, made = both((text, without), engine)
    assert made.to_json().replace(f'"{engine}"', '"reference"') == definition.to_json()
    beyond = both((text, large), engine)
    assert [one.engine for one in beyond] == ["reference", "reference"]


def months_alike(connection):
    """Several months at once, each as the definition has it, and a unit explained."""
    scheme = Scheme.from_toml(toml(leaf("a", "minmax", weight=60), leaf("b", "as_is", cap=40)))
    months = ["2026-01", "2026-02"]
    rows = [
        {"unit": unit, "item": item, "period": month, "actual": float(7 * at + 3 * number + len(item) * 0.25)}
        for number, month in enumerate(months)
        for at, unit in enumerate((11, 12, 21, 22))
        for item in "ab"
        if (unit, month) != (22, "2026-02")
    ]
    units = pa.table({"unit": [11, 12, 21, 22], "name": list("甲乙丙丁"), "group": [1, 1, 2, 2]})
    scored = score_tables(
        connection, scheme, given(connection, units), given(connection, pa.Table.from_pylist(rows)), periods=months
    )
    for number, month in enumerate(months):
        figures = [row | {"unit": str(row["unit"])} for row in rows]
        named = [{"unit": str(row["unit"]), "group": str(row["group"])} for row in units.to_pylist()]
        definition = score(scheme, ScoreData(named, figures), month)
        made = scored.table.filter(scored.table.period == number).to_pyarrow().to_pylist()
        assert {str(row["unit"]): (row["score"], row["rank"]) for row in made} == {
            row.unit: (int(row.score * 100), row.rank) for one in definition.rankings for row in one.rows
        }
        assert {str(row["unit"]): row["p1"] for row in made} == {
            row.unit: int(row.line("b").fine * 10000) for one in definition.rankings for row in one.rows
        }
        assert scored.explain(12, month)[-1].startswith("比后一名甲多")
    assert "到期未报" in scored.explain(22, "2026-02")[0]
