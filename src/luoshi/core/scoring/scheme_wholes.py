"""Whether the parts of a scheme fit together: weights add up, ties are broken by its items, formulas do not circle."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from luoshi.core.scoring.formulas import Formula, NoFormulaError, circle
from luoshi.core.scoring.item import Item
from luoshi.core.scoring.lines import Lines
from luoshi.core.scoring.methods import METHODS

Wrong = Callable[[str, str, str], None]
"""Notes a fault: place, problem, remedy."""


def weights_add_up(items: Sequence[Item], places: Mapping[str, str], wrong: Wrong) -> None:
    """Under a sum a written full mark is what the members have together: for one of the groups, or for all items.

    A group that is exempt from an item may add up to less; members of whom nobody knows the most are left alone.
    """
    groups = [None, *sorted({group for item in items for group in item.groups or ()})]
    below: dict[str, list[Item]] = {}
    for item in items:
        below.setdefault(item.parent or "", []).append(item)
    for item in items:
        if item.aggregate != "sum" or item.weight is None:
            continue
        sums = [sum_ for sum_ in (_members_mark(item, below, group) for group in [*groups, "*"]) if sum_ is not None]
        if sums and item.weight not in sums:
            most = max(sums)
            problem = f"权重（满分）写 {item.weight}，下级项合计 {most}，对不上"
            wrong(places[item.code], problem, f"把 weight 改为 {most}，或改下级项的权重使合计为 {item.weight}")


def _members_mark(node: Item, below: Mapping[str, Sequence[Item]], group: str | None) -> Decimal | None:
    """What the members of a node are worth together for a group (`*`: all items, whomever they are for)."""
    members = [one for one in below.get(node.code, ()) if group == "*" or one.groups is None or group in one.groups]
    marks = [_mark(one, below, group) for one in members]
    known = [mark for mark in marks if mark is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(marks) else None


def _mark(item: Item, below: Mapping[str, Sequence[Item]], group: str | None) -> Decimal | None:
    if item.weight is not None:
        return item.weight
    if item.method is not None:
        return METHODS[item.method].full_mark(item.parameters) or None
    return _members_mark(item, below, group)


def formulas_hold(items: Sequence[Item], inputs: Sequence[str], places: Mapping[str, str], wrong: Wrong) -> None:
    """Every formula can be read, names figures that there are, and does not come back to itself."""
    known = {item.code for item in items if item.is_leaf} | set(inputs)
    formulas: dict[str, Formula] = {}
    for item in items:
        if item.formula is None:
            continue
        try:
            formulas[item.code] = Formula.parse(item.formula)
        except NoFormulaError as error:
            wrong(places[item.code], str(error), "只用项目代码、数、+ - * / 和括号，如 (a - b) / b * 100")
            continue
        for name in formulas[item.code].names():
            if name not in known:
                wrong(
                    places[item.code],
                    f"算式里的“{name}”不是末级项，也不在 [[input]] 里",
                    "改成已有的代码，或加一节 [[input]]",
                )
    ring = circle(formulas)
    if ring:
        wrong(places[ring[0]], f"算式绕了一圈又回到它自己：{' → '.join(ring)}", "改正算式，使它只由别的数算出")


def ties_can_be_broken(codes: Sequence[str], items: Sequence[Item], lines: Lines, wrong: Wrong) -> None:
    """Ties are broken by items of the scheme, each named once."""
    known = [item.code for item in items]
    for code in codes:
        if code not in known:
            wrong(lines.head("tie_break"), f"“{code}”不在方案里", f"写考核项的代码，可用的有 {'、'.join(known[:8])}")
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        wrong(lines.head("tie_break"), f"“{code}”写了两次", "每一项只写一次")
