"""Suspicions name their grounds and ask; the honest, the few and the rounded are left in peace."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest

from luoshi.core.integrity import Narrative, Step, copied, hugging, jumps, last_digits, leading_digits

CLOSING = date(2026, 6, 28)


def steps(subject, *pairs, pace=0.0):
    """Reports so many days before the closing; with a pace, of a plan that asks as much of every thirty days."""
    whole = 0.9
    return [
        Step(subject, CLOSING - timedelta(days=days), share, max(whole - pace * days / 30, 0) if pace else 0.0, pace)
        for days, share in pairs
    ]


def test_a_jump_from_38_to_95_percent_on_the_last_day_is_asked_about():
    honest = steps("丁镇", (60, 0.2), (30, 0.45), (10, 0.7), (0, 0.8))
    late_starter = steps("戊镇", (1, 0.9))
    (found,) = jumps([*steps("乙镇", (40, 0.3), (12, 0.38), (0, 0.95)), *honest, *late_starter], CLOSING)
    assert found.subjects == ("乙镇",)
    assert found.question() == "乙镇：一次填报由 38% 到 95%，占全部进度的 60%。这段时间做了什么，凭什么计？"


@pytest.mark.parametrize(
    ("whose", "reports", "pace"),
    [
        ("a task of two months that keeps to its plan", ((30, 0.45), (0, 1.0)), 0.5),
        ("a task of three months that is quick", ((30, 0.3), (0, 0.95)), 0.33),
        ("a plan that has one great step, taken late", ((90, 0.2), (60, 0.2), (30, 0.25), (0, 0.85)), 0.5),
        ("a delivery: nothing, and then everything", ((90, 0.0), (60, 0.0), (30, 0.0), (0, 1.0)), 0.1),
        ("work that moves in lumps", ((90, 0.1), (60, 0.1), (30, 0.5), (0, 0.95)), 0.1),
        ("what was caught up after months without a report", ((120, 0.3), (0, 0.9)), 0.15),
        ("one report, and no plan", ((30, 0.1), (0, 0.9)), 0.0),
        ("far ahead, or still behind, in the middle of the month", ((60, 0.1), (30, 0.15), (9, 0.55)), 0.1),
    ],
)
def test_what_has_no_course_or_keeps_to_it_is_left_in_peace(whose, reports, pace):
    assert jumps(steps("甲镇", *reports, pace=pace), CLOSING) == [], whose


def test_a_leap_over_the_line_of_the_plan_is_asked_about_on_whatever_day_and_says_what_was_planned():
    reports = ((60, 0.36), (30, 0.38), (9, 0.95))
    (found,) = jumps(steps("乙镇", *reports, pace=0.1), CLOSING)
    grounds = found.grounds
    assert (grounds["crosses"], grounds["last_day"], round(grounds["planned"], 2)) == (True, False, 0.1)
    (found,) = jumps(steps("乙镇", (60, 0.1), (30, 0.15), (0, 0.55), pace=0.1), CLOSING)
    assert (found.grounds["crosses"], found.grounds["last_day"]) == (False, True)


def test_what_comes_after_the_closing_plays_no_part():
    assert jumps(steps("乙镇", (40, 0.3), (12, 0.38), (-1, 0.95)), CLOSING) == []


def test_figures_that_all_just_reach_the_mark():
    (found,) = hugging("丙局", [1.0, 1.01, 1.001, 1.0, 1.015, 1.004, 1.0, 1.002, 0.8, 1.3])
    assert (found.grounds["close"], found.grounds["short"]) == (8, 0)
    assert "恰好达到界限" in found.question()
    assert hugging("丙局", [0.7, 0.9, 1.0, 1.1, 1.3, 0.99, 0.985, 1.01, 1.2, 0.6]) == []
    assert hugging("丙局", [1.0] * 9) == []


def test_two_towns_with_the_same_paragraph_though_names_and_numbers_differ():
    words = "本月组织干部入户走访，逐户核对台账，协调施工队加快三标段进度，完成路基填筑 {} 公里，下一步将抓好护坡施工。"
    others = [
        f"第{number}村完成了自己的那一份工作，情况各不相同，" + chr(0x4E00 + 37 * number) * 9 for number in range(9)
    ]
    said = [Narrative("甲镇", words.format(3.2)), Narrative("乙镇", words.format("5.8")), Narrative("短镇", "无进展。")]
    (found,) = copied(said + [Narrative(f"第{at}村", one) for at, one in enumerate(others)])
    assert found.subjects == ("甲镇", "乙镇")
    assert found.grounds["share"] == 1
    assert "本月组织干部入户走访" in found.question()


def test_the_language_of_the_office_is_not_copying():
    opening = "坚决贯彻落实县委县政府决策部署，压实责任，细化措施，强化调度，全力推进各项工作"
    own = [opening + "".join(chr(0x5000 + 61 * town + at) for at in range(40)) for town in range(30)]
    assert copied([Narrative(f"{at}镇", words) for at, words in enumerate(own)]) == []


def test_last_digits_that_somebody_made_up():
    chance = random.Random(1)
    counted = [Decimal(chance.randrange(1000, 99999)) for _ in range(300)]
    made_up = [figure - figure % 10 + chance.choice([3, 7, 7, 7, 8]) for figure in counted]
    assert last_digits("甲镇", counted) == []
    (found,) = last_digits("甲镇", made_up)
    assert found.grounds["digit"] == "7"
    assert last_digits("甲镇", made_up[:99]) == []
    assert last_digits("甲镇", [figure - figure % 10 for figure in counted]) == []


def test_leading_digits_are_tested_only_where_the_law_holds():
    chance = random.Random(2)
    amounts = [Decimal(round(10 ** chance.uniform(1, 5))) for _ in range(400)]
    made_up = [
        Decimal(chance.choice("56789") + str(chance.randrange(10, 10 ** chance.randrange(2, 5)))) for _ in range(400)
    ]
    assert leading_digits("乙局", amounts) == []
    assert leading_digits("乙局", made_up)[0].code == "leading_digits"
    assert leading_digits("乙局", [Decimal(chance.randrange(500, 999)) for _ in range(400)]) == []
