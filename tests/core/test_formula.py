"""Indicators reckoned from others: read exactly, refused with the reason, never in a circle."""

from decimal import Decimal

import pytest

from luoshi.core.errors import BadInput
from luoshi.core.formula import order_of, read_formula

KNOWN = {"tax": Decimal(80), "revenue": Decimal(100), "zero": Decimal(0)}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("tax / revenue * 100", "80"),
        ("100 - (tax - revenue) * 2", "140"),
        ("-tax + revenue", "20"),
        ("tax－revenue×2", "-120"),
        ("tax - 10 - 20", "50"),
        ("tax / zero", None),
        ("tax + unknown", None),
    ],
)
def test_values(text, value):
    assert read_formula(text).value(KNOWN) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    "text", ["", "tax +", "(tax", "tax)", "tax revenue", "2 ** 3", "tax; revenue", "税收/收入", "()"]
)
def test_what_is_no_formula_is_refused(text):
    with pytest.raises(BadInput):
        read_formula(text)


def test_a_circle_is_named():
    formulas = {code: read_formula(text) for code, text in (("a", "b + 1"), ("b", "c * 2"), ("c", "a"), ("d", "tax"))}
    with pytest.raises(BadInput, match="a、b、c、a"):
        order_of(formulas)
    assert order_of({"d": formulas["d"], "e": read_formula("d + 1")}) == ["d", "e"]
