"""Forms kept by characters that they cannot do without: proved of each from its pattern, and tried."""

from __future__ import annotations

import re
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from luoshi.core.reading.grammar.forms import Forms
from luoshi.core.reading.judging import shape, verdict
from luoshi.core.reading.signs import accounts, norms

KEPT = (norms.CONSEQUENCE, accounts.IS, accounts.STATED, accounts.OF_ABOVE, verdict._FOR_NOBODY, shape._NOTED)


def _holds_one(tree: Any, needed: str) -> bool:
    """Whether all that a pattern matches holds one of the characters: some part of it cannot do without."""
    return any(_part_holds(kind, part, needed) for kind, part in tree)


def _part_holds(kind: Any, part: Any, needed: str) -> bool:
    if kind is sre.LITERAL:
        return chr(part) in needed
    if kind is sre.IN:
        return all(one is sre.LITERAL and chr(char) in needed for one, char in part)
    if kind is sre.BRANCH:
        return all(_holds_one(tree, needed) for tree in part[1])
    if kind is sre.SUBPATTERN:
        return _holds_one(part[3], needed)
    if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        return part[0] > 0 and _holds_one(part[2], needed)
    return kind is sre.ASSERT and _holds_one(part[1], needed)


@pytest.mark.parametrize(("needed", "form"), [pair for forms in KEPT for pair in forms.forms])
def test_no_form_does_without_what_it_is_kept_by(needed: str, form: str) -> None:
    assert _holds_one(_parser.parse(form), needed)


def test_a_form_that_does_without_is_seen() -> None:
    assert not _holds_one(_parser.parse("县?[^，]{2}的|谁"), "谁县")


def test_it_finds_what_one_of_its_forms_would() -> None:
    forms = Forms(("谁", "谁[^，]{1,4}，"), ("罚扣", "[^，]{2,6}的，(?:罚款|扣分)"))
    for words in ("谁出错，", "迟报的，扣分", "迟报的，表扬", "是谁出错，", ""):
        assert bool(forms.match(words)) == any(re.match(form, words) for _, form in forms.forms)
