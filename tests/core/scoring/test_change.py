from decimal import Decimal

import pytest
from tests.core.scoring.world import PERIOD, data, leaf, node, scheme, value

from luoshi.core.scoring import change, score

A, B = leaf("a", "completion", weight=60, name="投资"), leaf("b", "completion", weight=40, name="税收")


def made(items, *figures, **more):
    return score(scheme(*items, **more.pop("head", {})), data(figures, **more))


def test_each_item_says_what_it_brought_then_and_now():
    before = made([A, B], value("甲", "a", 1, 3), value("甲", "b", 90, 100))
    after = made([A, B], value("甲", "a", 2, 3), value("甲", "b", 80, 100))
    moved = change(before, after, "甲")
    assert (moved.before, moved.after, moved.delta) == (Decimal("56.00"), Decimal("72.00"), Decimal("16.00"))
    assert {part.code: part.delta for part in moved.parts if part.delta} == {"a": Decimal(20), "b": Decimal(-4)}
    assert moved.sentences() == [
        "投资 +20 分（20 → 40）：实际 1 → 2。",
        "税收 −4 分（36 → 32）：实际 90 → 80。",
    ]


def test_what_the_rounding_added_is_a_part_of_its_own():
    before = made([A], value("甲", "a", "1.0044", 60))
    after = made([A], value("甲", "a", "1.0056", 60))
    moved = change(before, after, "甲")
    assert moved.delta == Decimal("0.01") == sum(part.delta for part in moved.parts)
    assert [part.delta for part in moved.parts if part.kind == "rounding"] == [Decimal("0.0088")]


def test_adjustments_veto_caps_and_missing_figures_have_words():
    items = [A, node("n", cap=10, name="加分"), leaf("c", "as_is", "n", name="荣誉")]
    bonus = [{"unit": "甲", "period": PERIOD, "points": 2, "reason": "现场会"}]
    veto = [{"unit": "甲", "period": PERIOD, "reason": "事故"}]
    head = {"veto": "zero"}
    before = made(items, value("甲", "a", 1, 2), value("甲", "c", 5), head=head)
    after = made(items, value("甲", "a"), value("甲", "c", 15), head=head, adjustments=bonus, vetoes=veto)
    moved = change(before, after, "甲")
    assert moved.delta == Decimal("-35.00") == sum(part.delta for part in moved.parts)
    assert moved.sentences() == [
        "投资 −30 分（30 → 0）：上期有数，本期到期未报。",
        "一票否决 −12 分（0 → −12）。",
        "荣誉 +10 分（5 → 15）：实际 5 → 15。",
        "加分 −5 分（0 → −5）：合计超过上限的部分。",
        "加减分“现场会” +2 分（0 → 2）。",
    ]


def test_items_come_and_go_with_the_scheme():
    moved = change(made([A], value("甲", "a", 1, 1)), made([B], value("甲", "b", 1, 1)), "甲")
    assert moved.sentences() == ["投资 −60 分（60 → 0）：本期不再考核。", "税收 +40 分（0 → 40）：本期新设的项目。"]


def test_a_unit_that_was_not_ranked_before_has_no_change():
    moved = change(made([A], value("乙", "a", 1, 1)), made([A], value("甲", "a", 1, 1)), "甲")
    assert (moved.before, moved.delta, moved.rank_after, moved.parts) == (None, None, 1, ())
    with pytest.raises(KeyError):
        change(made([A], value("乙", "a", 1, 1)), made([A], value("乙", "a", 1, 1)), "甲")


def test_it_is_data_for_a_page():
    document = change(made([A], value("甲", "a", 1, 2)), made([A], value("甲", "a", 1, 1)), "甲").as_dict()
    assert document["delta"] == Decimal("30.00")
    assert document["parts"][0]["sentence"].startswith("投资 +30 分")
